// SPDX-License-Identifier: MIT
#include "audit/pipeline.hpp"

#include <algorithm>
#include <array>
#include <thread>

namespace reimburse::audit {

Pipeline::Pipeline(const Plan& plan, const load::DayTable& days, load::CsvReader& reader,
                   const load::ClaimColumns& columns, BlockWork& work, const load::PersonSet* aside)
    : plan_(plan), days_(days), reader_(reader), columns_(columns), work_(work), aside_(aside),
      careful_(plan, columns, days, aside) {}

Pipeline::End Pipeline::run(unsigned threads) {
    slots_.resize(threads == 1 ? 1 : 3 * std::size_t{threads});
    std::vector<load::RowDecoder> decoders;
    decoders.reserve(threads);
    for (unsigned t = 0; t < threads; ++t) {
        decoders.emplace_back(plan_, columns_, days_, aside_);
    }
    {
        std::vector<std::jthread> others;
        others.reserve(threads - 1);
        for (unsigned t = 1; t < threads; ++t) {
            others.emplace_back([this, &decoders, t] { work(decoders[t]); });
        }
        work(decoders.front());
    }
    if (error_) {
        std::rethrow_exception(error_);
    }
    return end_;
}

void Pipeline::work(load::RowDecoder& decoder) {
    try {
        loop(decoder);
    } catch (...) {
        const std::scoped_lock lock(mutex_);
        error_ = std::current_exception();
        changed_.notify_all();
    }
}

void Pipeline::loop(load::RowDecoder& decoder) {
    std::unique_lock lock(mutex_);
    for (;;) {
        std::size_t number = 0;
        const Task task = choose(number);
        if (task == Task::none) {
            if (over()) {
                return;
            }
            changed_.wait(lock);
            continue;
        }
        Slot& slot = slots_[number];
        slot.stage = Stage::in_work;
        lock.unlock();
        const Stage stage = perform(task, slot, decoder);
        lock.lock();
        slot.stage = stage;
        switch (task) {
        case Task::read:
            reading_ = false;
            to_read_ += stage == Stage::empty ? 0 : 1;
            break;
        case Task::settle:
            settling_ = false;
            ++to_settle_;
            break;
        case Task::hand_on:
            handing_on_ = false;
            ++to_hand_on_;
            break;
        case Task::none:
        case Task::decode:
        case Task::finish:
            break;
        }
        changed_.notify_all();
    }
}

bool Pipeline::over() const {
    return error_ || end_ == End::stopped || (read_all_ && to_hand_on_ == to_read_);
}

/// The task that is furthest on its way, so that little is on the way at a time.
Pipeline::Task Pipeline::choose(std::size_t& slot) {
    if (error_ || end_ == End::stopped) {
        return Task::none;
    }
    const auto stage = [&](std::size_t block) {
        slot = block % slots_.size();
        return slots_[slot].stage;
    };
    if (!handing_on_ && to_hand_on_ < to_read_ && stage(to_hand_on_) == Stage::finished) {
        handing_on_ = true;
        return Task::hand_on;
    }
    for (std::size_t block = to_hand_on_; block < to_settle_; ++block) {
        if (stage(block) == Stage::settled) {
            return Task::finish;
        }
    }
    if (!settling_ && to_settle_ < to_read_ && stage(to_settle_) == Stage::decoded) {
        settling_ = true;
        return Task::settle;
    }
    for (std::size_t block = to_settle_; block < to_read_; ++block) {
        if (stage(block) == Stage::read) {
            return Task::decode;
        }
    }
    if (!reading_ && !read_all_ && to_read_ - to_hand_on_ < slots_.size()) {
        reading_ = true;
        slot = to_read_ % slots_.size();
        return Task::read;
    }
    return Task::none;
}

Pipeline::Stage Pipeline::perform(Task task, Slot& slot, load::RowDecoder& decoder) {
    switch (task) {
    case Task::read:
        return read(slot);
    case Task::decode:
        decoder.decode(slot.block);
        return Stage::decoded;
    case Task::settle:
        work_.settle(slot.block);
        return Stage::settled;
    case Task::finish:
        work_.finish(slot.block, slot.out);
        return Stage::finished;
    case Task::hand_on:
        hand_on(slot);
        return Stage::empty;
    case Task::none:
        break;
    }
    return slot.stage;
}

/// Fills a block with lines that any decoder can take, or with rows that were decoded on the spot.
Pipeline::Stage Pipeline::read(Slot& slot) {
    using Row = load::CsvReader::Row;
    load::ClaimBlock& block = slot.block;
    block.clear();
    while (block.size < block_size && block.rows.size() < block_rows && !read_all_) {
        if (!held_ && block.rows.empty() && add_lines(block)) {
            continue;
        }
        if (!block.rows.empty() && !reader_.plain_lines(block_size).empty()) {
            break;
        }
        const Row kind = held_ ? held_kind_ : reader_.next();
        held_ = false;
        if (kind == Row::end || kind == Row::failed) {
            const std::scoped_lock lock(mutex_);
            read_all_ = true;
            end_ = kind == Row::failed ? End::failed : end_;
        } else if (block.size > 0 && block.rows.empty()) {
            held_ = true;
            held_kind_ = kind;
            break;
        } else {
            careful_.add(kind, reader_, block);
        }
    }
    slot.bytes = reader_.bytes();
    if (!block.rows.empty()) {
        return Stage::decoded;
    }
    return block.size > 0 ? Stage::read : Stage::empty;
}

/// Adds lines that need no careful look; false where the next record is none of them.
bool Pipeline::add_lines(load::ClaimBlock& block) {
    const std::string_view lines = reader_.plain_lines(block_size - block.size);
    if (!lines.empty()) {
        block.append(lines, careful_.slack());
        reader_.pass(lines);
        return true;
    }
    char* const to = block.room(line_room + careful_.slack());
    const std::size_t size = reader_.take_unquoted(to, line_room);
    block.size += size;
    return size > 0;
}

void Pipeline::hand_on(Slot& slot) {
    if (!work_.take(slot.block, slot.out, slot.bytes)) {
        const std::scoped_lock lock(mutex_);
        end_ = End::stopped;
    }
}

} // namespace reimburse::audit
