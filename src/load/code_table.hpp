// SPDX-License-Identifier: MIT
#pragma once

#include "load/cells.hpp"
#include "reimburse/rules/claim_terms.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// The places of a dimension's values, found by a hash under which no two of them collide.
class CodeTable {
  public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    explicit CodeTable(const std::vector<DimensionValue>& values) : values_(&values) {
        constexpr unsigned tries = 32;
        for (bits_ = 2; bits_ <= most_bits; ++bits_) {
            factor_ = 0x9E37'79B9'7F4A'7C15U;
            for (unsigned t = 0; t < tries; ++t, factor_ = factor_ * factor_ + 2) {
                if (place_all()) {
                    return;
                }
            }
        }
        bits_ = 1; // every text is searched for
        entries_.assign(2, Entry{});
    }

    /// Place of the value; `none` for any other text, the empty one among it. Sixteen bytes from
    /// the start can be read.
    std::uint32_t find(const char* text, std::size_t size) const {
        if (size - 1 < 16) {
            const TextKey key = text_key(text, size);
            const Entry& entry = entries_[slot(key)];
            if (entry.key.low == key.low && entry.key.high == key.high && entry.size == size) {
                return entry.value;
            }
        }
        return search({text, size});
    }

  private:
    static constexpr unsigned most_bits = 10;

    struct Entry {
        TextKey key;
        std::uint32_t size = 0;
        std::uint32_t value = none;
    };

    std::size_t slot(const TextKey& key) const {
        return ((key.low ^ (key.high << 7U) ^ (key.high >> 57U)) * factor_) >> (64U - bits_);
    }

    bool place_all() {
        entries_.assign(std::size_t{1} << bits_, Entry{});
        for (std::size_t v = 0; v < values_->size(); ++v) {
            const std::string& id = (*values_)[v].id;
            if (id.empty() || id.size() > 16) {
                continue;
            }
            const std::string padded = id + std::string(16, '\0');
            const TextKey key = text_key(padded.data(), id.size());
            Entry& entry = entries_[slot(key)];
            if (entry.size != 0) {
                return false;
            }
            entry = {key, static_cast<std::uint32_t>(id.size()), static_cast<std::uint32_t>(v)};
        }
        return true;
    }

    std::uint32_t search(std::string_view text) const {
        const auto found = std::ranges::find(*values_, text, &DimensionValue::id);
        return found == values_->end() ? none
                                       : static_cast<std::uint32_t>(found - values_->begin());
    }

    const std::vector<DimensionValue>* values_;
    std::vector<Entry> entries_;
    std::uint64_t factor_ = 0;
    unsigned bits_ = 1;
};

} // namespace reimburse::load
