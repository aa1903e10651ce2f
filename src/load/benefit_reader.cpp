// SPDX-License-Identifier: MIT
#include "load/benefit_reader.hpp"

#include "load/claim_terms_reader.hpp"
#include "load/schedule_reader.hpp"
#include "load/switch_reader.hpp"

namespace reimburse::load {

namespace {

/// Whether the benefit is silent whatever the claim, its date and the readings.
bool is_silent(const Benefit& benefit) {
    return std::ranges::any_of(benefit.silences, [](const Silence& silence) {
        return silence.when.empty() && silence.only.empty() && silence.span == DateSpan{};
    });
}

class BenefitReader {
  public:
    BenefitReader(const Cursor& value, const Terms& terms) : value_(value), terms_(terms) {}

    Benefit read(Ids& ids) {
        benefit_.place = value_.place();
        if (!value_.expect_object({"id",          "label",    "payer",     "national", "clause",
                                   "kind",        "valid",    "gates",     "silent",   "base",
                                   "deductibles", "schedule", "caps",      "uplifts",  "combine",
                                   "rate_limit",  "rounding", "on_change", "paid",     "keep",
                                   "given"})) {
            return std::move(benefit_);
        }
        benefit_.id = read_id(value_, ids);
        benefit_.label = Terms::text(value_, "label");
        benefit_.clause = terms_.clause(value_);
        if (const auto national = value_.find("national")) {
            benefit_.national = national->id().value_or("");
        }
        if (value_.require("payer")) {
            benefit_.payer =
                word_of(value_, "payer", {"fund", "hospital", "employer", "account"}, Payer::fund);
        }
        benefit_.kind =
            word_of(value_, "kind", {"scheduled", "backstop", "given"}, BenefitKind::scheduled);
        if (const auto valid = value_.find("valid");
            valid && valid->expect_object({"from", "to"})) {
            benefit_.valid = Terms::span_of(*valid);
        }
        read_conditions();
        read_figures();
        read_uplifts();
        read_roundings();
        check_kind();
        return std::move(benefit_);
    }

  private:
    void read_conditions() {
        for (const Cursor& item : items_of(value_, "gates")) {
            if (!item.expect_object({"when", "if", "otherwise", "clause"})) {
                continue;
            }
            Gate gate;
            gate.place = item.place();
            if (const auto when = item.require("when")) {
                gate.when = terms_.when(*when);
            }
            gate.only = terms_.only_of(item);
            gate.otherwise = Terms::text(item, "otherwise");
            gate.clause = terms_.clause_of(item, benefit_.clause);
            benefit_.gates.push_back(std::move(gate));
        }
        for (const Cursor& item : items_of(value_, "silent")) {
            if (!item.expect_object({"when", "from", "to", "if", "note", "clause"})) {
                continue;
            }
            Silence silence;
            silence.place = item.place();
            silence.when = terms_.when_of(item);
            silence.span = Terms::span_of(item);
            silence.only = terms_.only_of(item);
            silence.note = Terms::text(item, "note");
            silence.clause = terms_.clause_of(item, benefit_.clause);
            benefit_.silences.push_back(std::move(silence));
        }
    }

    void read_figures() {
        if (const auto base = value_.find("base");
            base && base->expect_object({"terms", "limits"})) {
            if (const auto terms = base->require("terms")) {
                benefit_.base.terms = read_terms(*terms, "base");
            }
            benefit_.base.limits = read_rooms(*base, "limits", Figure::limit);
        }
        benefit_.deductibles = read_rooms(value_, "deductibles", Figure::amount);
        benefit_.caps = read_rooms(value_, "caps", Figure::limit);
        if (const auto schedule = value_.find("schedule")) {
            read_schedule(*schedule, benefit_, terms_);
        }
        if (const auto keep = value_.find("keep")) {
            read_keep(*keep);
        }
        if (const auto given = value_.find("given")) {
            benefit_.given = terms_.name(*given, Pending::Kind::amount);
        }
        read_switch(value_, "on_change", benefit_.id, terms_, benefit_.on_change,
                    benefit_.open.on_change, word_reader<OnChange>({"forward", "settle_up"}));
        if (const auto paid = value_.find("paid")) {
            benefit_.paid = terms_.name(*paid, Pending::Kind::accumulator);
        }
    }

    /// `of`: "base" or "keep.of", from which the tables of the weights have their names.
    std::vector<BaseTerm> read_terms(const Cursor& value, const std::string& of) const {
        std::vector<BaseTerm> list;
        if (value.is_array() && value.node().items.empty()) {
            contradict(value, "a base has at least one term", "计算基数至少有一项");
        }
        for (const Cursor& item : value.items()) {
            if (!item.expect_object({"weight", "measure", "benefit", "part", "if"})) {
                continue;
            }
            BaseTerm term;
            const auto weight = item.find("weight");
            if (weight && weight->is_array()) {
                const std::string number = std::to_string(list.size() + 1);
                term.weights = read_table(*weight,
                                          {benefit_.id + "." + of + "." + number + ".weight",
                                           Figure::weight, benefit_.clause},
                                          terms_);
            } else if (weight) {
                take(term.weight, weight->fraction());
            }
            Named named = read_named(item, PartUse::base, terms_, benefit_.id);
            term.measure = std::move(named.measure);
            term.benefit = std::move(named.benefit);
            term.part = named.part;
            term.only = terms_.only_of(item);
            list.push_back(std::move(term));
        }
        return list;
    }

    std::vector<Room> read_rooms(const Cursor& parent, std::string_view key, Figure figure) const {
        std::vector<Room> rooms;
        Ids ids;
        for (const Cursor& item : items_of(parent, key)) {
            rooms.push_back(read_room(item, benefit_.id + "." + std::string(key), figure,
                                      benefit_.clause, terms_, ids));
        }
        return rooms;
    }

    void read_keep(const Cursor& keep) {
        if (!keep.expect_object({"amount", "share", "of"})) {
            return;
        }
        const auto amount = keep.find("amount");
        const auto share = keep.find("share");
        const auto of = keep.find("of");
        if (amount) {
            Ids ids;
            benefit_.keep.amount = read_room(*amount, benefit_.id + ".keep", Figure::amount,
                                             benefit_.clause, terms_, ids);
        }
        if (share) {
            take(benefit_.keep.share, read_share(*share));
        }
        if (of) {
            benefit_.keep.of = read_terms(*of, "keep.of");
        }
        if (share.has_value() != of.has_value()) {
            contradict(keep, "\"share\" and \"of\" belong together", "“share”与“of”须同时出现");
        } else if (!amount && !share) {
            contradict(keep, "\"keep\" says an amount, a share, or both",
                       "“keep”须写金额、份额或两者");
        }
    }

    void read_uplifts() {
        Ids ids;
        for (const Cursor& item : items_of(value_, "uplifts")) {
            benefit_.uplifts.push_back(read_uplift(item, benefit_, terms_, ids));
        }
        read_switch(value_, "combine", benefit_.id, terms_, benefit_.combine, benefit_.open.combine,
                    word_reader<Combine>({"error", "sum", "largest", "first"}));
        if (const auto limit = value_.find("rate_limit")) {
            take(benefit_.rate_limit, read_share(*limit));
        }
    }

    void read_roundings() {
        const auto value = value_.find("rounding");
        if (!value) {
            return;
        }
        if (!value->is_array()) {
            read_rounding_of_benefit(*value);
        } else {
            for (const Cursor& item : value->items()) {
                read_rounding_of_benefit(item);
            }
        }
        terms_.await(Pending::Kind::roundings, benefit_.id, {}, value->place());
    }

    void read_rounding_of_benefit(const Cursor& value) {
        if (!value.expect_object({"mode", "unit", "side", "place", "if"})) {
            return;
        }
        BenefitRounding rounding;
        rounding.rounding = read_rounding(value);
        rounding.side = word_of(value, "side", {"payment", "patient"}, RoundingSide::payment);
        if (value.require("place")) {
            rounding.place =
                word_of(value, "place", {"segment", "claim", "year"}, RoundingPlace::claim);
        }
        rounding.only = terms_.only_of(value);
        check_rounding(value, rounding);
        benefit_.roundings.push_back(std::move(rounding));
    }

    /// Whether the switch may have the value under readings of the condition.
    template <class T>
    static bool may_be(const T& wanted, const T& plain, const std::vector<Alternative<T>>& open,
                       const Only& only) {
        const auto values = alternatives_of(plain, open);
        return std::ranges::any_of(values, [&](const Alternative<T>& each) {
            return each.value == wanted && can_meet(each.only, only);
        });
    }

    bool may_lack_axis(const Only& only) const {
        return may_be({}, benefit_.schedule.axis, benefit_.open.axis, only);
    }

    void check_rounding(const Cursor& value, const BenefitRounding& rounding) const {
        const RoundingPlace place = rounding.place;
        if (place != RoundingPlace::claim &&
            may_be(Laying::whole, benefit_.schedule.laying, benefit_.open.laying, rounding.only)) {
            contradict(value, name() + ": bands on the whole amount are rounded by the claim only",
                       name_zh() + "：全额分档只能按次取整（place 为 claim）");
        } else if (place == RoundingPlace::year && may_lack_axis(rounding.only)) {
            contradict(value, name() + " is rounded by the year but its schedule has no axis",
                       name_zh() + "按年取整，但没有累计轴（axis）");
        }
    }

    /// A key that only a benefit of another kind has, or that this kind needs.
    void forbid(std::string_view key, std::string_view kind) {
        if (const auto found = value_.find(key)) {
            contradict(*found,
                       name() + ": \"" + std::string(key) + "\" belongs to a benefit of kind " +
                           std::string(kind),
                       name_zh() + "：“" + std::string(key) + "”只用于 kind 为 " +
                           std::string(kind) + " 的待遇");
        }
    }

    void need(std::string_view key) {
        if (!value_.find(key)) {
            contradict(value_, name() + " has no \"" + std::string(key) + "\"",
                       name_zh() + "没有“" + std::string(key) + "”");
        }
    }

    void check_kind() {
        const bool named = is_only_named(benefit_) && !value_.find("base") &&
                           !value_.find("schedule") && !value_.find("rounding");
        if (benefit_.kind != BenefitKind::scheduled) {
            forbid("schedule", "scheduled");
        }
        if (benefit_.kind != BenefitKind::backstop) {
            forbid("keep", "backstop");
        }
        if (benefit_.kind != BenefitKind::given) {
            forbid("given", "given");
        }
        if (!named) {
            need_figures();
        }
        check_settle_up();
    }

    void need_figures() {
        switch (benefit_.kind) {
        case BenefitKind::scheduled:
            need("base");
            need("schedule");
            need("rounding");
            break;
        case BenefitKind::backstop:
            need("base");
            need("keep");
            // A share, and a weight that is a fraction, leave the fen.
            if (value_.find("keep") && !benefit_.keep.of.empty()) {
                need("rounding");
            }
            break;
        case BenefitKind::given:
            need("given");
            break;
        }
    }

    void check_settle_up() {
        bool settles_up = false;
        bool lacks_axis = false;
        for (const auto& change : alternatives_of(benefit_.on_change, benefit_.open.on_change)) {
            if (change.value == OnChange::settle_up) {
                settles_up = true;
                lacks_axis = lacks_axis || may_lack_axis(change.only);
            }
        }
        if (settles_up && benefit_.paid.empty()) {
            contradict(*value_.find("on_change"),
                       name() + " settles up but \"paid\" names no accumulator of its payments",
                       name_zh() + "为多退少补，但“paid”没有写明已付累计");
        }
        if (lacks_axis) {
            contradict(*value_.find("on_change"),
                       name() + " settles up but its schedule has no axis",
                       name_zh() + "为多退少补，但没有累计轴（axis）");
        }
    }

    std::string name() const { return "benefit \"" + benefit_.id + "\""; }

    std::string name_zh() const { return "待遇“" + benefit_.id + "”"; }

    const Cursor& value_;
    const Terms& terms_;
    Benefit benefit_;
};

} // namespace

Benefit read_benefit(const Cursor& value, const Terms& terms, Ids& ids) {
    return BenefitReader(value, terms).read(ids);
}

bool is_only_named(const Benefit& benefit) {
    return is_silent(benefit) && benefit.base.terms.empty() && benefit.schedule.segments.empty() &&
           benefit.roundings.empty() && !benefit.keep.amount && benefit.keep.of.empty() &&
           benefit.given.empty();
}

} // namespace reimburse::load
