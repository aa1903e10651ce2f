// SPDX-License-Identifier: MIT
#pragma once

#include "audit/finding.hpp"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace reimburse::audit {

/// Findings of one facility with one cause.
struct CauseGroup {
    std::string facility;
    Name name; ///< of the cause
    State state = State::explained;
    std::int64_t count = 0;
    std::int64_t sum = 0;   ///< of the differences, fen
    std::int64_t over = 0;  ///< paid too much
    std::int64_t under = 0; ///< paid too little
    std::string first_month;
    std::string last_month;
    std::map<std::string, std::int64_t> months; ///< count
};

/// What a batch came to.
struct AuditSummary {
    std::int64_t rows = 0;
    std::int64_t refused = 0;
    std::int64_t compared = 0; ///< rows that say what was paid
    std::int64_t reversals = 0;
    std::int64_t after_refused = 0; ///< settled although an earlier claim of the year was refused
    std::int64_t expected = 0;      ///< of the rows compared, fen
    std::int64_t paid = 0;
    std::int64_t over = 0;                                         ///< paid too much
    std::int64_t under = 0;                                        ///< paid too little
    std::map<State, std::pair<std::int64_t, std::int64_t>> states; ///< count, sum of differences
    std::int64_t tolerated = 0; ///< differences that are not listed

    /// Adds what another part of the same batch came to.
    void merge(const AuditSummary& more);
};

/// The findings of a batch, ranked against one another.
class Findings {
  public:
    Findings() = default;

    /// Keeps the files of so many cases: those of the faults with the largest differences.
    explicit Findings(std::size_t cases) : cases_(cases) {}

    /// Whether the file of a fault with this difference would be kept, as far as is known by now.
    bool wants_file(std::int64_t largest) const {
        return largest_.size() < cases_ || (cases_ > 0 && largest > largest_.begin()->first);
    }

    void add(Finding finding);

    /// Orders the answers of each finding, and the names of each answer: first by how many other
    /// claims of the same facility and month they explain, then in the order of the causes.
    void rank();

    const std::vector<Finding>& all() const { return findings_; }

    /// By facility and first-ranked cause, the largest first. Findings that are no faults come
    /// under their state.
    std::vector<CauseGroup> groups() const;

  private:
    using Place = std::tuple<std::string, std::string, std::string>; ///< facility, month, cause

    std::map<Place, std::int64_t> votes_;
    std::vector<Finding> findings_;
    std::size_t cases_ = 0;
    /// Of the findings with a file: difference and place, that of the first finding the greatest.
    std::set<std::pair<std::int64_t, std::ptrdiff_t>> largest_;
};

} // namespace reimburse::audit
