// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/base.hpp"
#include "reimburse/rules/schedule.hpp"
#include "reimburse/rules/uplift.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reimburse {

/// Who bears a payment.
enum class Payer { fund, hospital, employer, account };

/// The sentence that a benefit is.
enum class BenefitKind {
    scheduled, ///< R(G(hi)) - R(G(lo)) within rooms
    backstop,  ///< what is left of its base above a stated patient's share
    given,     ///< the claim says: another system settled it
};

/// What is rounded; the other side is the rest.
enum class RoundingSide { payment, patient };

/// Where it is rounded.
enum class RoundingPlace {
    segment, ///< each segment's share
    claim,   ///< the difference G(hi) - G(lo)
    year,    ///< both ends, so that the year's sum does not depend on the cut
};

/// A named rounding (取整). There is no default.
struct BenefitRounding {
    Rounding rounding{RoundingMode::half_up, 1};
    RoundingSide side = RoundingSide::payment;
    RoundingPlace place = RoundingPlace::claim;
    Only only;
};

/// What a change within the year does to earlier settlements.
enum class OnChange {
    forward,   ///< they stand
    settle_up, ///< the payment is R(G(hi)) less what was paid
};

/// Switches of a benefit that readings choose, each in place of the plain one of its name. Where
/// one is not empty, exactly one of its alternatives holds under every selection.
struct OpenSwitches {
    std::vector<Alternative<Laying>> laying;
    std::vector<Alternative<std::string>> axis;
    std::vector<Alternative<bool>> includes_deductible;
    std::vector<Alternative<bool>> edges_from_deductible;
    std::vector<Alternative<Combine>> combine;
    std::vector<Alternative<OnChange>> on_change;
};

/// A condition without which the benefit does not apply.
struct Gate {
    When when;
    Only only;
    Text otherwise; ///< why it does not apply
    std::string clause;
    Place place{};
};

/// Where the source names the benefit without figures: it pays nothing and a note says so.
struct Silence {
    When when;
    DateSpan span{Date::first(), Date::last_open()};
    Only only;
    Text note;
    std::string clause;
    Place place{};
};

/// The patient's share that a backstop leaves: the sum of an amount's room and a share of a base.
struct Keep {
    std::optional<Room> amount;
    Fraction share{};
    std::vector<BaseTerm> of;
};

/// Benefit (待遇): one layer that pays.
struct Benefit {
    std::string id;
    Text label;
    Payer payer = Payer::fund;
    BenefitKind kind = BenefitKind::scheduled;
    std::string national; ///< settlement field of the national platform that gathers it
    std::string clause;
    std::string origin; ///< overlay that supplied it; empty: the policy itself
    Place place;
    DateSpan valid{Date::first(), Date::last_open()};
    std::vector<Gate> gates;
    std::vector<Silence> silences;
    Base base;
    std::vector<Room> deductibles;
    Schedule schedule;
    std::vector<Room> caps;
    std::vector<Uplift> uplifts;
    Combine combine = Combine::error;
    Fraction rate_limit = Fraction::whole(1);
    std::vector<BenefitRounding> roundings; ///< one for every selection of readings
    OnChange on_change = OnChange::forward;
    std::string paid;  ///< accumulator of its payments, for settle_up
    Keep keep;         ///< backstop only
    std::string given; ///< measure that holds the payment, given only
    OpenSwitches open; ///< switches above, and of the schedule, that readings choose
};

} // namespace reimburse
