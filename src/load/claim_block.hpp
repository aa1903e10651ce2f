// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// One claim of a block: texts as places in the block, the rest as numbers.
struct ClaimRow {
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    std::uint64_t person_hash = 0;
    std::uint32_t id = 0; ///< place of claim_id
    std::uint32_t id_size = 0;
    std::uint32_t person = 0; ///< place of person_id
    std::uint32_t person_size = 0;
    std::uint32_t day = none;     ///< number of the deciding day, see DayTable
    std::uint32_t row = none;     ///< index into Plan::rows
    std::uint32_t refusal = none; ///< index into ClaimBlock::refusals; none: it can be settled
};

/// Why a row is not settled.
struct Refusal {
    static constexpr int any_year = 0;

    Problems problems;
    int year = any_year; ///< benefit year of the claim, where it has a date
    /// Not refused, or not by the decoder: the person is in its PersonSet. `fields` holds the row
    /// as it stands, `problems` what the reader found wrong with it.
    bool aside = false;
    std::vector<std::string> fields;
};

/// Rows of a claims file in order: first their text, then what was read from it.
struct ClaimBlock {
    std::vector<char> text; ///< has `slack` bytes behind `size`
    std::size_t size = 0;
    std::vector<ClaimRow> rows;
    std::vector<std::int64_t> measures;      ///< Plan::measure_count of them a row
    std::vector<std::int64_t> payments;      ///< fen, by step of the row; see BlockSettler
    std::vector<std::int64_t> paid_total;    ///< fen; -1: not said; empty: not asked for
    std::vector<std::int64_t> paid_benefits; ///< by benefit, the same; empty also: no such column
    std::vector<Refusal> refusals;
    bool plain_ids = true; ///< no claim_id needs quotes

    std::string_view at(std::uint32_t place, std::uint32_t length) const {
        return {text.data() + place, length};
    }

    void clear() {
        size = 0;
        rows.clear();
        measures.clear();
        paid_total.clear();
        paid_benefits.clear();
        refusals.clear();
        plain_ids = true;
    }

    /// Room for that many more bytes behind the text.
    char* room(std::size_t more) {
        if (text.size() < size + more) {
            text.resize(size + more);
        }
        return text.data() + size;
    }

    /// Adds a text and gives its place. `slack`: bytes that are to be readable behind it.
    std::uint32_t append(std::string_view more, std::size_t slack) {
        const std::size_t place = size;
        more.copy(room(more.size() + slack), more.size());
        size += more.size();
        return static_cast<std::uint32_t>(place);
    }
};

} // namespace reimburse::load
