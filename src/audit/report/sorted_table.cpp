// SPDX-License-Identifier: MIT
#include "audit/report/sorted_table.hpp"

#include "audit/report/words.hpp"
#include "explain/escape.hpp"

namespace reimburse::audit {

namespace {

/// Rows that are shown at first; the page's style says the same.
constexpr std::size_t rows_shown = 15;

} // namespace

SortedTable::SortedTable(std::vector<Column> columns, std::string label)
    : columns_(std::move(columns)), label_(std::move(label)) {}

void SortedTable::open() {
    if (!in_row_) {
        rows_ += "<tr>";
        in_row_ = true;
        ++count_;
    }
}

SortedTable& SortedTable::text(std::string_view words, std::string_view kind) {
    open();
    rows_ += kind.empty() ? "<td>" : "<td class=\"" + std::string(kind) + "\">";
    rows_ += explain::escaped_html(words) + "</td>";
    return *this;
}

SortedTable& SortedTable::text(std::string_view words) {
    return text(words, "");
}

SortedTable& SortedTable::sentence(std::string_view words) {
    return text(words, "wide");
}

SortedTable& SortedTable::months(std::string_view words) {
    return text(words, "months");
}

SortedTable& SortedTable::html(std::string_view markup, std::string_view key) {
    open();
    rows_ += "<td data-key=\"" + explain::escaped_html(key) + "\">";
    (rows_ += markup) += "</td>";
    return *this;
}

SortedTable& SortedTable::number(std::string_view shown, std::int64_t key) {
    open();
    rows_ += "<td class=\"n\" data-key=\"" + std::to_string(key) + "\">";
    (rows_ += shown) += "</td>";
    return *this;
}

SortedTable& SortedTable::count(std::int64_t number) {
    return this->number(ReportWords::count(number), number);
}

SortedTable& SortedTable::yuan(std::int64_t fen) {
    return number(ReportWords::yuan(fen), fen);
}

SortedTable& SortedTable::signed_yuan(std::int64_t fen) {
    return number(ReportWords::signed_yuan(fen), fen);
}

SortedTable& SortedTable::picture(std::string_view svg) {
    open();
    rows_ += "<td class=\"p\">";
    (rows_ += svg) += "</td>";
    return *this;
}

void SortedTable::end_row() {
    rows_ += "</tr>\n";
    in_row_ = false;
}

std::string SortedTable::markup(std::string_view more) const {
    const std::string label = explain::escaped_html(label_);
    std::string out = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + label +
                      "\">\n<table class=\"sorted\"";
    if (count_ > rows_shown) {
        out += " data-more=\"" + explain::escaped_html(more) + "\"";
    }
    out += ">\n<thead><tr>";
    for (const Column& column : columns_) {
        const std::string head = explain::escaped_html(column.head);
        switch (column.kind) {
        case Kind::text:
            out += "<th scope=\"col\"><button type=\"button\">" + head + "</button></th>";
            break;
        case Kind::number:
            out +=
                "<th scope=\"col\" class=\"n\"><button type=\"button\">" + head + "</button></th>";
            break;
        case Kind::picture:
            out += "<th scope=\"col\" class=\"p\">" + head + "</th>";
            break;
        }
    }
    return out + "</tr></thead>\n<tbody>\n" + rows_ + "</tbody>\n</table></div>\n";
}

} // namespace reimburse::audit
