// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"

#include <pybind11/pybind11.h>

#include <string>

namespace reimburse::python {

/// A language by its name; a ValueError of Python for any other than zh and en.
Language language_of(const std::string& name);

/// Raises reimburse.Error with these problems.
[[noreturn]] void raise(const Problems& problems, Language language);

/// The value, or the problems raised.
template <class T>
T value_of(Result<T> result, Language language) {
    if (!result) {
        raise(result.problems(), language);
    }
    return std::move(*result);
}

} // namespace reimburse::python
