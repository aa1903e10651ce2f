// SPDX-License-Identifier: MIT
#pragma once

#include "load/csv.hpp"

#include <memory>
#include <optional>
#include <string>

namespace reimburse::load {

/// What is wrong with a source that ended with -1, where errno cannot say it.
using Failure = std::shared_ptr<std::optional<Problem>>;

/// The text inside a gzip file (RFC 1952), of one or more members. What is no gzip, damaged or cut
/// off ends the source with -1 and not_gzip, which names `file`.
Source gunzip(Source from, std::string file, Failure failure);

} // namespace reimburse::load
