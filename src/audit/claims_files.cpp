// SPDX-License-Identifier: MIT
#include "audit/claims_files.hpp"

#include "load/claim_reader.hpp"
#include "reimburse/amount/parse.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace reimburse::audit {

namespace {

constexpr std::size_t block = std::size_t{1} << 16U;

/// Copies what is left of one file to another that is removed when it is closed.
load::InputFile spooled(std::FILE* from) {
    load::InputFile to(std::tmpfile());
    std::array<char, block> bytes{};
    while (to != nullptr) {
        const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), from);
        if (count == 0) {
            break;
        }
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

bool AuditColumns::paid(const std::vector<std::string_view>& fields,
                        std::span<const std::int64_t> benefits, Paid& paid,
                        Problems& problems) const {
    paid.total.reset();
    if (benefits.empty()) {
        paid.benefits.assign(paid_benefits.size(), -1);
    } else {
        paid.benefits.assign(benefits.begin(), benefits.end());
    }
    const std::string_view text = cell(fields, paid_total_);
    if (text.empty()) {
        return true;
    }
    const ParsedAmount amount = parse_amount(text);
    if (const Money* money = std::get_if<Money>(&amount)) {
        paid.total = money->fen();
        return true;
    }
    problems.push_back({std::get<AmountFault>(amount) == AmountFault::negative
                            ? Code::negative_amount
                            : Code::not_an_amount,
                        {{"field", "paid_total"}, {"text", std::string(text)}},
                        {"", "paid_total"},
                        {}});
    return false;
}

Reversal AuditColumns::reversal(const ClaimsRow& row, Problems& problems) const {
    const auto& fields = row.reader->fields();
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
        return load::ClaimsInput::from(spool_.get(), path, plan_, form_);
    }
    return load::ClaimsInput::open(path, plan_, form_);
}

Problems ClaimsFiles::read(const std::function<void(const ClaimsRow&)>& visit) {
    using Row = load::CsvReader::Row;
    ClaimsRow row;
    passed_over_.clear();
    paid_benefits_.assign(plan_.benefits.size(), false);
    for (const std::string& path : paths_) {
        Result<load::ClaimsInput> input = open(path);
        if (!input) {
            return input.problems();
        }
        load::CsvReader& reader = input->reader();
        load::ClaimColumns claim_columns(plan_);
        Problems problems;
        if (!claim_columns.read_header(reader, path, problems)) {
            input->explain_header(problems);
            return problems;
        }
        columns_.read(reader.fields(), plan_, path, problems);
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
        row.reader = &reader;
        row.columns = &claim_columns;
        for (row.kind = reader.next(); row.kind != Row::end; row.kind = reader.next()) {
            if (row.kind == Row::failed) {
                return {reader.problem()};
            }
            ++row.number;
            row.claim_id = columns_.cell(reader.fields(), columns_.claim_id);
            row.person_id = columns_.cell(reader.fields(), columns_.person_id);
            row.reverses = columns_.cell(reader.fields(), columns_.reverses);
            visit(row);
        }
    }
    return {};
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
