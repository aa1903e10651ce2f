// SPDX-License-Identifier: MIT
#pragma once

#include "study/prove/cells.hpp"
#include "study/prove/quotient.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace reimburse::study {

/// A range of the axis, (from, to], in parts of a fen.
struct Piece {
    std::int64_t from = 0;
    std::int64_t to = open_edge;
    std::int64_t rate = 0;  ///< over Axis::den
    std::int64_t fixed = 0; ///< fen
};

/// The pieces of a schedule, on an axis whose unit is 1 / scale fen. The first piece lies at or
/// below the deductible on the axis and brings nothing.
struct Axis {
    std::vector<Piece> pieces;
    std::int64_t line = 0;
    std::int64_t scale = 1;
    std::int64_t rate_den = 1;
    std::int64_t den = 1; ///< rate_den times scale: a place times a rate, in fen
};

/// None where its numbers would not fit.
std::optional<Axis> axis_of(const BenefitCells& cells, std::int64_t scale);

/// A place on the axis with the amount G up to it; it moves by walking through the pieces.
class AxisCursor {
  public:
    explicit AxisCursor(const Axis& axis) : axis_(&axis), value_(axis.den) {}

    const RunningQuotient& value() const { return value_; }

    void to(std::int64_t place) {
        const std::int64_t step = place - place_;
        if (step == 0) {
            return;
        }
        const Piece& piece = axis_->pieces[piece_];
        if (step == 1 && place <= piece.to) {
            value_.add(piece.rate);
            place_ = place;
            return;
        }
        walk(place);
    }

  private:
    void walk(std::int64_t place) {
        while (place_ < place) {
            if (place_ >= axis_->pieces[piece_].to) {
                ++piece_;
            }
            const Piece& piece = axis_->pieces[piece_];
            const std::int64_t next = place < piece.to ? place : piece.to;
            value_.jump(detail::Wide{piece.rate} * (next - place_));
            place_ = next;
        }
        while (place_ > place) {
            if (place_ <= axis_->pieces[piece_].from) {
                --piece_;
            }
            const Piece& piece = axis_->pieces[piece_];
            const std::int64_t next = place > piece.from ? place : piece.from;
            value_.jump(detail::Wide{piece.rate} * (next - place_));
            place_ = next;
        }
    }

    const Axis* axis_;
    std::size_t piece_ = 0;
    std::int64_t place_ = 0;
    RunningQuotient value_;
};

/// An amount at the rate of one piece, kept by adding.
class BandCursor {
  public:
    explicit BandCursor(const Axis& axis) : axis_(&axis), value_(axis.den) {}

    const RunningQuotient& value() const { return value_; }

    /// `width` at the rate of a piece.
    void to(std::size_t piece, std::int64_t width) {
        const detail::Wide rate = axis_->pieces[piece].rate;
        if (piece != piece_) {
            value_.set(rate * width);
        } else if (width - width_ == 1) {
            value_.add(axis_->pieces[piece].rate);
        } else {
            value_.jump(rate * (width - width_));
        }
        piece_ = piece;
        width_ = width;
    }

  private:
    const Axis* axis_;
    std::size_t piece_ = 0;
    std::int64_t width_ = 0;
    RunningQuotient value_;
};

} // namespace reimburse::study
