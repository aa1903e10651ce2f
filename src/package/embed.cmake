# SPDX-License-Identifier: MIT
# Writes OUTPUT, a source file that holds every rules/*/policy.json below ROOT, and
# rules/default.json, which names the policy that is used without --rules.
#   cmake -D ROOT=<source root> -D OUTPUT=<file.cpp> -P embed.cmake
file(GLOB files RELATIVE "${ROOT}/rules" "${ROOT}/rules/*/policy.json")
file(GLOB default RELATIVE "${ROOT}/rules" "${ROOT}/rules/default.json")
list(APPEND files ${default})
list(SORT files)
list(LENGTH files count)

set(entries "")
foreach(file IN LISTS files)
    file(READ "${ROOT}/rules/${file}" text)
    string(FIND "${text}" ")policy_text\"" clash)
    if(NOT clash EQUAL -1)
        message(FATAL_ERROR "rules/${file} holds the mark that ends its own literal")
    endif()
    string(APPEND entries
           "    BundledFile{\"${file}\", R\"policy_text(${text})policy_text\"},\n")
endforeach()

file(WRITE "${OUTPUT}" "// SPDX-License-Identifier: MIT
// Written by src/package/embed.cmake from the policy files below rules/.
#include \"load/bundled.hpp\"

#include <array>

namespace reimburse::load {

// NOLINTBEGIN
std::span<const BundledFile> bundled_files() {
    static constexpr std::array<BundledFile, ${count}> files{
${entries}    };
    return files;
}
// NOLINTEND

} // namespace reimburse::load
")
