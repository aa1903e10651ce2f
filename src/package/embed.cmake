# SPDX-License-Identifier: MIT
# Writes OUTPUT, a source file that holds, of the tree below ROOT,
#   every rules/*/policy.json, and rules/default.json, which names the policy used without --rules;
#   the vocabularies and identities of rules/vocabulary;
#   the files of src/package/skeleton and rules/schema.json, from which `new` makes a table.
#   cmake -D ROOT=<source root> -D OUTPUT=<file.cpp> -P embed.cmake

# Appends to `entries` one initializer for each file, named as it stands below FOLDER.
macro(embed folder)
    foreach(file ${ARGN})
        file(READ "${folder}/${file}" text)
        string(FIND "${text}" ")file_text\"" clash)
        if(NOT clash EQUAL -1)
            message(FATAL_ERROR "${file} holds the mark that ends its own literal")
        endif()
        string(APPEND entries
               "        BundledFile{\"${file}\", R\"file_text(${text})file_text\"},\n")
    endforeach()
endmacro()

file(GLOB policies RELATIVE "${ROOT}/rules" "${ROOT}/rules/*/policy.json")
file(GLOB default RELATIVE "${ROOT}/rules" "${ROOT}/rules/default.json")
file(GLOB vocabularies RELATIVE "${ROOT}/rules" "${ROOT}/rules/vocabulary/*.json")
list(REMOVE_ITEM vocabularies vocabulary/schema.json)
list(APPEND policies ${default} ${vocabularies})
list(SORT policies)
list(LENGTH policies policy_count)
set(entries "")
embed("${ROOT}/rules" ${policies})
set(policy_entries "${entries}")

set(skeleton "${ROOT}/src/package/skeleton")
file(GLOB_RECURSE parts RELATIVE "${skeleton}" "${skeleton}/*")
list(SORT parts)
list(LENGTH parts part_count)
math(EXPR part_count "${part_count} + 1")
set(entries "")
embed("${skeleton}" ${parts})
embed("${ROOT}/rules" schema.json)

file(WRITE "${OUTPUT}" "// SPDX-License-Identifier: MIT
// Written by src/package/embed.cmake from files below rules/ and src/package/skeleton/.
#include \"load/bundled.hpp\"

#include <array>

namespace reimburse::load {

// NOLINTBEGIN
std::span<const BundledFile> bundled_files() {
    static constexpr std::array<BundledFile, ${policy_count}> files{
${policy_entries}    };
    return files;
}

std::span<const BundledFile> skeleton_files() {
    static constexpr std::array<BundledFile, ${part_count}> files{
${entries}    };
    return files;
}
// NOLINTEND

} // namespace reimburse::load
")
