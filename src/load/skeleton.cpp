// SPDX-License-Identifier: MIT
#include "load/skeleton.hpp"

#include "load/bundled.hpp"
#include "load/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace reimburse::load {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view placeholder = "\"new-policy\"";
constexpr std::string_view schema = "\"schema.json\"";

Problem unwritten(const fs::path& path, int error) {
    return {Code::cannot_write,
            {{"file", path.string()}, {"why", std::strerror(error)}},
            {path.string(), {}, 0, 0},
            {}};
}

void replace(std::string& text, std::string_view from, const std::string& to) {
    if (const std::size_t at = text.find(from); at != std::string::npos) {
        text.replace(at, from.size(), to);
    }
}

bool can_be_id(const std::string& name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_';
    });
}

/// The folder's own path in full, so that "." has a name and a folder above it too.
fs::path whole_path(const fs::path& folder) {
    std::error_code error;
    const fs::path whole = fs::absolute(folder, error).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

} // namespace

Result<std::vector<std::string>> write_skeleton(const std::string& folder) {
    const fs::path root(folder);
    std::error_code error;
    const fs::path whole = whole_path(root);
    const bool has_schema = fs::exists(whole.parent_path() / "schema.json", error);
    const std::string name = whole.filename().string();
    std::vector<std::pair<fs::path, std::string>> files;
    Problems problems;
    for (const BundledFile& part : skeleton_files()) {
        if (part.name == "schema.json" && has_schema) {
            continue;
        }
        std::string text(part.text);
        if (part.name == "policy.json") {
            if (can_be_id(name)) {
                replace(text, placeholder, '"' + name + '"');
            }
            if (has_schema) {
                replace(text, schema, "\"../schema.json\"");
            }
        }
        files.emplace_back(root / part.name, std::move(text));
        if (fs::exists(fs::symlink_status(files.back().first, error))) {
            problems.push_back(unwritten(files.back().first, EEXIST));
        }
    }
    std::vector<std::string> written;
    written.reserve(files.size());
    for (const auto& [path, text] : files) {
        if (!problems.empty()) {
            return problems;
        }
        fs::create_directories(path.parent_path(), error);
        if (error) {
            return Problems{unwritten(path.parent_path(), error.value())};
        }
        Result<WholeFile> file = WholeFile::open(path.string());
        if (!file) {
            return file.problems();
        }
        file->write(text);
        if (auto problem = file->commit()) {
            problems.push_back(std::move(*problem));
        }
        written.push_back(path.string());
    }
    if (!problems.empty()) {
        return problems;
    }
    return written;
}

} // namespace reimburse::load
