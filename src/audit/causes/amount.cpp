// SPDX-License-Identifier: MIT
#include "audit/causes/amount.hpp"

#include "reimburse/amount/format.hpp"
#include "reimburse/amount/rounding.hpp"

#include <array>

namespace reimburse::audit {

namespace {

constexpr std::array<std::int64_t, 3> factors{10, 100, 10'000};

/// Calls `found` with every other amount that two swapped digits make.
/// Amounts are written with two decimals, so 5 fen are "0.05" and the digits 0, 0 and 5.
template <class Found>
void swaps(std::int64_t amount, Found found) {
    std::int64_t place = 1;
    for (int digit = 0; digit < 2 || place <= amount / 10; ++digit, place *= 10) {
        const std::int64_t low = amount / place % 10;
        const std::int64_t high = amount / place / 10 % 10;
        if (low != high) {
            found(amount + (low - high) * 9 * place);
        }
    }
}

std::string yuan(std::int64_t fen) {
    return format_amount(Money::from_fen(fen));
}

} // namespace

void add_mistakes(std::int64_t amount, std::vector<Mistake>& mistakes) {
    for (const std::int64_t factor : factors) {
        std::int64_t product = 0;
        if (amount != 0 && !__builtin_mul_overflow(amount, factor, &product)) {
            mistakes.push_back({Cause::amount_times, factor, product});
        }
        if (amount != 0) {
            mistakes.push_back({Cause::amount_divided, factor,
                                divide_rounded(amount, factor, RoundingMode::half_up)});
        }
    }
    swaps(amount, [&](std::int64_t swapped) {
        mistakes.push_back({Cause::digits_swapped, 0, swapped});
    });
}

Deviation named(const Mistake& mistake, std::int64_t amount, const std::string& field,
                AmountOrder order) {
    const std::string by = std::to_string(mistake.factor);
    std::string argument;
    std::string what;
    if (mistake.cause == Cause::digits_swapped) {
        argument = field + "=" + yuan(mistake.amount);
        what = field + " " + yuan(amount) + " → " + yuan(mistake.amount);
    } else if (mistake.cause == Cause::amount_times) {
        argument = field + "*" + by;
        what = field + " × " + by;
    } else {
        argument = field + "/" + by;
        what = field + " ÷ " + by;
    }
    Deviation deviation{mistake.cause, argument, {what, what}};
    deviation.of_claim = mistake.cause == Cause::digits_swapped;
    deviation.kind = field;
    deviation.order = order;
    return deviation;
}

void mistaken_as(std::int64_t due, std::int64_t written, const std::string& field,
                 std::vector<Deviation>& deviations) {
    std::vector<Mistake> mistakes;
    add_mistakes(due, mistakes);
    for (const Mistake& mistake : mistakes) {
        if (mistake.amount == written) {
            deviations.push_back(named(mistake, due, field, of_payment));
        }
    }
}

bool can_be_mistaken(std::int64_t due, std::int64_t written) {
    for (const std::int64_t factor : factors) {
        std::int64_t product = 0;
        if ((!__builtin_mul_overflow(due, factor, &product) && product == written) ||
            (due + factor / 2) / factor == written) {
            return due != written;
        }
    }
    bool found = false;
    if ((due - written) % 9 == 0) {
        swaps(due, [&](std::int64_t swapped) { found = found || swapped == written; });
    }
    return found;
}

} // namespace reimburse::audit
