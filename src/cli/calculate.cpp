// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "audit/batch.hpp"
#include "load/answer_json.hpp"
#include "load/csv_writer.hpp"
#include "load/files.hpp"
#include "reimburse/amount/format.hpp"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>
#include <optional>

namespace reimburse::cli {

namespace {

struct CalculateOptions : Options {
    std::string claims;
    std::string out = "-";
    std::string trace;
};

constexpr std::size_t flush_size = std::size_t{1} << 16U;

class CalculateCommand {
  public:
    CalculateCommand(const CalculateOptions& options, const Plan& plan)
        : options_(options), plan_(plan), columns_(plan) {}

    int run() {
        const Result<load::InputFile> input = load::open_input(options_.claims);
        if (!input) {
            return fail(input.problems());
        }
        load::CsvReader reader(load::source_of(input->get()), options_.claims);
        Problems problems;
        if (!columns_.read_header(reader, options_.claims, problems)) {
            return fail(problems);
        }
        for (const std::string& name : columns_.passed_over()) {
            std::fprintf(stderr, "note: column \"%s\" is passed over\n", name.c_str());
        }
        Result<load::WholeFile> out = load::WholeFile::open(options_.out);
        if (!out) {
            return fail(out.problems());
        }
        std::optional<load::WholeFile> trace;
        if (!options_.trace.empty()) {
            Result<load::WholeFile> file = load::WholeFile::open(options_.trace);
            if (!file) {
                return fail(file.problems());
            }
            trace = std::move(*file);
        }
        return settle(reader, *out, trace ? &*trace : nullptr);
    }

  private:
    int fail(const Problems& problems) const {
        print(problems, options_.lang());
        return exit_of(problems);
    }

    int settle(load::CsvReader& reader, load::WholeFile& out, load::WholeFile* trace) {
        audit::Batch batch(plan_, trace != nullptr);
        write_header();
        bool cut_short = false;
        for (;;) {
            const load::CsvReader::Row kind = reader.next();
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
                cut_short = !out.write(text_);
                text_.clear();
                progress(batch.counts().rows);
                if (cut_short) {
                    break;
                }
            }
        }
        out.write(text_);
        return finish(batch.counts(), out, trace);
    }

    int finish(const audit::BatchCounts& counts, load::WholeFile& out, load::WholeFile* trace) {
        if (tty_) {
            std::fputs("\r\033[K", stderr);
        }
        if (const auto problem = out.commit()) {
            return fail({*problem});
        }
        if (trace != nullptr) {
            trace->write(trace_text_);
            if (const auto problem = trace->commit()) {
                return fail({*problem});
            }
        }
        std::fprintf(stderr,
                     "rows %lld, refused %lld, settled after a refused claim %lld, out of order "
                     "%lld\n",
                     static_cast<long long>(counts.rows), static_cast<long long>(counts.refused),
                     static_cast<long long>(counts.after_refused),
                     static_cast<long long>(counts.out_of_order));
        return counts.refused > 0 ? look : done;
    }

    void progress(std::int64_t rows) const {
        if (tty_) {
            std::fprintf(stderr, "\r%lld rows", static_cast<long long>(rows));
            std::fflush(stderr);
        }
    }

    void write_header() {
        load::CsvWriter row(text_);
        row.field("claim_id");
        for (const Benefit& benefit : plan_.benefits) {
            row.field(benefit.id);
        }
        row.field("fund_total").field("patient_pays").field("error");
        row.end_row();
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
        std::string text;
        for (const Problem& problem : problems) {
            text += (text.empty() ? "" : "; ") + sentence(problem, options_.lang());
        }
        return text;
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
    bool tty_ = isatty(STDERR_FILENO) != 0;
};

} // namespace

void add_calculate(CLI::App& app, int& status) {
    auto options = std::make_shared<CalculateOptions>();
    CLI::App* command =
        app.add_subcommand("calculate", "settle a batch of claims in order, CSV to CSV (批量结算)");
    command->add_option("claims", options->claims, "claims as CSV, - for standard input")
        ->required();
    command->add_option("-o,--output", options->out, "settlements as CSV")->capture_default_str();
    add_rules(*command, *options);
    command->add_option("--facilities", options->facilities,
                        "facility list (CSV: id, level, division, lists)");
    command->add_option("--trace", options->trace, "write every step to this file, JSON Lines");
    add_language(*command, *options);
    command->callback([options, &status] {
        const Result<Plan> plan = load_plan(*options);
        if (!plan) {
            print(plan.problems(), options->lang());
            status = exit_of(plan.problems());
            return;
        }
        status = CalculateCommand(*options, *plan).run();
    });
}

} // namespace reimburse::cli
