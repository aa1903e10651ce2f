// SPDX-License-Identifier: MIT
#pragma once

#include "load/cells.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace reimburse::load {

/// Persons, of whom most rows have none: a row is told apart by a bit for the hash of its person.
class PersonSet {
  public:
    bool empty() const { return persons_.empty(); }

    void insert(std::string_view person) {
        // hash_text() reads sixteen bytes behind a text
        const std::string padded = std::string(person) + std::string(16, '\0');
        mark(hash_text(padded.data(), person.size()));
        persons_.emplace(person);
    }

    bool contains(std::string_view person) const { return persons_.contains(person); }

    /// `hash`: of hash_text().
    bool contains(std::uint64_t hash, std::string_view person) const {
        return (marks_[hash >> 54U] >> (hash >> 48U & 63U) & 1U) != 0 && contains(person);
    }

  private:
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    void mark(std::uint64_t hash) {
        marks_[hash >> 54U] |= std::uint64_t{1} << (hash >> 48U & 63U);
    }

    std::unordered_set<std::string, Hash, std::equal_to<>> persons_;
    std::vector<std::uint64_t> marks_ = std::vector<std::uint64_t>(1024);
};

} // namespace reimburse::load
