// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace reimburse {

/// Every error that a user can meet, by number. Numbers are stable: they are never reused.
/// 1xx files, 2xx values, 3xx rule tables, 4xx claims, 5xx settlement, 6xx selection.
enum class Code : std::uint16_t {
    cannot_open = 101,
    cannot_write = 102,
    not_json = 103,
    duplicate_key = 104,
    unknown_key = 105,
    missing_key = 106,
    wrong_type = 107,
    not_utf8 = 108,
    too_deep = 109,
    not_gzip = 110,
    open_quote = 121,
    text_after_quote = 122,
    field_count = 123,
    no_header = 124,
    duplicate_column = 125,
    missing_column = 126,
    misspelt_column = 127,
    row_too_long = 128,
    foreign_columns = 129,
    not_an_amount = 201,
    too_many_decimals = 202,
    negative_amount = 203,
    amount_too_large = 204,
    not_a_rate = 205,
    rate_out_of_range = 206,
    not_a_date = 207,
    empty_span = 208,
    not_a_count = 209,
    unknown_value = 210,
    empty_text = 211,
    not_an_id = 212,
    unknown_rounding = 213,
    not_a_url = 214,
    unknown_dimension = 301,
    unknown_benefit = 302,
    unknown_accumulator = 303,
    unknown_measure = 304,
    unknown_clause = 305,
    unknown_list = 306,
    duplicate_id = 307,
    cells_overlap = 308,
    cells_missing = 309,
    segments_not_ascending = 310,
    segment_open = 311,
    cap_below_zero = 312,
    uplift_above_limit = 313,
    uplifts_collide = 314,
    not_an_earlier_benefit = 315,
    too_many_combinations = 316,
    number_does_not_fit = 317,
    not_one_alternative = 318,
    contradictory_rule = 319,
    extends_unknown = 331,
    overlay_target_unknown = 332,
    overlays_collide = 333,
    overlay_redefines = 334,
    policy_count = 335,
    unknown_vocabulary = 336,
    missing_field = 401,
    unknown_field = 402,
    eligible_above_total = 403,
    outside_validity = 404,
    contradictory_fields = 405,
    span_reversed = 406,
    reversal_row = 407,
    reversal_without_claim = 408,
    reversal_differs = 409,
    repeated_claim_id = 410,
    unmapped_value = 411,
    unspecified = 501,
    needs_exact_path = 502,
    foreign_accumulators = 503,
    given_exceeds_bill = 504,
    amount_overflow = 505,
    unknown_reading = 601,
    unknown_reading_value = 602,
};

/// One row of the table of errors: the sentence and what to do, in English and Chinese.
/// {name} marks are filled from a Problem's arguments.
struct CodeRow {
    Code code;
    std::string_view en;
    std::string_view advice_en;
    std::string_view zh;
    std::string_view advice_zh;
};

// clang-format off
inline constexpr auto code_rows = std::to_array<CodeRow>({
    {Code::cannot_open, "cannot read {file}: {why}", "check the name and the permissions", "无法读取 {file}：{why}", "请检查文件名和权限"},
    {Code::cannot_write, "cannot write {file}: {why}", "check the folder, its permissions and free space", "无法写入 {file}：{why}", "请检查目录、权限和剩余空间"},
    {Code::not_json, "not valid JSON: {why}", "correct the text at this place", "不是有效的 JSON：{why}", "请更正此处文本"},
    {Code::duplicate_key, "key \"{key}\" appears twice in one object", "keep one of the two", "同一对象中键“{key}”出现两次", "请只保留一个"},
    {Code::unknown_key, "unknown key \"{key}\"{suggestion}", "remove or rename it", "未知的键“{key}”{suggestion}", "请删除或改名"},
    {Code::missing_key, "key \"{key}\" is missing", "add it{hint}", "缺少键“{key}”", "请补充{hint_zh}"},
    {Code::wrong_type, "expected {expected}, found {found}", "write {expected} in its place", "此处应为{expected_zh}，实为{found_zh}", "请改为{expected_zh}"},
    {Code::not_utf8, "the text is not UTF-8", "save the file as UTF-8", "文本不是 UTF-8 编码", "请以 UTF-8 保存文件"},
    {Code::too_deep, "nested deeper than {limit} levels", "flatten the structure", "嵌套超过 {limit} 层", "请减少嵌套"},
    {Code::not_gzip, "{file} is not a whole gzip file: {why}", "copy or compress the file anew", "{file} 不是完整的 gzip 文件：{why}", "请重新复制或压缩该文件"},
    {Code::open_quote, "a quoted field is not closed", "close it with a double quote", "引号字段没有结束", "请补上双引号"},
    {Code::text_after_quote, "text follows a closing quote", "double the quotes inside a quoted field", "结束引号之后还有文字", "字段内的引号请写成两个"},
    {Code::field_count, "the row has {found} fields, the header {expected}", "quote fields that hold commas", "本行有 {found} 个字段，表头有 {expected} 个", "含逗号的字段请加引号"},
    {Code::no_header, "the file has no header row", "put the column names into the first line", "文件没有表头", "请在首行写列名"},
    {Code::duplicate_column, "column \"{column}\" appears twice", "keep one of the two", "列“{column}”出现两次", "请只保留一列"},
    {Code::missing_column, "column \"{column}\" is missing", "add the column", "缺少列“{column}”", "请补充该列"},
    {Code::misspelt_column, "unknown column \"{column}\"{suggestion}", "rename it", "未知的列“{column}”{suggestion}", "请改名"},
    {Code::row_too_long, "the row is longer than {limit} bytes", "check that the file is CSV with line ends", "本行超过 {limit} 字节", "请确认文件是带换行的 CSV"},
    {Code::foreign_columns, "the names are those of the vocabulary \"{name}\": {columns}", "give --columns {name}", "所用名称属于对照表“{name}”：{columns}", "请加上 --columns {name}"},
    {Code::not_an_amount, "{field}: \"{text}\" is not a plain decimal amount", "write digits and at most one point, as 1234.50", "{field}：“{text}”不是普通十进制金额", "请只写数字和至多一个小数点，如 1234.50"},
    {Code::too_many_decimals, "{field}: \"{text}\" has more than two decimals", "round it to fen at its source", "{field}：“{text}”超过两位小数", "请在来源处取到分"},
    {Code::negative_amount, "{field}: \"{text}\" is negative", "amounts of a claim are 0 or more", "{field}：“{text}”为负数", "结算金额须为 0 或以上"},
    {Code::amount_too_large, "{field}: \"{text}\" is too large", "the largest amount is 99999999999999.99", "{field}：“{text}”过大", "金额上限为 99999999999999.99"},
    {Code::not_a_rate, "\"{text}\" is not an exact rate", "write a decimal as \"0.75\" or a fraction as \"2/3\"", "“{text}”不是精确的比例", "请写成小数如 \"0.75\" 或分数如 \"2/3\""},
    {Code::rate_out_of_range, "rate {text} lies outside 0 to 1", "write 75 % as \"0.75\"", "比例 {text} 不在 0 到 1 之间", "75% 请写成 \"0.75\""},
    {Code::not_a_date, "{field}: \"{text}\" is not a date of the calendar", "write it as 2019-10-02", "{field}：“{text}”不是有效日期", "请写成 2019-10-02"},
    {Code::empty_span, "the span from {from} to {to} holds no day", "the first day must lie before the day it ends", "从 {from} 到 {to} 的区间没有任何一天", "起始日须早于终止日"},
    {Code::not_a_count, "{field}: \"{text}\" is not a whole number of 0 or more", "write digits only", "{field}：“{text}”不是非负整数", "请只写数字"},
    {Code::unknown_value, "{field}: unknown value \"{text}\"{suggestion}", "use one of: {known}", "{field}：未知的值“{text}”{suggestion}", "请用其中之一：{known}"},
    {Code::empty_text, "{field} is empty", "fill it in", "{field} 为空", "请填写"},
    {Code::not_an_id, "\"{text}\" is not an identifier", "use lower-case letters, digits and _, beginning with a letter", "“{text}”不是标识符", "请用小写字母、数字和下划线，以字母开头"},
    {Code::unknown_rounding, "unknown rounding {what} \"{text}\"{suggestion}", "use one of: {known}", "未知的取整{what}“{text}”{suggestion}", "请用其中之一：{known}"},
    {Code::not_a_url, "\"{text}\" is not a web address", "write it in full, as https://example.org/notice.html, other signs as %xx", "“{text}”不是网址", "请写全，如 https://example.org/notice.html，其他字符写成 %xx"},
    {Code::unknown_dimension, "unknown dimension \"{name}\"{suggestion}", "declare it under dimensions", "未知的维度“{name}”{suggestion}", "请在 dimensions 中声明"},
    {Code::unknown_benefit, "unknown benefit \"{name}\"{suggestion}", "use the id of a benefit of this policy", "未知的待遇“{name}”{suggestion}", "请使用本政策中的待遇编号"},
    {Code::unknown_accumulator, "unknown accumulator \"{name}\"{suggestion}", "declare it under accumulators", "未知的累计“{name}”{suggestion}", "请在 accumulators 中声明"},
    {Code::unknown_measure, "unknown measure \"{name}\"{suggestion}", "declare it under measures", "未知的计量“{name}”{suggestion}", "请在 measures 中声明"},
    {Code::unknown_clause, "clause \"{name}\" is in no source of this file{suggestion}", "add it to sources or correct the id", "条款“{name}”不在本文件的来源中{suggestion}", "请补充来源或更正编号"},
    {Code::unknown_list, "unknown {what} \"{name}\"{suggestion}", "declare it in this policy", "未知的{what}“{name}”{suggestion}", "请在本政策中声明"},
    {Code::duplicate_id, "id \"{name}\" is used twice", "rename one of the two", "编号“{name}”重复", "请改名"},
    {Code::cells_overlap, "{table}: two rows match {where}: {first} and {second}", "narrow one of the two", "{table}：{where} 有两行匹配：{first} 与 {second}", "请缩小其中一行的范围"},
    {Code::cells_missing, "{table}: no row matches {where}", "add a row, or mark it unspecified", "{table}：{where} 没有匹配的行", "请补充一行，或标为 unspecified"},
    {Code::segments_not_ascending, "{table}: edge {edge} does not lie above the edge before it", "put the edges into rising order", "{table}：分段上限 {edge} 不高于前一段", "请按升序排列分段上限"},
    {Code::segment_open, "{table}: only the last segment is without an upper edge, and it must be", "give every segment but the last an edge", "{table}：只有最后一段没有上限，且必须没有", "除最后一段外都要有上限"},
    {Code::cap_below_zero, "{table}: {text} is below zero", "amounts of a table are 0 or more", "{table}：{text} 小于零", "表中金额须为 0 或以上"},
    {Code::uplift_above_limit, "uplift {name}: {text} is above 100 %", "write 10 points as \"0.10\"", "倾斜 {name}：{text} 超过 100%", "10 个百分点请写成 \"0.10\""},
    {Code::uplifts_collide, "{table}: several uplifts apply at {where}: {names}", "say how they combine: sum, largest or first", "{table}：{where} 同时适用多个倾斜：{names}", "请声明合并方式：sum、largest 或 first"},
    {Code::not_an_earlier_benefit, "benefit \"{name}\" is not settled before this one", "a base may use earlier benefits only", "待遇“{name}”不在本待遇之前", "计算基数只能引用在前的待遇"},
    {Code::too_many_combinations, "the dimensions give {count} combinations, the limit is {limit}", "use fewer or smaller dimensions", "维度组合有 {count} 种，上限为 {limit}", "请减少维度或取值"},
    {Code::number_does_not_fit, "{table}: the numbers do not fit 64 bits", "use fewer decimals", "{table}：数值超出 64 位", "请减少小数位"},
    {Code::not_one_alternative, "{what}: {count} alternatives remain for the readings {readings}", "leave exactly one for each reading", "{what}：解读 {readings} 下剩下 {count} 个备选", "每种解读须恰有一个"},
    {Code::contradictory_rule, "{what}", "see the description of this key in the schema", "{what_zh}", "请看 schema 中对该键的说明"},
    {Code::extends_unknown, "policy \"{name}\" is not among the rules{suggestion}", "give its file with --rules", "规则中没有政策“{name}”{suggestion}", "请用 --rules 给出其文件"},
    {Code::overlay_target_unknown, "the policy has no table \"{name}\"{suggestion}", "use a table name that show prints", "政策中没有表“{name}”{suggestion}", "请使用 show 列出的表名"},
    {Code::overlays_collide, "two overlays set {table} at {where}: {first} and {second}", "leave out one of the two", "两个补充表都设置了 {table} 的 {where}：{first} 与 {second}", "请去掉其中一个"},
    {Code::overlay_redefines, "benefit \"{name}\" has figures already", "an overlay fills only a benefit that is unspecified as a whole", "待遇“{name}”已有数值", "补充表只能填写整体未定的待遇"},
    {Code::policy_count, "{count} policies were given: {names}", "give exactly one policy and any overlays", "给出了 {count} 个政策：{names}", "请恰好给出一个政策，补充表不限"},
    {Code::unknown_vocabulary, "no vocabulary is called \"{name}\", and no file{suggestion}", "use a file, or one of: {known}", "没有名为“{name}”的对照表，也没有该文件{suggestion}", "请给出文件，或用其中之一：{known}"},
    {Code::missing_field, "{field} is missing", "give it: the result depends on it", "缺少 {field}", "请补充：结果取决于它"},
    {Code::unknown_field, "unknown field \"{field}\"{suggestion}", "remove or rename it", "未知的字段“{field}”{suggestion}", "请删除或改名"},
    {Code::eligible_above_total, "eligible {eligible} is above total {total}", "the part within scope cannot exceed the bill", "政策范围内费用 {eligible} 大于总费用 {total}", "范围内费用不能超过总费用"},
    {Code::outside_validity, "{date} lies outside the policy, whose first day is {first} and last day {last}", "use the policy in force on that day", "{date} 不在政策有效期内，首日 {first}，末日 {last_zh}", "请使用当日有效的政策"},
    {Code::contradictory_fields, "{field} is \"{text}\", but {other}", "correct one of the two", "{field} 为“{text}”，但{other}", "请更正其中之一"},
    {Code::span_reversed, "{to_field} {to} lies before {from_field} {from}", "correct one of the two dates", "{to_field} {to} 早于 {from_field} {from}", "请更正其中一个日期"},
    {Code::reversal_row, "reverses claim {id}: reversals are not settled", "leave out both this claim and its original", "冲销结算 {id}：不处理冲销", "请同时去掉本结算和原结算"},
    {Code::reversal_without_claim, "reverses claim {id}, which is not among the person's settled claims before it", "put the claim before its reversal, and reverse it once", "冲销结算 {id}：该人在此之前没有这笔已结算且未冲销的结算", "请把原结算放在冲销之前，且只冲销一次"},
    {Code::reversal_differs, "reverses claim {id} with amounts that are not its own", "give the original's amounts as negative numbers, or none", "冲销结算 {id}：金额与原结算不符", "请填原结算金额的负数，或留空"},
    {Code::repeated_claim_id, "claim_id {id} was used before for another claim", "give each claim an id of its own", "claim_id {id} 已用于另一笔结算", "请为每笔结算使用各自的编号"},
    {Code::unmapped_value, "{column}: the vocabulary gives no {field} for \"{text}\"", "add it to the values of {field} in a vocabulary of your own that extends this one", "{column}：对照表没有给出“{text}”对应的 {field}", "请在自己的对照表（extends 本表）中为 {field} 补充该取值"},
    {Code::unspecified, "{table} is unspecified for {where}{note}", "supply it by an overlay that names its source", "{table} 对 {where} 没有规定{note_zh}", "请用注明来源的补充表给出"},
    {Code::needs_exact_path, "the claim needs exact arithmetic beyond 64 bits, which is not linked", "link the compiled library", "该结算需要 64 位以外的精确计算，但未链接", "请链接编译库"},
    {Code::foreign_accumulators, "the accumulators do not belong to this policy: {why}", "use the accumulators of an earlier answer under the same policy", "累计不属于本政策：{why}", "请使用同一政策先前结果中的累计"},
    {Code::given_exceeds_bill, "a given payment exceeds what is left of the bill", "correct the payment", "给定的支付额超过账单余额", "请更正该支付额"},
    {Code::amount_overflow, "an amount exceeds what can be held", "the amounts of a year must stay below 92 quadrillion yuan", "金额超出可表示范围", "年度金额过大"},
    {Code::unknown_reading, "the policy declares no reading \"{name}\"{suggestion}", "use one of: {known}", "政策没有声明解读“{name}”{suggestion}", "请用其中之一：{known}"},
    {Code::unknown_reading_value, "reading {name} has no value \"{text}\"{suggestion}", "use one of: {known}", "解读 {name} 没有取值“{text}”{suggestion}", "请用其中之一：{known}"},
});
// clang-format on

static_assert(std::ranges::adjacent_find(code_rows, std::ranges::greater_equal{}, &CodeRow::code) ==
                  code_rows.end(),
              "the rows follow the numbers");

/// The row of a code. Precondition: the code is one of the table.
constexpr const CodeRow& row_of(Code code) {
    return *std::ranges::lower_bound(code_rows, code, {}, &CodeRow::code);
}

} // namespace reimburse
