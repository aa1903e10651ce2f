// SPDX-License-Identifier: MIT
#pragma once

#include "study/prove/axis.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace reimburse::study {

/// The second formulation of a row: it walks along the bill, and each amount is the one before plus
/// what the step brought. Built on the folded tables, it shares no arithmetic with the engine; only
/// bills without further measures are walked. Base 1/4 of an amount and the like are walked in
/// parts of a fen.
class Walk {
  public:
    /// None where a row is beyond it: what a cap used up of a base is a later base, or the
    /// denominators are too great.
    static std::optional<Walk> over(const Plan& plan, const RowCells& cells);

    Walk(Walk&&) noexcept;
    Walk& operator=(Walk&&) noexcept;
    Walk(const Walk&) = delete;
    Walk& operator=(const Walk&) = delete;
    ~Walk();

    /// A state of the year; the bill is 0.
    void start(std::span<const std::int64_t> slots);

    /// Moves to a bill that lies wholly within scope; any step, small ones are quick.
    void to(std::int64_t fen);

    /// By benefit in order of settlement.
    std::span<const std::int64_t> payments() const { return payments_; }

    /// The accumulators after the claim.
    std::span<const std::int64_t> slots() const { return after_; }

    /// What the benefit at a place in the row works on, in whole fen (rounded down), and what its
    /// schedule alone would bring.
    std::int64_t base(std::size_t place) const;
    std::int64_t entitled(std::size_t place) const;
    std::int64_t end_on_axis(std::size_t place) const;

  private:
    struct Layer;
    struct LiveRoom;

    Walk();
    bool add_layer(const Plan& plan, const BenefitCells& cells, const RowCells& row);
    bool weigh(const std::vector<TermCells>& cells, std::int64_t& den,
               std::vector<std::pair<std::uint16_t, std::int64_t>>& terms) const;
    LiveRoom live(std::int64_t amount, std::vector<std::uint32_t> slots) const;
    std::int64_t used(const LiveRoom& room) const;
    std::int64_t room(const LiveRoom& room) const;
    std::int64_t whole_fen(std::uint16_t source) const;
    void settle(Layer& layer);
    void place(Layer& layer);
    std::int64_t scheduled(Layer& layer);
    std::int64_t by_segment(Layer& layer, std::int64_t from);
    std::int64_t backstop(Layer& layer);

    std::vector<Layer> layers_;
    std::vector<std::pair<std::uint32_t, std::int32_t>> counts_;
    std::vector<std::int64_t> registers_;
    std::vector<std::int64_t> scales_; ///< of the registers
    std::vector<std::int64_t> payments_;
    std::vector<std::int64_t> before_;
    std::vector<std::int64_t> after_;
    std::int64_t left_ = 0;
};

} // namespace reimburse::study
