// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/fold.hpp"
#include "reimburse/plan/plan.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace reimburse::study {

/// A weight times a register of the plan.
struct TermCells {
    Fraction weight;
    std::uint16_t source = 0;
};

struct RoomCells {
    std::int64_t amount = 0; ///< fen
    std::vector<std::uint32_t> slots;
};

/// The greatest edge: the segment is open.
inline constexpr std::int64_t open_edge = std::numeric_limits<std::int64_t>::max();

struct SegmentCells {
    std::int64_t to = open_edge; ///< place on the axis, fen
    Fraction rate;
    std::int64_t fixed = 0; ///< fen
};

/// Whether cells grow with what the claim says; they are read where that is 0.
enum class Sloped : std::uint8_t {
    no,
    along_measure, ///< a measure of the policy's own
    along_bill,    ///< total or eligible itself
};

/// The figures of one benefit for one combination, as the folded tables give them.
struct BenefitCells {
    std::uint16_t number = 0; ///< place in the order of settlement
    BenefitKind kind = BenefitKind::scheduled;
    Laying laying = Laying::marginal;
    OnChange on_change = OnChange::forward;
    BenefitRounding rounding;
    bool includes_deductible = false;
    std::int32_t axis_slot = -1;
    std::int32_t paid_slot = -1;
    std::int64_t line = 0; ///< deductible on the axis, fen
    std::vector<TermCells> base;
    std::vector<RoomCells> limits;
    std::vector<RoomCells> deductibles;
    std::vector<RoomCells> caps;
    std::vector<SegmentCells> segments;
    std::optional<RoomCells> keep;
    std::vector<TermCells> keep_of; ///< the share is in the weights
    std::uint16_t given = 0;        ///< register
    std::vector<std::pair<std::uint32_t, Part>> adds;
    bool covered_used = false;
    Sloped sloped = Sloped::no;
};

/// What the folded tables say of one combination.
struct RowCells {
    bool refused = false; ///< a cell that it needs is unspecified
    std::vector<BenefitCells> benefits;
    std::vector<std::pair<std::uint32_t, std::int32_t>> counts; ///< slot, register or -1: one
};

/// Reads rows straight from the policy's folded tables, past the steps that the plan compiled: the
/// second formulation is built on it. Precondition: the plan compiled without a problem.
class CellReader {
  public:
    explicit CellReader(const Plan& plan)
        : plan_(plan), lookup_(plan.policy, plan.selection, problems_),
          folder_(plan.policy, lookup_, problems_) {}

    /// Values of the dimensions and first day of a row of the plan.
    detail::Combination combination(std::uint32_t row);

    RowCells read(std::uint32_t row);

  private:
    bool applies(const Benefit& benefit, const detail::Combination& at);
    BenefitCells benefit(std::uint16_t number, const detail::Combination& at, bool& refused);
    void schedule(const Benefit& benefit, const detail::Combination& at, BenefitCells& cells,
                  bool& refused);
    std::vector<RoomCells> rooms(const Benefit& benefit, const std::vector<Room>& rooms,
                                 std::optional<UpliftTarget> target, const detail::Combination& at,
                                 bool& refused);
    std::optional<Fraction> number(const detail::Folded& folded, bool& refused);
    std::vector<TermCells> terms(const std::vector<BaseTerm>& terms, const Fraction& factor,
                                 const detail::Combination& at, bool& refused);
    std::uint16_t measure(const std::string& id) const;
    std::int32_t slot(const std::string& id) const;
    std::vector<std::uint32_t> slots(const std::vector<std::string>& ids) const;
    bool covered_used(const std::string& id) const;

    const Plan& plan_;
    Problems problems_;
    detail::Lookup lookup_;
    detail::Folder folder_;
    Sloped sloped_ = Sloped::no; ///< of the benefit that is read
};

} // namespace reimburse::study
