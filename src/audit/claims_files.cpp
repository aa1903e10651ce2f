// SPDX-License-Identifier: MIT
#include "audit/claims_files.hpp"

#include "load/claim_reader.hpp"
#include "reimburse/amount/parse.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace reimburse::audit {

namespace {

constexpr std::size_t block = std::size_t{1} << 16U;
constexpr std::size_t read_size = std::size_t{1} << 18U;

/// Copies what is left of one file to another that is removed when it is closed.
load::InputFile spooled(std::FILE* from) {
    load::InputFile to(std::tmpfile());
    std::array<char, block> bytes{};
    std::size_t count = bytes.size();
    while (to != nullptr && count == bytes.size()) { // less comes at the end, and of a failure
        count = std::fread(bytes.data(), 1, bytes.size(), from);
        if (std::fwrite(bytes.data(), 1, count, to.get()) != count) {
            to.reset();
        }
    }
    return to != nullptr && std::ferror(from) == 0 && std::fflush(to.get()) == 0 ? std::move(to)
                                                                                 : nullptr;
}

} // namespace

void AuditColumns::read(const std::vector<std::string_view>& names, const Plan& plan,
                        const std::string& file, Problems& problems) {
    *this = {};
    const auto place = [&](std::string_view name) {
        const auto found = std::ranges::find(names, name);
        return found == names.end() ? none : static_cast<std::size_t>(found - names.begin());
    };
    claim_id = place("claim_id");
    person_id = place("person_id");
    reverses = place("reverses");
    paid_total_ = place("paid_total");
    total_ = place("total");
    eligible_ = place("eligible");
    for (const Benefit& benefit : plan.benefits) {
        paid_benefits.push_back(place(std::string(load::paid_prefix()) + benefit.id));
    }
    if (paid_total_ == none &&
        std::ranges::all_of(paid_benefits, [](std::size_t column) { return column == none; })) {
        problems.push_back(
            {Code::missing_column, {{"column", "paid_total"}}, {file, {}, 1, 1}, {}});
    }
}

void AuditColumns::name(ClaimsRow& row) const {
    row.claim_id = cell(*row.fields, claim_id);
    row.person_id = cell(*row.fields, person_id);
    row.reverses = cell(*row.fields, reverses);
}

void take_paid(const load::ClaimColumns& columns, Paid& paid) {
    paid.total.reset();
    if (columns.paid_total() >= 0) {
        paid.total = columns.paid_total();
    }
    const auto benefits = columns.paid();
    paid.benefits.assign(benefits.begin(), benefits.end());
    paid.benefits.resize(columns.benefits(), -1);
}

Reversal AuditColumns::reversal(const ClaimsRow& row, Problems& problems) const {
    const auto& fields = *row.fields;
    Reversal reversal;
    reversal.claim_id = row.claim_id;
    reversal.person_id = row.person_id;
    reversal.original = row.reverses;
    reversal.total = negative(fields, total_, "total", problems);
    reversal.eligible = negative(fields, eligible_, "eligible", problems);
    reversal.paid_total = negative(fields, paid_total_, "paid_total", problems);
    return reversal;
}

/// An amount of a reversal, or none.
std::optional<std::int64_t> AuditColumns::negative(const std::vector<std::string_view>& fields,
                                                   std::size_t column, const std::string& name,
                                                   Problems& problems) const {
    const std::string_view text = cell(fields, column);
    if (text.empty() || text == "null") {
        return std::nullopt;
    }
    const bool minus = text.starts_with('-');
    const ParsedAmount amount = parse_amount(minus ? text.substr(1) : text);
    const Money* money = std::get_if<Money>(&amount);
    if (money == nullptr) {
        problems.push_back(
            {Code::not_an_amount, {{"field", name}, {"text", std::string(text)}}, {"", name}, {}});
        return std::nullopt;
    }
    return minus ? -money->fen() : money->fen(); // above 0 it is not the original's
}

/// Brings standard input to its beginning.
std::optional<Problem> ClaimsFiles::spool() {
    if (spool_ == nullptr) {
        spool_ = spooled(stdin);
    }
    if (spool_ == nullptr || std::fseek(spool_.get(), 0, SEEK_SET) != 0) {
        return Problem{Code::cannot_open, {{"file", "-"}, {"why", std::strerror(errno)}}, {}, {}};
    }
    return std::nullopt;
}

Result<std::vector<HashedInput>> ClaimsFiles::hashed() {
    std::vector<HashedInput> inputs;
    inputs.reserve(paths_.size());
    for (const std::string& path : paths_) {
        if (path == "-") {
            if (auto problem = spool()) {
                return *problem;
            }
        }
        Result<HashedInput> input = path == "-" ? hash_input(path, spool_.get()) : hash_input(path);
        if (!input) {
            return input.problems();
        }
        inputs.push_back(std::move(*input));
    }
    return inputs;
}

Result<load::ClaimsInput> ClaimsFiles::open(const std::string& path) {
    if (path == "-") {
        if (auto problem = spool()) {
            return *problem;
        }
        return load::ClaimsInput::from(spool_.get(), path, plan_, form_, read_size);
    }
    return load::ClaimsInput::open(path, plan_, form_, read_size);
}

Problems
ClaimsFiles::each(const std::function<Problems(load::CsvReader&, load::ClaimColumns&)>& visit) {
    passed_over_.clear();
    paid_benefits_.assign(plan_.benefits.size(), false);
    before_ = 0;
    for (const std::string& path : paths_) {
        Result<load::ClaimsInput> input = open(path);
        if (!input) {
            return input.problems();
        }
        load::ClaimColumns claim_columns(plan_, true);
        Problems problems;
        if (!claim_columns.read_header(input->reader(), path, problems)) {
            input->explain_header(problems);
            return problems;
        }
        columns_.read(input->reader().fields(), plan_, path, problems);
        if (!problems.empty()) {
            return problems;
        }
        for (std::size_t b = 0; b < paid_benefits_.size(); ++b) {
            paid_benefits_[b] = paid_benefits_[b] || columns_.paid_benefits[b] != ~std::size_t{0};
        }
        passed_over_.insert(passed_over_.end(), input->passed_over().begin(),
                            input->passed_over().end());
        passed_over_.insert(passed_over_.end(), claim_columns.passed_over().begin(),
                            claim_columns.passed_over().end());
        input_ = &*input;
        problems = visit(input->reader(), claim_columns);
        before_ = position(input->reader().bytes());
        input_ = nullptr;
        if (!problems.empty() || stopped_) {
            return problems;
        }
    }
    return {};
}

Problems ClaimsFiles::read(const std::function<void(const ClaimsRow&)>& visit) {
    using Row = load::CsvReader::Row;
    std::int64_t number = 0;
    return each([&](load::CsvReader& reader, load::ClaimColumns& columns) -> Problems {
        ClaimsRow row;
        row.reader = &reader;
        row.fields = &reader.fields();
        row.columns = &columns;
        for (row.kind = reader.next(); row.kind != Row::end; row.kind = reader.next()) {
            if (row.kind == Row::failed) {
                return {reader.problem()};
            }
            row.fault = row.kind == Row::bad ? Problems{reader.problem()} : Problems{};
            row.number = ++number;
            columns_.name(row);
            visit(row);
            if (stopped_) {
                break;
            }
        }
        return {};
    });
}

std::int64_t ClaimsFiles::position(std::int64_t bytes) const {
    if (input_ == nullptr) {
        return before_;
    }
    const bool counted = input_->is_plain() || input_->file() == nullptr;
    const std::int64_t read = counted ? bytes : std::int64_t{::ftello(input_->file())};
    return before_ + std::max<std::int64_t>(read, 0);
}

std::int64_t ClaimsFiles::size() const {
    std::int64_t size = 0;
    for (const std::string& path : paths_) {
        std::error_code error;
        const auto more = std::filesystem::file_size(path, error);
        if (error) {
            return 0; // a pipe, which was copied first
        }
        size += static_cast<std::int64_t>(more);
    }
    return size;
}

Result<bool> ClaimsFiles::can_reverse() {
    for (const std::string& path : paths_) {
        Result<load::ClaimsInput> input = open(path);
        if (!input) {
            return input.problems();
        }
        load::CsvReader& reader = input->reader();
        if (reader.next() == load::CsvReader::Row::row &&
            std::ranges::find(reader.fields(), "reverses") != reader.fields().end()) {
            return true;
        }
    }
    return false;
}

} // namespace reimburse::audit
