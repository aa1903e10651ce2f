// SPDX-License-Identifier: MIT
#pragma once

#include "load/wrong_type.hpp"
#include "reimburse/amount/date.hpp"
#include "reimburse/amount/fraction.hpp"
#include "reimburse/amount/money.hpp"
#include "reimburse/amount/parse.hpp"
#include "reimburse/errors/problem.hpp"
#include "reimburse/rules/text.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// A value in a JSON tree together with the path that leads to it: what readers of policies and
/// claims are written with. A read that fails reports one problem with pointer, line and column
/// to the list given at the start and yields nothing; the reader goes on with the next value, so
/// that one run finds every problem of a file.
///
///     Cursor root(*tree, file, problems);
///     if (root.expect_object({"id", "rate"})) {
///         if (auto rate = root.require("rate")) { benefit.rate = rate->fraction(); }
///     }
///
/// The tree, the file's name and the list of problems must outlive the cursor.
class Cursor {
  public:
    Cursor(const Node& root, std::string_view file, Problems& sink);

    const Node& node() const noexcept { return *node_; }

    /// The key that holds this value; an item of an array is named as "rates[2]", the root "".
    const std::string& name() const noexcept { return name_; }

    /// Where the value stands, and where its key does (the value itself, if it has no key).
    Place place() const;
    Place key_place() const;

    bool is_null() const noexcept { return node_->kind == Node::Kind::null; }

    bool is_boolean() const noexcept { return node_->kind == Node::Kind::boolean; }

    bool is_number() const noexcept { return node_->kind == Node::Kind::number; }

    bool is_string() const noexcept { return node_->kind == Node::Kind::string; }

    bool is_array() const noexcept { return node_->kind == Node::Kind::array; }

    bool is_object() const noexcept { return node_->kind == Node::Kind::object; }

    /// True for an object, else wrong_type. Every key that is not known is an unknown_key with a
    /// suggestion.
    [[nodiscard]] bool expect_object(std::initializer_list<std::string_view> known_keys) const;
    [[nodiscard]] bool expect_object(std::span<const std::string_view> known_keys) const;

    /// True for an object whatever its keys, else wrong_type.
    [[nodiscard]] bool expect_object() const;

    /// The value of a key; nothing if the key is absent or this is no object (no report).
    std::optional<Cursor> find(std::string_view key) const;

    /// The value of a key; missing_key, or wrong_type if this is no object. The hint goes on where
    /// the advice says to add the key: ", or …".
    std::optional<Cursor> require(std::string_view key, const Text& hint = {}) const;

    /// The items of an array, or the values of an object with their keys as name(), in file order;
    /// wrong_type and an empty list for any other kind.
    std::vector<Cursor> items() const;
    std::vector<Cursor> members() const;

    /// Typed reads. wrong_type for a JSON kind that cannot hold the type; else the code named.
    std::optional<std::string> text() const;
    std::optional<std::string> non_empty_text() const; ///< empty_text
    std::optional<std::string> id() const;             ///< not_an_id: [a-z][a-z0-9_]*
    std::optional<bool> boolean() const;
    std::optional<Money> amount() const;        ///< string or number, as parse_amount(): 201 to 204
    std::optional<Money> signed_amount() const; ///< as parse_signed_amount()
    std::optional<Fraction> fraction() const; ///< string or number, as parse_fraction(): not_a_rate
    std::optional<std::int64_t> count() const; ///< string or number, as parse_count(): not_a_count
    std::optional<Date> date() const;          ///< not_a_date

    /// Index of the text among the known words; unknown_value with a suggestion.
    std::optional<std::size_t> word(std::span<const std::string_view> known) const;
    std::optional<std::size_t> word(std::initializer_list<std::string_view> known) const;

    /// Adds a problem at this value, or at its key.
    void report(Code code, Problem::Arguments arguments = {}) const;
    void report_at_key(Code code, Problem::Arguments arguments = {}) const;

    /// Adds a problem found elsewhere (as by a parse function), placed at this value; its {field}
    /// argument becomes name() where it has none.
    void report(Problem problem) const;

    /// missing_key, with a hint as require() has it.
    void report_missing(std::string_view key, const Text& hint = {}) const;

    /// wrong_type: says what is wanted and what stands here.
    void report_wrong_type(Wanted wanted) const;

  private:
    Cursor(const Cursor& parent, const Member& member);
    Cursor(const Cursor& parent, std::size_t index);

    const Member* member(std::string_view key) const;
    std::optional<std::string_view> spelling() const;
    std::optional<Money> amount_of(const ParsedAmount& parsed, std::string_view text) const;
    void report_value(Code code, std::string_view text) const;

    const Node* node_;
    const Member* member_ = nullptr;
    Problems* sink_;
    std::string_view file_;
    std::string pointer_;
    std::string name_;
};

} // namespace reimburse::load
