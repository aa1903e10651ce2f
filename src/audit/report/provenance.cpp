// SPDX-License-Identifier: MIT
#include "audit/report/provenance.hpp"

#include "load/digest.hpp"
#include "load/files.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

namespace reimburse::audit {

namespace {

std::string file_name(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

} // namespace

Result<HashedInput> hash_input(const std::string& path) {
    const Result<load::InputFile> file = load::open_input(path);
    return file ? hash_input(path, file->get()) : file.problems();
}

Result<HashedInput> hash_input(const std::string& path, std::FILE* file) {
    const std::optional<load::FileDigest> digest = load::digest_of_file(file);
    if (!digest) {
        return Problem{Code::cannot_open, {{"file", path}, {"why", std::strerror(errno)}}, {}, {}};
    }
    return HashedInput{file_name(path), digest->sha256, digest->bytes};
}

Provenance provenance_of(std::vector<HashedInput> inputs, const AuditedHow& how) {
    Provenance provenance{std::move(inputs), {}};
    for (const std::string& path : {how.facilities, how.columns}) {
        // A vocabulary that comes with the program is known by its name.
        if (path.find_first_of("./") != std::string::npos) {
            if (Result<HashedInput> input = hash_input(path)) {
                provenance.inputs.push_back(std::move(*input));
            }
        }
    }
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) {
            provenance.options.emplace_back(name, value);
        }
    };
    add("--columns", file_name(how.columns));
    add("--encoding", how.encoding == "auto" ? "" : how.encoding);
    add("--facilities", file_name(how.facilities));
    add("--tolerance", how.tolerance);
    if (how.find_duplicates) {
        provenance.options.emplace_back("--find-duplicates", "");
    }
    add("--cases", how.cases == AuditedHow().cases ? "" : std::to_string(how.cases));
    if (how.show_ids) {
        provenance.options.emplace_back("--show-ids", "");
    }
    return provenance;
}

} // namespace reimburse::audit
