// SPDX-License-Identifier: MIT
#pragma once

#include "load/json_tree.hpp"

#include <map>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load::test {

/// Judges JSON values by a schema of draft-07: the keywords that rules/schema.json is written with.
class JsonSchema {
  public:
    /// `root` must outlive the schema.
    explicit JsonSchema(const Node& root) : root_(&root) {}

    /// Keywords of the schema that are not understood, each with its pointer: judging by such a
    /// schema would pass over them.
    std::vector<std::string> unknown_keywords() const;

    bool accepts(const Node& value) const { return accepts(*root_, value); }

  private:
    bool accepts(const Node& schema, const Node& value) const;
    bool accepts_kind(const Node& schema, const Node& value) const;
    bool accepts_string(const Node& schema, const std::string& text) const;
    bool accepts_number(const Node& schema, const Node& value) const;
    bool accepts_array(const Node& schema, const Node& value) const;
    bool accepts_object(const Node& schema, const Node& value) const;
    bool accepts_member(const Node& schema, const Member& member) const;
    bool accepts_combined(const Node& schema, const Node& value) const;
    bool matches(const std::string& pattern, const std::string& text) const;
    const Node& referred(const std::string& reference) const;

    const Node* root_;
    mutable std::map<std::string, std::regex> patterns_;
};

/// The value of a key; null if there is none or this is no object.
const Node* find(const Node& object, std::string_view key);

/// The value as compact JSON.
std::string json_of(const Node& value);

} // namespace reimburse::load::test
