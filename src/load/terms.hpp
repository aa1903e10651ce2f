// SPDX-License-Identifier: MIT
#pragma once

#include "load/cursor.hpp"
#include "load/pending.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::load {

/// Reads what the elements of a rule table have in common: labels, conditions, spans, clauses and
/// names of other elements. Faults go to the cursor's list, names to the pending ones.
class Terms {
  public:
    explicit Terms(std::vector<Pending>& pending) : pending_(&pending) {}

    /// {"zh", "en"}, at least one of them: a key that must be there, or may be.
    static Text text(const Cursor& parent, std::string_view key);
    static Text text_if_any(const Cursor& parent, std::string_view key);
    static Text text(const Cursor& value);

    /// The key "when": a condition on dimensions; empty where the key is absent.
    When when_of(const Cursor& parent) const;
    When when(const Cursor& value) const;

    /// The key "if": the readings under which the element exists.
    Only only_of(const Cursor& parent) const;

    /// The keys "from" and "to". Error: empty_span.
    static DateSpan span_of(const Cursor& parent);

    /// The key "clause"; `inherited` where it is absent.
    std::string clause_of(const Cursor& parent, const std::string& inherited) const;

    /// The key "clause", which must be there.
    std::string clause(const Cursor& parent) const;

    /// A text that names another element, to be judged later; "" where it is none.
    std::string name(const Cursor& value, Pending::Kind kind, std::string_view of = {}) const;

    void await(Pending::Kind kind, std::string name, std::string value, Place place) const;

  private:
    std::vector<Pending>* pending_;
};

/// Ids of one kind of element: each may be declared once.
class Ids {
  public:
    /// Reports duplicate_id at the value if the id was added before.
    void add(const Cursor& value, const std::string& id);

    /// Adds without a report: for ids that are taken beforehand.
    void reserve(std::string id) { ids_.push_back(std::move(id)); }

  private:
    std::vector<std::string> ids_;
};

/// The key "id", [a-z][a-z0-9_]*, unique among `ids`; "" where it is missing or bad.
std::string read_id(const Cursor& parent, Ids& ids);

/// A name of letters, digits, - and _; "" and not_an_id for other text.
std::string read_name(const Cursor& value);

/// Replaces `to` by what was read, if anything was.
template <class T>
void take(T& to, std::optional<T> read) {
    if (read) {
        to = std::move(*read);
    }
}

/// The enumerator whose name the key holds; the names stand in the order of the enumerators.
/// `otherwise` where the key is absent or holds another word.
template <class Enum>
Enum word_of(const Cursor& parent, std::string_view key,
             std::initializer_list<std::string_view> names, Enum otherwise) {
    const std::optional<Cursor> value = parent.find(key);
    const auto number = value ? value->word(names) : std::nullopt;
    return number ? static_cast<Enum>(*number) : otherwise;
}

/// The items of the array at a key; none where it is absent.
std::vector<Cursor> items_of(const Cursor& parent, std::string_view key);

/// The key's boolean; `otherwise` where it is absent.
bool flag_of(const Cursor& parent, std::string_view key, bool otherwise);

/// contradictory_rule at the value, in both languages.
void contradict(const Cursor& value, std::string english, std::string chinese);

/// An exact number from 0 to 1. Errors: not_a_rate, rate_out_of_range.
std::optional<Fraction> read_share(const Cursor& value);

} // namespace reimburse::load
