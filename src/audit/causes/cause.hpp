// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"
#include "reimburse/rules/claim_terms.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace reimburse::audit {

/// What can have gone wrong (原因): the kinds of deviation from the rules, in the order in which
/// answers of equal weight are listed. The likelier come first.
enum class Cause : std::uint8_t {
    other_value,
    deductible_not_waived,
    uplift_missing,
    totals_missing,
    totals_without,
    totals_twice,
    reversal_ignored,
    layer_skipped,
    per_claim,
    cap_ignored,
    deductible_ignored,
    total_as_eligible,
    rules_of,
    reading,
    rounding,
    flat,
    marginal,
    amount_times,
    amount_divided,
    digits_swapped,
    uplift_doubled,
    deductible_doubled,
    layer_doubled,
    cap_per_claim,
    deductible_per_claim,
    limit_ignored,
    limit_per_claim,
    order,
    gate_ignored,
    duplicate,
};

/// One row of the table of causes: the id that findings carry, and a sentence whose {what} is
/// filled with the name of the thing that was treated otherwise.
struct CauseRow {
    Cause cause;
    std::string_view id;
    bool of_system; ///< it lies in how a system works, not in one claim
    std::string_view en;
    std::string_view zh;
};

// clang-format off
inline constexpr auto cause_rows = std::to_array<CauseRow>({
    {Cause::other_value, "", false, "paid as if {what}", "按{what}支付"},
    {Cause::deductible_not_waived, "deductible_not_waived", true, "deductible not waived: {what}", "未免起付线：{what}"},
    {Cause::uplift_missing, "uplift_missing", true, "uplift missing: {what}", "未享受倾斜：{what}"},
    {Cause::totals_missing, "totals_missing", false, "the year's totals were taken as zero", "年度累计按零计算"},
    {Cause::totals_without, "totals_without", false, "the year's totals lack claim {what}", "年度累计缺少结算 {what}"},
    {Cause::totals_twice, "totals_twice", false, "the year's totals count claim {what} twice", "年度累计重复计入结算 {what}"},
    {Cause::reversal_ignored, "reversal_ignored", false, "the year's totals still hold the reversed claim {what}", "年度累计未扣除已冲销的结算 {what}"},
    {Cause::layer_skipped, "layer_skipped", true, "layer skipped: {what}", "未支付待遇：{what}"},
    {Cause::per_claim, "per_claim", true, "each claim on its own instead of the year's sum: {what}", "按次计算而未按年累计：{what}"},
    {Cause::cap_ignored, "cap_ignored", true, "cap ignored: {what}", "未执行封顶线：{what}"},
    {Cause::deductible_ignored, "deductible_ignored", true, "deductible ignored: {what}", "未扣起付线：{what}"},
    {Cause::total_as_eligible, "total_as_eligible", true, "the total was taken for the eligible amount", "以总费用作为政策范围内费用"},
    {Cause::rules_of, "rules_of", true, "the rules in force from {what} were used", "使用了自 {what} 起施行的规则"},
    {Cause::reading, "reading", true, "read otherwise: {what}", "采用了另一种解读：{what}"},
    {Cause::rounding, "rounding", true, "another rounding: {what}", "取整方式不同：{what}"},
    {Cause::flat, "flat", true, "one rate on the whole amount instead of segments: {what}", "未分段，全额按一个比例：{what}"},
    {Cause::marginal, "marginal", true, "segments instead of one rate on the whole amount: {what}", "按分段计算，未按全额一个比例：{what}"},
    {Cause::amount_times, "amount_times", false, "amount too large by a power of ten: {what}", "金额放大：{what}"},
    {Cause::amount_divided, "amount_divided", false, "amount too small by a power of ten: {what}", "金额缩小：{what}"},
    {Cause::digits_swapped, "digits_swapped", false, "two neighbouring digits swapped: {what}", "相邻两位数字颠倒：{what}"},
    {Cause::uplift_doubled, "uplift_doubled", true, "uplift applied twice: {what}", "倾斜重复计算：{what}"},
    {Cause::deductible_doubled, "deductible_doubled", true, "deductible taken twice: {what}", "起付线重复扣除：{what}"},
    {Cause::layer_doubled, "layer_doubled", true, "layer paid twice: {what}", "待遇重复支付：{what}"},
    {Cause::cap_per_claim, "cap_per_claim", true, "the cap was applied to each claim instead of the year: {what}", "封顶线按次而未按年执行：{what}"},
    {Cause::deductible_per_claim, "deductible_per_claim", true, "the deductible was taken from each claim instead of the year: {what}", "起付线按次而未按年扣除：{what}"},
    {Cause::limit_ignored, "limit_ignored", true, "limit of the base ignored: {what}", "未执行费用限额：{what}"},
    {Cause::limit_per_claim, "limit_per_claim", true, "the limit of the base was applied to each claim: {what}", "费用限额按次执行：{what}"},
    {Cause::order, "order", true, "layers in another order: {what}", "待遇顺序颠倒：{what}"},
    {Cause::gate_ignored, "gate_ignored", true, "paid although a condition does not hold: {what}", "不符合条件仍支付：{what}"},
    {Cause::duplicate, "duplicate", false, "the same claim was paid before: {what}", "重复结算：{what}"},
});

// clang-format on

constexpr const CauseRow& row_of(Cause cause) {
    return cause_rows[static_cast<std::size_t>(cause)];
}

/// One deviation, named: a cause, its argument as findings carry it, and the same for people.
struct Deviation {
    Cause cause{};
    std::string argument{};
    Text what{};
    bool of_claim = false; ///< the argument is peculiar to one claim
    std::string kind{};    ///< what claims with such arguments have in common; empty: nothing more
    int order = 0;         ///< among those of the same cause

    /// The stable id, as "per_claim:basic" or "level:city".
    std::string id() const {
        const std::string_view name = row_of(cause).id;
        return name.empty() ? argument
                            : std::string(name) + (argument.empty() ? "" : ":" + argument);
    }

    /// The same without what is peculiar to one claim, by which findings are grouped.
    Deviation general() const {
        return of_claim ? Deviation{cause, kind, {kind.empty() ? "…" : kind, {}}, false, {}, order}
                        : *this;
    }

    std::string sentence(Language language) const {
        const CauseRow& row = row_of(cause);
        const std::string& filled = what.in(language).empty() ? argument : what.in(language);
        return fill(language == Language::zh ? row.zh : row.en, {{"what", filled}});
    }
};

/// A dimension that was taken to have one of its values.
inline Deviation value_deviation(const Dimension& dimension, std::size_t value) {
    const DimensionValue& other = dimension.values[value];
    const auto label = [&](Language language) {
        const std::string& name = dimension.label.in(language);
        const std::string& text = other.label.in(language);
        return (name.empty() ? dimension.id : name) + " = " + (text.empty() ? other.id : text);
    };
    return {Cause::other_value,
            dimension.id + ":" + other.id,
            {label(Language::zh), label(Language::en)}};
}

} // namespace reimburse::audit
