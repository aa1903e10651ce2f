// SPDX-License-Identifier: MIT
#include "reimburse/settle/exact.hpp"

#include "reimburse/settle/kernel.hpp"
#include "settle/rational.hpp"

#include <limits>
#include <optional>
#include <vector>

namespace reimburse {

namespace {

/// The arithmetic of FastArithmetic over rationals; only a result beyond int64 fen fails.
struct ExactArithmetic {
    using Number = Rational;

    bool failed = false;

    static Number of(std::int64_t fen) { return fen; }

    static Number add(const Number& a, const Number& b) { return a + b; }

    static Number subtract(const Number& a, const Number& b) { return a - b; }

    static Number multiply(const Number& a, std::int64_t factor) { return a * factor; }

    static Number divide(const Number& a, std::int64_t divisor) { return a / divisor; }

    std::int64_t round(const Number& a, std::int64_t divisor, Rounding rounding) {
        const Number units = a / divisor / rounding.unit_fen;
        const auto rounded =
            detail::divide_rounded<Integer>(numerator(units), denominator(units), rounding.mode);
        return narrow(rounded * rounding.unit_fen);
    }

    static std::int64_t floor(const Number& a) {
        return rounded_down(
            detail::divide_rounded<Integer>(numerator(a), denominator(a), RoundingMode::floor));
    }

    static std::int64_t fen(const Number& a) {
        return rounded_down(
            detail::divide_rounded<Integer>(numerator(a), denominator(a), RoundingMode::half_up));
    }

    static Number reach(const Number& from, const Number& numerator, std::int64_t rate) {
        return from + numerator / rate;
    }

  private:
    static bool fits(const Integer& value) {
        return value <= std::numeric_limits<std::int64_t>::max() &&
               value >= std::numeric_limits<std::int64_t>::min();
    }

    std::int64_t narrow(const Integer& value) {
        failed |= !fits(value);
        return fits(value) ? value.convert_to<std::int64_t>() : 0;
    }

    /// Amounts bounded by the bill or by an accumulator, which fit; else the greatest, so that the
    /// accumulator overflows and says so.
    static std::int64_t rounded_down(const Integer& value) {
        return fits(value) ? value.convert_to<std::int64_t>()
                           : std::numeric_limits<std::int64_t>::max();
    }
};

template <bool Detailed>
Outcome run(const Plan& plan, const Case& claim, std::span<std::int64_t> slots,
            std::span<std::int64_t> payments, Settlement* settlement) {
    std::vector<Rational> registers(plan.register_count());
    Cells cells(plan);
    std::optional<CellWriter> writer;
    if (claim.row->slopes.count > 0) {
        writer.emplace(plan);
        if (!writer->write(*claim.row, claim.measures)) {
            return Outcome::inexact;
        }
        cells = writer->cells();
    }
    return Kernel<ExactArithmetic, Detailed>(plan, cells, registers, slots, payments, settlement)
        .run(*claim.row, claim.measures, claim.paid);
}

} // namespace

Outcome exact_path(const Plan& plan, const Case& claim, std::span<std::int64_t> slots,
                   std::span<std::int64_t> payments, Settlement* settlement) {
    return settlement != nullptr ? run<true>(plan, claim, slots, payments, settlement)
                                 : run<false>(plan, claim, slots, payments, nullptr);
}

} // namespace reimburse
