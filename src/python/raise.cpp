// SPDX-License-Identifier: MIT
#include "python/raise.hpp"

namespace reimburse::python {

namespace py = pybind11;

Language language_of(const std::string& name) {
    if (name != "zh" && name != "en") {
        throw py::value_error("lang is \"zh\" or \"en\", not \"" + name + "\"");
    }
    return name == "en" ? Language::en : Language::zh;
}

void raise(const Problems& problems, Language language) {
    py::list list;
    for (const Problem& problem : problems) {
        py::dict item;
        item["code"] = static_cast<int>(problem.code);
        item["sentence"] = sentence(problem, language);
        item["advice"] = advice(problem, language);
        item["clause"] = problem.clause;
        item["file"] = problem.place.file;
        item["pointer"] = problem.place.pointer;
        item["line"] = problem.place.line;
        item["column"] = problem.place.column;
        list.append(std::move(item));
    }
    const py::object type = py::module_::import("reimburse._error").attr("Error");
    PyErr_SetObject(type.ptr(), type(list).ptr());
    throw py::error_already_set();
}

} // namespace reimburse::python
