// SPDX-License-Identifier: MIT
#include "study/situations.hpp"

#include "reimburse/amount/format.hpp"
#include "reimburse/settle/classify.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <ranges>
#include <set>

namespace reimburse::study {

namespace {

constexpr std::uint64_t most_claims = std::uint64_t{1} << 22U;

const Dimension* dimension_of(const Plan& plan, const std::string& id) {
    const auto found = std::ranges::find(plan.policy.dimensions, id, &Dimension::id);
    return found == plan.policy.dimensions.end() ? nullptr : &*found;
}

/// The lines of a decision list that exist under the plan's readings.
std::vector<const Derivation*> lines_of(const Plan& plan, const Dimension& dimension) {
    std::vector<const Derivation*> lines;
    for (const Derivation& line : dimension.derive) {
        if (holds(line.only, plan.selection)) {
            lines.push_back(&line);
        }
    }
    return lines;
}

/// The dimensions that decide a row, and what their decision lists look at.
std::set<std::string> needed(const Plan& plan) {
    std::set<std::string> names;
    for (const Digit& digit : plan.digits) {
        names.insert(plan.policy.dimensions[digit.dimension].id);
    }
    for (std::size_t d = plan.policy.dimensions.size(); d-- > 0;) {
        const Dimension& dimension = plan.policy.dimensions[d];
        if (!names.contains(dimension.id)) {
            continue;
        }
        for (const Derivation* line : lines_of(plan, dimension)) {
            for (const DimensionIs& condition : line->when) {
                names.insert(condition.dimension);
            }
        }
    }
    return names;
}

/// The tests of the decision lists that decide a row.
std::vector<const Test*> tests_of(const Plan& plan) {
    std::vector<const Test*> tests;
    const std::set<std::string> names = needed(plan);
    for (const Dimension& dimension : plan.policy.dimensions) {
        if (!names.contains(dimension.id)) {
            continue;
        }
        for (const Derivation* line : lines_of(plan, dimension)) {
            for (const Test& test : line->tests) {
                tests.push_back(&test);
            }
        }
    }
    return tests;
}

bool stands_in(const NamedList& list, std::string_view text) {
    return std::ranges::any_of(list.entries, [&](std::string_view entry) {
        return entry.ends_with('*') ? text.starts_with(entry.substr(0, entry.size() - 1))
                                    : entry == text;
    });
}

template <class T>
void add_once(std::vector<T>& to, const T& value) {
    if (std::ranges::find(to, value) == to.end()) {
        to.push_back(value);
    }
}

/// A claim of one plan with the fields that never matter filled in.
class Probe {
  public:
    explicit Probe(const Plan& plan) : plan_(plan), claim_(plan), classifier_(plan) {}

    /// The row of a claim with these texts; null where no such claim is accepted.
    const PlanRow* row(const ClaimTexts& texts, Date day, const Accumulators& accumulators,
                       std::vector<std::int64_t>& slots, std::vector<std::int64_t>& measures) {
        const std::string date = day.text();
        Problems problems;
        claim_.clear();
        for (const Field& field : plan_.fields) {
            if (field.required && field.kind != FieldKind::dimension) {
                const bool is_number =
                    field.kind == FieldKind::money || field.kind == FieldKind::count;
                claim_.set(field.name, is_number ? "0" : std::string_view(date), problems);
            }
        }
        for (const auto& [name, text] : texts) {
            if (Claim::field(plan_, name)) {
                claim_.set(name, text, problems);
            }
        }
        if (!classifier_.read(claim_, problems) || !problems.empty()) {
            return nullptr;
        }
        const auto known = classifier_.measures().subspan(3);
        measures.assign(known.begin(), known.end());
        slots.assign(plan_.slot_count(), 0);
        accumulators.load(plan_, day, claim_, slots);
        return &classifier_.row(claim_, slots);
    }

    std::uint8_t digit(const PlanRow& row, const Digit& digit) const {
        const auto index = static_cast<std::uint32_t>(&row - plan_.rows.data());
        const auto size = plan_.policy.dimensions[digit.dimension].values.size();
        return static_cast<std::uint8_t>(index % plan_.combinations / digit.stride % size);
    }

  private:
    const Plan& plan_;
    Claim claim_;
    Classifier classifier_;
};

} // namespace

Situations::Situations(std::vector<const Plan*> plans) : plans_(std::move(plans)) {
    choose_dimensions();
    choose_texts();
    choose_numbers();
    list_coordinates();
}

bool Situations::is_stated(std::size_t plan, const std::string& dimension) const {
    const Dimension* known = dimension_of(*plans_[plan], dimension);
    return known != nullptr && known->derive.empty();
}

/// The values of each stated dimension that every plan which states it has, in the first's order.
void Situations::choose_dimensions() {
    for (std::size_t p = 0; p < plans_.size(); ++p) {
        for (const std::string& name : needed(*plans_[p])) {
            const bool elsewhere = std::ranges::all_of(
                plans_, [&](const Plan* plan) { return dimension_of(*plan, name) != nullptr; });
            if (!elsewhere) {
                unshared_.emplace_back(name, p);
            }
        }
        for (const Dimension& dimension : plans_[p]->policy.dimensions) {
            const bool is_new =
                std::ranges::find(choices_, dimension.id, &Choice::field) == choices_.end();
            const bool matters = std::ranges::any_of(
                plans_, [&](const Plan* plan) { return needed(*plan).contains(dimension.id); });
            if (!dimension.derive.empty() || !is_new || !matters) {
                continue;
            }
            Choice choice{dimension.id, {}};
            for (const DimensionValue& value : dimension.values) {
                bool shared = true;
                for (const Plan* other : plans_) {
                    const Dimension* known = dimension_of(*other, dimension.id);
                    shared = shared &&
                             (known == nullptr ||
                              std::ranges::find(known->values, value.id, &DimensionValue::id) !=
                                  known->values.end());
                }
                if (shared) {
                    choice.texts.push_back(value.id);
                } else {
                    unshared_.emplace_back(dimension.id + "=" + value.id, p);
                }
            }
            for (std::size_t q = p + 1; q < plans_.size(); ++q) {
                const Dimension* known = dimension_of(*plans_[q], dimension.id);
                for (const DimensionValue& value :
                     known == nullptr ? std::vector<DimensionValue>{} : known->values) {
                    if (std::ranges::find(dimension.values, value.id, &DimensionValue::id) ==
                        dimension.values.end()) {
                        unshared_.emplace_back(dimension.id + "=" + value.id, q);
                    }
                }
            }
            choices_.push_back(std::move(choice));
        }
    }
}

/// Every text that a list or a facility names, and two that none names.
std::vector<std::string> Situations::candidates(const std::string& field) const {
    std::vector<std::string> texts;
    for (const Plan* plan : plans_) {
        const std::optional<std::size_t> known = Claim::field(*plan, field);
        const FieldKind kind = known ? plan->fields[*known].kind : FieldKind::text;
        if (kind == FieldKind::money || kind == FieldKind::count) {
            return {kind == FieldKind::money ? "1000.07" : "1"}; // asked: is it given?
        }
        if (field == "facility_id") {
            for (const Facility& facility : plan->policy.facilities) {
                add_once(texts, facility.id);
            }
        }
        for (const Test* test : tests_of(*plan)) {
            const bool equal = test->kind == Test::Kind::equal;
            for (const NamedList& list : plan->policy.lists) {
                const bool asked = test->kind == Test::Kind::in_list && list.id == test->other;
                const bool partner = std::ranges::any_of(tests_of(*plan), [&](const Test* other) {
                    return other->kind == Test::Kind::equal &&
                           (other->field == field || other->other == field) &&
                           (other->field == test->field || other->other == test->field);
                });
                if (!asked || (test->field != field && !partner)) {
                    continue;
                }
                for (std::string entry : list.entries) {
                    if (entry.ends_with('*')) {
                        entry.pop_back();
                    }
                    add_once(texts, entry);
                }
            }
            if (equal && (test->field == field || test->other == field)) {
                add_once(texts, std::string("elsewhere_too"));
            }
        }
    }
    add_once(texts, std::string("elsewhere"));
    return texts;
}

/// What a text is to the lists and facilities: texts with one signature are treated alike, apart
/// from being equal to one another.
std::string Situations::signature(const std::string& field, const std::string& text) const {
    std::string marks;
    for (const Plan* plan : plans_) {
        for (const NamedList& list : plan->policy.lists) {
            marks += stands_in(list, text) ? '1' : '0';
        }
        for (const Facility& facility : plan->policy.facilities) {
            if (field == "facility_id" && facility.id == text) {
                for (const auto& [name, value] : facility.fields) {
                    marks += name + "=" + value + " ";
                }
            }
        }
        marks += '|';
    }
    return marks;
}

void Situations::choose_texts() {
    std::vector<std::string> fields;
    std::set<std::string> compared;
    for (const Plan* plan : plans_) {
        for (const Test* test : tests_of(*plan)) {
            if (test->kind == Test::Kind::between) {
                continue;
            }
            add_once(fields, test->field);
            if (test->kind == Test::Kind::equal) {
                add_once(fields, test->other);
                compared.insert({test->field, test->other});
            }
        }
    }
    for (const std::string& field : fields) {
        Choice choice{field, {""}};
        std::map<std::string, int> kept;
        for (const std::string& text : candidates(field)) {
            if (++kept[signature(field, text)] <= (compared.contains(field) ? 2 : 1)) {
                choice.texts.push_back(text);
            }
        }
        choices_.push_back(std::move(choice));
    }
}

/// Both sides of every bound of a tested count or amount of the claim.
void Situations::choose_numbers() {
    for (const Plan* plan : plans_) {
        for (const Test* test : tests_of(*plan)) {
            const std::optional<std::size_t> field = Claim::field(*plan, test->field);
            if (test->kind != Test::Kind::between || !field) {
                continue;
            }
            auto choice = std::ranges::find(choices_, test->field, &Choice::field);
            if (choice == choices_.end()) {
                choice = choices_.insert(choices_.end(), {test->field, {"0"}});
            }
            std::vector<std::int64_t> numbers{test->at_least};
            if (test->at_most < std::numeric_limits<std::int64_t>::max()) {
                numbers.push_back(test->at_most + 1);
            }
            for (const std::int64_t number : numbers) {
                add_once(choice->texts, plan->fields[*field].kind == FieldKind::money
                                            ? format_amount(Money::from_fen(number))
                                            : std::to_string(number));
            }
        }
    }
}

void Situations::list_coordinates() {
    for (std::size_t p = 0; p < plans_.size(); ++p) {
        for (const Digit& digit : plans_[p]->digits) {
            const Dimension& dimension = plans_[p]->policy.dimensions[digit.dimension];
            Coordinate made{dimension.id, dimension.label, {}, {}, static_cast<int>(p)};
            for (const DimensionValue& value : dimension.values) {
                made.values.push_back(value.id);
                made.labels.push_back(value.label);
            }
            coordinates_.push_back(std::move(made));
        }
    }
}

/// A claim that states what another plan derives states what that plan would derive.
bool Situations::consistent(const std::vector<std::uint8_t>& values) const {
    for (std::size_t a = 0; a < coordinates_.size(); ++a) {
        for (std::size_t b = a + 1; b < coordinates_.size(); ++b) {
            const Coordinate& first = coordinates_[a];
            const Coordinate& second = coordinates_[b];
            if (first.id == second.id &&
                is_stated(static_cast<std::size_t>(first.side), first.id) !=
                    is_stated(static_cast<std::size_t>(second.side), second.id) &&
                first.values[values[a]] != second.values[values[b]]) {
                return false;
            }
        }
    }
    return true;
}

Result<std::vector<Situation>> Situations::on(const std::vector<Date>& days,
                                              const Accumulators& accumulators) {
    std::uint64_t count = 1;
    for (const Choice& choice : choices_) {
        count = std::min(count * choice.texts.size(), most_claims + 1);
    }
    if (count > most_claims) {
        const std::string limit = std::to_string(most_claims);
        return Problem{
            Code::too_many_combinations, {{"count", ">" + limit}, {"limit", limit}}, {}, {}};
    }
    std::vector<Probe> probes;
    probes.reserve(plans_.size());
    for (const Plan* plan : plans_) {
        probes.emplace_back(*plan);
    }
    std::map<std::vector<std::uint8_t>, Situation> found;
    for (std::uint64_t number = 0; number < count; ++number) {
        Situation situation;
        std::uint64_t rest = number;
        for (const auto& choice : std::views::reverse(choices_)) {
            const std::string& text = choice.texts[rest % choice.texts.size()];
            rest /= choice.texts.size();
            if (!text.empty()) {
                situation.claim.emplace_back(choice.field, text);
            }
        }
        std::ranges::reverse(situation.claim);
        situation.slots.resize(plans_.size());
        situation.measures.resize(plans_.size());
        bool accepted = true;
        for (std::size_t p = 0; p < plans_.size() && accepted; ++p) {
            const PlanRow* row = probes[p].row(situation.claim, days[p], accumulators,
                                               situation.slots[p], situation.measures[p]);
            accepted = row != nullptr;
            situation.rows.push_back(row);
            for (const Digit& digit : plans_[p]->digits) {
                situation.values.push_back(accepted ? probes[p].digit(*row, digit)
                                                    : std::uint8_t{0});
            }
        }
        if (!accepted || !consistent(situation.values)) {
            continue;
        }
        const auto known = found.find(situation.values);
        if (known == found.end()) {
            found.emplace(situation.values, std::move(situation));
        } else if (situation.claim.size() < known->second.claim.size()) {
            known->second = std::move(situation);
        }
    }
    std::vector<Situation> situations;
    situations.reserve(found.size());
    for (auto& [values, situation] : found) {
        situations.push_back(std::move(situation));
    }
    return situations;
}

} // namespace reimburse::study
