// SPDX-License-Identifier: MIT
#include "python/calculation.hpp"

#include "audit/block_settler.hpp"
#include "audit/block_work.hpp"
#include "audit/paid.hpp"
#include "audit/pipeline.hpp"
#include "audit/row_writer.hpp"
#include "load/day_table.hpp"

namespace reimburse::python {

namespace {

using Row = load::CsvReader::Row;

/// Takes settlements into columns, each at the next row.
class Taker {
  public:
    Taker(const AmountColumns& out, Language language, Calculated& result)
        : out_(out), language_(language), result_(result) {}

    void refuse(std::string_view claim_id, const Problems& problems) {
        result_.errors.emplace_back(static_cast<std::int64_t>(number_),
                                    audit::RowWriter::sentences(problems, language_));
        begin(claim_id, true, 0, 0);
    }

    void settle(std::string_view claim_id, std::int64_t fund_total, std::int64_t total) {
        begin(claim_id, false, fund_total, total - fund_total);
    }

    /// What a benefit pays of the row that was settled last.
    void pay(std::size_t benefit, std::int64_t fen) { out_.benefits[benefit][number_ - 1] = fen; }

  private:
    void begin(std::string_view claim_id, bool refused, std::int64_t fund_total,
               std::int64_t patient_pays) {
        if (out_.ids) {
            result_.ids.emplace_back(claim_id);
        }
        out_.refused[number_] = refused;
        out_.fund_total[number_] = fund_total;
        out_.patient_pays[number_] = patient_pays;
        for (std::int64_t* const benefit : out_.benefits) {
            benefit[number_] = 0;
        }
        ++number_;
    }

    const AmountColumns& out_;
    Language language_;
    Calculated& result_;
    std::size_t number_ = 0;
};

/// Many rows at a time.
class Blocks : public audit::BlockWork {
  public:
    Blocks(const Plan& plan, const load::DayTable& days, Taker& taker)
        : plan_(plan), settler_(plan, days), width_(audit::BlockSettler::width(plan)),
          taker_(taker) {}

    void settle(load::ClaimBlock& block) override { settler_.settle(block); }

    void finish(const load::ClaimBlock& /*block*/, audit::BlockOut& /*out*/) const override {}

    bool take(const load::ClaimBlock& block, const audit::BlockOut& /*out*/,
              std::int64_t /*bytes*/) override {
        for (std::size_t number = 0; number < block.rows.size(); ++number) {
            const load::ClaimRow& row = block.rows[number];
            const std::string_view id = block.at(row.id, row.id_size);
            if (row.refusal != load::ClaimRow::none) {
                taker_.refuse(id, block.refusals[row.refusal].problems);
                continue;
            }
            const auto steps = slice(plan_.steps, plan_.rows[row.row].steps);
            const std::int64_t* const payments = &block.payments[number * width_];
            std::int64_t fund = 0;
            for (std::size_t step = 0; step < steps.size(); ++step) {
                const bool in_fund = plan_.benefits[steps[step].benefit].payer != Payer::account;
                fund += in_fund ? payments[step] : 0;
            }
            const std::int64_t total =
                block.measures[number * plan_.measure_count + total_register];
            taker_.settle(id, fund, total);
            for (std::size_t step = 0; step < steps.size(); ++step) {
                taker_.pay(steps[step].benefit, payments[step]);
            }
        }
        return true;
    }

    const audit::BatchCounts& counts() const { return settler_.counts(); }

  private:
    const Plan& plan_;
    audit::BlockSettler settler_;
    std::size_t width_;
    Taker& taker_;
};

Problems by_blocks(const Plan& plan, load::CsvReader& reader, const load::ClaimColumns& columns,
                   unsigned threads, Taker& taker, audit::BatchCounts& counts) {
    const load::DayTable days(plan);
    Blocks blocks(plan, days, taker);
    audit::Pipeline pipeline(plan, days, reader, columns, blocks);
    if (pipeline.run(threads) == audit::Pipeline::End::failed) {
        return {reader.problem()};
    }
    counts = blocks.counts();
    return {};
}

Problems row_by_row(const Plan& plan, load::CsvReader& reader, load::ClaimColumns& columns,
                    Taker& taker, audit::BatchCounts& counts) {
    audit::Batch batch(plan, false);
    for (Row kind = reader.next(); kind != Row::end; kind = reader.next()) {
        if (kind == Row::failed) {
            return {reader.problem()};
        }
        const audit::BatchRow row = batch.settle(kind, reader, columns);
        if (row.problems != nullptr) {
            taker.refuse(row.claim_id, *row.problems);
            continue;
        }
        const std::int64_t fund = audit::fund_total(plan.benefits, row.payments);
        taker.settle(row.claim_id, fund, row.total);
        for (std::size_t b = 0; b < row.payments.size(); ++b) {
            taker.pay(b, row.payments[b]);
        }
    }
    counts = batch.counts();
    return {};
}

} // namespace

Result<Calculated> calculate(const Plan& plan, load::ClaimsInput& input, const std::string& name,
                             const AmountColumns& out, Language language, unsigned threads) {
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
    Taker taker(out, language, result);
    problems = load::RowDecoder::suits(plan)
                   ? by_blocks(plan, reader, columns, threads, taker, result.counts)
                   : row_by_row(plan, reader, columns, taker, result.counts);
    if (!problems.empty()) {
        return problems;
    }
    return result;
}

} // namespace reimburse::python
