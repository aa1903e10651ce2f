// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "oracle/oracle.hpp"

namespace oracle {

/// Claims of made-up persons, aimed at the places where a settlement can go wrong by a fen: edges
/// of the segments, caps, halves of a fen, first and last days. The same seed and the same oracle
/// give the same claims on every machine.
class Generator {
  public:
    explicit Generator(std::uint64_t seed);

    /// The next claim, aimed at the state in which `oracle` holds its person. Settle it with that
    /// oracle before asking for another.
    Claim next(const Oracle& oracle);

  private:
    std::uint64_t below(std::uint64_t count);
    std::int64_t between(std::int64_t first, std::int64_t last);
    bool chance(unsigned in_hundred);
    template <class T, std::size_t N>
    const T& pick(const T (&items)[N]);

    void start_person();
    std::string any_day(unsigned year);
    Level any_level(Care care);
    void place(Claim& claim);
    void classify(Claim& claim);

    std::int64_t plain_amount();
    std::int64_t half_of_a_fen(std::int64_t deductible);
    std::int64_t inpatient_amount(const Claim& claim, const Oracle& oracle);
    std::int64_t outpatient_amount(const Claim& claim, const Oracle& oracle);
    std::int64_t total_for(std::int64_t eligible);

    enum class ClassPlan { general, poor, poor_between_dates, changing };

    std::mt19937_64 random_;
    std::uint64_t persons_ = 0;
    std::uint64_t claims_ = 0;
    std::string person_;
    std::string home_;
    std::string class_from_;
    std::string class_to_;
    ClassPlan class_plan_ = ClassPlan::general;
    bool expensive_ = false;
    std::vector<std::string> dates_;
    std::size_t next_date_ = 0;
};

/// The header row and a claim's row of a claims file, with every column that a claim here can fill.
std::string csv_header();
std::string csv_row(const Claim& claim);

} // namespace oracle
