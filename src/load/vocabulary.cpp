// SPDX-License-Identifier: MIT
#include "load/vocabulary.hpp"

#include "load/bundled.hpp"
#include "load/files.hpp"
#include "load/suggest.hpp"

#include <algorithm>
#include <filesystem>

namespace reimburse::load {

namespace {

constexpr std::string_view folder = "vocabulary/";
constexpr std::string_view ending = ".json";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, {}, lower, lower);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace

std::optional<std::pair<std::size_t, std::size_t>> Vocabulary::find(std::string_view name) const {
    name = trimmed(name);
    for (const std::string& unit : units) {
        if (name.ends_with(unit)) {
            name = trimmed(name.substr(0, name.size() - unit.size()));
            break;
        }
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (same(columns[c].name, name)) {
            return std::pair(c, std::size_t{0});
        }
        for (std::size_t a = 0; a < columns[c].also.size(); ++a) {
            if (same(columns[c].also[a], name)) {
                return std::pair(c, a + 1);
            }
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> Vocabulary::column(std::string_view name) const {
    const auto found = std::ranges::find(columns, name, &VocabularyColumn::name);
    return found == columns.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

std::vector<std::string_view> bundled_vocabularies() {
    std::vector<std::string_view> names;
    for (const BundledFile& file : bundled_files()) {
        if (file.name.starts_with(folder) &&
            file.text.find("\"vocabulary\"") != std::string_view::npos) {
            names.push_back(
                file.name.substr(folder.size(), file.name.size() - folder.size() - ending.size()));
        }
    }
    return names;
}

Result<Vocabulary> load_vocabulary(const std::string& name_or_file) {
    const std::vector<std::string_view> names = bundled_vocabularies();
    if (std::ranges::find(names, name_or_file) != names.end()) {
        const std::string path = std::string(folder) + name_or_file + std::string(ending);
        for (const BundledFile& file : bundled_files()) {
            if (file.name == path) {
                return read_vocabulary(file.text, "bundled/" + path);
            }
        }
    }
    std::error_code error;
    if (!std::filesystem::exists(name_or_file, error)) {
        std::string known;
        for (const std::string_view name : names) {
            known += (known.empty() ? "" : ", ") + std::string(name);
        }
        return Problem{Code::unknown_vocabulary,
                       {{"name", name_or_file},
                        {"suggestion", suggestion(name_or_file, names)},
                        {"known", known}},
                       {},
                       {}};
    }
    const Result<std::string> text = read_file(name_or_file);
    if (!text) {
        return text.problems();
    }
    return read_vocabulary(*text, name_or_file);
}

} // namespace reimburse::load
