// SPDX-License-Identifier: MIT
#include "explain/wording.hpp"

namespace reimburse::explain {

std::string Wording::say_switch(Laying laying) const {
    return laying == Laying::marginal
               ? say("分段累进：各段比例只用于落在该段内的部分",
                     "each segment's rate holds for the part inside it")
               : say("全额分档：整个数额按末端所在档计算",
                     "the band in which the end lies holds for the whole amount");
}

std::string Wording::say_switch(Combine combine) const {
    const std::string name = lead("同一数值有几项倾斜时", "several uplifts of one figure");
    switch (combine) {
    case Combine::error:
        return name + say("不应发生，视为规则错误", "must not happen, a fault of the rules");
    case Combine::sum:
        return name + say("相加", "they add up");
    case Combine::largest:
        return name + say("取对个人最有利的一项", "the one best for the patient");
    case Combine::first:
        return name + say("取列在最前的一项", "the first one listed");
    }
    return name;
}

std::string Wording::say_switch(OnChange on_change) const {
    return on_change == OnChange::forward
               ? say("年内规则或身份变化：不追溯，已结算的不变",
                     "changes within the year: earlier settlements stand")
               : say("年内规则或身份变化：按全年累计重算，减去已支付",
                     "changes within the year: the year is calculated anew, less what was paid");
}

std::string Wording::say_axis(const std::string& accumulator) const {
    if (accumulator.empty()) {
        return say("每次结算分段重新起算", "segments begin anew with each claim");
    }
    const std::string name = this->accumulator(accumulator);
    return say("按累计分段：" + name, "laid on what accumulates: " + name);
}

std::string Wording::say_includes_deductible(bool includes) const {
    return includes ? say("分段含起付线以内的部分", "segments count the deductible's part as well")
                    : say("分段不含起付线以内的部分", "segments leave out the deductible's part");
}

std::string Wording::say_edges_from(bool deductible) const {
    return deductible ? say("分段自起付线以上起算", "segments count from the deductible")
                      : say("分段自 0 起算", "segments count from 0");
}

} // namespace reimburse::explain
