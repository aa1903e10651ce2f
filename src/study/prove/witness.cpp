// SPDX-License-Identifier: MIT
#include "study/prove/witness.hpp"

#include "load/csv_writer.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/settle/classify.hpp"

#include <algorithm>
#include <map>

namespace reimburse::study {

namespace {

constexpr std::size_t most_trials = 4096;

using Texts = std::map<std::string, std::string>;

/// Texts worth trying in the fields that decision lists look at: none, any, a listed one.
std::map<std::string, std::vector<std::string>> candidates(const Policy& policy) {
    std::map<std::string, std::vector<std::string>> texts;
    const auto offer = [&](const std::string& field, const std::string& text) {
        auto& offered = texts[field];
        if (offered.empty()) {
            offered = {""};
        }
        if (std::ranges::find(offered, text) == offered.end()) {
            offered.push_back(text);
        }
    };
    for (const Dimension& dimension : policy.dimensions) {
        for (const Derivation& line : dimension.derive) {
            for (const Test& test : line.tests) {
                if (test.kind == Test::Kind::between) {
                    continue;
                }
                offer(test.field, "x");
                if (test.kind == Test::Kind::equal) {
                    offer(test.other, "x");
                }
                for (const NamedList& list : policy.lists) {
                    if (test.kind == Test::Kind::in_list && list.id == test.other &&
                        !list.entries.empty()) {
                        std::string entry = list.entries.front();
                        if (entry.ends_with('*')) {
                            entry.pop_back();
                        }
                        offer(test.field, entry);
                    }
                }
            }
        }
    }
    return texts;
}

class Trial {
  public:
    explicit Trial(const Program& program)
        : program_(program), plan_(*program.plan), claim_(plan_), classifier_(plan_),
          offered_(candidates(plan_.policy)) {}

    std::optional<Witness> run(std::int64_t bill, std::span<const std::int64_t> slots) {
        CellReader reader(plan_);
        for (const std::uint32_t row : program_.rows) {
            const Texts fixed = stated(reader.combination(row), bill);
            for (std::size_t trial = 0; trial < most_trials; ++trial) {
                Texts texts = fixed;
                if (!choose(trial, texts)) {
                    break;
                }
                if (reaches(texts, slots)) {
                    return made(texts, slots);
                }
            }
        }
        return std::nullopt;
    }

  private:
    Texts stated(const detail::Combination& at, std::int64_t bill) const {
        const std::string amount = format_amount(Money::from_fen(bill));
        // A span that is open at its start begins before the first day that a claim can name.
        const std::string day = std::max(at.day, *Date::from_ymd(Date::first_year, 1, 1)).text();
        Texts texts{{"claim_id", "c1"},
                    {"person_id", "p1"},
                    {"date", day},
                    {"total", amount},
                    {"eligible", amount}};
        texts[plan_.policy.decided_by] = day;
        for (const SlotGroup& group : plan_.groups) {
            if (group.period == Period::stay) {
                texts["stay_id"] = "s1";
            }
            if (group.of_household) {
                texts["household_id"] = "h1";
            }
        }
        for (const Field& field : plan_.fields) {
            if (field.kind == FieldKind::dimension) {
                const auto& values = plan_.policy.dimensions[field.dimension].values;
                const std::uint8_t value = at.values[field.dimension];
                if (value != detail::no_value || field.required) {
                    texts[field.name] = values[value == detail::no_value ? 0 : value].id;
                }
            } else if (field.required && !texts.contains(field.name)) {
                texts[field.name] = field.kind == FieldKind::date ? day : "0";
            }
        }
        return texts;
    }

    /// The texts of a trial by its number; false behind the last.
    bool choose(std::size_t trial, Texts& texts) const {
        for (const auto& [field, offered] : offered_) {
            texts[field] = offered[trial % offered.size()];
            trial /= offered.size();
        }
        return trial == 0;
    }

    bool reaches(const Texts& texts, std::span<const std::int64_t> slots) {
        Problems problems;
        claim_.clear();
        for (const auto& [field, text] : texts) {
            claim_.set(field, text, problems);
        }
        if (!problems.empty() || !classifier_.read(claim_, problems)) {
            return false;
        }
        const auto row = &classifier_.row(claim_, slots) - plan_.rows.data();
        return std::ranges::find(program_.rows, static_cast<std::uint32_t>(row)) !=
               program_.rows.end();
    }

    /// In the order of the plan's fields.
    Witness made(const Texts& texts, std::span<const std::int64_t> slots) const {
        Witness witness;
        for (const Field& field : plan_.fields) {
            const auto text = texts.find(field.name);
            if (text != texts.end() && !text->second.empty()) {
                witness.fields.emplace_back(*text);
            }
        }
        if (std::ranges::any_of(slots, [](std::int64_t slot) { return slot != 0; })) {
            Accumulators accumulators;
            accumulators.store(plan_, classifier_.decided(), claim_, slots);
            witness.accumulators = accumulators.periods();
            for (const Accumulator& each : plan_.accumulators) {
                if (each.is_count) {
                    witness.counts.push_back(each.id);
                }
            }
        }
        return witness;
    }

    const Program& program_;
    const Plan& plan_;
    Claim claim_;
    Classifier classifier_;
    std::map<std::string, std::vector<std::string>> offered_;
};

} // namespace

std::optional<Witness> witness(const Program& program, std::int64_t bill,
                               std::span<const std::int64_t> slots) {
    return Trial(program).run(bill, slots);
}

std::string witness_csv(const Witness& witness) {
    std::string text;
    load::CsvWriter writer(text);
    for (const auto& [field, value] : witness.fields) {
        writer.field(field);
    }
    writer.end_row();
    for (const auto& [field, value] : witness.fields) {
        writer.field(value);
    }
    writer.end_row();
    return text;
}

} // namespace reimburse::study
