// SPDX-License-Identifier: MIT
#include "python/policy.hpp"

#include "load/answer_json.hpp"
#include "load/claim_reader.hpp"
#include "load/facility_reader.hpp"
#include "load/rule_set.hpp"
#include "python/calculation.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle_claim.hpp"

#include <pybind11/stl.h>

namespace reimburse::python {

namespace py = pybind11;

namespace {

constexpr std::string_view claim_name = "claim";
constexpr std::string_view accumulators_name = "accumulators";

Result<Plan> load_plan(const std::vector<std::string>& rules, const Selection& readings,
                       const std::optional<std::string>& facilities) {
    Result<Policy> policy = load::load_rules(rules);
    if (!policy) {
        return policy.problems();
    }
    if (facilities) {
        Problems problems = load::add_facilities(*facilities, *policy);
        if (!problems.empty()) {
            return problems;
        }
    }
    return compile(*policy, readings);
}

Result<std::string> settle_text(const Plan& plan, const std::string& claim_text,
                                const std::optional<std::string>& accumulators_text, bool trace,
                                Language language) {
    const Result<load::ClaimDocument> document = load::read_claim(claim_text, claim_name, plan);
    if (!document) {
        return document.problems();
    }
    Accumulators accumulators;
    if (accumulators_text) {
        Result<Accumulators> earlier =
            load::read_accumulators(*accumulators_text, std::string(accumulators_name), plan);
        if (!earlier) {
            return earlier.problems();
        }
        accumulators = std::move(*earlier);
    }
    Problems problems;
    Claim claim(plan);
    load::fill(claim, *document, problems);
    if (problems.empty()) {
        const Result<Answer> answer = reimburse::settle(plan, claim, accumulators, exact_path);
        if (answer) {
            std::string id;
            for (const auto& [name, text] : document->fields) {
                id = name == "claim_id" ? text : id;
            }
            std::string out;
            load::JsonWriter json(out);
            load::write_answer(json, plan, *answer,
                               {id, document->carried, &accumulators, trace, language});
            return out;
        }
        problems = answer.problems();
    }
    for (Problem& problem : problems) {
        problem.place.file = problem.place.file.empty() ? claim_name : problem.place.file;
    }
    return problems;
}

} // namespace

PlanHandle::PlanHandle(const std::vector<std::string>& rules, const Selection& readings,
                       const std::optional<std::string>& facilities, const std::string& language) {
    const Language spoken = language_of(language);
    std::optional<Result<Plan>> plan;
    {
        const py::gil_scoped_release release;
        plan.emplace(load_plan(rules, readings, facilities));
    }
    plan_ = std::make_unique<const Plan>(value_of(std::move(*plan), spoken));
}

std::string PlanHandle::settle(const std::string& claim,
                               const std::optional<std::string>& accumulators, bool trace,
                               const std::string& language) const {
    const Language spoken = language_of(language);
    std::optional<Result<std::string>> text;
    {
        const py::gil_scoped_release release;
        text.emplace(settle_text(plan(), claim, accumulators, trace, spoken));
    }
    return value_of(std::move(*text), spoken);
}

py::dict PlanHandle::calculate(const HeldFrame& held, const FrameForm& form) const {
    const Language language = language_of(form.language);
    const FrameInput from(held, form);
    const auto rows = static_cast<py::ssize_t>(held.frame.rows);
    py::dict out;
    AmountColumns amounts;
    const auto column = [&](const std::string& name) {
        py::array_t<std::int64_t> values(rows);
        out[py::str(name)] = values;
        return values.mutable_data();
    };
    py::dict benefits;
    for (const Benefit& benefit : plan().benefits) {
        py::array_t<std::int64_t> values(rows);
        benefits[py::str(benefit.id)] = values;
        amounts.benefits.push_back(values.mutable_data());
    }
    out["benefits"] = benefits;
    amounts.fund_total = column("fund_total");
    amounts.patient_pays = column("patient_pays");
    py::array_t<bool> refused(rows);
    out["refused"] = refused;
    amounts.refused = refused.mutable_data();
    amounts.ids = form.columns.has_value();
    std::optional<Result<Calculated>> result;
    {
        const py::gil_scoped_release release;
        Result<load::ClaimsInput> input =
            load::ClaimsInput::open(held.frame.name, plan(), from.form());
        result.emplace(input ? python::calculate(plan(), *input, held.frame.name, amounts, language,
                                                 form.threads)
                             : Result<Calculated>(input.problems()));
    }
    const Calculated done = value_of(std::move(*result), language);
    out["errors"] = done.errors;
    out["ids"] = done.ids;
    out["passed_over"] = done.passed_over;
    out["after_refused"] = done.counts.after_refused;
    out["out_of_order"] = done.counts.out_of_order;
    return out;
}

} // namespace reimburse::python
