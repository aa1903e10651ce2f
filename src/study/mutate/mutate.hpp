// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "study/mutate/mutations.hpp"
#include "study/prove/jobs.hpp"

#include <string>
#include <vector>

namespace reimburse::study {

/// A change that no worked case notices, and a claim that it would be paid differently.
struct Unnoticed {
    Mutation mutation;
    std::string example;
};

/// How well the worked cases beside a policy guard its table.
struct MutationReport {
    std::size_t tried = 0;
    std::size_t noticed = 0;              ///< a case fails
    std::vector<Mutation> refused;        ///< the table itself does not compile any more
    std::vector<Unnoticed> unnoticed;     ///< it has an effect, and every case still passes
    std::vector<Mutation> without_effect; ///< no claim was found that it pays differently
};

/// Changes each number, bound, mode and order of a policy in turn and settles the worked cases
/// beside it, each under the readings and overlays of its file. A change is tried only under
/// readings in which the changed part exists. Problems: those of the files. Precondition: no case
/// fails without a change; else that case notices everything. The report is the same for any number
/// of threads.
Result<MutationReport> mutate_cases(const std::string& policy_file, unsigned threads = 1,
                                    const Progress& progress = {});

/// The report for people; lists of what is fine are counted only, unless `all`.
std::string mutation_text(const MutationReport& report, bool all, Language language);

} // namespace reimburse::study
