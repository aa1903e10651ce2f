// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace reimburse::load {

/// A file that was built into the library.
struct BundledFile {
    std::string_view name; ///< its path below the folder that it comes from
    std::string_view text; ///< its bytes; both views live as long as the program
};

/// Every rules/<id>/policy.json of the source tree, the vocabularies and identities of
/// rules/vocabulary, and rules/default.json, {"default": "<id>"}, which names the policy that is
/// used where none is given; in order of name. The build writes the definition
/// (src/package/embed.cmake).
std::span<const BundledFile> bundled_files();

/// The files of a table to begin with (src/package/skeleton): policy.json, with the id
/// "new-policy", source.md and cases/first.json; and schema.json, by which editors complete it.
std::span<const BundledFile> skeleton_files();

} // namespace reimburse::load
