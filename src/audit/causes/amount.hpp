// SPDX-License-Identifier: MIT
#pragma once

#include "audit/causes/cause.hpp"

#include <cstdint>
#include <vector>

namespace reimburse::audit {

/// What was written down last is mistaken more often: the payment, then what it was worked out of.
enum AmountOrder : int { of_payment, of_eligible, of_total };

/// An amount that was read or written wrongly, and what it became.
struct Mistake {
    Cause cause{};
    std::int64_t factor = 0; ///< of amount_times and amount_divided
    std::int64_t amount = 0;
};

/// Appends every way to mistake an amount of 0 or more: ten, a hundred and ten thousand times, or
/// that part of it, half up to the fen, and any two neighbouring digits swapped.
void add_mistakes(std::int64_t amount, std::vector<Mistake>& mistakes);

/// The mistake named; `field` says of which amount, which was `amount` before.
Deviation named(const Mistake& mistake, std::int64_t amount, const std::string& field,
                AmountOrder order);

/// How a payment that was due came to be written as another; appends to `deviations`.
void mistaken_as(std::int64_t due, std::int64_t written, const std::string& field,
                 std::vector<Deviation>& deviations);

/// Whether there is any way. Cheap: for the inner loop.
bool can_be_mistaken(std::int64_t due, std::int64_t written);

} // namespace reimburse::audit
