// SPDX-License-Identifier: MIT
#include "audit/report/provenance.hpp"

#include "load/digest.hpp"
#include "load/files.hpp"

#include <cerrno>
#include <cstring>

namespace reimburse::audit {

Result<HashedInput> hash_input(const std::string& path) {
    const Result<load::InputFile> file = load::open_input(path);
    return file ? hash_input(path, file->get()) : file.problems();
}

Result<HashedInput> hash_input(const std::string& path, std::FILE* file) {
    const std::optional<load::FileDigest> digest = load::digest_of(file);
    if (!digest) {
        return Problem{Code::cannot_open, {{"file", path}, {"why", std::strerror(errno)}}, {}, {}};
    }
    return HashedInput{path.substr(path.rfind('/') + 1), digest->sha256, digest->bytes};
}

} // namespace reimburse::audit
