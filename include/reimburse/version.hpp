// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

// The only home of the version: the build reads it from these three lines.
// NOLINTBEGIN(modernize-macro-to-enum)
#define REIMBURSE_VERSION_MAJOR 0
#define REIMBURSE_VERSION_MINOR 1
#define REIMBURSE_VERSION_PATCH 0
// NOLINTEND(modernize-macro-to-enum)

// Two steps, so that the argument is replaced by its number before it is spelled out.
#define REIMBURSE_VERSION_SPELL(number) #number
#define REIMBURSE_VERSION_TEXT(number) REIMBURSE_VERSION_SPELL(number)

namespace reimburse {

/// The version of these headers, as "0.1.0". The major number rises when a source that used to
/// compile, or an answer that used to be given, may change.
inline constexpr std::string_view version =
    REIMBURSE_VERSION_TEXT(REIMBURSE_VERSION_MAJOR) "." REIMBURSE_VERSION_TEXT(
        REIMBURSE_VERSION_MINOR) "." REIMBURSE_VERSION_TEXT(REIMBURSE_VERSION_PATCH);

} // namespace reimburse

#undef REIMBURSE_VERSION_TEXT
#undef REIMBURSE_VERSION_SPELL
