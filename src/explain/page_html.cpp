// SPDX-License-Identifier: MIT
#include "explain/page.hpp"

#include "explain/chart_plot.hpp"
#include "explain/chart_table.hpp"
#include "explain/escape.hpp"
#include "explain/page_style.hpp"

namespace reimburse::explain {

namespace {

std::string wrapped(const Run& run) {
    const std::string text = escaped_html(run.text);
    switch (run.style) {
    case Run::Style::plain:
        break;
    case Run::Style::strong:
        return "<strong>" + text + "</strong>";
    case Run::Style::id:
        return "<code>" + text + "</code>";
    case Run::Style::clause:
        return "<a class=\"clause\" href=\"#clause-" + text + "\">[" + text + "]</a>";
    case Run::Style::mark:
        return "<span class=\"mark\">" + text + "</span>";
    case Run::Style::link:
        return "<a href=\"" + escaped_html(run.url) + "\">" + text + "</a>";
    }
    return text;
}

std::string html(const Line& line) {
    std::string out;
    for (const Run& run : line.runs) {
        out += wrapped(run);
    }
    return out;
}

std::string anchored(const std::string& tag, const std::string& anchor) {
    return "<" + tag + (anchor.empty() ? "" : " id=\"" + escaped_html(anchor) + "\"") + ">";
}

std::string table(const Block& block) {
    std::string out = "<div class=\"scroll\"><table>\n<thead><tr>";
    for (const Line& cell : block.header) {
        out += "<th>" + html(cell) + "</th>";
    }
    out += "</tr></thead>\n<tbody>\n";
    for (const std::vector<Line>& row : block.rows) {
        out += "<tr>";
        for (const Line& cell : row) {
            out += "<td>" + html(cell) + "</td>";
        }
        out += "</tr>\n";
    }
    return out + "</tbody>\n</table></div>\n";
}

std::string chart(const Block& block, Language language, const std::string& id) {
    const ChartPanel& panel = block.panel;
    std::string out = "<figure>\n";
    if (!panel.title.empty()) {
        out += "<figcaption>" + escaped_html(panel.title) + "</figcaption>\n";
    }
    out += plots_html(panel, language, id);
    for (const std::string& note : panel.notes) {
        out += "<p class=\"note\">" + escaped_html(note) + "</p>\n";
    }
    const std::string summary = language == Language::zh ? "转折点" : "Breakpoints";
    return out + "<details><summary>" + summary + "</summary>\n" +
           table(breakpoint_table(panel, language)) + "</details>\n</figure>\n";
}

std::string contents(const Page& page) {
    std::string out = "<nav><ul>\n";
    for (const Block& block : page.blocks) {
        if (block.kind == Block::Kind::heading && block.level == 2 && !block.anchor.empty()) {
            out += "<li><a href=\"#" + escaped_html(block.anchor) + "\">" + html(block.line) +
                   "</a></li>\n";
        }
    }
    return out + "</ul></nav>\n";
}

} // namespace

std::string page_html(const Page& page) {
    const std::string title = escaped_html(page.title);
    std::string out =
        page_head(title, page.language, {}) + "<h1>" + title + "</h1>\n" + contents(page);
    bool in_list = false;
    int charts = 0;
    for (const Block& block : page.blocks) {
        const bool item = block.kind == Block::Kind::item;
        out += in_list == item ? "" : item ? "<ul>\n" : "</ul>\n";
        in_list = item;
        switch (block.kind) {
        case Block::Kind::heading: {
            const std::string tag = "h" + std::to_string(block.level);
            out += anchored(tag, block.anchor) + html(block.line) + "</" + tag + ">\n";
            break;
        }
        case Block::Kind::paragraph:
            out += anchored("p", block.anchor) + html(block.line) + "</p>\n";
            break;
        case Block::Kind::item:
            out += anchored("li", block.anchor) + html(block.line) + "</li>\n";
            break;
        case Block::Kind::table:
            out += table(block);
            break;
        case Block::Kind::chart:
            out += chart(block, page.language, "plot-" + std::to_string(++charts));
            break;
        }
    }
    return out + (in_list ? "</ul>\n" : "") + "</body>\n</html>\n";
}

} // namespace reimburse::explain
