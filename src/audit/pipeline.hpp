// SPDX-License-Identifier: MIT
#pragma once

#include "audit/block_settler.hpp"
#include "audit/row_writer.hpp"
#include "load/row_decoder.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace reimburse::audit {

/// Calculates a claims file block by block: read, decode, settle, format, write. Blocks are read,
/// settled and written in order and one at a time, decoded and formatted side by side, so that any
/// number of threads writes the same bytes.
class Pipeline {
  public:
    /// Takes text in order; false: nothing more can be written.
    using Write = std::function<bool(std::string_view text)>;

    /// Told how far the work has come, after each block; false: it is to stop.
    using Progress = std::function<bool(std::int64_t rows, std::int64_t bytes)>;

    enum class End {
        done,
        stopped, ///< a callback said so
        failed,  ///< the source could not be read
    };

    /// `columns` has read the header from `reader`. Precondition: RowDecoder::suits(plan).
    Pipeline(const Plan& plan, load::CsvReader& reader, const load::ClaimColumns& columns,
             Language language);

    /// Exceptions of the work are thrown here.
    End run(unsigned threads, const Write& write, const Progress& progress);

    const BatchCounts& counts() const { return settler_.counts(); }

  private:
    static constexpr std::size_t block_size = std::size_t{1} << 18U; ///< bytes
    static constexpr std::size_t block_rows = 64;                    ///< that the reader has split
    static constexpr std::size_t line_room = std::size_t{1} << 16U;  ///< for a line with quotes

    enum class Stage : std::uint8_t { empty, read, decoded, settled, formatted, in_work };
    enum class Task : std::uint8_t { none, read, decode, settle, format, write };

    struct Slot {
        load::ClaimBlock block;
        OutText out;
        Stage stage = Stage::empty;
        std::int64_t bytes = 0; ///< of the source, up to the end of the block
    };

    void work(load::RowDecoder& decoder);
    void loop(load::RowDecoder& decoder);
    Task choose(std::size_t& slot);
    Stage perform(Task task, Slot& slot, load::RowDecoder& decoder);
    Stage read(Slot& slot);
    bool add_lines(load::ClaimBlock& block);
    void write(Slot& slot);
    bool over() const;

    const Plan& plan_;
    load::CsvReader& reader_;
    const load::ClaimColumns& columns_;
    load::DayTable days_;
    load::RowDecoder careful_; ///< for rows that the reader has split
    BlockSettler settler_;
    RowWriter writer_;
    const Write* write_ = nullptr;
    const Progress* progress_ = nullptr;

    std::vector<Slot> slots_; ///< block n lies in slot n modulo their number
    bool held_ = false;       ///< the reader holds a row that the last block had no place for
    load::CsvReader::Row held_kind_ = load::CsvReader::Row::row;

    std::mutex mutex_; ///< guards what follows, and the stages
    std::condition_variable changed_;
    std::size_t to_read_ = 0;
    std::size_t to_settle_ = 0;
    std::size_t to_write_ = 0;
    bool reading_ = false;
    bool settling_ = false;
    bool writing_ = false;
    bool read_all_ = false;
    End end_ = End::done;
    std::exception_ptr error_;
};

} // namespace reimburse::audit
