// SPDX-License-Identifier: MIT
#include "load/policy_reader.hpp"

#include "load/answer_keys.hpp"
#include "load/benefit_reader.hpp"
#include "load/check_reader.hpp"
#include "load/claim_terms_reader.hpp"
#include "load/items_reader.hpp"
#include "load/sheet_reader.hpp"
#include "load/sources_reader.hpp"
#include "load/table_reader.hpp"

#include <iterator>
#include <utility>

namespace reimburse::load {

namespace {

class PolicyReader {
  public:
    PolicyReader(const Cursor& root, std::vector<Pending>& pending)
        : root_(root), terms_(pending) {}

    Policy read() {
        if (!root_.expect_object(
                {"$schema",    "policy",       "title",      "place",    "trust",        "valid",
                 "decided_by", "benefit_year", "sources",    "readings", "dimensions",   "measures",
                 "items",      "lists",        "facilities", "indices",  "accumulators", "benefits",
                 "orders",     "targets",      "statements", "premiums", "entitlements", "bounds",
                 "allow",      "sheets"})) {
            return {};
        }
        read_head();
        policy_.sources = read_sources(root_);
        read_readings();
        read_claim_terms();
        Ids ids;
        if (const auto benefits = root_.require("benefits")) {
            for (const Cursor& item : benefits->items()) {
                policy_.benefits.push_back(read_benefit(item, terms_, ids));
            }
        }
        read_orders();
        read_targets();
        read_statements();
        read_premiums();
        read_entitlements();
        policy_.sheets = read_sheets(root_, terms_);
        policy_.bounds = read_bounds(root_, terms_);
        policy_.allows = read_allows(root_);
        return std::move(policy_);
    }

  private:
    void read_head() {
        if (const auto schema = root_.find("$schema")) {
            static_cast<void>(schema->text());
        }
        if (const auto id = root_.require("policy")) {
            policy_.id = read_name(*id);
        }
        policy_.title = Terms::text(root_, "title");
        if (const auto place = root_.require("place")) {
            take(policy_.place, place->non_empty_text());
        }
        if (const auto trust = root_.require("trust"); trust && trust->word({"A", "B", "C"})) {
            policy_.trust = trust->node().text;
        }
        const Text open{"；来源没有写明起止日期时写 {}",
                        "; where the source gives no dates, write {}"};
        if (const auto valid = root_.require("valid", open);
            valid && valid->expect_object({"from", "to"})) {
            policy_.valid = Terms::span_of(*valid);
        }
        if (const auto by = root_.find("decided_by")) {
            read_deciding_date(*by);
        }
        if (const auto year = root_.find("benefit_year")) {
            read_benefit_years(*year);
        }
    }

    void read_deciding_date(const Cursor& value) {
        const auto is_known = [](const Cursor& by) {
            return by.word({"date", "discharge_date", "admission_date"}).has_value();
        };
        if (!value.is_array()) {
            policy_.decided_by = is_known(value) ? value.node().text : policy_.decided_by;
            return;
        }
        for (const Cursor& item : value.items()) {
            if (!item.expect_object({"if", "date"})) {
                continue;
            }
            if (const auto by = item.require("date"); by && is_known(*by)) {
                policy_.deciding_dates.push_back({terms_.only_of(item), by->node().text});
            }
        }
        terms_.await(Pending::Kind::deciding_dates, {}, {}, value.place());
    }

    void read_benefit_years(const Cursor& value) {
        if (!value.is_array()) {
            if (value.expect_object({"month", "day"})) {
                take(policy_.benefit_year, read_benefit_year(value));
            }
            return;
        }
        for (const Cursor& item : value.items()) {
            if (!item.expect_object({"if", "month", "day"})) {
                continue;
            }
            if (const auto year = read_benefit_year(item)) {
                policy_.benefit_years.push_back({terms_.only_of(item), *year});
            }
        }
        terms_.await(Pending::Kind::benefit_years, {}, {}, value.place());
    }

    static std::optional<BenefitYear> read_benefit_year(const Cursor& year) {
        const auto month = year.require("month");
        const auto day = year.require("day");
        const auto m = month ? month->count() : std::nullopt;
        const auto d = day ? day->count() : std::nullopt;
        if (!m || !d) {
            return std::nullopt;
        }
        constexpr int leap_year = 2000; // 29 February may start a year
        const bool in_range = *m <= 12 && *d <= 31;
        if (!in_range ||
            !Date::from_ymd(leap_year, static_cast<unsigned>(*m), static_cast<unsigned>(*d))) {
            year.report(Code::not_a_date, {{"field", "benefit_year"},
                                           {"text", std::to_string(m.value_or(0)) + "-" +
                                                        std::to_string(d.value_or(0))}});
            return std::nullopt;
        }
        return BenefitYear{static_cast<unsigned>(*m), static_cast<unsigned>(*d)};
    }

    void read_readings() {
        Ids ids;
        for (const Cursor& item : items_of(root_, "readings")) {
            if (!item.expect_object({"id", "clause", "why", "values"})) {
                continue;
            }
            Reading reading;
            reading.place = item.place();
            reading.id = read_id(item, ids);
            reading.clause = terms_.clause(item);
            reading.why = Terms::text(item, "why");
            if (const auto values = item.require("values")) {
                read_reading_values(*values, reading);
            }
            policy_.readings.push_back(std::move(reading));
        }
    }

    static void read_reading_values(const Cursor& values, Reading& reading) {
        Ids ids;
        for (const Cursor& item : values.items()) {
            if (item.expect_object({"id", "label"})) {
                ReadingValue value;
                value.id = read_id(item, ids);
                value.label = Terms::text(item, "label");
                reading.values.push_back(std::move(value));
            }
        }
        if (values.is_array() && values.node().items.empty()) {
            contradict(values, "a reading has at least one value", "解读至少有一个取值");
        }
    }

    /// Measures and accumulators come before the dimensions, which test them.
    void read_claim_terms() {
        Ids columns = claim_columns();
        policy_.measures = read_measures(root_, columns);
        policy_.items = read_items(root_, terms_);
        Ids accumulators;
        policy_.accumulators = read_accumulators(root_, terms_, accumulators);
        policy_.dimensions = read_dimensions(root_, policy_, terms_, columns);
        Ids lists;
        policy_.lists = read_lists(root_, terms_, lists);
        policy_.facilities = read_facilities(root_, terms_);
        Ids indices;
        policy_.indices = read_indices(root_, terms_, indices);
    }

    void read_orders() {
        const auto orders = root_.find("orders");
        if (!orders) {
            return;
        }
        for (const Cursor& item : orders->items()) {
            if (!item.expect_object({"if", "benefits"})) {
                continue;
            }
            Order order;
            order.only = terms_.only_of(item);
            Ids ids;
            const auto benefits = item.require("benefits");
            for (const Cursor& one : benefits ? benefits->items() : std::vector<Cursor>{}) {
                order.benefits.push_back(terms_.name(one, Pending::Kind::benefit));
                ids.add(one, order.benefits.back());
            }
            if (benefits) {
                check_whole(*benefits, order);
            }
            policy_.orders.push_back(std::move(order));
        }
        terms_.await(Pending::Kind::orders, {}, {}, orders->place());
    }

    void check_whole(const Cursor& value, const Order& order) const {
        for (const Benefit& benefit : policy_.benefits) {
            if (std::ranges::find(order.benefits, benefit.id) == order.benefits.end()) {
                contradict(value, "the order leaves out benefit \"" + benefit.id + "\"",
                           "顺序中缺少待遇“" + benefit.id + "”");
            }
        }
    }

    void read_targets() {
        Ids ids;
        for (const Cursor& item : items_of(root_, "targets")) {
            if (!item.expect_object({"id", "label", "when", "ratio", "clause"})) {
                continue;
            }
            Target target;
            target.place = item.place();
            target.id = read_id(item, ids);
            target.label = Terms::text(item, "label");
            if (const auto when = item.require("when")) {
                target.when = terms_.when(*when);
            }
            if (const auto ratio = item.require("ratio")) {
                take(target.ratio, read_share(*ratio));
            }
            target.clause = terms_.clause(item);
            policy_.targets.push_back(std::move(target));
        }
        limit("targets", policy_.targets.size());
    }

    void read_statements() {
        Ids ids;
        for (const Cursor& item : items_of(root_, "statements")) {
            if (!item.expect_object({"id", "label", "yes", "clause"})) {
                continue;
            }
            Statement statement;
            statement.place = item.place();
            statement.id = read_id(item, ids);
            refuse_answer_key(item, statement.id);
            statement.label = Terms::text(item, "label");
            if (const auto yes = item.require("yes")) {
                for (const Cursor& when : yes->items()) {
                    statement.yes.push_back(terms_.when(when));
                }
            }
            statement.clause = terms_.clause(item);
            policy_.statements.push_back(std::move(statement));
        }
        limit("statements", policy_.statements.size());
    }

    void limit(std::string_view key, std::size_t count) const {
        if (count > bits_limit) {
            const std::string most = std::to_string(bits_limit);
            contradict(*root_.find(key), "a policy has at most " + most + " " + std::string(key),
                       "政策的 " + std::string(key) + " 至多 " + most + " 个");
        }
    }

    void read_premiums() {
        Ids ids;
        for (const Cursor& item : items_of(root_, "premiums")) {
            if (!item.expect_object({"id", "label", "contribution", "subsidy"})) {
                continue;
            }
            Premium premium;
            premium.place = item.place();
            premium.id = read_id(item, ids);
            premium.label = Terms::text(item, "label");
            const auto table = [&](const char* key) {
                const auto value = item.require(key);
                return value
                           ? read_table(*value,
                                        {"premiums." + premium.id + "." + key, Figure::amount, {}},
                                        terms_)
                           : Table{};
            };
            premium.contribution = table("contribution");
            premium.subsidy = table("subsidy");
            policy_.premiums.push_back(std::move(premium));
        }
    }

    void read_entitlements() {
        Ids ids;
        for (const Cursor& item : items_of(root_, "entitlements")) {
            if (!item.expect_object({"id", "label", "when", "times_a_year", "clause"})) {
                continue;
            }
            Entitlement entitlement;
            entitlement.place = item.place();
            entitlement.id = read_id(item, ids);
            entitlement.label = Terms::text(item, "label");
            entitlement.when = terms_.when_of(item);
            if (const auto times = item.require("times_a_year")) {
                take(entitlement.times_a_year, times->count());
            }
            entitlement.clause = terms_.clause(item);
            policy_.entitlements.push_back(std::move(entitlement));
        }
    }

    const Cursor& root_;
    Terms terms_;
    Policy policy_;
};

} // namespace

Result<Policy> read_policy(std::string_view text, std::string_view file) {
    const Result<Node> tree = parse_json(text, file);
    if (!tree) {
        return tree.problems();
    }
    Problems problems;
    std::vector<Pending> pending;
    const Cursor root(*tree, file, problems);
    Policy policy = PolicyReader(root, pending).read();
    policy.file = file;
    Problems found = resolve(pending, policy);
    problems.insert(problems.end(), std::make_move_iterator(found.begin()),
                    std::make_move_iterator(found.end()));
    if (!problems.empty()) {
        sort_by_place(problems);
        return problems;
    }
    return policy;
}

} // namespace reimburse::load
