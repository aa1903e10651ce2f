// SPDX-License-Identifier: MIT
#include "audit/generator.hpp"

#include "audit/deviations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace faulty {

namespace {

constexpr std::size_t facilities = 60;
constexpr std::size_t rows_a_person = 5;
constexpr int tries = 40; ///< deviations that are tried until one changes the payment

/// splitmix64: the same numbers everywhere.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

    std::size_t below(std::size_t count) { return next() % count; }

    bool percent(std::size_t share) { return below(100) < share; }

    template <class T>
    const T& pick(const std::vector<T>& items) {
        return items[below(items.size())];
    }

  private:
    std::uint64_t state_;
};

struct Person {
    bool poor = false;
    bool heavy = false;   ///< with bills that reach the caps
    bool carried = false; ///< settled by a system that keeps its own totals
    Year right;           ///< totals of the payments that were due
    Year believed;        ///< those of the system
    bool erred = false;
    std::vector<Earlier> earlier;
    std::vector<Earlier> believed_earlier;
};

class Generator {
  public:
    explicit Generator(const Recipe& recipe) : recipe_(recipe), dice_(recipe.seed) {}

    std::vector<Row> run() {
        const std::size_t persons = recipe_.faults * 3;
        persons_.resize(persons);
        for (Person& person : persons_) {
            person.poor = dice_.percent(30);
            person.heavy = dice_.percent(20);
            person.carried = dice_.percent(50);
        }
        const std::size_t count = persons * rows_a_person;
        for (std::size_t r = 0; r < count && faults_ < recipe_.faults; ++r) {
            add(r, static_cast<int>(r * 12 / count));
        }
        return std::move(rows_);
    }

  private:
    void add(std::size_t number, int month) {
        const std::size_t p = dice_.below(persons_.size());
        Person& person = persons_[p];
        const std::size_t facility = dice_.below(facilities);
        Row row;
        row.claim_id = "c" + std::to_string(number + 1);
        row.person_id = "p" + std::to_string(p);
        row.facility_id = "h" + std::to_string(facility);
        const std::string day = std::to_string(month + 101).substr(1);
        row.date = "2019-" + day + "-" + std::to_string(101 + dice_.below(28)).substr(1);
        row.bill = bill(person, facility, month);
        const Result due = settle(row.bill, person.right, {});
        Situation situation{row.bill,
                            person.carried ? person.believed : person.right,
                            {},
                            person.carried ? person.believed_earlier : person.earlier};
        const Result by_system = settle(row.bill, situation.year, {});
        row.carried = person.carried;
        row.on_own_totals = person.carried && !(person.believed == person.right);
        row.paid = by_system;
        row.paid_total = by_system.sum();
        row.label = by_system.sum() == due.sum() && by_system.same_payments(due)
                        ? Label::clean
                        : Label::consequence;
        Result effective = by_system;
        err(row, situation, facility, month, due, effective);
        faults_ += row.label == Label::fault ? 1 : 0;
        person.right += due.added;
        person.believed += effective.added;
        person.earlier.push_back({row.claim_id, due.added});
        person.believed_earlier.push_back({row.claim_id, effective.added});
        rows_.push_back(std::move(row));
    }

    Bill bill(const Person& person, std::size_t facility, int month) {
        Bill bill;
        bill.level = static_cast<Level>(facility % 3);
        bill.inpatient = dice_.percent(bill.level == Level::township ? 60 : 85);
        bill.poor = person.poor;
        bill.period = month < 8    ? Period::before_september
                      : month == 8 ? Period::september
                                   : Period::from_october;
        const std::size_t scale = !bill.inpatient ? 40'000 : person.heavy ? 40'000'000 : 4'000'000;
        const std::size_t top = scale / (1 + dice_.below(12));
        bill.eligible = static_cast<std::int64_t>(scale / 100 + dice_.below(top));
        bill.total =
            bill.eligible +
            static_cast<std::int64_t>(dice_.below(static_cast<std::size_t>(bill.eligible) / 4 + 1));
        return bill;
    }

    /// Lets the row go wrong, perhaps: in the way of its facility, or in one of its own.
    void err(Row& row, const Situation& situation, std::size_t facility, int month,
             const Result& due, Result& effective) {
        const std::size_t place = facility * 12 + static_cast<std::size_t>(month);
        const auto [defect, fresh] = defects_.try_emplace(place, nothing);
        if (fresh && dice_.percent(10)) {
            defect->second = dice_.below(rules_.size());
        }
        if (defect->second != nothing) {
            row.systematic = apply(row, situation, {rules_[defect->second]}, due, effective);
            return;
        }
        if (!dice_.percent(8)) {
            return;
        }
        const bool pair = recipe_.pairs && dice_.percent(10);
        for (int attempt = 0; attempt < tries; ++attempt) {
            std::vector<Deviation> chosen{pick(situation, due)};
            if (pair) {
                chosen.push_back(pick(situation, due));
            }
            if ((!pair || !one_will_do(situation, chosen, due)) &&
                apply(row, situation, chosen, due, effective)) {
                return;
            }
        }
    }

    /// Whether some single deviation brings the same payments, or the two are of one amount.
    bool one_will_do(const Situation& situation, const std::vector<Deviation>& chosen,
                     const Result& due) const {
        if (!field_of(chosen[0]).empty() && field_of(chosen[0]) == field_of(chosen[1])) {
            return true;
        }
        const Outcome all = outcome(situation, chosen);
        const auto brings = [&](const std::vector<Deviation>& list) {
            return std::ranges::any_of(list, [&](const Deviation& deviation) {
                const Outcome one = outcome(situation, {deviation});
                return one.sum == all.sum;
            });
        };
        return brings(rules_) || brings(claim_deviations(situation)) ||
               brings(paid_deviations(due.sum()));
    }

    /// The amount that a deviation mistakes; empty: none.
    static std::string field_of(const Deviation& deviation) {
        for (const char* field : {"paid_total", "eligible", "total"}) {
            for (const char* cause : {"amount_times:", "amount_divided:", "digits_swapped:"}) {
                if (deviation.cause.starts_with(cause + std::string(field))) {
                    return field;
                }
            }
        }
        return {};
    }

    Deviation pick(const Situation& situation, const Result& due) {
        switch (dice_.below(4)) {
        case 0:
            return dice_.pick(rules_);
        case 1:
            return dice_.pick(paid_deviations(due.sum()));
        default:
            return dice_.pick(claim_deviations(situation));
        }
    }

    /// Settles with the deviations; true if what is paid then is wrong, and each of them has to do
    /// with it.
    static bool apply(Row& row, const Situation& situation, const std::vector<Deviation>& chosen,
                      const Result& due, Result& effective) {
        const Outcome all = outcome(situation, chosen);
        if (all.sum == due.sum() && all.result.same_payments(due)) {
            return false;
        }
        for (std::size_t c = 0; chosen.size() > 1 && c < chosen.size(); ++c) {
            const Outcome one = outcome(situation, {chosen[c]});
            if (one.sum == all.sum && one.result.same_payments(all.result)) {
                return false;
            }
        }
        const Outcome none = outcome(situation, {});
        if (all.sum == none.sum && all.result.same_payments(none.result)) {
            return false; // a consequence stays one
        }
        row.label = Label::fault;
        row.paid = all.result;
        row.paid_total = all.sum;
        for (const Deviation& deviation : chosen) {
            row.causes.push_back(deviation.cause +
                                 (deviation.names_sum ? yuan_text(all.sum) : std::string()));
        }
        effective = all.result;
        return true;
    }

    struct Outcome {
        Result result;
        std::int64_t sum = 0;
    };

    static Outcome outcome(const Situation& situation, const std::vector<Deviation>& chosen) {
        Situation wrong = situation;
        for (const Deviation& deviation : chosen) {
            if (deviation.apply) {
                deviation.apply(wrong);
            }
        }
        Outcome outcome;
        outcome.result = settle(wrong.bill, wrong.year, wrong.twist);
        outcome.sum = outcome.result.sum();
        for (const Deviation& deviation : chosen) {
            if (deviation.mistype) {
                outcome.sum = deviation.mistype(outcome.sum);
            }
        }
        return outcome;
    }

    static constexpr std::size_t nothing = ~std::size_t{0};

    const Recipe& recipe_;
    Dice dice_;
    std::vector<Person> persons_;
    std::vector<Row> rows_;
    std::vector<Deviation> rules_ = rule_deviations();
    std::map<std::size_t, std::size_t> defects_; ///< by facility and month
    std::size_t faults_ = 0;
};

} // namespace

std::vector<Row> generate(const Recipe& recipe) {
    return Generator(recipe).run();
}

std::string csv_of(const std::vector<Row>& rows, bool by_benefit) {
    constexpr std::array levels{"township", "county", "city"};
    std::string csv = "claim_id,person_id,date,facility_id,care,facility_level,person_class,total,"
                      "eligible,paid_total";
    csv += by_benefit ? ",paid_basic_inpatient,paid_critical_illness,paid_fiscal_backstop,"
                        "paid_outpatient\n"
                      : "\n";
    for (const Row& row : rows) {
        csv += row.claim_id + "," + row.person_id + "," + row.date + "," + row.facility_id + ",";
        csv += row.bill.inpatient ? "inpatient," : "outpatient,";
        csv += levels[static_cast<std::size_t>(row.bill.level)];
        csv += row.bill.poor ? ",registered_poor," : ",general,";
        csv += yuan_text(row.bill.total) + "," + yuan_text(row.bill.eligible) + "," +
               yuan_text(row.paid_total);
        if (by_benefit) {
            for (const std::int64_t paid :
                 {row.paid.basic, row.paid.major, row.paid.backstop, row.paid.clinic}) {
                csv += "," + yuan_text(paid);
            }
        }
        csv += "\n";
    }
    return csv;
}

} // namespace faulty
