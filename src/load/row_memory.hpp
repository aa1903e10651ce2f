// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace reimburse::load {

/// Which row of the plan the claims have that say the same: what they say is a state, made of the
/// codes' number and then of one text after the other.
class RowMemory {
  public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr std::uint32_t limit = 1U << 16U; ///< of states

    /// `codes`: how many numbers of codes there are, at most `limit`.
    explicit RowMemory(std::uint32_t codes = 1) : rows_(codes, none) {}

    /// The state of a claim that says `text` in `column` beyond what made `state`; `none` beyond
    /// the limit.
    std::uint32_t after(std::uint32_t state, std::size_t column, std::string_view text) {
        if (text.empty() || state == none) {
            return state;
        }
        auto known = texts_.find(text);
        if (known == texts_.end()) {
            if (texts_.size() >= limit) {
                return none;
            }
            const auto number = static_cast<std::uint32_t>(texts_.size());
            known = texts_.emplace(std::string(text), number).first;
        }
        const std::uint64_t said =
            (std::uint64_t{column} << 40U) ^ (std::uint64_t{state} << 20U) ^ known->second;
        if (const auto next = states_.find(said); next != states_.end()) {
            return next->second;
        }
        if (rows_.size() >= limit) {
            return none;
        }
        const auto fresh = static_cast<std::uint32_t>(rows_.size());
        states_.emplace(said, fresh);
        rows_.push_back(none);
        return fresh;
    }

    /// Index of the row within its version; `none` if the state is not known.
    std::uint32_t row(std::uint32_t state) const {
        return state < rows_.size() ? rows_[state] : none;
    }

    void keep(std::uint32_t state, std::uint32_t row) {
        if (state < rows_.size()) {
            rows_[state] = row;
        }
    }

  private:
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    std::vector<std::uint32_t> rows_;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> texts_;
    std::unordered_map<std::uint64_t, std::uint32_t> states_;
};

} // namespace reimburse::load
