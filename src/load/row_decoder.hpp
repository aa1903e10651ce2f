// SPDX-License-Identifier: MIT
#pragma once

#include "load/claim_block.hpp"
#include "load/claim_columns.hpp"
#include "load/code_table.hpp"
#include "load/day_table.hpp"
#include "load/line_table.hpp"
#include "load/person_set.hpp"
#include "load/row_memory.hpp"
#include "reimburse/settle/classify.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// Turns the lines of a claims file into rows that can be settled: column by column where the cells
/// have their usual form, and through ClaimColumns and Classifier where one has not. These word
/// every refusal, and say once for each combination of codes which row of the plan it has.
///
/// Keep one for each thread.
class RowDecoder {
  public:
    /// Whether a plan's rows follow from the claim alone, and its accumulators' periods from the
    /// person and the day. Others are settled claim by claim.
    static bool suits(const Plan& plan);

    /// `columns` has read the header. Rows of the persons in `aside` are handed on as they stand;
    /// null: there are none. `days` and `aside` must outlive the decoder. Precondition:
    /// suits(plan).
    RowDecoder(const Plan& plan, const ClaimColumns& columns, const DayTable& days,
               const PersonSet* aside = nullptr);

    /// Bytes that have to be readable behind the text of a block.
    std::size_t slack() const { return lines_.slack(); }

    /// Reads the lines that are the block's text: no quotes, whole lines, UTF-8. What was paid is
    /// kept where the columns ask for the total.
    void decode(ClaimBlock& block);

    /// Adds one row whose fields the reader has split. Its texts are added to the block.
    void add(CsvReader::Row kind, const CsvReader& reader, ClaimBlock& block);

  private:
    enum class Use : std::uint8_t {
        claim_id,
        person_id,
        decides,
        date,
        dimension,
        amount,
        count,
        paid_total,
        paid_benefit,
        told_apart, ///< a text that may decide the row
        empty,      ///< anything in it is for the careful reader
    };

    struct Column {
        Use use = Use::empty;
        std::size_t place = 0;    ///< in the line
        std::size_t number = 0;   ///< dimension, register or benefit
        std::uint32_t stride = 1; ///< of a dimension's value, from 1; 0 is for an empty cell
        bool required = false;
    };

    static constexpr std::size_t batch = 256;

    void bind(const ClaimColumns& columns);
    void bind_field(std::size_t place, std::size_t field);
    void make_rows(ClaimBlock& block, std::size_t count) const;
    void decode(ClaimBlock& block, std::size_t first, std::size_t count);
    void read(const Column& column, ClaimRow* rows, std::int64_t* measures);
    void read_paid(const Column& column, ClaimBlock& block);
    void read_amounts(const Column& column, std::int64_t* measures);
    void read_dates(const Column& column, ClaimRow* rows);
    void note_stay(const Column& column, std::size_t row, std::int32_t days);
    void check_stays();
    void finish(ClaimBlock& block);
    void name(ClaimBlock& block, std::size_t number) const;
    bool put_aside(ClaimBlock& block, std::size_t row);
    void put_aside(ClaimBlock& block, ClaimRow& row, Problems problems) const;
    void carefully(ClaimBlock& block, std::size_t number, std::uint32_t state);
    bool run(ClaimRow& row, std::int64_t* measures, std::uint32_t state, Problems& problems);

    template <class Reader>
    void each(const Column& column, Reader reader) const {
        lines_.each(column.place, first_, count_, reader);
    }

    void mark(std::size_t row, bool odd) {
        odd_[row] = static_cast<std::uint16_t>(odd_[row] | static_cast<std::uint16_t>(odd));
    }

    void refuse(ClaimRow& row, Problems problems, ClaimBlock& block) const;

    const Plan& plan_;
    const DayTable& days_;
    ClaimColumns columns_;
    const PersonSet* aside_;
    bool has_stays_ = false;     ///< there are columns of days of admission or discharge
    bool pays_benefits_ = false; ///< there are columns of what benefits paid, and they are kept
    Claim claim_;
    Classifier classifier_;
    LineTable lines_;
    std::vector<Column> uses_;
    std::vector<CodeTable> codes_; ///< by dimension
    RowMemory memory_;
    std::size_t decides_ = 0;    ///< field
    const char* text_ = nullptr; ///< of the block at hand
    std::size_t first_ = 0;      ///< row of the batch at hand
    std::size_t count_ = 0;
    std::vector<std::string_view> fields_;
    std::array<std::uint32_t, batch> states_{};
    std::array<std::uint16_t, batch> odd_{};     ///< no bytes: those might be part of anything else
    std::array<std::int32_t, batch> admitted_{}; ///< days; 0 where not given
    std::array<std::int32_t, batch> discharged_{}; ///< the same
};

} // namespace reimburse::load
