// SPDX-License-Identifier: MIT
#include "reimburse/amount/format.hpp"
#include "study/diff_text.hpp"

#include <array>

namespace reimburse::study {

namespace {

using More = std::function<void(load::JsonWriter&)>;

std::string amount(std::int64_t fen) {
    return format_amount(Money::from_fen(fen));
}

class DiffJson {
  public:
    DiffJson(const Plan& a, const Plan& b, const Terms& terms, const Comparison& comparison,
             const More& more)
        : a_(a), b_(b), terms_(terms), result_(comparison), more_(more),
          json_(text_, load::JsonWriter::Form::pretty) {}

    std::string write() {
        json_.begin_object();
        side("a", a_);
        side("b", b_);
        json_.key("compared").begin_array();
        for (const Days& each : result_.days) {
            days(each);
        }
        json_.end_array();
        json_.key("out_of_scope").string(amount(terms_.out_of_scope));
        json_.key("rounding").string(amount(result_.unit));
        json_.key("verified").boolean(result_.verified());
        alone();
        json_.key("nothing_shared").boolean(result_.nothing_shared);
        json_.key("later_claims_may_differ").boolean(result_.later_claims);
        json_.key("rounded_differently").begin_array();
        for (const std::size_t n : result_.rounded_otherwise) {
            json_.string(result_.benefits[n].id);
        }
        json_.end_array().key("differences").begin_array();
        for (const Difference& each : result_.differences) {
            difference(each);
        }
        json_.end_array();
        extreme("largest_gain", result_.gain);
        extreme("largest_loss", result_.loss);
        if (more_) {
            more_(json_);
        }
        json_.end_object();
        return text_ + "\n";
    }

  private:
    static const char* letter(std::size_t side) { return side == 0 ? "a" : "b"; }

    void side(const char* name, const Plan& plan) {
        json_.key(name).begin_object().key("policy").string(plan.policy.id);
        json_.key("hash").string(plan.policy.hash).key("overlays").begin_array();
        for (const std::string& overlay : plan.policy.overlays) {
            json_.string(overlay);
        }
        json_.end_array().key("readings").begin_object();
        for (const auto& [reading, value] : plan.selection) {
            json_.key(reading).string(value);
        }
        json_.end_object().end_object();
    }

    void days(const Days& days) {
        json_.begin_object().key("from").string(days.a.from.text());
        json_.key("to").string(days.a.to.text());
        if (days.a != days.b) {
            json_.key("from_b").string(days.b.from.text());
            json_.key("to_b").string(days.b.to.text());
        }
        json_.end_object();
    }

    /// What only one side has: dimensions, their values, benefits, days.
    void alone() {
        json_.key("only_one_has").begin_array();
        const auto item = [&](std::size_t side, const char* kind, const std::string& what) {
            json_.begin_object().key("side").string(letter(side));
            json_.key(kind).string(what).end_object();
        };
        for (const auto& [name, side] : result_.unshared) {
            item(side, "dimension", name);
        }
        for (const NamedBenefit& benefit : result_.benefits) {
            if (benefit.side >= 0) {
                item(static_cast<std::size_t>(benefit.side), "benefit", benefit.id);
            }
        }
        for (const auto& [span, side] : result_.days_alone) {
            item(side, "days", span.from.text() + "/" + span.to.text());
        }
        json_.end_array();
    }

    void difference(const Difference& difference) {
        static constexpr std::array kinds{"payments", "refused_a", "refused_b"};
        json_.begin_object();
        json_.key("kind").string(kinds[static_cast<std::size_t>(difference.kind)]);
        json_.key("where").begin_array();
        for (const Box& box : difference.where) {
            where(box);
        }
        json_.end_array().key("when").begin_array();
        for (const Days& each : difference.when) {
            days(each);
        }
        json_.end_array();
        if (difference.kind != DifferenceKind::payments) {
            json_.key("refused").begin_object();
            json_.key("number").number(static_cast<std::int64_t>(difference.refusal.code));
            json_.key("table").string(difference.refusal.arguments.front().second);
            json_.key("clause").string(difference.refusal.clause).end_object();
            json_.key("example");
            example(difference, difference.stretches.front().example);
        } else {
            json_.key("regions").begin_array();
            for (const Stretch& each : difference.stretches) {
                region(difference, each);
            }
            json_.end_array();
        }
        json_.end_object();
    }

    /// Dimensions that are not named may have any value.
    void where(const Box& box) {
        json_.begin_object();
        for (std::size_t c = 0; c < box.size(); ++c) {
            const Coordinate& coordinate = result_.coordinates[c];
            if (box[c] == result_.hull[c]) {
                continue;
            }
            json_.key(coordinate.id +
                      (coordinate.side < 0
                           ? ""
                           : std::string("@") + letter(static_cast<std::size_t>(coordinate.side))));
            json_.begin_array();
            for (std::size_t v = 0; v < coordinate.values.size(); ++v) {
                if ((box[c] >> v & 1U) != 0) {
                    json_.string(coordinate.values[v]);
                }
            }
            json_.end_array();
        }
        json_.end_object();
    }

    void region(const Difference& difference, const Stretch& stretch) {
        json_.begin_object().key("from").string(amount(stretch.first)).key("to");
        stretch.open ? json_.null() : json_.string(amount(stretch.last));
        json_.key("exact").begin_object().key("from").string(yuan_text(stretch.from));
        json_.key("from_included").boolean(stretch.from_included);
        json_.key("to").string(yuan_text(stretch.to));
        json_.key("to_included").boolean(stretch.to_included).end_object();
        json_.key("change").begin_object();
        for (std::size_t n = 0; n < stretch.change.size(); ++n) {
            const PiecewiseLinear::Line& change = stretch.change[n];
            if (change.slope != 0 || change.intercept != 0) {
                json_.key(result_.benefits[n].id);
                line(change);
            }
        }
        json_.key("patient_pays");
        line(stretch.patient);
        json_.end_object().key("verified").boolean(stretch.verified).key("example");
        example(difference, stretch.example);
        json_.end_object();
    }

    /// b - a = per_yuan * eligible + constant
    void line(const PiecewiseLinear::Line& line) {
        json_.begin_object().key("per_yuan").string(number_text(line.slope));
        json_.key("constant").string(yuan_text(line.intercept)).end_object();
    }

    void example(const Difference& difference, const Example& example) {
        json_.begin_object().key("claim").begin_object();
        for (const auto& [field, value] : difference.claim) {
            json_.key(field).string(value);
        }
        json_.key("date").string(difference.day_a.text());
        if (difference.day_a != difference.day_b) {
            json_.key("date_b").string(difference.day_b.text());
        }
        json_.key("total").string(amount(example.eligible + terms_.out_of_scope));
        json_.key("eligible").string(amount(example.eligible)).end_object();
        if (difference.kind != DifferenceKind::refused_a) {
            settled("a", example.payments_a, example.patient_a);
        }
        if (difference.kind != DifferenceKind::refused_b) {
            settled("b", example.payments_b, example.patient_b);
        }
        json_.end_object();
    }

    void settled(const char* name, const std::vector<std::int64_t>& payments,
                 std::int64_t patient) {
        json_.key(name).begin_object();
        for (std::size_t n = 0; n < payments.size(); ++n) {
            json_.key(result_.benefits[n].id).string(amount(payments[n]));
        }
        json_.key("patient_pays").string(amount(patient)).end_object();
    }

    void extreme(const char* name, const std::optional<Extreme>& extreme) {
        json_.key(name);
        if (!extreme) {
            json_.null();
            return;
        }
        const Difference& difference = result_.differences[extreme->difference];
        json_.begin_object().key("amount").string(yuan_text(extreme->amount));
        json_.key("unbounded").boolean(extreme->unbounded);
        json_.key("difference").number(static_cast<std::int64_t>(extreme->difference));
        json_.key("example");
        example(difference, difference.stretches[extreme->stretch].example);
        json_.end_object();
    }

    const Plan& a_;
    const Plan& b_;
    const Terms& terms_;
    const Comparison& result_;
    const More& more_;
    std::string text_;
    load::JsonWriter json_;
};

} // namespace

std::string diff_json(const Plan& a, const Plan& b, const Terms& terms,
                      const Comparison& comparison, const More& more) {
    return DiffJson(a, b, terms, comparison, more).write();
}

} // namespace reimburse::study
