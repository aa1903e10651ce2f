// SPDX-License-Identifier: MIT
#include "python/columns.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

namespace reimburse::python {

namespace py = pybind11;

namespace {

using Kind = load::FrameColumn::Kind;

std::string_view text_of(PyObject* object) {
    Py_ssize_t size = 0;
    const char* text = PyUnicode_AsUTF8AndSize(object, &size);
    if (text == nullptr) {
        throw py::error_already_set();
    }
    return {text, static_cast<std::size_t>(size)};
}

/// Whole fen, as digits, in yuan; none where the text is no whole number.
std::optional<std::string> yuan_of(std::string_view fen) {
    const bool minus = fen.starts_with('-');
    std::string digits(fen.substr(minus ? 1 : 0));
    const bool whole =
        !digits.empty() && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!whole) {
        return std::nullopt;
    }
    digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
    digits.insert(digits.size() - 2, ".");
    return (minus ? "-" : "") + digits;
}

/// Reads single Python objects as the texts of cells.
class ObjectReader {
  public:
    ObjectReader()
        : decimal_(py::module_::import("decimal").attr("Decimal")),
          date_(py::module_::import("datetime").attr("date")),
          absent_(py::module_::import("pandas").attr("NA")),
          no_moment_(py::module_::import("pandas").attr("NaT")) {}

    /// The text, "" for what is not given; none where the object has no exact text.
    std::optional<std::string_view> read(PyObject* object) {
        if (PyUnicode_Check(object)) {
            return exact(object);
        }
        if (object == nullptr || object == Py_None || object == absent_.ptr() ||
            object == no_moment_.ptr()) {
            return "";
        }
        if (PyBool_Check(object)) {
            return std::nullopt;
        }
        if (PyLong_Check(object)) {
            return keep(PyObject_Str(object));
        }
        if (PyFloat_Check(object)) {
            return is_itself(object) ? std::nullopt : std::optional<std::string_view>("");
        }
        if (py::isinstance(object, decimal_)) {
            return decimal(object);
        }
        if (py::isinstance(object, date_)) {
            const auto day = keep(PyObject_CallMethod(object, "isoformat", nullptr));
            return day ? std::optional(day->substr(0, day->find('T'))) : day;
        }
        return whole(object);
    }

  private:
    /// A text with half of a surrogate pair has no UTF-8.
    static std::optional<std::string_view> exact(PyObject* text) {
        Py_ssize_t size = 0;
        const char* bytes = PyUnicode_AsUTF8AndSize(text, &size);
        if (bytes == nullptr) {
            PyErr_Clear();
            return std::nullopt;
        }
        return std::string_view(bytes, static_cast<std::size_t>(size));
    }

    /// Not a number is the only one that does not equal itself.
    static bool is_itself(PyObject* number) {
        const auto same =
            py::reinterpret_steal<py::object>(PyObject_RichCompare(number, number, Py_EQ));
        if (!same) {
            throw py::error_already_set();
        }
        return PyObject_IsTrue(same.ptr()) == 1;
    }

    std::optional<std::string_view> decimal(PyObject* number) {
        const auto object = py::reinterpret_borrow<py::object>(number);
        if (py::bool_(object.attr("is_finite")())) {
            return keep(
                py::module_::import("builtins").attr("format")(object, "f").release().ptr());
        }
        return py::bool_(object.attr("is_nan")()) ? std::optional<std::string_view>("")
                                                  : std::nullopt;
    }

    /// Whole numbers of other libraries.
    std::optional<std::string_view> whole(PyObject* object) {
        if (PyIndex_Check(object) == 0) {
            return std::nullopt;
        }
        const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(object));
        if (!number) {
            PyErr_Clear();
            return std::nullopt;
        }
        return keep(PyObject_Str(number.ptr()));
    }

    std::optional<std::string_view> keep(PyObject* text) {
        if (text == nullptr) {
            throw py::error_already_set();
        }
        text_ = py::reinterpret_steal<py::object>(text);
        return text_of(text_.ptr());
    }

    py::object decimal_;
    py::object date_;
    py::object absent_;
    py::object no_moment_;
    py::object text_; ///< the text that was read last
};

void read_objects(const py::array& objects, bool fen, ObjectReader& reader,
                  load::FrameColumn& column) {
    const auto* place = static_cast<const char*>(objects.data());
    const py::ssize_t rows = objects.shape(0);
    const py::ssize_t step = objects.strides(0);
    column.ends.reserve(static_cast<std::size_t>(rows));
    for (py::ssize_t row = 0; row < rows; ++row, place += step) {
        PyObject* object = nullptr;
        std::memcpy(static_cast<void*>(&object), place, sizeof(PyObject*));
        std::optional<std::string_view> text = reader.read(object);
        std::optional<std::string> yuan;
        if (text && fen && !text->empty()) {
            yuan = yuan_of(*text);
            text = yuan ? std::optional<std::string_view>(*yuan) : std::nullopt;
        }
        if (!text) {
            column.others.emplace(row, std::string(Py_TYPE(object)->tp_name));
        }
        column.add(text.value_or(""));
    }
}

load::FrameColumn::View view_of(const py::array& values) {
    return {static_cast<const char*>(values.data()), values.strides(0),
            static_cast<std::size_t>(values.itemsize())};
}

load::FrameColumn column_of(const py::tuple& from, ObjectReader& reader,
                            std::vector<py::object>& kept) {
    load::FrameColumn column;
    column.name = from[0].cast<std::string>();
    const auto kind = from[1].cast<std::string>();
    const bool fen = from[2].cast<bool>();
    if (kind == "other") {
        column.kind = Kind::other;
        column.type = from[6].cast<std::string>();
        return column;
    }
    const auto values = from[3].cast<py::array>();
    kept.push_back(values);
    if (kind == "objects") {
        read_objects(values, fen, reader, column);
        return column;
    }
    column.numbers = view_of(values);
    if (!from[4].is_none()) {
        const auto missing = from[4].cast<py::array>();
        kept.push_back(missing);
        column.missing = view_of(missing);
    }
    if (kind == "codes") {
        column.kind = Kind::codes;
        const auto texts = from[5].cast<py::array>();
        load::FrameColumn categories;
        read_objects(texts, fen, reader, categories);
        std::size_t first = 0;
        for (const std::size_t end : categories.ends) {
            column.categories.push_back(categories.text.substr(first, end - first));
            first = end;
        }
        if (!categories.others.empty()) {
            column.kind = Kind::other;
            column.type = "category of " + categories.others.begin()->second;
        }
    } else if (kind == "days") {
        column.kind = Kind::days;
    } else {
        column.kind = fen ? Kind::fen : Kind::numbers;
    }
    return column;
}

} // namespace

HeldFrame frame_of(const std::string& name, std::int64_t rows, const py::list& columns) {
    HeldFrame held;
    held.frame.name = name;
    held.frame.rows = rows;
    held.frame.columns.reserve(columns.size());
    ObjectReader reader;
    for (const py::handle column : columns) {
        held.frame.columns.push_back(
            column_of(py::reinterpret_borrow<py::tuple>(column), reader, held.kept));
    }
    return held;
}

} // namespace reimburse::python
