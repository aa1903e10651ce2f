// SPDX-License-Identifier: MIT
#include "explain/wording.hpp"

#include "reimburse/amount/format.hpp"

namespace reimburse::explain {

std::string Wording::room(const std::string& kind, const std::string& id) const {
    return kind + say("（" + id + "）", " (" + id + ")");
}

std::string Wording::rounding(const Rounding& rounding) const {
    const std::string unit = rounding.unit_fen == 1    ? say("分", "0.01 yuan")
                             : rounding.unit_fen == 10 ? say("角", "0.1 yuan")
                                                       : say("元", "1 yuan");
    const auto words = [&](std::string_view zh, std::string_view en) {
        return say(std::string(zh) + "到" + unit, "rounded to " + unit + ", " + std::string(en));
    };
    switch (rounding.mode) {
    case RoundingMode::half_up:
        return words("四舍五入", "halves up");
    case RoundingMode::half_even:
        return words("四舍六入五成双", "halves to even");
    case RoundingMode::half_down:
        return words("五舍六入", "halves down");
    case RoundingMode::down:
        return words("舍去尾数", "always down");
    case RoundingMode::up:
        return words("进位", "always up");
    case RoundingMode::floor:
        return words("向下取整", "towards minus infinity");
    case RoundingMode::ceiling:
        return words("向上取整", "towards plus infinity");
    }
    return {};
}

std::string Wording::rounding(const BenefitRounding& benefit) const {
    const std::string how = rounding(benefit.rounding);
    const std::string side =
        benefit.side == RoundingSide::payment
            ? say("支付额" + how, "the payment is " + how)
            : say("个人负担" + how + "，其余为支付额",
                  "the patient's share is " + how + ", and the payment is the rest");
    switch (benefit.place) {
    case RoundingPlace::segment:
        return side + say("，每个分段各取整一次", "; once for each segment");
    case RoundingPlace::claim:
        return side + say("，每次结算取整一次", "; once for each claim");
    case RoundingPlace::year:
        return side + say("，取整的是年度累计待遇在本次前后的两个数，本次支付为二者之差",
                          "; the year's entitlement is rounded before and after the claim, and "
                          "the claim gets the difference");
    }
    return side;
}

std::string Wording::change(const Uplift& uplift) const {
    std::string target;
    switch (uplift.target) {
    case UpliftTarget::rate:
        target = say("比例", "rate");
        break;
    case UpliftTarget::deductible:
        target = say("起付线", "deductible");
        break;
    case UpliftTarget::cap:
        target = say("封顶线", "cap");
        break;
    }
    if (!uplift.room.empty()) {
        target = room(target, uplift.room);
    }
    const std::string factor = format_fraction(uplift.value);
    switch (uplift.change) {
    case UpliftChange::points: {
        const bool negative = uplift.value.num() < 0;
        const auto points = multiply(uplift.value, Fraction::whole(negative ? -100 : 100));
        const std::string sign = negative ? " − " : " + ";
        return points ? target + sign + format_fraction(*points) + say(" 个百分点", " points")
                      : target + " + " + factor;
    }
    case UpliftChange::factor:
        return uplift.value == Fraction::whole(0) ? target + say("免除", " waived")
                                                  : target + " × " + factor;
    case UpliftChange::patient_factor:
        return say("个人负担比例 × " + factor, "patient's share × " + factor);
    case UpliftChange::remove:
        return target + say("取消", " removed");
    }
    return target;
}

} // namespace reimburse::explain
