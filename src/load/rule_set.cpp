// SPDX-License-Identifier: MIT
#include "load/rule_set.hpp"

#include "load/bundled.hpp"
#include "load/digest.hpp"
#include "load/files.hpp"
#include "load/json_tree.hpp"
#include "load/overlay.hpp"
#include "load/policy_reader.hpp"
#include "load/suggest.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace reimburse::load {

namespace {

namespace fs = std::filesystem;

void append(Problems& to, const Problems& from) {
    to.insert(to.end(), from.begin(), from.end());
}

bool has_key(const Node& tree, std::string_view key) {
    return std::ranges::find(tree.members, key, &Member::key) != tree.members.end();
}

std::string text_at(const Node& tree, std::string_view key) {
    const auto member = std::ranges::find(tree.members, key, &Member::key);
    return member == tree.members.end() ? std::string() : member->value.text;
}

bool is_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

/// The entries of a folder in order of name; none if it cannot be read.
std::vector<fs::path> entries_of(const fs::path& folder) {
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
         at.increment(error)) {
        entries.push_back(at->path());
    }
    std::ranges::sort(entries);
    return entries;
}

bool is_json_file(const fs::path& path) {
    return path.extension() == ".json" && !is_folder(path);
}

/// A file of rules and what it calls itself.
struct RuleFile {
    std::string file;
    std::string text;
    std::string id;
};

/// A bundled policy is named as its folder; empty for other files.
std::string_view policy_of(const BundledFile& bundled) {
    return bundled.name.ends_with("/policy.json") ? bundled.name.substr(0, bundled.name.find('/'))
                                                  : std::string_view{};
}

class RuleSet {
  public:
    Result<Policy> load(std::span<const std::string> paths) {
        if (paths.empty()) {
            add_default();
        }
        for (const std::string& path : paths) {
            add_path(path);
        }
        read_overlays();
        find_extended();
        return assemble();
    }

  private:
    void add_default() {
        for (const BundledFile& bundled : bundled_files()) {
            if (bundled.name == "default.json") {
                const Result<Node> tree = parse_json(bundled.text, bundled.name);
                add_bundled(tree ? text_at(*tree, "default") : std::string());
            }
        }
    }

    bool add_bundled(const std::string& id) {
        const auto files = bundled_files();
        const auto found = std::ranges::find(files, id + "/policy.json", &BundledFile::name);
        if (found == files.end()) {
            return false;
        }
        policies_.push_back({"bundled/" + std::string(found->name), std::string(found->text), id});
        return true;
    }

    /// A file, a folder, or where there is neither, the id of a bundled policy.
    void add_path(const std::string& path) {
        std::error_code error;
        if (!fs::exists(path, error) && add_bundled(path)) {
            return;
        }
        if (!is_folder(path)) {
            add_file(path, true);
            return;
        }
        for (const fs::path& entry : entries_of(path)) {
            if (is_json_file(entry)) {
                add_file(entry.string(), false);
            }
        }
    }

    /// A file that is `named` by the user has to be a policy or an overlay.
    void add_file(const std::string& path, bool named) {
        std::error_code error;
        const fs::path canonical = fs::weakly_canonical(path, error);
        if (!error && std::ranges::find(seen_, canonical) != seen_.end()) {
            return;
        }
        seen_.push_back(canonical);
        Result<std::string> text = read_file(path);
        if (!text) {
            append(problems_, text.problems());
            return;
        }
        const Result<Node> tree = parse_json(*text, path);
        if (!tree) {
            append(problems_, tree.problems());
            return;
        }
        const bool overlay = has_key(*tree, "overlay");
        if (overlay || has_key(*tree, "policy")) {
            (overlay ? overlay_files_ : policies_)
                .push_back(
                    {path, std::move(*text), text_at(*tree, overlay ? "overlay" : "policy")});
        } else if (named) {
            problems_.push_back({Code::missing_key,
                                 {{"key", "policy"},
                                  {"hint", ", or \"overlay\" and \"extends\""},
                                  {"hint_zh", "，补充表则写“overlay”和“extends”"}},
                                 {path, "", tree->line, tree->column},
                                 {}});
        }
    }

    void read_overlays() {
        for (const RuleFile& file : overlay_files_) {
            Result<Overlay> overlay = read_overlay(file.text, file.file);
            if (overlay) {
                overlays_.push_back(std::move(*overlay));
            } else {
                append(problems_, overlay.problems());
            }
        }
    }

    void find_extended() {
        for (const Overlay& overlay : overlays_) {
            if (std::ranges::find(policies_, overlay.extends, &RuleFile::id) == policies_.end() &&
                !add_bundled(overlay.extends)) {
                std::vector<std::string_view> known = bundled_policies();
                for (const RuleFile& file : policies_) {
                    known.emplace_back(file.id);
                }
                problems_.push_back({Code::extends_unknown,
                                     {{"name", overlay.extends},
                                      {"suggestion", suggestion(overlay.extends, known)}},
                                     overlay.extends_place,
                                     {}});
            }
        }
    }

    Result<Policy> assemble() {
        std::optional<Policy> policy;
        std::string names;
        for (const RuleFile& file : policies_) {
            names += (names.empty() ? "" : ", ") + file.id + " (" + file.file + ")";
            Result<Policy> read = read_policy(file.text, file.file);
            if (read) {
                policy = std::move(*read);
            } else {
                append(problems_, read.problems());
            }
        }
        // With other problems a missing policy is only what follows from them.
        if (policies_.size() > 1 || (policies_.empty() && problems_.empty())) {
            problems_.push_back({Code::policy_count,
                                 {{"count", std::to_string(policies_.size())},
                                  {"names", names.empty() ? "-" : names}},
                                 {},
                                 {}});
        }
        if (!problems_.empty()) {
            return problems_;
        }
        std::vector<std::string_view> texts{policies_.front().text};
        for (std::size_t i = 0; i < overlays_.size(); ++i) {
            append(problems_, apply(overlays_[i], *policy));
            texts.emplace_back(overlay_files_[i].text);
        }
        if (!problems_.empty()) {
            return problems_;
        }
        policy->hash = digest_of(texts);
        return std::move(*policy);
    }

    std::vector<RuleFile> policies_;
    std::vector<RuleFile> overlay_files_;
    std::vector<Overlay> overlays_;
    std::vector<fs::path> seen_;
    Problems problems_;
};

/// A policy or an overlay, or a file that its reader has to complain about.
bool is_rule_file(const fs::path& path) {
    const Result<std::string> text = read_file(path.string());
    if (!text) {
        return true;
    }
    const Result<Node> tree = parse_json(*text, path.string());
    return !tree ||
           ((has_key(*tree, "policy") || has_key(*tree, "overlay")) && !has_key(*tree, "cases"));
}

void collect(const fs::path& folder, std::vector<std::string>& files) {
    for (const fs::path& entry : entries_of(folder)) {
        if (is_folder(entry)) {
            if (entry.filename() != "cases") {
                collect(entry, files);
            }
        } else if (is_json_file(entry) && is_rule_file(entry)) {
            files.push_back(entry.string());
        }
    }
}

} // namespace

Result<Policy> load_rules(std::span<const std::string> paths) {
    return RuleSet().load(paths);
}

std::vector<std::string_view> bundled_policies() {
    std::vector<std::string_view> ids;
    for (const BundledFile& bundled : bundled_files()) {
        if (bundled.name.ends_with("/policy.json")) {
            ids.push_back(policy_of(bundled));
        }
    }
    return ids;
}

std::vector<std::string> with_extended(const std::string& file,
                                       std::span<const std::string> files) {
    const auto tree_of = [](const std::string& path) {
        const Result<std::string> text = read_file(path);
        return text ? parse_json(*text, path) : Result<Node>(text.problems());
    };
    const Result<Node> overlay = tree_of(file);
    if (overlay && has_key(*overlay, "overlay")) {
        for (const std::string& other : files) {
            const Result<Node> policy = tree_of(other);
            if (policy && has_key(*policy, "policy") &&
                text_at(*policy, "policy") == text_at(*overlay, "extends")) {
                return {other, file};
            }
        }
    }
    return {file};
}

std::vector<std::string> policy_files(std::span<const std::string> paths) {
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        if (is_folder(path)) {
            collect(path, files);
        } else {
            files.push_back(path);
        }
    }
    return files;
}

std::vector<std::string> case_files_beside(const std::string& policy_file) {
    std::vector<std::string> files;
    for (const fs::path& entry : entries_of(fs::path(policy_file).parent_path() / "cases")) {
        if (is_json_file(entry)) {
            files.push_back(entry.string());
        }
    }
    return files;
}

} // namespace reimburse::load
