// SPDX-License-Identifier: MIT
#pragma once

#include "explain/chart.hpp"
#include "reimburse/errors/problem.hpp"

#include <string>
#include <utility>
#include <vector>

namespace reimburse::explain {

/// A stretch of text in one style.
struct Run {
    enum class Style {
        plain,
        strong,
        id,     ///< an identifier of the rule table
        clause, ///< the id of a clause; leads to its place among the sources
        mark,   ///< what an overlay supplied
        link,   ///< leads to an address on the web
    };

    std::string text;
    Style style = Style::plain;
    std::string url = {}; ///< of a link: http or https
};

/// A line of text. Renderers escape it: it holds no markup.
struct Line {
    std::vector<Run> runs;

    Line() = default;

    Line(std::string text) { add(std::move(text)); }

    Line(const char* text) : Line(std::string(text)) {}

    bool empty() const { return runs.empty(); }

    /// Nothing is added where the text is empty.
    Line& add(std::string text, Run::Style style = Run::Style::plain) {
        if (!text.empty()) {
            runs.push_back({std::move(text), style, {}});
        }
        return *this;
    }

    Line& append(const Line& other) {
        runs.insert(runs.end(), other.runs.begin(), other.runs.end());
        return *this;
    }

    Line& strong(std::string text) { return add(std::move(text), Run::Style::strong); }

    Line& id(std::string text) { return add(std::move(text), Run::Style::id); }

    /// The text, leading to the address where there is one.
    Line& link(std::string text, const std::string& url) {
        if (!url.empty() && !text.empty()) {
            runs.push_back({std::move(text), Run::Style::link, url});
            return *this;
        }
        return add(std::move(text));
    }

    /// The clause after a space, where there is one.
    Line& clause(const std::string& name) {
        if (!name.empty()) {
            add(runs.empty() ? "" : " ").add(name, Run::Style::clause);
        }
        return *this;
    }

    /// " ◆ origin", where there is one.
    Line& origin(const std::string& name) {
        return name.empty() ? *this : add(" ").add("◆ " + name, Run::Style::mark);
    }
};

/// One piece of a page. Items that follow each other form a list.
struct Block {
    enum class Kind { heading, paragraph, item, table, chart };

    Kind kind = Kind::paragraph;
    int level = 2;      ///< of a heading: 2 to 4
    Line line;          ///< all but tables
    std::string anchor; ///< of a heading or an item, unique on the page; may be empty
    std::vector<Line> header;
    std::vector<std::vector<Line>> rows; ///< each as long as the header
    ChartPanel panel;                    ///< of a chart; drawn, or its breakpoints as a table
};

/// A document before it has a format.
struct Page {
    Language language = Language::zh;
    std::string title;
    std::vector<Block> blocks;

    void heading(int level, Line line, std::string anchor = {}) {
        blocks.push_back(
            {Block::Kind::heading, level, std::move(line), std::move(anchor), {}, {}, {}});
    }

    void paragraph(Line line) {
        blocks.push_back({Block::Kind::paragraph, 0, std::move(line), {}, {}, {}, {}});
    }

    void item(Line line, std::string anchor = {}) {
        blocks.push_back({Block::Kind::item, 0, std::move(line), std::move(anchor), {}, {}, {}});
    }

    /// Nothing is added where there are no rows.
    void table(std::vector<Line> header, std::vector<std::vector<Line>> rows) {
        if (!rows.empty()) {
            blocks.push_back(
                {Block::Kind::table, 0, {}, {}, std::move(header), std::move(rows), {}});
        }
    }

    /// Plots of what is paid and of what the patient bears.
    void chart(ChartPanel panel) {
        blocks.push_back({Block::Kind::chart, 0, {}, {}, {}, {}, std::move(panel)});
    }
};

/// GitHub-flavoured Markdown, also to be read as it is.
std::string page_markdown(const Page& page);

/// One HTML page that needs no other file.
std::string page_html(const Page& page);

} // namespace reimburse::explain
