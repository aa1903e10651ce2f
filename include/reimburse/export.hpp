// SPDX-License-Identifier: MIT
#pragma once

/// Marks a function or class of the compiled library that callers may link to. Everything else is
/// hidden, so that a shared build offers exactly what the public headers declare.
///
///     REIMBURSE_EXPORT Result<Policy> read_policy(std::string_view text);
#if defined(_WIN32) && defined(REIMBURSE_SHARED)
#ifdef REIMBURSE_BUILDING
#define REIMBURSE_EXPORT __declspec(dllexport)
#else
#define REIMBURSE_EXPORT __declspec(dllimport)
#endif
#elif defined(_WIN32)
#define REIMBURSE_EXPORT
#else
#define REIMBURSE_EXPORT __attribute__((visibility("default")))
#endif
