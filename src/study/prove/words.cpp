// SPDX-License-Identifier: MIT
#include "study/prove/words.hpp"

#include "reimburse/amount/format.hpp"

namespace reimburse::study {

namespace {

struct Phrase {
    const char* id;
    const char* zh;
    const char* en;

    std::string in(Language language) const { return language == Language::zh ? zh : en; }
};

Phrase phrase(Limit limit) {
    switch (limit) {
    case Limit::greater_unit:
        return {"greater_unit", "取整单位大于一分：不作断言",
                "it rounds to more than a fen: nothing is said of it"};
    case Limit::too_fine:
        return {"too_fine", "取整的重复周期过长：未看完",
                "its roundings repeat too late: not all of them were looked at"};
    case Limit::given:
        return {"given", "支付额由申请给出：不作断言",
                "its payment is given by the claim: nothing is said of it"};
    case Limit::parts_of_a_fen:
        return {"parts_of_a_fen", "计算基数可能不是整分：断言只对整分成立",
                "its base may be no whole fen: the statements hold for whole fen"};
    case Limit::subtracts_payment:
        return {"subtracts_payment", "计算基数减去的支付额不构成在前待遇的剩余：断言不传到整个结算",
                "its base subtracts a payment that leaves no earlier remainder: the statements do "
                "not pass on to the settlement"};
    case Limit::shares_the_bill:
        return {"shares_the_bill", "与在前待遇的计算基数重叠，账单可能先用尽：断言不传到整个结算",
                "earlier benefits pay on the same amounts and may use up the bill: the statements "
                "do not pass on to the settlement"};
    case Limit::keeps_a_share:
        return {"keeps_a_share", "兜底留给个人的是另一金额的比例，账单增大时支付额可能下降",
                "it leaves the patient a share of another amount: its payment may fall as the bill "
                "grows"};
    case Limit::bands_of_the_year:
        return {"bands_of_the_year", "全额分档按年累计：只在同一档内与拆分无关",
                "whole bands over the year: independent of the cut inside one band only"};
    case Limit::cap_of_the_claim:
        return {"cap_of_the_claim", "封顶线不是按本待遇年度支付额计：只在封顶线以下与拆分无关",
                "a cap that does not count this benefit's payments of the year: independent of the "
                "cut below the cap only"};
    case Limit::deductible_first:
        return {"deductible_first", "先扣起付线：扣除后的部分与拆分无关",
                "a deductible comes off first: what is behind it does not depend on the cut"};
    case Limit::fixed_above_base:
        return {"fixed_above_base", "定额可能超过计算基数，超过部分不付",
                "a fixed amount may exceed the base and is cut to it"};
    case Limit::grows_with_measure:
        return {"grows_with_measure", "标准随计量变化：只就该计量为 0 时判断",
                "its cells grow with a measure: judged where the measure is 0"};
    }
    return {};
}

Phrase phrase(Property property) {
    switch (property) {
    case Property::within_base:
        return {"within_base", "0 ≤ 支付 ≤ 计算基数，且不超过各剩余额度",
                "0 <= payment <= base, and <= every room"};
    case Property::payment_never_falls:
        return {"payment_never_falls", "基数增加时支付额不下降",
                "the payment never falls when the base grows"};
    case Property::remainder_never_falls:
        return {"remainder_never_falls", "基数增加时剩余部分不下降",
                "what is left never falls when the base grows"};
    case Property::independent_of_cut:
        return {"independent_of_cut", "全年合计与账单拆分无关",
                "the year's sum does not depend on how bills are cut"};
    }
    return {};
}

std::string yuan(std::int64_t fen) {
    return format_amount(Money::from_fen(fen));
}

} // namespace

std::string spell(const Selection& selection) {
    std::string text;
    for (const auto& [reading, value] : selection) {
        text += (text.empty() ? "" : ", ") + reading + "=" + value;
    }
    return text.empty() ? "-" : text;
}

std::string words(Limit limit, Language language) {
    return phrase(limit).in(language);
}

std::string id_of(Limit limit) {
    return phrase(limit).id;
}

std::string words(Property property, Language language) {
    return phrase(property).in(language);
}

std::string id_of(Property property) {
    return phrase(property).id;
}

std::string id_of(Finding::Kind kind) {
    switch (kind) {
    case Finding::Kind::table:
        return "table";
    case Finding::Kind::one_claim:
        return "one_claim";
    case Finding::Kind::longer_years:
        return "longer_years";
    case Finding::Kind::refusal:
        return "refusal";
    }
    return {};
}

std::string words(const Finding& finding, Language language) {
    const bool zh = language == Language::zh;
    std::string text;
    switch (finding.kind) {
    case Finding::Kind::table:
        text = finding.benefit + (zh ? "：不成立：" : ": does not hold: ") +
               words(finding.property, language);
        if (!finding.bill) {
            text += (zh ? "；轴上位置 " : "; place on the axis ") + yuan(finding.place.hi) +
                    (zh ? "，申请起点 " : ", the claim begins at ") + yuan(finding.place.lo);
        }
        break;
    case Finding::Kind::one_claim:
        text = zh ? "引擎与各表不一致（全年一次结算）"
                  : "the engine differs from the tables, in a year of one claim";
        break;
    case Finding::Kind::longer_years:
        text = zh ? "引擎与各表不一致（年内已有结算）"
                  : "the engine differs from the tables, later in a year";
        break;
    case Finding::Kind::refusal:
        text = zh ? "引擎与各表在是否拒绝上不一致"
                  : "the engine and the tables differ in what they refuse";
        break;
    }
    if (finding.bill && finding.kind != Finding::Kind::refusal) {
        text += (zh ? "；账单 " : "; bill ") + yuan(*finding.bill);
    }
    for (const Finding::Payment& each : finding.payments) {
        text += "; " + each.benefit + (zh ? " 应为 " : " expected ") + yuan(each.expected) +
                (zh ? " 实为 " : " found ") + yuan(each.found);
    }
    if (finding.accumulators_differ) {
        text += zh ? "；累计也不一致" : "; the accumulators differ too";
    }
    return text;
}

} // namespace reimburse::study
