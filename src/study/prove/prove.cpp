// SPDX-License-Identifier: MIT
#include "study/prove/prove.hpp"

#include "reimburse/plan/compile.hpp"
#include "study/prove/search.hpp"
#include "study/prove/walk.hpp"

#include <algorithm>
#include <utility>

namespace reimburse::study {

namespace {

template <class T>
void add_new(std::vector<T>& items, const T& item) {
    if (std::ranges::find(items, item) == items.end()) {
        items.push_back(item);
    }
}

class Proof {
  public:
    Proof(const Policy& policy, const ProveOptions& options) : policy_(policy), options_(options) {}

    Result<Certificate> run() {
        if (Problems problems = gather(); !problems.empty()) {
            return problems;
        }
        describe();
        tables();
        const EngineProof proof{options_.limit, options_.threads, options_.engine,
                                options_.progress};
        certificate_.engine = prove_engine(programs_.programs(), proof);
        for (const std::size_t program : certificate_.engine.unwalked) {
            for (const BenefitCells& cells : programs_.programs()[program].cells.benefits) {
                add_new(certificate_.exact_only,
                        programs_.programs()[program].plan->benefits[cells.number].id);
            }
        }
        for (const Mismatch& each : certificate_.engine.one_claim) {
            engine_finding(Finding::Kind::one_claim, each);
        }
        for (const Mismatch& each : certificate_.engine.longer) {
            engine_finding(Finding::Kind::longer_years, each);
        }
        for (const RefusalDifference& each : programs_.refusal_differences()) {
            refusal_finding(each);
        }
        return std::move(certificate_);
    }

  private:
    Problems gather() {
        Result<Selection> defaults = complete(policy_, options_.chosen);
        if (!defaults) {
            return defaults.problems();
        }
        std::vector<Selection> selections{*defaults};
        if (options_.all_readings) {
            selections = every_selection(policy_, options_.chosen);
        }
        for (const Selection& selection : selections) {
            Result<Plan> plan = compile(policy_, selection);
            if (!plan) {
                return plan.problems();
            }
            programs_.add(std::make_shared<const Plan>(std::move(*plan)));
        }
        certificate_.selection = selections.front();
        return {};
    }

    void describe() {
        certificate_.policy = policy_.id;
        certificate_.title = policy_.title;
        certificate_.hash = policy_.hash;
        certificate_.overlays = policy_.overlays;
        certificate_.all_readings = options_.all_readings;
        certificate_.selections = programs_.selections();
        certificate_.combinations = programs_.combinations();
        certificate_.refused = programs_.refused();
        certificate_.programs = programs_.programs().size();
        certificate_.functions = programs_.functions().size();
        certificate_.limit = options_.limit;
        for (const Benefit& benefit : policy_.benefits) {
            certificate_.tables.push_back({benefit.id, benefit.label, 0, 0, 0, 0, {}, {}, {}});
        }
    }

    BenefitProof& proof_of(const std::string& id) {
        return *std::ranges::find(certificate_.tables, id, &BenefitProof::id);
    }

    void tables() {
        for (const BenefitFunction& function : programs_.functions()) {
            const Program& program = programs_.programs()[function.program];
            const BenefitCells& cells = program.cells.benefits[function.place];
            const FunctionReport report = judge(*program.plan, cells);
            BenefitProof& proof = proof_of(function.benefit);
            ++proof.functions;
            proof.combinations += function.combinations;
            proof.steps += report.steps;
            proof.rounded_by_year += report.rounded_by_year ? 1U : 0U;
            std::ranges::for_each(report.limits, [&](Limit each) { add_new(proof.limits, each); });
            std::ranges::for_each(report.cliffs,
                                  [&](const Cliff& each) { add_new(proof.cliffs, each); });
            for (const TableFault& fault : report.faults) {
                add_new(proof.broken, fault.property);
                table_finding(function, program, fault);
            }
        }
        for (const Program& program : programs_.programs()) {
            for (std::size_t place = 0; place < program.cells.benefits.size(); ++place) {
                const std::uint16_t number = program.cells.benefits[place].number;
                for (const Limit each : inheritance_limits(*program.plan, program.cells, place)) {
                    add_new(proof_of(program.plan->benefits[number].id).limits, each);
                }
            }
        }
    }

    void table_finding(const BenefitFunction& function, const Program& program,
                       const TableFault& fault) {
        Finding finding;
        finding.kind = Finding::Kind::table;
        finding.property = fault.property;
        finding.benefit = function.benefit;
        finding.place = fault;
        finding.selection = program.plan->selection;
        if (const auto found = smallest_break(program, function.place, fault, options_.limit)) {
            finding.bill = found->bill;
            finding.payments.push_back({function.benefit, found->expected, found->found});
            finding.witness = witness(program, found->bill, found->slots);
        }
        certificate_.findings.push_back(std::move(finding));
    }

    void engine_finding(Finding::Kind kind, const Mismatch& mismatch) {
        const Program& program = programs_.programs()[mismatch.program];
        Finding finding;
        finding.kind = kind;
        finding.selection = program.plan->selection;
        finding.bill = mismatch.bill;
        finding.accumulators_differ = mismatch.accumulators_differ;
        for (std::size_t b = 0; b < mismatch.expected.size(); ++b) {
            if (mismatch.expected[b] != mismatch.found[b]) {
                finding.payments.push_back(
                    {program.plan->benefits[b].id, mismatch.expected[b], mismatch.found[b]});
            }
        }
        finding.witness = witness(program, mismatch.bill, mismatch.slots);
        certificate_.findings.push_back(std::move(finding));
    }

    void refusal_finding(const RefusalDifference& difference) {
        Program program;
        program.plan = difference.plan;
        program.rows = {difference.row};
        Finding finding;
        finding.kind = Finding::Kind::refusal;
        finding.selection = difference.plan->selection;
        finding.bill = 0;
        finding.witness =
            witness(program, 0, std::vector<std::int64_t>(program.plan->slot_count(), 0));
        certificate_.findings.push_back(std::move(finding));
    }

    const Policy& policy_;
    const ProveOptions& options_;
    Programs programs_;
    Certificate certificate_;
};

} // namespace

Result<Certificate> prove(const Policy& policy, const ProveOptions& options) {
    return Proof(policy, options).run();
}

} // namespace reimburse::study
