// SPDX-License-Identifier: MIT
#pragma once

#include "audit/block_work.hpp"
#include "load/row_decoder.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <vector>

namespace reimburse::audit {

/// Takes a claims file block by block: read, decode, settle, finish, hand on. Blocks are read,
/// settled and handed on in order and one at a time, decoded and finished side by side, so that any
/// number of threads brings the same.
class Pipeline {
  public:
    enum class End {
        done,
        stopped, ///< the work said so
        failed,  ///< the source could not be read
    };

    /// `columns` has read the header from `reader`; `aside`: persons whose rows are not decoded,
    /// null: none. Precondition: RowDecoder::suits(plan).
    Pipeline(const Plan& plan, const load::DayTable& days, load::CsvReader& reader,
             const load::ClaimColumns& columns, BlockWork& work,
             const load::PersonSet* aside = nullptr);

    /// Exceptions of the work are thrown here.
    End run(unsigned threads);

  private:
    static constexpr std::size_t block_size = std::size_t{1} << 18U; ///< bytes
    static constexpr std::size_t block_rows = 64;                    ///< that the reader has split
    static constexpr std::size_t line_room = std::size_t{1} << 16U;  ///< for a line with quotes

    enum class Stage : std::uint8_t { empty, read, decoded, settled, finished, in_work };
    enum class Task : std::uint8_t { none, read, decode, settle, finish, hand_on };

    struct Slot {
        load::ClaimBlock block;
        BlockOut out;
        Stage stage = Stage::empty;
        std::int64_t bytes = 0; ///< of the source, up to the end of the block
    };

    void work(load::RowDecoder& decoder);
    void loop(load::RowDecoder& decoder);
    Task choose(std::size_t& slot);
    Stage perform(Task task, Slot& slot, load::RowDecoder& decoder);
    Stage read(Slot& slot);
    bool add_lines(load::ClaimBlock& block);
    void hand_on(Slot& slot);
    bool over() const;

    const Plan& plan_;
    const load::DayTable& days_;
    load::CsvReader& reader_;
    const load::ClaimColumns& columns_;
    BlockWork& work_;
    const load::PersonSet* aside_;
    load::RowDecoder careful_; ///< for rows that the reader has split

    std::vector<Slot> slots_; ///< block n lies in slot n modulo their number
    bool held_ = false;       ///< the reader holds a row that the last block had no place for
    load::CsvReader::Row held_kind_ = load::CsvReader::Row::row;

    std::mutex mutex_; ///< guards what follows, and the stages
    std::condition_variable changed_;
    std::size_t to_read_ = 0;
    std::size_t to_settle_ = 0;
    std::size_t to_hand_on_ = 0;
    bool reading_ = false;
    bool settling_ = false;
    bool handing_on_ = false;
    bool read_all_ = false;
    End end_ = End::done;
    std::exception_ptr error_;
};

} // namespace reimburse::audit
