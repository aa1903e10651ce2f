// SPDX-License-Identifier: MIT
#pragma once

#include "audit/memory_pages.hpp"
#include "load/cells.hpp"
#include "reimburse/plan/plan.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::audit {

/// The accumulators of every person of a batch, each person's beside the person's id. A person has
/// the slots of one period of each group at hand; those of other periods are swapped in when a
/// claim asks for them.
///
/// Hashes and texts are those of load::hash_text(); sixteen bytes behind a text can be read.
class PersonTable {
  public:
    explicit PersonTable(const Plan& plan)
        : plan_(plan), heads_(8 * plan.slot_count()),
          id_(heads_ + sizeof(Head) * plan.groups.size() + sizeof(Tail)),
          index_((std::size_t{1} << bits_) * sizeof(Entry)) {}

    std::size_t size() const { return size_; }

    /// Fetches where a search for the person begins. (Inline, or a compiler takes what only fetches
    /// for a function without effect.)
    [[gnu::always_inline]] void prefetch(std::uint64_t hash) const {
        __builtin_prefetch(&entry(first(hash)));
    }

    /// Fetches the person, after the entry.
    [[gnu::always_inline]] void prefetch_person(std::uint64_t hash) const {
        const auto tag = static_cast<std::uint32_t>(hash >> 32U);
        std::size_t at = first(hash);
        while (entry(at).person != 0 && entry(at).tag != tag) {
            at = next(at);
        }
        if (const std::uint32_t found = entry(at).person; found != 0) {
            const char* const person = record(found - 1);
            __builtin_prefetch(person, 1);
            __builtin_prefetch(person + 64, 1);
        }
    }

    /// Number of the person; one who is new gets the next.
    std::uint32_t person(std::uint64_t hash, std::string_view id) {
        const auto tag = static_cast<std::uint32_t>(hash >> 32U);
        for (std::size_t at = first(hash);; at = next(at)) {
            Entry& found = entry(at);
            if (found.person == 0) {
                if ((size_ + 1) * 4 > (std::size_t{3} << bits_)) {
                    grow();
                    return person(hash, id);
                }
                found = {tag, add(id) + 1};
                return found.person - 1;
            }
            if (found.tag == tag && has_id(record(found.person - 1), id)) {
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
    std::int32_t& last_day(std::uint32_t person) const { return tail(record(person)).last_day; }

  private:
    static constexpr std::int32_t no_period = std::numeric_limits<std::int32_t>::min();

    struct Entry {
        std::uint32_t tag = 0;    ///< the upper half of the hash
        std::uint32_t person = 0; ///< number + 1; 0: free
    };

    struct Head {
        std::int32_t period = no_period;
        std::uint32_t others = 0; ///< place + 1 of another period's slots in others_; 0: none
    };

    struct Tail {
        std::int32_t last_day = std::numeric_limits<std::int32_t>::min();
        std::uint32_t id_size = 0;
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

    Tail& tail(char* record) const {
        return *std::launder(reinterpret_cast<Tail*>(record + id_ - sizeof(Tail)));
    }

    bool has_id(char* record, std::string_view id) const {
        if (tail(record).id_size != id.size()) {
            return false;
        }
        const char* const own = record + id_;
        if (id.size() > id_room_) {
            std::uint64_t place = 0;
            std::memcpy(&place, own, sizeof place);
            return std::string_view(texts_.data() + place, id.size()) == id;
        }
        std::uint64_t differing = 0;
        for (std::size_t at = 0; at < id.size(); at += 8) {
            differing |= load::load_word(own + at) ^
                         load::first_bytes(load::load_word(id.data() + at), id.size() - at);
        }
        return differing == 0;
    }

    std::uint32_t add(std::string_view id) {
        if (size_ == 0) {
            choose_sizes(id.size());
        }
        const auto number = static_cast<std::uint32_t>(size_);
        if (number >> chunk_bits_ == chunks_.size()) {
            chunks_.emplace_back(size_of_record_ << chunk_bits_);
        }
        char* const at = record(number);
        for (std::size_t group = 0; group < plan_.groups.size(); ++group) {
            new (at + heads_ + group * sizeof(Head)) Head;
        }
        new (at + id_ - sizeof(Tail)) Tail{.id_size = static_cast<std::uint32_t>(id.size())};
        if (id.size() > id_room_) {
            const std::uint64_t place = texts_.size();
            texts_.insert(texts_.end(), id.begin(), id.end());
            std::memcpy(at + id_, &place, sizeof place);
        } else {
            id.copy(at + id_, id.size());
        }
        ++size_;
        return number;
    }

    /// Ids of one batch are mostly of one length: the first says how much room each is given.
    void choose_sizes(std::size_t id_size) {
        id_room_ = std::clamp<std::size_t>((id_size + 7) / 8 * 8, 8, 40);
        size_of_record_ = id_ + id_room_;
        while ((size_of_record_ << (chunk_bits_ + 1)) <= 4 * MemoryPages::large_page) {
            ++chunk_bits_;
        }
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
    std::size_t heads_; ///< place of the groups' heads in a record
    std::size_t id_;    ///< place of the id in a record
    std::size_t id_room_ = 0;
    std::size_t size_of_record_ = 0;
    unsigned chunk_bits_ = 0; ///< of the number of records in a chunk
    std::size_t size_ = 0;
    unsigned bits_ = 12; ///< of the number of entries
    MemoryPages index_;
    std::vector<MemoryPages> chunks_;
    std::vector<char> texts_; ///< ids for which a record has no room
    std::vector<Other> others_;
    std::vector<std::int64_t> values_;
};

} // namespace reimburse::audit
