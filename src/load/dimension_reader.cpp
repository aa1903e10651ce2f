// SPDX-License-Identifier: MIT
#include "load/claim_terms_reader.hpp"

namespace reimburse::load {

namespace {

Test test_of(Test::Kind kind, std::string field, std::string other = {}) {
    Test test;
    test.kind = kind;
    test.field = std::move(field);
    test.other = std::move(other);
    return test;
}

/// Reads one dimension; those before it are known.
class DimensionReader {
  public:
    DimensionReader(const Cursor& value, const Policy& policy, const Terms& terms,
                    std::vector<std::string>& derived)
        : value_(value), policy_(policy), terms_(terms), derived_(derived) {}

    Dimension read(Ids& columns) {
        dimension_.place = value_.place();
        dimension_.id = read_id(value_, columns);
        dimension_.label = Terms::text(value_, "label");
        read_values();
        if (const auto absent = value_.find("absent")) {
            dimension_.absent_means = own_value(*absent);
        }
        for (const Cursor& line : items_of(value_, "derive")) {
            if (line.expect_object({"when", "if", "equal", "in_list", "absent", "present",
                                    "between", "value", "assume", "clause"})) {
                read_line(line);
            }
        }
        if (const auto in_force = value_.find("in_force");
            in_force && in_force->expect_object({"from", "to", "otherwise"})) {
            dimension_.in_force_from = field(in_force->require("from"));
            dimension_.in_force_to = field(in_force->require("to"));
            if (const auto otherwise = in_force->require("otherwise")) {
                dimension_.otherwise = own_value(*otherwise);
            }
        }
        return std::move(dimension_);
    }

  private:
    void read_values() {
        const auto values = value_.require("values");
        if (!values) {
            return;
        }
        Ids ids;
        for (const Cursor& item : values->items()) {
            DimensionValue value;
            if (!item.is_object()) {
                value.id = read_name(item);
                ids.add(item, value.id);
                value.label = {value.id, value.id};
            } else if (item.expect_object({"id", "label"})) {
                if (const auto id = item.require("id")) {
                    value.id = read_name(*id);
                    ids.add(*id, value.id);
                }
                value.label = Terms::text(item, "label");
            }
            dimension_.values.push_back(std::move(value));
        }
        const std::size_t count = dimension_.values.size();
        if (values->is_array() && (count == 0 || count > bits_limit)) {
            const std::string limit = std::to_string(bits_limit);
            contradict(*values,
                       "a dimension has 1 to " + limit + " values, this one has " +
                           std::to_string(count),
                       "维度须有 1 至 " + limit + " 个取值，此处为 " + std::to_string(count));
        }
    }

    /// The text if it is a value of this dimension.
    std::string own_value(const Cursor& at) const {
        std::vector<std::string_view> known;
        for (const DimensionValue& value : dimension_.values) {
            known.emplace_back(value.id);
        }
        const auto number = at.word(known);
        return number ? dimension_.values[*number].id : std::string();
    }

    static std::string field(const std::optional<Cursor>& at) {
        return at ? at->id().value_or(std::string()) : std::string();
    }

    void read_line(const Cursor& at) {
        Derivation line;
        line.place = at.place();
        line.when = terms_.when_of(at);
        line.only = terms_.only_of(at);
        check_sources(at, line.when);
        read_equal(at, line);
        if (const auto in_list = at.find("in_list")) {
            for (const Cursor& member : in_list->members()) {
                line.tests.push_back(test_of(Test::Kind::in_list, member.name(),
                                             terms_.name(member, Pending::Kind::list)));
            }
        }
        for (const Cursor& item : items_of(at, "absent")) {
            line.tests.push_back(test_of(Test::Kind::absent, field(item)));
        }
        for (const Cursor& item : items_of(at, "present")) {
            line.tests.push_back(test_of(Test::Kind::present, field(item)));
        }
        if (const auto between = at.find("between")) {
            for (const Cursor& member : between->members()) {
                line.tests.push_back(read_between(member));
            }
        }
        if (const auto value = at.require("value")) {
            line.value = own_value(*value);
        }
        line.assumption = Terms::text_if_any(at, "assume");
        line.clause = terms_.clause_of(at, {});
        dimension_.derive.push_back(std::move(line));
    }

    static void read_equal(const Cursor& at, Derivation& line) {
        const auto equal = at.find("equal");
        if (!equal) {
            return;
        }
        const auto items = equal->items();
        if (equal->is_array() && items.size() != 2) {
            contradict(*equal, "\"equal\" names two fields", "“equal”须写两个字段");
            return;
        }
        if (items.size() == 2) {
            line.tests.push_back(test_of(Test::Kind::equal, field(items[0]), field(items[1])));
        }
    }

    /// A derived dimension is known once those listed before it are.
    void check_sources(const Cursor& at, const When& when) {
        const auto value = at.find("when");
        for (const DimensionIs& condition : when) {
            const auto later = std::ranges::find(derived_, condition.dimension);
            if (later != derived_.end()) {
                contradict(*value->find(condition.dimension),
                           "dimension \"" + dimension_.id + "\" is derived from \"" + *later +
                               "\", which is derived after it",
                           "维度“" + dimension_.id + "”由“" + *later + "”推出，而后者排在其后");
            }
        }
    }

    Test read_between(const Cursor& member) {
        Test test = test_of(Test::Kind::between, member.name());
        terms_.await(Pending::Kind::tested, test.field, {}, member.key_place());
        const auto accumulator =
            std::ranges::find(policy_.accumulators, test.field, &Accumulator::id);
        const auto measure = std::ranges::find(policy_.measures, test.field, &Measure::id);
        const bool is_count = accumulator != policy_.accumulators.end() ? accumulator->is_count
                              : measure != policy_.measures.end()       ? measure->is_count
                                                                        : true;
        const auto limits = member.items();
        if (member.is_array() && limits.size() != 2) {
            contradict(member, "\"between\" gives the least and the most, or null",
                       "“between”须写下限和上限，不限写 null");
            return test;
        }
        for (std::size_t i = 0; i < limits.size(); ++i) {
            std::int64_t& limit = i == 0 ? test.at_least : test.at_most;
            if (limits[i].is_null()) {
                continue;
            }
            if (is_count) {
                take(limit, limits[i].count());
            } else if (const auto amount = limits[i].amount()) {
                limit = amount->fen();
            }
        }
        if (test.at_most < test.at_least) {
            contradict(member, "\"between\": the most lies below the least",
                       "“between”：上限低于下限");
        }
        return test;
    }

    const Cursor& value_;
    const Policy& policy_;
    const Terms& terms_;
    std::vector<std::string>& derived_; ///< derived dimensions from this one on
    Dimension dimension_;
};

} // namespace

std::vector<Dimension> read_dimensions(const Cursor& root, const Policy& policy, const Terms& terms,
                                       Ids& columns) {
    const std::vector<Cursor> items = items_of(root, "dimensions");
    std::vector<std::string> derived;
    for (const Cursor& item : items) {
        const auto id = item.find("id");
        if (id && id->is_string() && item.find("derive")) {
            derived.push_back(id->node().text);
        }
    }
    std::vector<Dimension> list;
    for (const Cursor& item : items) {
        if (item.expect_object({"id", "label", "values", "absent", "derive", "in_force"})) {
            list.push_back(DimensionReader(item, policy, terms, derived).read(columns));
            std::erase(derived, list.back().id);
        }
    }
    return list;
}

} // namespace reimburse::load
