// SPDX-License-Identifier: MIT
#include "audit/examiner.hpp"

#include "reimburse/settle/exact.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

/// A refused claim whose year is not known counts for every year.
constexpr int any_year = 0;

std::vector<std::int64_t> difference(const std::vector<std::int64_t>& after,
                                     const std::vector<std::int64_t>& before) {
    std::vector<std::int64_t> added(after.size());
    std::ranges::transform(after, before, added.begin(), std::minus{});
    return added;
}

std::string text_of(const Claim& claim, ClaimField field) {
    return std::string(claim.at(field).text);
}

} // namespace

Examiner::Examiner(const Plan& plan, const KnownIds& ids, Search* search, WantsFile wants_file)
    : plan_(plan), ids_(ids), search_(search), wants_file_(std::move(wants_file)),
      classifier_(plan), settler_(plan, exact_path), history_(plan),
      payments_(plan.benefits.size()), trial_(plan.benefits.size()) {}

Examined Examiner::claim(const Claim& claim, const Paid& paid) {
    problems_.clear();
    classifier_.read(claim, problems_);
    if (!problems_.empty()) {
        return refuse(claim);
    }
    Examined examined;
    if (repeats(claim, paid, examined)) {
        return problems_.empty() ? std::move(examined) : refuse(claim);
    }
    history_.enter(claim.at(ClaimField::person_id).text, classifier_.decided(), claim);
    before_ = history_.totals(false);
    slots_ = before_;
    if (!pay(claim, slots_, {})) {
        return refuse(claim);
    }
    payments_ = trial_;
    examined.payments = payments_;
    examined.expected = fund_total(plan_.benefits, payments_);
    examined.compared = paid.any();
    examined.paid = paid.sum(plan_.benefits, payments_, examined.expected);
    PastClaim past;
    past.id = text_of(claim, ClaimField::claim_id);
    past.added = past.added_paid = difference(slots_, before_);
    past.total = classifier_.measures()[total_register];
    past.eligible = classifier_.measures()[eligible_register];
    past.paid = paid;
    past.paid_total = examined.paid;
    if (examined.compared && !paid.fits(payments_, examined.expected)) {
        examined.finding = finding_of(claim, examined, paid);
        if (wants_file_ && wants_file_(examined.finding->largest())) {
            examined.finding->file = file_of(claim);
        }
        if (search_ != nullptr) {
            explain(claim, paid, past, *examined.finding);
        }
    } else if (search_ != nullptr && !ids_.reversed.empty()) {
        look_without_reversed(claim, paid, examined);
    }
    history_.keep(std::move(past));
    return examined;
}

/// Settles the claim on `slots`, with payments that stand as they were made, and leaves the
/// payments in trial_.
bool Examiner::pay(const Claim& claim, std::vector<std::int64_t>& slots,
                   std::span<const std::int64_t> paid) {
    const PlanRow& row = classifier_.row(claim, slots);
    if (row.refusal >= 0) {
        problems_.push_back(plan_.refusals[static_cast<std::size_t>(row.refusal)]);
        return false;
    }
    const Outcome outcome = settler_.pay({&row, classifier_.measures(), paid}, slots, trial_);
    if (outcome != Outcome::done) {
        problems_.push_back(problem_of(outcome, true));
    }
    return outcome == Outcome::done;
}

/// A claim that was settled before under the same id: the same again is paid for nothing, another
/// one under the same id is refused.
bool Examiner::repeats(const Claim& claim, const Paid& paid, Examined& examined) {
    const std::string id = text_of(claim, ClaimField::claim_id);
    if (!ids_.repeated.contains(id)) {
        return false;
    }
    std::string said;
    for (std::size_t f = 1; f < plan_.fields.size(); ++f) {
        said += std::string(claim.at(f).text) + '\n';
    }
    const auto [first, fresh] = first_use_.try_emplace(id, said);
    if (fresh) {
        return false;
    }
    if (first->second != said) {
        problems_.push_back({Code::repeated_claim_id, {{"id", id}}, {"", "claim_id"}, {}});
        return true;
    }
    classifier_.index(claim, std::vector<std::int64_t>(plan_.slot_count()), {});
    std::ranges::fill(payments_, 0);
    examined.payments = payments_;
    examined.compared = paid.any();
    examined.paid = paid.sum(plan_.benefits, payments_, 0);
    if (examined.compared && !paid.fits(payments_, 0)) {
        examined.finding = finding_of(claim, examined, paid);
        examined.finding->state = State::explained;
        Explanation answer;
        answer.names = {{{Cause::duplicate, id, {id, id}, true}}};
        examined.finding->answers.push_back(std::move(answer));
    }
    return true;
}

Finding Examiner::finding_of(const Claim& claim, const Examined& examined, const Paid& paid) const {
    Finding finding;
    finding.claim_id = text_of(claim, ClaimField::claim_id);
    finding.person_id = text_of(claim, ClaimField::person_id);
    finding.facility = text_of(claim, ClaimField::facility_id);
    finding.month = classifier_.decided().text().substr(0, 7);
    finding.expected = examined.expected;
    finding.paid = examined.paid;
    finding.expected_benefits.assign(examined.payments.begin(), examined.payments.end());
    finding.paid_benefits = paid.benefits;
    return finding;
}

/// What the claim says, and how its expected payment comes about.
std::shared_ptr<const CaseFile> Examiner::file_of(const Claim& claim) {
    CaseFile file;
    for (std::size_t f = 0; f < plan_.fields.size(); ++f) {
        if (claim.at(f).given) {
            file.said.emplace_back(plan_.fields[f].name, claim.at(f).text);
        }
    }
    std::vector<std::int64_t> slots = before_;
    Settlement settlement(plan_);
    const PlanRow& row = classifier_.row(claim, slots);
    settler_.settle({&row, classifier_.measures(), {}}, slots, settlement); // as pay() did
    file.expected = account_of(plan_, settlement, true);
    return std::make_shared<const CaseFile>(std::move(file));
}

void Examiner::explain(const Claim& claim, const Paid& paid, PastClaim& past, Finding& finding) {
    const bool with_accounts = finding.file != nullptr;
    const Question question{
        &claim, &classifier_, &paid, before_, history_.wrong_totals(before_, false), with_accounts};
    if (const std::string* refused = refused_before(finding.person_id, classifier_.decided())) {
        finding.state = State::after_refused;
        finding.follows = *refused;
        finding.answers = search_->singles(question);
        take_as_paid(claim, paid, past, finding);
        return;
    }
    if (is_consequence(claim, paid, past, finding)) {
        return;
    }
    const std::vector<std::int64_t> as_paid = history_.totals(true);
    Question other{&claim, &classifier_, &paid, as_paid, {}, with_accounts};
    const bool apart = history_.paid_known() && as_paid != before_;
    if (apart) {
        other.wrong_totals = history_.wrong_totals(as_paid, true);
    }
    bool on_paid = false;
    for (const bool pair : {false, true}) {
        for (const bool second : {false, true}) {
            if (finding.answers.empty() && (apart || !second)) {
                const Question& asked = second ? other : question;
                finding.answers = pair ? search_->pairs(asked) : search_->singles(asked);
                on_paid = second;
            }
        }
    }
    if (!finding.answers.empty()) {
        finding.state = finding.answers.size() == 1 ? State::explained : State::ambiguous;
        finding.follows = on_paid ? history_.last_that_differs()->id : std::string();
    }
    take_as_paid(claim, paid, past, finding);
}

bool Examiner::is_consequence(const Claim& claim, const Paid& paid, PastClaim& past,
                              Finding& finding) {
    const PastClaim* earlier = history_.last_that_differs();
    if (earlier == nullptr || !history_.paid_known()) {
        return false;
    }
    const std::vector<std::int64_t> as_paid = history_.totals(true);
    std::vector<std::int64_t> slots = as_paid;
    if (as_paid == before_ || !pay(claim, slots, {}) ||
        !paid.fits(trial_, fund_total(plan_.benefits, trial_))) {
        problems_.clear();
        return false;
    }
    finding.state = State::consequence;
    finding.follows = earlier->id;
    past.added_paid = difference(slots, as_paid);
    return true;
}

/// What a claim that differs adds to the totals as paid: what its one cause adds; else what the
/// payments of its benefits make, where they are said; else it is not known.
void Examiner::take_as_paid(const Claim& claim, const Paid& paid, PastClaim& past,
                            const Finding& finding) {
    const auto& answers = finding.answers;
    if (!answers.empty() && std::ranges::all_of(answers, [&](const Explanation& answer) {
            return answer.added == answers.front().added;
        })) {
        past.added_paid = answers.front().added;
        return;
    }
    past.paid_known = paid.names_all(plan_.benefits, payments_);
    if (past.paid_known) {
        const std::vector<std::int64_t> as_paid =
            history_.paid_known() ? history_.totals(true) : before_;
        std::vector<std::int64_t> slots = as_paid;
        past.paid_known = pay(claim, slots, paid.benefits);
        past.added_paid = past.paid_known ? difference(slots, as_paid) : past.added;
        problems_.clear();
    }
}

/// A claim that was paid rightly, on totals with a claim that is reversed further on.
void Examiner::look_without_reversed(const Claim& claim, const Paid& paid, Examined& examined) {
    const PastClaim* original = history_.last_of(ids_.reversed);
    if (original == nullptr || ids_.reversed.contains(claim.at(ClaimField::claim_id).text)) {
        return;
    }
    std::vector<std::int64_t> slots = history_.totals_without(ids_.reversed);
    if (!pay(claim, slots, {})) {
        problems_.clear();
        return;
    }
    if (trial_ == payments_) {
        return;
    }
    Finding finding = finding_of(claim, examined, paid);
    finding.state = State::before_reversal;
    finding.follows = original->id;
    finding.expected = fund_total(plan_.benefits, trial_);
    finding.expected_benefits = trial_;
    examined.finding = std::move(finding);
}

Examined Examiner::reversal(const Reversal& reversal) {
    problems_.clear();
    PastClaim* original = history_.find(reversal.person_id, reversal.original);
    const auto unlike = [&](const std::optional<std::int64_t>& said, std::int64_t amount) {
        return said && *said != -amount;
    };
    if (original == nullptr || original->reversed) {
        problems_.push_back({Code::reversal_without_claim,
                             {{"id", std::string(reversal.original)}},
                             {"", "reverses"},
                             {}});
    } else if (unlike(reversal.total, original->total) ||
               unlike(reversal.eligible, original->eligible)) {
        problems_.push_back({Code::reversal_differs,
                             {{"id", std::string(reversal.original)}},
                             {"", "reverses"},
                             {}});
    }
    Examined examined;
    if (original == nullptr || !problems_.empty()) {
        examined.problems = &problems_;
        return examined;
    }
    original->reversed = true;
    examined.reversal = true;
    std::ranges::fill(payments_, 0);
    examined.payments = payments_;
    examined.compared = reversal.paid_total && original->paid.any();
    examined.expected = examined.compared ? -original->paid_total : 0;
    examined.paid = examined.compared ? *reversal.paid_total : 0;
    if (examined.paid != examined.expected) {
        Finding finding;
        finding.claim_id = reversal.claim_id;
        finding.person_id = reversal.person_id;
        finding.expected = examined.expected;
        finding.paid = examined.paid;
        finding.follows = reversal.original;
        finding.paid_benefits.assign(plan_.benefits.size(), -1);
        finding.expected_benefits.assign(plan_.benefits.size(), 0);
        std::vector<Deviation> mistakes;
        mistaken_as(original->paid_total, -examined.paid, "paid_total", mistakes);
        for (Deviation& mistake : mistakes) {
            Explanation answer;
            answer.names = {{std::move(mistake)}};
            finding.answers.push_back(std::move(answer));
        }
        finding.state = mistakes.empty()       ? State::unexplained
                        : mistakes.size() == 1 ? State::explained
                                               : State::ambiguous;
        examined.finding = std::move(finding);
    }
    return examined;
}

Examined Examiner::refuse(const Claim& claim) {
    refused(claim.at(ClaimField::claim_id).text, claim.at(ClaimField::person_id).text, claim);
    Examined examined;
    examined.problems = &problems_;
    return examined;
}

void Examiner::refused(std::string_view claim_id, std::string_view person_id, const Claim& claim) {
    const Claim::Entry& date = claim.at(*Claim::field(plan_, plan_.policy.decided_by));
    const bool dated = date.given && date.number != 0;
    const int year = dated ? plan_.policy.benefit_year.year_of(
                                 Date::from_days(static_cast<std::int32_t>(date.number)))
                           : any_year;
    refused_[std::string(person_id)].try_emplace(year, claim_id);
}

const std::string* Examiner::refused_before(const std::string& person, Date day) const {
    const auto years = refused_.find(person);
    if (years == refused_.end()) {
        return nullptr;
    }
    for (const int year : {plan_.policy.benefit_year.year_of(day), any_year}) {
        if (const auto claim = years->second.find(year); claim != years->second.end()) {
            return &claim->second;
        }
    }
    return nullptr;
}

} // namespace reimburse::audit
