// SPDX-License-Identifier: MIT
#include "explain/page.hpp"

#include <string_view>

namespace reimburse::explain {

namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light; --ink: #1d2126; --soft: #5b6470; --line: #d9dde3; --tint: #f5f7f9; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.5rem 4rem; color: var(--ink);
  background: #fff; font: 16px/1.7 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial,
  "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  font-variant-numeric: tabular-nums; }
h1, h2, h3, h4 { line-height: 1.35; text-wrap: balance; }
h1 { font-size: 1.75rem; margin: 0 0 1rem; }
h2 { font-size: 1.35rem; margin: 2.75rem 0 .75rem; padding-bottom: .3rem;
  border-bottom: 1px solid var(--line); }
h3 { font-size: 1.12rem; margin: 2.25rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .35rem; color: var(--soft); }
p, ul { margin: .45rem 0; }
ul { padding-left: 1.4rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; list-style: none; padding: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0 1rem; font-size: .94rem; min-width: 50%; }
th, td { border: 1px solid var(--line); padding: .35rem .7rem; text-align: left;
  vertical-align: top; }
th { background: var(--tint); font-weight: 600; white-space: nowrap; }
code { font: .86em/1.4 ui-monospace, "Cascadia Mono", Consolas, monospace; color: var(--soft); }
a { color: #1a5a96; text-decoration: none; }
a:hover { text-decoration: underline; }
.clause { font-size: .84em; white-space: nowrap; }
.mark { color: #8a4b00; background: #fff3dc; padding: 0 .3em; border-radius: .2em; }
:target { background: #fff8d6; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; }
  tr, h2, h3, h4 { break-inside: avoid; } h2, h3, h4 { break-after: avoid; } }
)";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string wrapped(const Run& run) {
    const std::string text = escaped(run.text);
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
    return "<" + tag + (anchor.empty() ? "" : " id=\"" + escaped(anchor) + "\"") + ">";
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

std::string contents(const Page& page) {
    std::string out = "<nav><ul>\n";
    for (const Block& block : page.blocks) {
        if (block.kind == Block::Kind::heading && block.level == 2 && !block.anchor.empty()) {
            out += "<li><a href=\"#" + escaped(block.anchor) + "\">" + html(block.line) +
                   "</a></li>\n";
        }
    }
    return out + "</ul></nav>\n";
}

} // namespace

std::string page_html(const Page& page) {
    const std::string title = escaped(page.title);
    std::string out = "<!DOCTYPE html>\n<html lang=\"";
    out += page.language == Language::zh ? "zh-Hans" : "en";
    out += "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
           title + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<h1>" +
           title + "</h1>\n" + contents(page);
    bool in_list = false;
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
        }
    }
    return out + (in_list ? "</ul>\n" : "") + "</body>\n</html>\n";
}

} // namespace reimburse::explain
