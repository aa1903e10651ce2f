// SPDX-License-Identifier: MIT
#pragma once

#include "audit/memory_pages.hpp"
#include "load/cells.hpp"
#include "reimburse/plan/plan.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::audit {

/// The accumulators of every person of a batch. A person has the slots of one period of each group
/// at hand; those of other periods are swapped in when a claim asks for them. A claim touches two
/// places in memory: the entry with the person's id, and the record with the slots.
///
/// Hashes and texts are those of load::hash_text(); sixteen bytes behind a text can be read.
class PersonTable {
  public:
    explicit PersonTable(const Plan& plan)
        : plan_(plan), heads_(8 * plan.slot_count()),
          last_day_(heads_ + sizeof(Head) * plan.groups.size()),
          size_of_record_((last_day_ + sizeof(std::int32_t) + 7) / 8 * 8),
          index_((std::size_t{1} << bits_) * sizeof(Entry)) {
        if (size_of_record_ <= line) {
            size_of_record_ = std::bit_ceil(size_of_record_); // none lies across two lines
        }
        while ((size_of_record_ << (chunk_bits_ + 1)) <= 4 * MemoryPages::large_page) {
            ++chunk_bits_;
        }
    }

    std::size_t size() const { return size_; }

    /// Makes room for so many new persons; what seek() gave before is void.
    void reserve(std::size_t more) {
        while ((size_ + more) * 4 > (std::size_t{3} << bits_)) {
            grow();
        }
    }

    /// Fetches where a search for the person begins. (Inline, or a compiler takes what only fetches
    /// for a function without effect.)
    [[gnu::always_inline]] void prefetch(std::uint64_t hash) const {
        __builtin_prefetch(&entry(first(hash)));
    }

    /// Fetches the person, after the entry; gives where person() is to search from.
    [[gnu::always_inline]] std::uint32_t seek(std::uint64_t hash) const {
        const auto tag = static_cast<std::uint32_t>(hash >> 32U);
        std::size_t at = first(hash);
        while (entry(at).person != 0 && entry(at).tag != tag) {
            at = next(at);
        }
        if (const std::uint32_t found = entry(at).person; found != 0) {
            const char* const person = record(found - 1);
            __builtin_prefetch(person, 1);
            if (size_of_record_ > line) {
                __builtin_prefetch(person + line, 1);
            }
        }
        return static_cast<std::uint32_t>(at);
    }

    /// Number of the person; one who is new gets the next. `from`: of seek(). Precondition: there
    /// is room for one who is new.
    std::uint32_t person(std::uint32_t from, std::uint64_t hash, std::string_view id) {
        const auto tag = static_cast<std::uint32_t>(hash >> 32U);
        const Key key = key_of(id);
        for (std::size_t at = from;; at = next(at)) {
            Entry& found = entry(at);
            if (found.person == 0) {
                found = {tag, add() + 1, kept(key, id)};
                return found.person - 1;
            }
            if (found.tag == tag && is(found.key, key, id)) {
                return found.person - 1;
            }
        }
    }

    /// The person's slots, with those of the group's period `wanted` in their places.
    std::int64_t* slots(std::uint32_t person) const { return slots_of(record(person)); }

    void turn_to(std::uint32_t person, std::size_t group, std::int32_t wanted) {
        char* const at = record(person);
        Head& head = *std::launder(reinterpret_cast<Head*>(at + heads_) + group);
        if (head.period != wanted) {
            swap_in(head, slots_of(at), plan_.groups[group].slots, wanted);
        }
    }

    /// Day of the person's latest claim that was settled; the least number before there is one.
    std::int32_t& last_day(std::uint32_t person) const { return last_day_of(record(person)); }

  private:
    static constexpr std::int32_t no_period = std::numeric_limits<std::int32_t>::min();

    static constexpr std::size_t line = 64; ///< of the processor's memory

    /// An id of up to 23 bytes, and their number in the last byte; or where in texts_ a longer one
    /// is, its size, and `apart`.
    struct Key {
        std::uint64_t words[3];

        bool operator==(const Key&) const = default;
    };

    static constexpr std::size_t longest_key = 23;
    static constexpr std::uint64_t apart = std::uint64_t{0xFF} << 56U;

    struct Entry {
        std::uint32_t tag = 0;    ///< the upper half of the hash
        std::uint32_t person = 0; ///< number + 1; 0: free
        Key key{};
    };

    struct Head {
        std::int32_t period = no_period;
        std::uint32_t others = 0; ///< place + 1 of another period's slots in others_; 0: none
    };

    /// Slots of a period that is not at hand; values_ has their values from `first`.
    struct Other {
        Head head;
        std::size_t first;
    };

    /// The highest bits, so that entries keep their order when there are more of them.
    std::size_t first(std::uint64_t hash) const { return hash >> (64U - bits_); }

    std::size_t next(std::size_t at) const { return (at + 1) & ((std::size_t{1} << bits_) - 1); }

    Entry& entry(std::size_t at) const {
        return *std::launder(reinterpret_cast<Entry*>(index_.data()) + at);
    }

    char* record(std::uint32_t person) const {
        return chunks_[person >> chunk_bits_].data() +
               size_of_record_ * (person & ((std::uint32_t{1} << chunk_bits_) - 1));
    }

    static std::int64_t* slots_of(char* record) {
        return std::launder(reinterpret_cast<std::int64_t*>(record));
    }

    std::int32_t& last_day_of(char* record) const {
        return *std::launder(reinterpret_cast<std::int32_t*>(record + last_day_));
    }

    static Key key_of(std::string_view id) {
        const char* const text = id.data();
        const std::size_t size = id.size();
        if (size > longest_key) [[unlikely]] {
            return {{0, size, apart}};
        }
        return {{load::first_bytes(load::load_word(text), size),
                 size > 8 ? load::first_bytes(load::load_word(text + 8), size - 8) : 0,
                 (size > 16 ? load::first_bytes(load::load_word(text + 16), size - 16) : 0) |
                     std::uint64_t{size} << 56U}};
    }

    bool is(const Key& own, const Key& key, std::string_view id) const {
        if (key.words[2] != apart) [[likely]] {
            return own == key;
        }
        return own.words[2] == apart && own.words[1] == id.size() &&
               std::string_view(texts_.data() + own.words[0], id.size()) == id;
    }

    /// The key as an entry keeps it.
    Key kept(Key key, std::string_view id) {
        if (key.words[2] == apart) {
            key.words[0] = texts_.size();
            texts_.insert(texts_.end(), id.begin(), id.end());
        }
        return key;
    }

    std::uint32_t add() {
        const auto number = static_cast<std::uint32_t>(size_);
        if (number >> chunk_bits_ == chunks_.size()) {
            chunks_.emplace_back(size_of_record_ << chunk_bits_);
        }
        char* const at = record(number);
        for (std::size_t group = 0; group < plan_.groups.size(); ++group) {
            new (at + heads_ + group * sizeof(Head)) Head;
        }
        last_day_of(at) = std::numeric_limits<std::int32_t>::min();
        ++size_;
        return number;
    }

    void grow() {
        const std::size_t count = std::size_t{1} << bits_;
        const MemoryPages old = std::exchange(index_, MemoryPages(2 * count * sizeof(Entry)));
        ++bits_;
        const auto* const from = std::launder(reinterpret_cast<const Entry*>(old.data()));
        for (std::size_t e = 0; e < count; ++e) {
            if (from[e].person != 0) {
                std::size_t to = first(std::uint64_t{from[e].tag} << 32U);
                while (entry(to).person != 0) {
                    to = next(to);
                }
                entry(to) = from[e];
            }
        }
    }

    void swap_in(Head& head, std::int64_t* slots, Range range, std::int32_t wanted) {
        std::int64_t* const own = slots + range.first;
        if (head.period == no_period) {
            head.period = wanted;
            return;
        }
        for (std::uint32_t o = head.others; o != 0; o = others_[o - 1].head.others) {
            Other& other = others_[o - 1];
            if (other.head.period == wanted) {
                std::swap_ranges(own, own + range.count,
                                 values_.begin() + static_cast<std::ptrdiff_t>(other.first));
                std::swap(head.period, other.head.period);
                return;
            }
        }
        others_.push_back({head, values_.size()});
        values_.insert(values_.end(), own, own + range.count);
        std::fill_n(own, range.count, 0);
        head = {wanted, static_cast<std::uint32_t>(others_.size())};
    }

    const Plan& plan_;
    std::size_t heads_;    ///< place of the groups' heads in a record
    std::size_t last_day_; ///< place of the day in a record
    std::size_t size_of_record_;
    unsigned chunk_bits_ = 0; ///< of the number of records in a chunk
    std::size_t size_ = 0;
    unsigned bits_ = 12; ///< of the number of entries
    MemoryPages index_;
    std::vector<MemoryPages> chunks_;
    std::vector<char> texts_; ///< ids for which an entry has no room
    std::vector<Other> others_;
    std::vector<std::int64_t> values_;
};

} // namespace reimburse::audit
