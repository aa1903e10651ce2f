// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/detail/unsigned_wide.hpp"
#include "reimburse/plan/plan.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace reimburse::detail {

/// The kinds of benefits that programs know.
enum class Shape : std::uint8_t {
    flat, ///< one rate on the claim
    axis, ///< marginal segments on an axis of the period
};

/// What a step adds to accumulators, in the order of FastStep::adds.
enum class Adds : std::uint8_t {
    payment,
    payment_base,
    payment_laid,
    any,
};

/// What the compiler may know of a step.
struct StepKind {
    Shape shape = Shape::flat;
    Adds adds = Adds::any;

    bool operator==(const StepKind&) const = default;
};

/// max(0, amount - slot), where the slot counts.
struct FastRoom {
    std::int64_t amount = std::numeric_limits<std::int64_t>::max();
    std::int64_t counts = 0; ///< -1: the slot counts; 0: it does not
    std::uint32_t slot = 0;

    std::int64_t left(const std::int64_t* slots) const {
        return std::max<std::int64_t>(amount - (slots[slot] & counts), 0);
    }

    bool operator==(const FastRoom&) const = default;
};

/// Division of 0 <= n < 2^63 by a constant, with a product in place of the division: the factor is
/// 2^shift / divisor rounded up, and its error is too small to reach the next quotient.
struct FastDivision {
    std::uint64_t factor = 0;
    unsigned shift = 0; ///< less 64

    FastDivision() = default;

    /// Precondition: 2 <= divisor < 2^62.
    explicit FastDivision(std::int64_t divisor)
        : shift(static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(divisor - 1))) -
                1U) {
        const UnsignedWide power = UnsignedWide{1} << (64U + shift);
        const auto wide = static_cast<UnsignedWide>(divisor);
        factor = static_cast<std::uint64_t>((power + wide - 1) / wide);
    }

    std::int64_t operator()(std::int64_t n) const {
        const UnsignedWide product =
            static_cast<UnsignedWide>(static_cast<std::uint64_t>(n)) * factor;
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(product >> 64U) >> shift);
    }

    bool operator==(const FastDivision&) const = default;
};

struct FastSegment {
    std::int64_t from = 0;
    std::int64_t rate = 0;
    std::int64_t paid = 0;

    bool operator==(const FastSegment&) const = default;
};

struct FastAdd {
    std::uint32_t slot = 0;
    Part part = Part::payment;

    bool operator==(const FastAdd&) const = default;
};

/// What a program needs of a BenefitStep, in one place.
struct FastStep {
    static constexpr std::size_t most_adds = 4;

    StepKind kind;
    std::uint8_t after = 0; ///< step + 1 whose rest the base is; 0: a measure
    std::uint8_t less = 0;  ///< mask of the steps whose payments come off the base
    bool by_year = false;   ///< axis: both ends are rounded
    bool includes_deductible = false;
    bool patient_side = false; ///< flat: the patient's share is rounded
    std::uint8_t adds_count = 0;
    std::uint16_t source = 0; ///< measure
    std::uint32_t axis_slot = 0;
    std::uint32_t first_segment = 0;
    std::uint32_t segments = 0;
    std::int64_t rate = 0;       ///< flat
    std::int64_t half = 0;       ///< added before the division
    std::int64_t unit = 1;       ///< fen
    std::int64_t first_edge = 0; ///< axis: nothing is paid below
    FastDivision division;
    FastRoom deductible{0, 0, 0};
    FastRoom cap;
    std::array<FastAdd, most_adds> adds{};

    bool operator==(const FastStep&) const = default;
};

/// What a step came to, for a listener; fen.
struct FastAccount {
    std::int64_t base = 0;
    std::int64_t deductible = 0;
    std::int64_t start = 0;       ///< of the axis
    std::int64_t entitled_lo = 0; ///< rounded by the year: what its two ends bring
    std::int64_t entitled_hi = 0;
    std::int64_t uncapped = 0;
    std::int64_t payment = 0;
};

/// The listener of those who want payments only.
struct NoListener {
    void operator()(std::size_t /*number*/, const FastAccount& /*account*/) const {}
};

/// A claim on its way through the steps of a program.
template <std::size_t most_steps>
struct Frame {
    const std::int64_t* measures = nullptr;
    std::int64_t* slots = nullptr;
    std::int64_t bill = 0; ///< what is left of it
    std::array<std::int64_t, most_steps> paid{};
    std::array<std::int64_t, most_steps> rest{};

    /// `listener` is told of it when it has paid.
    template <StepKind kind, class Listener = NoListener>
    [[gnu::always_inline]] void step(const FastStep& step, std::size_t number,
                                     const FastSegment* segments, Listener listener = {}) {
        std::int64_t base = measures[step.source];
        for (std::size_t k = 0; k < number; ++k) { // places known to the compiler: no look-up
            base = step.after == k + 1 ? rest[k] : base;
        }
        for (std::size_t k = 0; k < number; ++k) {
            base -= (unsigned{step.less} >> k & 1U) != 0 ? paid[k] : 0;
        }
        base = std::max<std::int64_t>(base, 0);
        const std::int64_t deductible = std::min(base, step.deductible.left(slots));
        const bool from_first_fen = kind.shape != Shape::flat && step.includes_deductible;
        const std::int64_t laid = from_first_fen ? base : base - deductible;
        std::int64_t entitled = 0;
        FastAccount account{base, deductible, 0, 0, 0, 0, 0};
        if constexpr (kind.shape == Shape::flat) {
            const std::int64_t share = step.division(laid * step.rate + step.half) * step.unit;
            entitled = step.patient_side ? laid - share : share;
            account.entitled_hi = entitled;
        } else {
            account.start = slots[step.axis_slot];
            const std::int64_t lo = account.start + (from_first_fen ? deductible : 0);
            const std::int64_t hi = account.start + laid;
            if (hi > step.first_edge) [[unlikely]] {
                entitled = on_axis(step, segments + step.first_segment, lo, hi, account);
            }
        }
        account.uncapped = std::clamp<std::int64_t>(entitled, 0, std::min(base, bill));
        const std::int64_t payment = std::min(account.uncapped, step.cap.left(slots));
        account.payment = payment;
        listener(number, account);
        bill -= payment;
        paid[number] = payment;
        rest[number] = base - payment;
        if constexpr (kind.adds == Adds::any) {
            for (std::size_t a = 0; a < step.adds_count; ++a) {
                const FastAdd& add = step.adds[a];
                slots[add.slot] += add.part == Part::payment ? payment
                                   : add.part == Part::laid  ? laid
                                   : add.part == Part::base  ? base
                                                             : base - payment;
            }
        } else {
            slots[step.adds[0].slot] += payment;
            if constexpr (kind.adds != Adds::payment) {
                slots[step.adds[1].slot] += kind.adds == Adds::payment_base ? base : laid;
            }
        }
    }

  private:
    [[gnu::noinline]] static std::int64_t on_axis(const FastStep& step, const FastSegment* segments,
                                                  std::int64_t lo, std::int64_t hi,
                                                  FastAccount& account) {
        const std::int64_t end = laid_out(step, segments, hi);
        const std::int64_t begin = laid_out(step, segments, lo);
        if (!step.by_year) {
            return step.unit * step.division(end - begin + step.half);
        }
        account.entitled_lo = step.unit * step.division(begin + step.half);
        account.entitled_hi = step.unit * step.division(end + step.half);
        return account.entitled_hi - account.entitled_lo;
    }

    /// G(x) times the denominator.
    static std::int64_t laid_out(const FastStep& step, const FastSegment* segments,
                                 std::int64_t x) {
        if (x <= step.first_edge) {
            return 0;
        }
        std::uint32_t s = 0;
        while (s + 1 < step.segments && x > segments[s + 1].from) {
            ++s;
        }
        return (x - segments[s].from) * segments[s].rate + segments[s].paid;
    }
};

} // namespace reimburse::detail
