// SPDX-License-Identifier: MIT
#include "study/premium.hpp"

#include "load/suggest.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/plan/fold.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace reimburse::study {

namespace {

using Values = std::map<std::string, std::string>;

class Premiums {
  public:
    Premiums(const Policy& policy, const Selection& selection, Problems& problems)
        : policy_(policy), selection_(selection), problems_(problems),
          lookup_(policy, selection, problems), folder_(policy, lookup_, problems) {
        at_.values.resize(policy.dimensions.size(), detail::no_value);
    }

    void set_year(int year) {
        const bool known = year >= Date::first_year && year <= Date::last_year;
        at_.day = known ? policy_.benefit_year.span_of(year).from : Date::first();
        if (known && policy_.valid.contains(at_.day)) {
            return;
        }
        problems_.push_back({Code::outside_validity,
                             {{"date", known ? at_.day.text() : std::to_string(year)},
                              {"first", policy_.valid.from.text()},
                              {"last", Date::from_days(policy_.valid.to.days() - 1).text()}},
                             {},
                             {}});
    }

    void set_values(const Values& values) {
        for (const auto& [name, text] : values) {
            const auto dimension = std::ranges::find(policy_.dimensions, name, &Dimension::id);
            if (dimension == policy_.dimensions.end()) {
                problems_.push_back({Code::unknown_dimension,
                                     {{"name", name}, {"suggestion", suggest_dimension(name)}},
                                     {},
                                     {}});
                continue;
            }
            given_.insert(name);
            set_value(*dimension, text);
        }
        for (const Dimension& dimension : policy_.dimensions) {
            if (!given_.contains(dimension.id) && !dimension.absent_means.empty()) {
                given_.insert(dimension.id);
                set_value(dimension, dimension.absent_means);
            }
        }
    }

    void require_fields() {
        std::set<std::string> used;
        for (const Premium& premium : policy_.premiums) {
            note_dimensions(premium.contribution, used);
            note_dimensions(premium.subsidy, used);
        }
        for (const std::string& name : used) {
            if (!given_.contains(name)) {
                problems_.push_back({Code::missing_field, {{"field", name}}, {"", name, 0, 0}, {}});
            }
        }
    }

    PremiumAnswer answer(const Premium& premium) {
        PremiumAnswer result;
        result.id = premium.id;
        result.label = premium.label;
        const std::string name = "premiums." + premium.id;
        result.contribution = amount(premium.contribution, name + ".contribution",
                                     result.contribution_clause, result.contribution_origin);
        if (!premium.subsidy.rows.empty() || !premium.subsidy.overrides.empty()) {
            result.subsidy = amount(premium.subsidy, name + ".subsidy", result.subsidy_clause,
                                    result.subsidy_origin);
        }
        if (result.contribution > result.subsidy) {
            result.person_pays = result.contribution - result.subsidy;
        }
        return result;
    }

  private:
    std::string suggest_dimension(const std::string& name) const {
        std::vector<std::string> known;
        for (const Dimension& dimension : policy_.dimensions) {
            known.push_back(dimension.id);
        }
        return load::suggestion(name, known);
    }

    void set_value(const Dimension& dimension, const std::string& text) {
        std::vector<std::string> known;
        std::string list;
        for (const DimensionValue& value : dimension.values) {
            known.push_back(value.id);
            list += (list.empty() ? "" : ", ") + value.id;
        }
        const auto found = std::ranges::find(known, text);
        if (found == known.end()) {
            problems_.push_back({Code::unknown_value,
                                 {{"field", dimension.id},
                                  {"text", text},
                                  {"suggestion", load::suggestion(text, known)},
                                  {"known", list}},
                                 {"", dimension.id, 0, 0},
                                 {}});
            return;
        }
        const auto index = std::ranges::find(policy_.dimensions, dimension.id, &Dimension::id) -
                           policy_.dimensions.begin();
        at_.values[static_cast<std::size_t>(index)] =
            static_cast<std::uint8_t>(found - known.begin());
    }

    void note_dimensions(const Table& table, std::set<std::string>& used) const {
        for (const std::vector<Row>* rows : {&table.rows, &table.overrides}) {
            for (const Row& row : *rows) {
                if (!row.span.contains(at_.day) || !holds(row.only, selection_)) {
                    continue;
                }
                for (const DimensionIs& condition : row.when) {
                    used.insert(condition.dimension);
                }
                if (row.cell.kind == Cell::Kind::of_index) {
                    const auto index =
                        std::ranges::find(policy_.indices, row.cell.index, &Index::id);
                    if (index != policy_.indices.end()) {
                        note_dimensions(index->amount, used);
                    }
                }
            }
        }
    }

    Money amount(const Table& table, const std::string& name, std::string& clause,
                 std::string& origin) {
        const detail::Folded cell = folder_.cell(table, name, at_);
        if (cell.row == nullptr) {
            return {};
        }
        clause = cell.row->clause;
        origin = cell.row->origin;
        if (cell.state == detail::Folded::State::value) {
            if (cell.value.den() == 1) {
                return Money::from_fen(cell.value.num());
            }
            problems_.push_back(
                {Code::number_does_not_fit, {{"table", name}}, cell.row->place, clause});
        } else if (cell.state != detail::Folded::State::broken) {
            problems_.push_back(
                {Code::unspecified,
                 {{"table", name}, {"where", lookup_.where(at_)}, {"note", ""}, {"note_zh", ""}},
                 cell.row->place,
                 clause});
        }
        return {};
    }

    const Policy& policy_;
    const Selection& selection_;
    Problems& problems_;
    detail::Lookup lookup_;
    detail::Folder folder_;
    detail::Combination at_;
    std::set<std::string> given_;
};

std::string cited(const std::string& clause, const std::string& origin) {
    return (clause.empty() ? "" : " [" + clause + "]") + (origin.empty() ? "" : " ◆ " + origin);
}

} // namespace

Result<std::vector<PremiumAnswer>> premium(const Policy& policy, const Selection& selection,
                                           int year, const Values& dimension_values) {
    Problems problems;
    Premiums premiums(policy, selection, problems);
    premiums.set_year(year);
    premiums.set_values(dimension_values);
    if (problems.empty()) {
        premiums.require_fields();
    }
    std::vector<PremiumAnswer> answers;
    if (problems.empty()) {
        for (const Premium& one : policy.premiums) {
            answers.push_back(premiums.answer(one));
        }
    }
    if (!problems.empty()) {
        return problems;
    }
    return answers;
}

std::string premium_text(const std::vector<PremiumAnswer>& answers, int year, Language language) {
    const bool zh = language == Language::zh;
    const std::string year_text = std::to_string(year);
    if (answers.empty()) {
        return zh ? "本政策没有规定个人缴费。\n" : "This policy states no premium.\n";
    }
    const auto line = [&](const char* zh_name, const char* en_name, Money amount) {
        return std::string("  ") + (zh ? zh_name : en_name) + (zh ? "：" : ": ") +
               format_amount(amount) + (zh ? " 元" : " yuan");
    };
    std::string text;
    for (const PremiumAnswer& answer : answers) {
        const std::string& label = answer.label.in(language);
        text += label.empty() ? answer.id : label;
        text += zh ? "（" + year_text + " 年）\n" : " (" + year_text + ")\n";
        text += line("缴费标准", "contribution", answer.contribution) +
                cited(answer.contribution_clause, answer.contribution_origin) + "\n";
        text += line("补助", "subsidy", answer.subsidy) +
                cited(answer.subsidy_clause, answer.subsidy_origin) + "\n";
        text += line("个人实缴", "the person pays", answer.person_pays) + "\n";
    }
    return text;
}

} // namespace reimburse::study
