// SPDX-License-Identifier: MIT
#include "cli/history.hpp"

#include "load/claim_columns.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle_claim.hpp"

namespace reimburse::cli {

namespace {

void settle_row(const Plan& plan, const Claim& row, std::span<const std::int64_t> paid,
                Accumulators& accumulators, Problems& problems) {
    Classifier classifier(plan);
    classifier.read(row, problems);
    if (!problems.empty()) {
        return;
    }
    std::vector<std::int64_t> slots(plan.slot_count());
    accumulators.load(plan, classifier.decided(), row, slots);
    const PlanRow& found = classifier.row(row, slots);
    if (found.refusal >= 0) {
        problems.push_back(plan.refusals[static_cast<std::size_t>(found.refusal)]);
        return;
    }
    std::vector<std::int64_t> payments(plan.benefits.size());
    const Outcome outcome =
        Settler(plan, exact_path).pay({&found, classifier.measures(), paid}, slots, payments);
    if (outcome != Outcome::done) {
        problems.push_back(problem_of(outcome, true));
        return;
    }
    accumulators.store(plan, classifier.decided(), row, slots);
}

} // namespace

Problems add_history(const std::string& path, const load::InputForm& form, const Plan& plan,
                     const Claim& claim, Accumulators& accumulators) {
    Result<load::ClaimsInput> input = load::ClaimsInput::open(path, plan, form);
    if (!input) {
        return input.problems();
    }
    load::CsvReader& reader = input->reader();
    load::ClaimColumns columns(plan);
    Problems all;
    if (!columns.read_header(reader, path, all)) {
        input->explain_header(all);
        return all;
    }
    Claim row(plan);
    for (;;) {
        const load::CsvReader::Row kind = reader.next();
        if (kind == load::CsvReader::Row::end) {
            return all;
        }
        Problems problems;
        if (kind != load::CsvReader::Row::row) {
            problems.push_back(reader.problem());
        } else if (columns.fill(reader.fields(), row, problems) &&
                   row.at(ClaimField::person_id).text == claim.at(ClaimField::person_id).text) {
            settle_row(plan, row, columns.paid(), accumulators, problems);
        }
        for (Problem& problem : problems) {
            if (problem.place.line == 0) { // known to the reader alone
                problem.place.line = static_cast<int>(reader.line());
                problem.place.column = 1;
            }
            problem.place.file = path;
            all.push_back(std::move(problem));
        }
    }
}

} // namespace reimburse::cli
