// SPDX-License-Identifier: MIT
#include "audit/identities.hpp"

#include "load/bundled.hpp"
#include "load/cursor.hpp"
#include "load/terms.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

using load::Cursor;

std::vector<std::string> texts_of(const std::vector<Cursor>& items) {
    std::vector<std::string> texts;
    for (const Cursor& item : items) {
        if (auto text = item.non_empty_text()) {
            texts.push_back(std::move(*text));
        }
    }
    return texts;
}

IdentityTerm term_of(std::string text) {
    IdentityTerm term;
    if (text.starts_with('-')) {
        term.minus = true;
        text.erase(0, 1);
    }
    if (const std::size_t list = text.find("[]."); list != std::string::npos) {
        term.list = text.substr(0, list);
        text.erase(0, list + 3);
    } else if (const std::size_t times = text.find('*'); times != std::string::npos) {
        term.factor = text.substr(times + 1);
        text.erase(times);
    }
    term.field = text;
    return term;
}

std::vector<IdentityTerm> terms_of(const Cursor& parent, std::string_view key,
                                   const std::vector<std::string>& optional) {
    std::vector<IdentityTerm> terms;
    for (const std::string& text : texts_of(load::items_of(parent, key))) {
        terms.push_back(term_of(text));
        terms.back().optional = std::ranges::find(optional, terms.back().field) != optional.end();
    }
    return terms;
}

} // namespace

Result<Identities> read_identities(std::string_view text, std::string_view file) {
    const Result<load::Node> tree = load::parse_json(text, file);
    if (!tree) {
        return tree.problems();
    }
    Problems problems;
    Identities identities;
    const Cursor root(*tree, file, problems);
    if (root.expect_object(
            {"$schema", "identities", "label", "records", "inside", "id", "names", "list"})) {
        static_cast<void>(root.require("identities"));
        identities.records = texts_of(load::items_of(root, "records"));
        identities.inside = texts_of(load::items_of(root, "inside"));
        identities.id = texts_of(load::items_of(root, "id"));
        const auto names = root.find("names");
        for (const Cursor& name : names ? names->members() : std::vector<Cursor>{}) {
            auto& sums = identities.names.emplace_back(name.name(), 0).second;
            for (const Cursor& sum : name.items()) {
                sums.push_back(texts_of(sum.items()));
            }
        }
        load::Ids ids;
        for (const Cursor& item : load::items_of(root, "list")) {
            if (!item.expect_object({"id", "label", "over", "left", "right", "optional"})) {
                continue;
            }
            Identity identity;
            const auto id = item.require("id");
            load::take(identity.id, id ? id->non_empty_text() : std::nullopt);
            if (id) {
                ids.add(*id, identity.id);
            }
            identity.label = load::Terms::text(item, "label");
            const auto over = item.find("over");
            load::take(identity.over, over ? over->text() : std::nullopt);
            const auto optional = texts_of(load::items_of(item, "optional"));
            static_cast<void>(item.require("left"));
            static_cast<void>(item.require("right"));
            identity.left = terms_of(item, "left", optional);
            identity.right = terms_of(item, "right", optional);
            identities.list.push_back(std::move(identity));
        }
    }
    if (!problems.empty()) {
        return problems;
    }
    return identities;
}

Result<Identities> bundled_identities() {
    constexpr std::string_view name = "vocabulary/identities.json";
    const auto files = load::bundled_files();
    const auto found = std::ranges::find(files, name, &load::BundledFile::name);
    return found == files.end() ? Result<Identities>(Identities{})
                                : read_identities(found->text, "bundled/" + std::string(name));
}

} // namespace reimburse::audit
