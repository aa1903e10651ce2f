// SPDX-License-Identifier: MIT
#pragma once

#include "load/frame.hpp"

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <string>
#include <vector>

namespace reimburse::python {

/// A frame whose columns view arrays of Python, which it keeps. To be let go with Python's lock.
struct HeldFrame {
    load::Frame frame;
    std::vector<pybind11::object> kept;
};

/// Takes a table's columns, each as the tuple (name, kind, fen, values, missing, categories, type)
/// that the package makes of it. Objects are read here and now; numbers, moments and the codes of
/// categories are only viewed.
HeldFrame frame_of(const std::string& name, std::int64_t rows, const pybind11::list& columns);

} // namespace reimburse::python
