// SPDX-License-Identifier: MIT
#include "python/calculation.hpp"

#include "audit/paid.hpp"
#include "audit/row_writer.hpp"

namespace reimburse::python {

Result<Calculated> calculate(const Plan& plan, load::ClaimsInput& input, const std::string& name,
                             const AmountColumns& out, Language language) {
    using Row = load::CsvReader::Row;
    load::CsvReader& reader = input.reader();
    load::ClaimColumns columns(plan);
    Problems problems;
    if (!columns.read_header(reader, name, problems)) {
        input.explain_header(problems);
        return problems;
    }
    Calculated result;
    result.passed_over = input.passed_over();
    result.passed_over.insert(result.passed_over.end(), columns.passed_over().begin(),
                              columns.passed_over().end());
    audit::Batch batch(plan, false);
    std::size_t number = 0;
    for (Row kind = reader.next(); kind != Row::end; kind = reader.next(), ++number) {
        if (kind == Row::failed) {
            return Problems{reader.problem()};
        }
        const audit::BatchRow row = batch.settle(kind, reader, columns);
        const bool refused = row.problems != nullptr;
        out.refused[number] = refused;
        if (refused) {
            result.errors.emplace_back(static_cast<std::int64_t>(number),
                                       audit::RowWriter::sentences(*row.problems, language));
        }
        for (std::size_t b = 0; b < out.benefits.size(); ++b) {
            out.benefits[b][number] = refused ? 0 : row.payments[b];
        }
        const std::int64_t fund = refused ? 0 : audit::fund_total(plan.benefits, row.payments);
        out.fund_total[number] = fund;
        out.patient_pays[number] = refused ? 0 : row.total - fund;
    }
    result.counts = batch.counts();
    return result;
}

} // namespace reimburse::python
