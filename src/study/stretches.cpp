// SPDX-License-Identifier: MIT
#include "study/stretches.hpp"

#include "reimburse/settle/exact.hpp"
#include "study/exact_settlement.hpp"

#include <algorithm>
#include <optional>

namespace reimburse::study {

namespace {

using Line = PiecewiseLinear::Line;

constexpr std::int64_t far_enough = 1'000'000'000; ///< 10 million yuan, in fen

Integer whole_at_least(const Rational& x) {
    return (numerator(x) + denominator(x) - 1) / denominator(x);
}

Integer whole_at_most(const Rational& x) {
    return numerator(x) / denominator(x);
}

/// Cuts [0, limit] so that each of several functions is one line on every part.
class Cutter {
  public:
    explicit Cutter(const std::vector<PiecewiseLinear>& functions) : functions_(functions) {}

    std::vector<Stretch> run() {
        const std::vector<Rational> cuts = all_cuts();
        for (std::size_t c = 0; c < cuts.size(); ++c) {
            const std::vector<Rational> here = values(cuts[c]);
            const bool joins = current_ && passes(current_->change, cuts[c], here);
            if (joins) {
                current_->to_included = true;
            } else {
                finish();
            }
            if (c + 1 == cuts.size()) {
                if (!joins) {
                    add_point(cuts[c], here);
                }
                break;
            }
            std::vector<Line> lines = lines_after(cuts[c]);
            if (joins && lines == current_->change) {
                current_->to = cuts[c + 1];
                current_->to_included = false;
                continue;
            }
            finish();
            const bool from_here = !joins && passes(lines, cuts[c], here);
            if (!joins && !from_here) {
                add_point(cuts[c], here);
            }
            current_ = Stretch{};
            current_->from = cuts[c];
            current_->to = cuts[c + 1];
            current_->from_included = from_here;
            current_->change = std::move(lines);
        }
        finish();
        return std::move(done_);
    }

  private:
    std::vector<Rational> all_cuts() const {
        std::vector<Rational> cuts;
        for (const PiecewiseLinear& function : functions_) {
            const std::vector<Rational> more = function.breakpoints();
            cuts.insert(cuts.end(), more.begin(), more.end());
        }
        std::ranges::sort(cuts);
        const auto repeated = std::ranges::unique(cuts);
        cuts.erase(repeated.begin(), repeated.end());
        return cuts;
    }

    std::vector<Rational> values(const Rational& x) const {
        std::vector<Rational> values;
        values.reserve(functions_.size());
        for (const PiecewiseLinear& function : functions_) {
            values.push_back(function.value(x));
        }
        return values;
    }

    std::vector<Line> lines_after(const Rational& x) const {
        std::vector<Line> lines;
        lines.reserve(functions_.size());
        for (const PiecewiseLinear& function : functions_) {
            lines.push_back(function.line_after(x));
        }
        return lines;
    }

    static bool passes(const std::vector<Line>& lines, const Rational& x,
                       const std::vector<Rational>& values) {
        for (std::size_t f = 0; f < lines.size(); ++f) {
            if (lines[f].at(x) != values[f]) {
                return false;
            }
        }
        return true;
    }

    void add_point(const Rational& x, const std::vector<Rational>& values) {
        Stretch point;
        point.from = point.to = x;
        point.from_included = point.to_included = true;
        for (const Rational& value : values) {
            point.change.push_back({0, value});
        }
        done_.push_back(std::move(point));
    }

    void finish() {
        if (current_) {
            done_.push_back(std::move(*current_));
            current_.reset();
        }
    }

    const std::vector<PiecewiseLinear>& functions_;
    std::vector<Stretch> done_;
    std::optional<Stretch> current_;
};

bool is_zero(const Stretch& stretch, const Rational& x) {
    return std::ranges::all_of(stretch.change, [&](const Line& line) { return line.at(x) == 0; });
}

/// Sets the whole fen inside; false where there are none.
bool set_whole_fen(Stretch& stretch) {
    Integer first = whole_at_least(stretch.from);
    Integer last = whole_at_most(stretch.to);
    if (!stretch.from_included && Rational(first) == stretch.from) {
        ++first;
    }
    if (!stretch.to_included && Rational(last) == stretch.to) {
        --last;
    }
    // An end at which the difference is just 0 is no part of it.
    first += first < last && is_zero(stretch, Rational(first)) ? 1 : 0;
    last -= first < last && is_zero(stretch, Rational(last)) ? 1 : 0;
    stretch.first = first.convert_to<std::int64_t>();
    stretch.last = last.convert_to<std::int64_t>();
    return first <= last;
}

PiecewiseLinear payment(const Side& side, std::size_t benefit) {
    const int place = side.benefits[benefit];
    return place < 0 ? side.functions->patient_pays * 0
                     : side.functions->payments[static_cast<std::size_t>(place)];
}

/// One fen at which nothing differs.
bool is_nothing(const Stretch& stretch) {
    return stretch.first == stretch.last && is_zero(stretch, stretch.first);
}

bool verified(const Side& a, const Side& b, const Stretch& stretch) {
    const std::int64_t last = std::min(stretch.last, stretch.first + far_enough);
    for (const std::int64_t x : {stretch.first, stretch.first + (last - stretch.first) / 2, last}) {
        for (std::size_t n = 0; n < stretch.change.size(); ++n) {
            const Rational change = payment(b, n).value(x) - payment(a, n).value(x);
            if (stretch.change[n].at(x) != change) {
                return false;
            }
        }
        for (const Side* side : {&a, &b}) {
            if (!agrees(*side->plan, *side->row, side->fixed, *side->functions, x)
                     .value_or(false)) {
                return false;
            }
        }
    }
    return true;
}

void pay(const Side& side, std::int64_t eligible, std::vector<std::int64_t>& by_benefit,
         std::int64_t& patient) {
    const std::int64_t total = eligible + side.fixed.out_of_scope;
    by_benefit.assign(side.benefits.size(), 0);
    patient = total;
    if (side.row->refusal >= 0) {
        return;
    }
    std::vector<std::int64_t> measures{total, eligible, side.fixed.out_of_scope};
    measures.insert(measures.end(), side.fixed.measures.begin(), side.fixed.measures.end());
    std::vector<std::int64_t> slots = side.fixed.slots;
    Settlement settlement(*side.plan);
    Settler settler(*side.plan, exact_path);
    if (settler.settle({side.row, measures}, slots, settlement) != Outcome::done) {
        return;
    }
    for (std::size_t n = 0; n < by_benefit.size(); ++n) {
        if (side.benefits[n] >= 0) {
            by_benefit[n] =
                settlement.benefits[static_cast<std::size_t>(side.benefits[n])].payment.fen();
        }
    }
    patient = settlement.patient_pays.fen();
}

/// Where the patient gains or loses most inside; a plain amount where it makes no difference.
std::int64_t telling_amount(const Stretch& stretch) {
    const Line& patient = stretch.patient;
    const std::int64_t last =
        stretch.open ? std::min(stretch.last, stretch.first + far_enough / 100) : stretch.last;
    if (patient.slope == 0) {
        return plain_amount(stretch.first, last);
    }
    return abs(patient.at(stretch.first)) > abs(patient.at(last)) ? stretch.first : last;
}

} // namespace

std::int64_t plain_amount(std::int64_t first, std::int64_t last) {
    for (std::int64_t unit = 1'000'000'00; unit > 1; unit /= 10) {
        const std::int64_t amount = (first + unit - 1) / unit * unit;
        if (amount <= last && amount > 0) {
            return amount;
        }
    }
    return first;
}

Example settle_example(const Side& a, const Side& b, std::int64_t eligible) {
    Example example;
    example.eligible = eligible;
    pay(a, eligible, example.payments_a, example.patient_a);
    pay(b, eligible, example.payments_b, example.patient_b);
    return example;
}

std::vector<Stretch> stretches(const Side& a, const Side& b) {
    std::vector<PiecewiseLinear> changes;
    for (std::size_t n = 0; n < a.benefits.size(); ++n) {
        changes.push_back(payment(b, n) - payment(a, n));
    }
    changes.push_back(b.functions->patient_pays - a.functions->patient_pays);
    std::vector<Stretch> found = Cutter(changes).run();
    std::erase_if(found, [](Stretch& stretch) {
        const bool same = std::ranges::all_of(stretch.change, [](const Line& line) {
            return line.slope == 0 && line.intercept == 0;
        });
        return same || !set_whole_fen(stretch) || is_nothing(stretch);
    });
    for (Stretch& stretch : found) {
        stretch.open = stretch.to == changes.back().limit();
        stretch.patient = stretch.change.back();
        stretch.change.pop_back();
        stretch.example = settle_example(a, b, telling_amount(stretch));
        stretch.verified = verified(a, b, stretch);
    }
    return found;
}

} // namespace reimburse::study
