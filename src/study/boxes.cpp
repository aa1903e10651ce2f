// SPDX-License-Identifier: MIT
#include "study/boxes.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <set>

namespace reimburse::study {

namespace {

bool holds(const Box& box, const Cell& cell) {
    for (std::size_t c = 0; c < cell.size(); ++c) {
        if ((box[c] >> cell[c] & 1U) == 0) {
            return false;
        }
    }
    return true;
}

class Cover {
  public:
    Cover(const std::vector<Cell>& wanted, const std::vector<Cell>& all) : hull_(hull(all)) {
        const std::set<Cell> members(wanted.begin(), wanted.end());
        for (const Cell& cell : all) {
            if (!members.contains(cell)) {
                others_.push_back(cell);
            }
        }
    }

    /// The seed alone, widened as far as no other cell gets in.
    Box around(const Cell& seed) const {
        Box box;
        box.reserve(seed.size());
        for (const std::uint8_t value : seed) {
            box.push_back(std::uint64_t{1} << value);
        }
        for (std::size_t c = seed.size(); c-- > 0;) {
            widen(box, c, hull_[c]);
        }
        for (std::size_t c = seed.size(); c-- > 0;) {
            for (std::uint64_t rest = hull_[c] & ~box[c]; rest != 0; rest &= rest - 1) {
                widen(box, c, box[c] | (std::uint64_t{1} << std::countr_zero(rest)));
            }
        }
        return box;
    }

  private:
    void widen(Box& box, std::size_t coordinate, std::uint64_t values) const {
        const std::uint64_t before = box[coordinate];
        box[coordinate] = values;
        if (std::ranges::any_of(others_, [&](const Cell& cell) { return holds(box, cell); })) {
            box[coordinate] = before;
        }
    }

    Box hull_;
    std::vector<Cell> others_;
};

} // namespace

Box hull(const std::vector<Cell>& all) {
    Box hull(all.empty() ? 0 : all.front().size());
    for (const Cell& cell : all) {
        for (std::size_t c = 0; c < cell.size(); ++c) {
            hull[c] |= std::uint64_t{1} << cell[c];
        }
    }
    return hull;
}

std::vector<Box> cover(const std::vector<Cell>& wanted, const std::vector<Cell>& all) {
    const Cover cover(wanted, all);
    std::vector<Box> boxes;
    for (const Cell& cell : wanted) {
        const bool covered =
            std::ranges::any_of(boxes, [&](const Box& box) { return holds(box, cell); });
        if (!covered) {
            boxes.push_back(cover.around(cell));
        }
    }
    return boxes;
}

} // namespace reimburse::study
