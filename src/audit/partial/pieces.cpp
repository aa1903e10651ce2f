// SPDX-License-Identifier: MIT
#include "audit/partial/pieces.hpp"

#include "audit/claims_files.hpp"
#include "audit/partial/problem_json.hpp"
#include "load/csv_writer.hpp"
#include "load/files.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace reimburse::audit {

namespace {

using Row = load::CsvReader::Row;
using Link = std::pair<std::uint64_t, std::uint64_t>; ///< what ties, and the hash it ties

constexpr std::size_t flush_size = std::size_t{1} << 16U;
constexpr std::size_t none = ~std::size_t{0};

/// FNV-1a: the same on every machine.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
    }
    return hash ^ (hash >> 32U);
}

template <class T>
void sort_once(std::vector<T>& list) {
    std::ranges::sort(list);
    const auto rest = std::ranges::unique(list);
    list.erase(rest.begin(), rest.end());
}

class Cutter {
  public:
    Cutter(const Plan& plan, bool find_duplicates)
        : plan_(plan), find_duplicates_(find_duplicates),
          households_(std::ranges::any_of(plan.groups, &SlotGroup::of_household)) {}

    Problems run(const std::string& name, const load::InputForm& form, std::size_t count,
                 const std::string& prefix) {
        Result<load::ClaimsInput> input = load::ClaimsInput::open(name, plan_, form);
        if (!input) {
            return input.problems();
        }
        load::CsvReader& reader = input->reader();
        load::ClaimColumns columns(plan_);
        Problems problems;
        if (!columns.read_header(reader, name, problems)) {
            input->explain_header(problems);
            return problems;
        }
        AuditColumns().read(reader.fields(), plan_, name, problems);
        if (!problems.empty()) {
            return problems;
        }
        cut_.passed_over = input->passed_over();
        cut_.passed_over.insert(cut_.passed_over.end(), columns.passed_over().begin(),
                                columns.passed_over().end());
        problems = open(count, prefix);
        if (!problems.empty()) {
            return problems;
        }
        write_header(reader.fields());
        for (Row kind = reader.next(); kind != Row::end; kind = reader.next()) {
            if (kind == Row::failed) {
                return {reader.problem()};
            }
            take(kind, reader);
        }
        return close(prefix);
    }

    Cut result() { return std::move(cut_); }

  private:
    struct Piece {
        load::WholeFile file;
        std::string text;
    };

    Problems open(std::size_t count, const std::string& prefix) {
        pieces_.reserve(count);
        for (std::size_t piece = 0; piece < count; ++piece) {
            Result<load::WholeFile> file = load::WholeFile::open(piece_path(prefix, piece));
            if (!file) {
                return file.problems();
            }
            pieces_.push_back({std::move(*file), {}});
        }
        return {};
    }

    void write_header(const std::vector<std::string_view>& names) {
        const auto place = [&](std::string_view name) {
            const auto found = std::ranges::find(names, name);
            return found == names.end() ? none : static_cast<std::size_t>(found - names.begin());
        };
        width_ = names.size();
        order_ = {place("claim_id"), place("person_id")};
        for (std::size_t n = 0; n < names.size(); ++n) {
            if (n != order_[0] && n != order_[1]) {
                order_.push_back(n);
            }
        }
        shared_by_ = households_ ? place("household_id") : order_[1];
        reverses_ = place("reverses");
        for (Piece& piece : pieces_) {
            load::CsvWriter csv(piece.text);
            csv.field("row").field("key").field("fault");
            for (const std::size_t n : order_) {
                csv.field(names[n]);
            }
            csv.end_row();
        }
    }

    static std::string_view cell(const std::vector<std::string_view>& fields, std::size_t place) {
        return place < fields.size() ? fields[place] : std::string_view();
    }

    void take(Row kind, const load::CsvReader& reader) {
        const auto& fields = reader.fields();
        const std::string_view claim_id = cell(fields, order_[0]);
        const std::string_view person_id = cell(fields, order_[1]);
        const std::uint64_t key = hash_of(cell(fields, shared_by_));
        if (households_ && !person_id.empty()) {
            links_.emplace_back(hash_of("p" + std::string(person_id)), key);
        }
        if (find_duplicates_ && !claim_id.empty()) {
            links_.emplace_back(hash_of("c" + std::string(claim_id)), key);
        }
        if (const std::string_view original = cell(fields, reverses_); !original.empty()) {
            cut_.reversed.emplace_back(original);
        }
        ++cut_.rows;
        Piece& piece = pieces_[key % pieces_.size()];
        load::CsvWriter csv(piece.text);
        csv.field(std::to_string(cut_.rows)).field(std::to_string(key));
        if (kind == Row::row && fields.size() == width_) {
            csv.field("");
            for (const std::size_t n : order_) {
                csv.field(fields[n]);
            }
        } else {
            csv.field(fault(kind, reader)).field(claim_id).field(person_id);
            for (std::size_t n = 2; n < order_.size(); ++n) {
                csv.field("");
            }
        }
        csv.end_row();
        if (piece.text.size() >= flush_size) {
            piece.file.write(piece.text);
            piece.text.clear();
        }
    }

    /// What is wrong with a row that is not whole.
    std::string fault(Row kind, const load::CsvReader& reader) const {
        const Problem problem = kind == Row::bad
                                    ? reader.problem()
                                    : Problem{Code::field_count,
                                              {{"found", std::to_string(reader.fields().size())},
                                               {"expected", std::to_string(width_)}},
                                              {},
                                              {}};
        using nlohmann::json;
        return json(problem).dump(-1, ' ', false, json::error_handler_t::replace);
    }

    Problems close(const std::string& prefix) {
        for (Piece& piece : pieces_) {
            piece.file.write(piece.text);
            if (const auto problem = piece.file.commit()) {
                return {*problem};
            }
        }
        Result<load::WholeFile> file = load::WholeFile::open(prefix + "links");
        if (!file) {
            return file.problems();
        }
        sort_once(links_);
        std::string text;
        for (const auto& [what, key] : links_) {
            text += std::to_string(what) + ' ' + std::to_string(key) + '\n';
        }
        file->write(text);
        const auto problem = file->commit();
        return problem ? Problems{*problem} : Problems{};
    }

    const Plan& plan_;
    bool find_duplicates_;
    bool households_; ///< the plan has totals that households share
    std::vector<Piece> pieces_;
    std::vector<std::size_t> order_; ///< of the input's columns in a piece
    std::size_t width_ = 0;
    std::size_t shared_by_ = none;
    std::size_t reverses_ = none;
    std::vector<Link> links_;
    Cut cut_;
};

/// Adds the links that a text lists.
void read_links(std::string_view text, std::vector<Link>& links) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        Link link;
        at = std::from_chars(at, end, link.first).ptr + 1;
        at = std::from_chars(at, end, link.second).ptr + 1;
        links.push_back(link);
    }
}

} // namespace

std::string piece_path(const std::string& prefix, std::size_t piece) {
    const std::string digits = std::to_string(piece);
    return prefix + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits + ".csv";
}

Result<Cut> cut(const Plan& plan, const std::string& input, const load::InputForm& form,
                std::size_t count, bool find_duplicates, const std::string& prefix) {
    Cutter cutter(plan, find_duplicates);
    Problems problems = cutter.run(input, form, count, prefix);
    if (!problems.empty()) {
        return problems;
    }
    return cutter.result();
}

Result<std::vector<std::uint64_t>> tied(const std::vector<std::string>& prefixes) {
    std::vector<Link> links;
    for (const std::string& prefix : prefixes) {
        const Result<std::string> text = load::read_file(prefix + "links");
        if (!text) {
            return text.problems();
        }
        read_links(*text, links);
    }
    sort_once(links);
    std::vector<std::uint64_t> hashes;
    for (std::size_t l = 0; l < links.size(); ++l) {
        const bool before = l > 0 && links[l - 1].first == links[l].first;
        const bool behind = l + 1 < links.size() && links[l + 1].first == links[l].first;
        if (before || behind) {
            hashes.push_back(links[l].second);
        }
    }
    sort_once(hashes);
    return hashes;
}

} // namespace reimburse::audit
