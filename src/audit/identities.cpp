// SPDX-License-Identifier: MIT
#include "audit/identities.hpp"

#include "load/csv_writer.hpp"
#include "load/utf8.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <array>
#include <deque>
#include <optional>

namespace reimburse::audit {

namespace {

using load::Node;
using Integer = boost::multiprecision::cpp_int; // millionths of a yuan, or of a count

constexpr int places = 6; ///< decimals that prices have
constexpr int per_fen = 10'000;
constexpr int one = 1'000'000;

/// A plain decimal with at most six places.
std::optional<Integer> parse(std::string_view text) {
    const bool minus = text.starts_with('-');
    text.remove_prefix(minus ? 1 : 0);
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    std::string decimals(text.substr(std::min(point + 1, text.size())));
    while (decimals.size() > places && decimals.back() == '0') {
        decimals.pop_back();
    }
    if (whole.empty() || decimals.size() > places) {
        return std::nullopt;
    }
    decimals.resize(places, '0');
    Integer value = 0;
    for (const char c : std::string(whole) + decimals) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return minus ? Integer(-value) : value;
}

Integer magnitude(const Integer& value) {
    return value < 0 ? Integer(-value) : value;
}

/// To fen, half away from zero.
Integer rounded(const Integer& product) {
    const Integer unit = Integer(one) * per_fen;
    const Integer size = (magnitude(product) + unit / 2) / unit * per_fen;
    return product < 0 ? Integer(-size) : size;
}

/// With two decimals, or as many as it takes.
std::string text_of(const Integer& value) {
    std::string digits = magnitude(value).str();
    digits.insert(0, digits.size() <= places ? places + 1 - digits.size() : 0, '0');
    digits.insert(digits.size() - places, ".");
    while (digits.back() == '0' && digits[digits.size() - 3] != '.') {
        digits.pop_back();
    }
    return (value < 0 ? "-" : "") + digits;
}

/// The fields of a record, or of an item of its lists.
class Record {
  public:
    Record(const Node& object, const Identities& identities) : identities_(identities) {
        collect(object);
    }

    /// The text of a field; "" where it is absent, null or empty.
    std::string_view text(std::string_view field) const {
        const Node* node = find(field);
        const bool plain = node != nullptr &&
                           (node->kind == Node::Kind::string || node->kind == Node::Kind::number);
        return plain ? std::string_view(node->text) : std::string_view();
    }

    const Node* find(std::string_view field) const {
        const auto found =
            std::ranges::find(members_, field, [](const load::Member* m) { return m->key; });
        return found == members_.end() ? nullptr : &(*found)->value;
    }

    const Identities& identities() const { return identities_; }

  private:
    void collect(const Node& object) {
        for (const load::Member& member : object.members) {
            if (member.value.kind == Node::Kind::object &&
                std::ranges::find(identities_.inside, member.key) != identities_.inside.end()) {
                collect(member.value);
            } else {
                members_.push_back(&member);
            }
        }
    }

    const Identities& identities_;
    std::vector<const load::Member*> members_;
};

class Checker {
  public:
    Checker(const Identities& identities, std::string_view file)
        : identities_(identities), file_(file) {}

    void add(const Node& tree) {
        if (tree.kind == Node::Kind::array) {
            for (const Node& item : tree.items) {
                add(item);
            }
            return;
        }
        for (const load::Member& member : tree.members) {
            if (member.value.kind == Node::Kind::array &&
                std::ranges::find(identities_.records, member.key) != identities_.records.end()) {
                add(member.value);
                return;
            }
        }
        record(tree);
    }

    std::vector<IdentityResult>& results() { return results_; }

    Problems& problems() { return problems_; }

  private:
    void record(const Node& node) {
        const Record record(node, identities_);
        ++count_;
        name_ = "#" + std::to_string(count_);
        for (const std::string& field : identities_.id) {
            if (const std::string_view text = record.text(field); !text.empty()) {
                name_ = text;
                break;
            }
        }
        for (const Identity& identity : identities_.list) {
            if (identity.over.empty()) {
                judge(identity, record, node, 0);
                continue;
            }
            const std::vector<const Node*> items = items_of(record, identity.over);
            for (std::size_t i = 0; i < items.size(); ++i) {
                judge(identity, Record(*items[i], identities_), *items[i], i + 1);
            }
            if (items.empty()) {
                results_.push_back({name_, identity.id, 0, {}, {}, {}, {}});
                results_.back().state = IdentityResult::State::not_testable;
            }
        }
    }

    void judge(const Identity& identity, const Record& record, const Node& node, std::size_t item) {
        using State = IdentityResult::State;
        IdentityResult result{name_, identity.id, item, State::not_testable, {}, {}, {}};
        const std::size_t before = problems_.size();
        const auto left = sum(identity.left, record);
        const auto right = sum(identity.right, record);
        for (std::size_t p = before; p < problems_.size(); ++p) {
            problems_[p].place = {std::string(file_), "/" + problems_[p].place.pointer, node.line,
                                  node.column};
        }
        if (left && right) {
            result.state = *left == *right ? State::holds : State::fails;
            result.left = text_of(*left);
            result.right = text_of(*right);
            result.difference = text_of(*left - *right);
        }
        results_.push_back(std::move(result));
    }

    /// Nothing where a term that is not optional is absent, or every term is.
    std::optional<Integer> sum(const std::vector<IdentityTerm>& terms, const Record& record) {
        Integer sum = 0;
        bool any = false;
        for (const IdentityTerm& term : terms) {
            const auto value = value_of(term, record);
            if (!value && !term.optional) {
                return std::nullopt;
            }
            any = any || value.has_value();
            if (value) {
                sum += term.minus ? Integer(-*value) : *value;
            }
        }
        return any ? std::optional(sum) : std::nullopt;
    }

    std::optional<Integer> value_of(const IdentityTerm& term, const Record& record) {
        if (!term.list.empty()) {
            const auto items = items_of(record, term.list);
            Integer sum = 0;
            for (const Node* item : items) {
                const auto value = named(term.field, Record(*item, identities_));
                if (!value) {
                    return std::nullopt;
                }
                sum += *value;
            }
            return items.empty() ? std::nullopt : std::optional(sum);
        }
        const auto value = named(term.field, record);
        if (term.factor.empty() || !value) {
            return value;
        }
        const auto factor = named(term.factor, record);
        return factor ? std::optional(rounded(*value * *factor)) : std::nullopt;
    }

    /// The first sum of a name that the record has whole; a name that is none is a field.
    std::optional<Integer> named(const std::string& name, const Record& record) {
        const auto known = std::ranges::find(identities_.names, name,
                                             [](const auto& entry) { return entry.first; });
        if (known == identities_.names.end()) {
            return field(name, record);
        }
        for (const std::vector<std::string>& fields : known->second) {
            Integer sum = 0;
            const bool whole = std::ranges::all_of(fields, [&](const std::string& part) {
                const auto value = field(part, record);
                sum += value.value_or(0);
                return value.has_value();
            });
            if (whole) {
                return sum;
            }
        }
        return std::nullopt;
    }

    std::optional<Integer> field(const std::string& name, const Record& record) {
        const std::string_view text = record.text(name);
        if (text.empty()) {
            return std::nullopt;
        }
        auto value = parse(text);
        if (!value) {
            problems_.push_back({Code::not_an_amount,
                                 {{"field", name}, {"text", std::string(text)}},
                                 {"", name},
                                 {}});
        }
        return value;
    }

    /// The objects of a list; a text may hold the list as JSON of its own.
    std::vector<const Node*> items_of(const Record& record, const std::string& list) {
        const Node* node = record.find(list);
        if (node != nullptr && node->kind == Node::Kind::string && node->text.starts_with('[')) {
            if (Result<Node> inner = load::parse_json(node->text, file_)) {
                node = &inner_.emplace_back(std::move(*inner));
            }
        }
        std::vector<const Node*> items;
        if (node != nullptr) {
            for (const Node& item : node->items) {
                items.push_back(&item);
            }
        }
        return items;
    }

    const Identities& identities_;
    std::string_view file_;
    std::string name_;
    std::size_t count_ = 0;
    std::deque<Node> inner_;
    std::vector<IdentityResult> results_;
    Problems problems_;
};

/// Whether a text is JSON Lines: more than one line, and the first is a whole object.
bool is_lines(std::string_view text) {
    const std::size_t end = text.find('\n');
    return end != std::string_view::npos &&
           static_cast<bool>(load::parse_json(text.substr(0, end), "")) &&
           text.find_first_not_of(" \t\r\n", end) != std::string_view::npos;
}

} // namespace

Result<std::vector<IdentityResult>> check_identities(const Identities& identities,
                                                     std::string_view text, std::string_view file) {
    if (text.starts_with(load::byte_order_mark)) {
        text.remove_prefix(load::byte_order_mark.size());
    }
    Checker checker(identities, file);
    const bool lines = is_lines(text);
    for (int line = 1; !text.empty(); ++line) {
        const std::size_t end = lines ? std::min(text.find('\n'), text.size()) : text.size();
        const std::string_view document = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (lines && document.find_first_not_of(" \t\r") == std::string_view::npos) {
            continue;
        }
        const Result<Node> tree = load::parse_json(document, file, line);
        if (!tree) {
            checker.problems().insert(checker.problems().end(), tree.problems().begin(),
                                      tree.problems().end());
            continue;
        }
        checker.add(*tree);
    }
    if (!checker.problems().empty()) {
        return checker.problems();
    }
    return std::move(checker.results());
}

std::string identities_csv(const std::vector<IdentityResult>& results) {
    constexpr std::array<std::string_view, 3> states{"holds", "fails", "not_testable"};
    std::string text = "record,item,identity,state,left,right,difference\n";
    load::CsvWriter csv(text);
    for (const IdentityResult& result : results) {
        csv.field(result.record).field(result.item == 0 ? "" : std::to_string(result.item));
        csv.field(result.identity).field(states[static_cast<std::size_t>(result.state)]);
        csv.field(result.left).field(result.right).field(result.difference).end_row();
    }
    return text;
}

} // namespace reimburse::audit
