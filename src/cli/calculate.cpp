// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "audit/batch.hpp"
#include "audit/calculation.hpp"
#include "audit/pipeline.hpp"
#include "cli/input_options.hpp"
#include "cli/interrupt.hpp"
#include "cli/messages.hpp"
#include "cli/progress.hpp"
#include "load/answer_json.hpp"
#include "load/csv_writer.hpp"
#include "load/files.hpp"
#include "reimburse/amount/format.hpp"

#include <array>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace reimburse::cli {

namespace {

struct CalculateOptions : Options {
    std::string claims;
    std::string out = "-";
    std::string trace;
    unsigned threads = 0; ///< see add_threads()
    InputOptions input;
};

constexpr std::size_t flush_size = std::size_t{1} << 16U;
constexpr std::size_t read_size = std::size_t{1} << 18U;

class CalculateCommand {
  public:
    CalculateCommand(const CalculateOptions& options, const Plan& plan)
        : options_(options), plan_(plan), columns_(plan) {}

    int run() {
        const Result<ClaimsForm> form = ClaimsForm::of(options_.input);
        if (!form) {
            return fail(form.problems());
        }
        Result<load::ClaimsInput> input =
            load::ClaimsInput::open(options_.claims, plan_, form->form(), read_size);
        if (!input) {
            return fail(input.problems());
        }
        load::CsvReader& reader = input->reader();
        Problems problems;
        if (!columns_.read_header(reader, options_.claims, problems)) {
            input->explain_header(problems);
            print_left_open(*input, options_.lang());
            return fail(problems);
        }
        print_passed_over(*input, columns_.passed_over(), options_.lang());
        print_left_open(*input, options_.lang());
        Result<load::WholeFile> out = load::WholeFile::open(options_.out);
        if (!out) {
            return fail(out.problems());
        }
        progress_.emplace(input->file(), input->is_plain(), options_.lang());
        if (!options_.trace.empty()) {
            Result<load::WholeFile> trace = load::WholeFile::open(options_.trace);
            return trace ? settle(reader, *out, &*trace) : fail(trace.problems());
        }
        return load::RowDecoder::suits(plan_) ? settle_blocks(reader, *out)
                                              : settle(reader, *out, nullptr);
    }

  private:
    int fail(const Problems& problems) {
        if (progress_) {
            progress_->clear();
        }
        print(problems, options_.lang());
        return exit_of(problems);
    }

    /// Many rows at a time, where only amounts are asked for.
    int settle_blocks(load::CsvReader& reader, load::WholeFile& out) {
        const load::DayTable days(plan_);
        audit::Calculation work(
            plan_, days, options_.lang(), [&](std::string_view text) { return out.write(text); },
            [&](std::int64_t rows, std::int64_t bytes) {
                progress_->show(rows, bytes);
                return !Interrupt::noted();
            });
        out.write(work.header());
        audit::Pipeline pipeline(plan_, days, reader, columns_, work);
        const audit::Pipeline::End end = pipeline.run(threads_of(options_.threads));
        if (Interrupt::noted()) {
            return look;
        }
        if (end == audit::Pipeline::End::failed) {
            return fail({reader.problem()});
        }
        return finish(work.counts(), out, nullptr);
    }

    /// Row by row, with every step where `trace` is not null.
    int settle(load::CsvReader& reader, load::WholeFile& out, load::WholeFile* trace) {
        audit::Batch batch(plan_, trace != nullptr);
        const audit::RowWriter writer(plan_, options_.lang());
        text_ = writer.header();
        for (bool goes_on = true; goes_on;) {
            const load::CsvReader::Row kind = reader.next();
            if (Interrupt::noted()) {
                return look;
            }
            if (kind == load::CsvReader::Row::end) {
                break;
            }
            if (kind == load::CsvReader::Row::failed) {
                return fail({reader.problem()});
            }
            const audit::BatchRow row = batch.settle(kind, reader, columns_);
            write_row(row);
            if (trace != nullptr) {
                write_trace(row, *trace);
            }
            if (text_.size() >= flush_size) {
                goes_on = out.write(text_);
                text_.clear();
                progress_->show(batch.counts().rows, reader.bytes());
            }
        }
        out.write(text_);
        return finish(batch.counts(), out, trace);
    }

    int finish(const audit::BatchCounts& counts, load::WholeFile& out, load::WholeFile* trace) {
        progress_->clear();
        if (const auto problem = out.commit()) {
            return fail({*problem});
        }
        if (trace != nullptr) {
            trace->write(trace_text_);
            if (const auto problem = trace->commit()) {
                return fail({*problem});
            }
        }
        say(options_.lang(),
            "共 {rows} 行，拒绝 {refused} 行，在被拒结算之后结算 {after} 行，日期倒序 {order} 行",
            "rows {rows}, refused {refused}, settled after a refused claim {after}, out of order "
            "{order}",
            {{"rows", std::to_string(counts.rows)},
             {"refused", std::to_string(counts.refused)},
             {"after", std::to_string(counts.after_refused)},
             {"order", std::to_string(counts.out_of_order)}});
        return counts.refused > 0 ? look : done;
    }

    void write_row(const audit::BatchRow& row) {
        load::append_csv_field(text_, row.claim_id);
        std::int64_t fund = 0;
        for (std::size_t b = 0; b < plan_.benefits.size(); ++b) {
            text_ += ',';
            if (row.problems == nullptr) {
                put(row.payments[b]);
                fund += plan_.benefits[b].payer == Payer::account ? 0 : row.payments[b];
            }
        }
        text_ += ',';
        if (row.problems == nullptr) {
            put(fund);
            text_ += ',';
            put(row.total - fund);
            text_ += ',';
        } else {
            text_ += ",,";
            load::append_csv_field(text_, sentences(*row.problems));
        }
        text_ += '\n';
    }

    void put(std::int64_t fen) {
        std::array<char, max_amount_text> digits{};
        const char* end = write_amount(digits.data(), Money::from_fen(fen));
        text_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
    }

    std::string sentences(const Problems& problems) const {
        return audit::RowWriter::sentences(problems, options_.lang());
    }

    void write_trace(const audit::BatchRow& row, load::WholeFile& trace) {
        load::JsonWriter json(trace_text_);
        if (row.problems == nullptr) {
            load::write_answer(json, plan_, *row.answer,
                               {std::string(row.claim_id), {}, nullptr, true, options_.lang()});
        } else {
            json.begin_object().key("claim_id").string(row.claim_id);
            json.key("error").string(sentences(*row.problems)).end_object();
        }
        trace_text_ += '\n';
        if (trace_text_.size() >= flush_size) {
            trace.write(trace_text_);
            trace_text_.clear();
        }
    }

    const CalculateOptions& options_;
    const Plan& plan_;
    load::ClaimColumns columns_;
    std::string text_;
    std::string trace_text_;
    std::optional<ProgressLine> progress_; ///< once there is a file to read
};

int calculate(const CalculateOptions& options) {
    const Result<Plan> plan = load_plan(options);
    if (!plan) {
        print(plan.problems(), options.lang());
        return exit_of(plan.problems());
    }
    return CalculateCommand(options, *plan).run();
}

} // namespace

void add_calculate(CLI::App& app, int& status) {
    auto options = std::make_shared<CalculateOptions>();
    CLI::App* command =
        app.add_subcommand("calculate", "settle a batch of claims in order (批量结算)");
    command
        ->add_option("claims", options->claims,
                     "claims as CSV or JSON Lines, also in gzip; - for standard input")
        ->required();
    command->add_option("-o,--output", options->out, "settlements as CSV")->capture_default_str();
    add_rules(*command, *options);
    add_input(*command, options->input);
    command->add_option("--facilities", options->facilities,
                        "facility list (CSV: id, level, division, lists)");
    command->add_option("--trace", options->trace, "write every step to this file, JSON Lines");
    add_threads(*command, options->threads);
    add_language(*command, *options);
    command->callback([options, &status] {
        {
            const Interrupt interrupt;
            status = calculate(*options);
        }
        Interrupt::raise_again();
    });
}

} // namespace reimburse::cli
