// SPDX-License-Identifier: MIT
#include "python/parts.hpp"
#include "reimburse/version.hpp"

#include <pybind11/stl.h>

namespace py = pybind11;
namespace python = reimburse::python;

using reimburse::python::HeldFrame;
using reimburse::python::PlanHandle;

namespace {

py::list benefits_of(const PlanHandle& policy) {
    py::list ids;
    for (const reimburse::Benefit& benefit : policy.plan().benefits) {
        ids.append(benefit.id);
    }
    return ids;
}

py::dict readings_of(const PlanHandle& policy) {
    py::dict readings;
    for (const auto& [reading, value] : policy.plan().selection) {
        readings[py::str(reading)] = value;
    }
    return readings;
}

/// Names that stand for an amount where `_fen` follows: those of the policy, and what was paid.
py::list amounts_of(const PlanHandle& policy) {
    py::list names;
    for (const reimburse::Field& field : policy.plan().fields) {
        if (field.kind == reimburse::FieldKind::money) {
            names.append(field.name);
        }
    }
    names.append("paid_total");
    for (const reimburse::Benefit& benefit : policy.plan().benefits) {
        names.append("paid_" + benefit.id);
    }
    return names;
}

} // namespace

PYBIND11_MODULE(_native, module) {
    module.doc() = "The compiled part of reimburse; the package wraps it.";
    module.attr("version") = std::string(reimburse::version);
    py::class_<HeldFrame>(module, "Frame").def(py::init(&reimburse::python::frame_of));
    py::class_<PlanHandle>(module, "Policy")
        .def(
            py::init([](const std::vector<std::string>& rules,
                        const std::map<std::string, std::string>& readings,
                        const std::optional<std::string>& facilities, const std::string& language) {
                return std::make_unique<PlanHandle>(
                    rules, reimburse::Selection(readings.begin(), readings.end()), facilities,
                    language);
            }))
        .def_property_readonly("id",
                               [](const PlanHandle& policy) { return policy.plan().policy.id; })
        .def_property_readonly("hash",
                               [](const PlanHandle& policy) { return policy.plan().policy.hash; })
        .def_property_readonly("benefits", benefits_of)
        .def_property_readonly("readings", readings_of)
        .def_property_readonly("amounts", amounts_of)
        .def("settle", &PlanHandle::settle)
        .def("calculate",
             [](const PlanHandle& policy, const HeldFrame& frame,
                const std::optional<std::string>& columns, const std::string& language,
                unsigned threads) {
                 return policy.calculate(frame, {columns, language, threads});
             })
        .def("audit",
             [](const PlanHandle& policy, const HeldFrame& frame,
                const std::optional<std::string>& columns, const std::string& language,
                unsigned threads, const std::string& tolerance, bool find_duplicates) {
                 return policy.audit(frame, {columns, language, threads}, tolerance,
                                     find_duplicates);
             })
        .def("cut_file",
             [](const PlanHandle& policy, const std::string& path,
                const std::optional<std::string>& columns, const std::string& language,
                const std::string& encoding, std::size_t count, bool find_duplicates,
                const std::string& prefix) {
                 return python::cut_file(policy, path, {columns, language}, encoding, count,
                                         find_duplicates, prefix);
             })
        .def("cut_frame",
             [](const PlanHandle& policy, const HeldFrame& frame,
                const std::optional<std::string>& columns, const std::string& language,
                std::size_t count, bool find_duplicates, const std::string& prefix) {
                 return python::cut_frame(policy, frame, {columns, language}, count,
                                          find_duplicates, prefix);
             })
        .def("audit_part",
             [](const PlanHandle& policy, const python::PartOptions& options,
                const std::string& path, const std::string& language) {
                 python::audit_part(policy, options, path, language);
             })
        .def("merge", &python::merge_parts);
    py::class_<python::PartOptions>(module, "PartOptions")
        .def(py::init<>())
        .def_readwrite("inputs", &python::PartOptions::inputs)
        .def_readwrite("tied", &python::PartOptions::tied)
        .def_readwrite("only_tied", &python::PartOptions::only_tied)
        .def_readwrite("find_duplicates", &python::PartOptions::find_duplicates)
        .def_readwrite("reversed", &python::PartOptions::reversed)
        .def_readwrite("cases", &python::PartOptions::cases);
    py::class_<python::MergeOptions>(module, "MergeOptions")
        .def(py::init<>())
        .def_readwrite("parts", &python::MergeOptions::parts)
        .def_readwrite("passed_over", &python::MergeOptions::passed_over)
        .def_readwrite("report", &python::MergeOptions::report)
        .def("asked",
             [](python::MergeOptions& options, const std::string& columns,
                const std::string& encoding, const std::string& facilities,
                const std::string& tolerance, bool find_duplicates, std::size_t cases,
                bool show_ids) {
                 options.how = {columns,         encoding, facilities, tolerance,
                                find_duplicates, cases,    show_ids};
             })
        .def("add_input", [](python::MergeOptions& options, const std::string& name,
                             const std::string& sha256, std::int64_t bytes) {
            options.inputs.push_back({name, sha256, bytes});
        });
    module.def("tied", &python::tied);
}
