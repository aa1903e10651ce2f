// SPDX-License-Identifier: MIT
#include "explain/chart_table.hpp"
#include "explain/page.hpp"

#include <string_view>

namespace reimburse::explain {

namespace {

bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// What Markdown would take for markup gets a backslash; line ends become spaces.
std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool inside_word =
            i > 0 && i + 1 < text.size() && is_word(text[i - 1]) && is_word(text[i + 1]);
        if (c == '\n' || c == '\r' || c == '\t') {
            out += ' ';
            continue;
        }
        if (std::string_view("\\`*<[]|~&").find(c) != std::string_view::npos ||
            (c == '_' && !inside_word)) {
            out += '\\';
        }
        out += c;
    }
    return out;
}

/// A code span keeps its text, so that only its fence and table bars need care.
std::string code(const std::string& text) {
    const bool plain = text.find_first_of("`|\n\r") == std::string::npos;
    return plain ? "`" + text + "`" : escaped(text);
}

std::string markdown(const Line& line) {
    std::string out;
    for (const Run& run : line.runs) {
        switch (run.style) {
        case Run::Style::plain:
            out += escaped(run.text);
            break;
        case Run::Style::strong:
        case Run::Style::mark:
            out += "**" + escaped(run.text) + "**";
            break;
        case Run::Style::id:
            out += code(run.text);
            break;
        case Run::Style::clause:
            out += "[" + escaped(run.text) + "]";
            break;
        case Run::Style::link:
            // Between < and > brackets and parentheses of an address need no care.
            out += "[" + escaped(run.text) + "](<" + run.url + ">)";
            break;
        }
    }
    return out;
}

std::string table_row(const std::vector<Line>& cells) {
    std::string out = "|";
    for (const Line& cell : cells) {
        out += " " + markdown(cell) + " |";
    }
    return out + "\n";
}

std::string table(const Block& block) {
    std::string out = table_row(block.header) + "|";
    for (std::size_t i = 0; i < block.header.size(); ++i) {
        out += " --- |";
    }
    out += "\n";
    for (const std::vector<Line>& row : block.rows) {
        out += table_row(row);
    }
    return out;
}

/// The breakpoints in place of the plots.
std::string chart(const ChartPanel& panel, Language language) {
    std::string out = panel.title.empty() ? "" : "**" + escaped(panel.title) + "**\n\n";
    out += table(breakpoint_table(panel, language));
    for (const std::string& note : panel.notes) {
        out += "\n" + escaped(note) + "\n";
    }
    return out;
}

/// The start of a paragraph must not look like a heading, a quotation or a list.
std::string guarded(std::string text) {
    const std::size_t digits = text.find_first_not_of("0123456789");
    if (!text.empty() && std::string_view("#>+-=").find(text.front()) != std::string_view::npos) {
        text.insert(0, 1, '\\');
    } else if (digits != std::string::npos && digits > 0 &&
               (text[digits] == '.' || text[digits] == ')')) {
        text.insert(digits, 1, '\\');
    }
    return text;
}

} // namespace

std::string page_markdown(const Page& page) {
    std::string out = "# " + escaped(page.title) + "\n";
    bool in_list = false;
    for (const Block& block : page.blocks) {
        const bool item = block.kind == Block::Kind::item;
        out += item && in_list ? "" : "\n";
        in_list = item;
        switch (block.kind) {
        case Block::Kind::heading:
            out += std::string(static_cast<std::size_t>(block.level), '#') + " " +
                   markdown(block.line) + "\n";
            break;
        case Block::Kind::paragraph:
            out += guarded(markdown(block.line)) + "\n";
            break;
        case Block::Kind::item:
            out += "- " + guarded(markdown(block.line)) + "\n";
            break;
        case Block::Kind::table:
            out += table(block);
            break;
        case Block::Kind::chart:
            out += chart(block.panel, page.language);
            break;
        }
    }
    return out;
}

} // namespace reimburse::explain
