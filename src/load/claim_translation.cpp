// SPDX-License-Identifier: MIT
#include "load/claim_translation.hpp"

#include "load/translation.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace reimburse::load {

namespace {

bool is_plain(const Node& node) {
    return node.kind == Node::Kind::string || node.kind == Node::Kind::number ||
           node.kind == Node::Kind::null;
}

/// The members of a claim and of the objects in it that are looked into.
void collect(const Node& object, const std::vector<std::string>& inside,
             std::vector<const Member*>& members) {
    for (const Member& member : object.members) {
        if (member.value.kind == Node::Kind::object &&
            std::ranges::find(inside, member.key) != inside.end()) {
            collect(member.value, inside, members);
        } else {
            members.push_back(&member);
        }
    }
}

} // namespace

Result<Node> in_own_names(const Node& claim, std::string_view file, const Vocabulary& vocabulary,
                          const Plan& plan) {
    if (claim.kind != Node::Kind::object) {
        return claim;
    }
    std::vector<const Member*> members;
    collect(claim, vocabulary.inside, members);
    Node own = claim;
    own.members.clear();
    std::vector<std::string_view> names;
    std::vector<std::string_view> row;
    std::vector<const Member*> of_row;
    for (const Member* member : members) {
        const bool known =
            is_own_name(plan, member->key) || vocabulary.find(member->key).has_value();
        if (known && is_plain(member->value)) {
            names.emplace_back(member->key);
            row.emplace_back(member->value.text);
            of_row.push_back(member);
        } else if (!known || is_own_name(plan, member->key)) {
            own.members.push_back(*member);
        }
    }
    Translation translation(vocabulary, plan, names, Carried::kept);
    Problems problems;
    translation.read(row, problems);
    for (std::size_t f = 0; f < translation.names().size(); ++f) {
        const auto origin = translation.origin(f);
        Member member{translation.names()[f], claim.line, claim.column, {}};
        member.value.kind = Node::Kind::string;
        member.value.text = translation.fields()[f];
        member.value.line = claim.line;
        member.value.column = claim.column;
        if (origin) {
            member.line = of_row[*origin]->line;
            member.column = of_row[*origin]->column;
            member.value.line = of_row[*origin]->value.line;
            member.value.column = of_row[*origin]->value.column;
        }
        for (Problem& problem : problems) {
            if (problem.place.pointer == member.key) {
                problem.place = {std::string(file), "/" + member.key, member.value.line,
                                 member.value.column};
            }
        }
        if (!member.value.text.empty()) {
            own.members.push_back(std::move(member));
        }
    }
    if (!problems.empty()) {
        return problems;
    }
    return own;
}

std::optional<Problem> foreign_claim(const Node& claim, std::string_view file, const Plan& plan) {
    std::vector<std::string_view> names;
    for (const std::string_view id : bundled_vocabularies()) {
        const Result<Vocabulary> vocabulary = load_vocabulary(std::string(id));
        std::vector<const Member*> members;
        if (vocabulary) {
            collect(claim, vocabulary->inside, members);
        }
        names.clear();
        std::ranges::transform(members, std::back_inserter(names),
                               [](const Member* member) { return std::string_view(member->key); });
        if (auto problem =
                foreign_names(plan, names, {std::string(file), "", claim.line, claim.column})) {
            return problem;
        }
    }
    return std::nullopt;
}

} // namespace reimburse::load
