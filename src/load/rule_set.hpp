// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "reimburse/rules/policy.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// The policy that the paths name, with their overlays applied in the order given, its hash and
/// the list of its overlays. A path is a file, or a folder: then every *.json directly in it, in
/// order of name, that has the key "policy" or "overlay". An overlay finds what it extends among
/// the files given, else among the bundled policies. What is no file may be the id of a bundled
/// policy. Without paths: the bundled default.
///
/// The hash is the SHA-256 of the policy's text and its overlays' texts, in that order.
/// Errors: those of the files; extends_unknown; policy_count unless exactly one policy results.
Result<Policy> load_rules(std::span<const std::string> paths);

/// Ids of the bundled policies, in order.
std::vector<std::string_view> bundled_policies();

/// What to load so that `file` can be judged: the policy among `files` that it extends, and itself.
std::vector<std::string> with_extended(const std::string& file, std::span<const std::string> files);

/// The files of policies and overlays that the paths name, folders searched to the bottom in
/// order of name; folders named "cases" and files of worked cases are left out. A file that is
/// named itself, or that is no JSON, is always among them: its reader says what is wrong.
std::vector<std::string> policy_files(std::span<const std::string> paths);

/// The files of worked cases beside a policy or overlay: cases/*.json in its folder, in order of
/// name.
std::vector<std::string> case_files_beside(const std::string& policy_file);

} // namespace reimburse::load
