// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"

#include <string>
#include <string_view>

namespace reimburse::explain {

/// The look of every page: quiet, in the colours that the reader's system prefers, for screens of
/// any width and for paper.
inline constexpr std::string_view page_style = R"(
:root { color-scheme: light dark; --ink: #1d2126; --soft: #5b6470; --line: #d9dde3;
  --tint: #f5f7f9; --paper: #fff; --link: #1a5a96; --mark: #8a4b00; --mark-tint: #fff3dc;
  --target: #fff8d6; --l0: #1a5a96; --l1: #b4540a; --l2: #1f7a4d; --l3: #8a3b8f; --l4: #7a6200;
  --l5: #4a5058; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --soft: #a2abb6; --line: #3a4149;
  --tint: #22272d; --paper: #171a1e; --link: #7fb9ef; --mark: #f3c272; --mark-tint: #3a2d16;
  --target: #3b3718; --l0: #7fb9ef; --l1: #f0a060; --l2: #6fcf97; --l3: #d59be0; --l4: #dcc254;
  --l5: #c2c8cf; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.5rem 4rem; color: var(--ink);
  background: var(--paper); font: 16px/1.7 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial,
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
li code { overflow-wrap: anywhere; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
.clause { font-size: .84em; white-space: nowrap; }
.mark { color: var(--mark); background: var(--mark-tint); padding: 0 .3em; border-radius: .2em; }
:target { background: var(--target); }
figure { margin: 1.1rem 0 1.6rem; padding: 1rem 1.1rem .6rem; border: 1px solid var(--line);
  border-radius: .5rem; }
figcaption { font-weight: 600; margin-bottom: .3rem; }
.legend { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; list-style: none; padding: 0;
  margin: .2rem 0 .7rem; font-size: .94rem; }
.key { width: 2rem; height: .67rem; margin-right: .45rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr));
  gap: 1rem 1.5rem; }
.pair + .pair { margin-top: 1.2rem; }
.plot { display: block; width: 100%; height: auto; overflow: visible; }
.plot text { font-size: 13px; fill: var(--soft); }
.plot .head { font-weight: 600; fill: var(--ink); }
.grid { stroke: var(--line); }
.axis { stroke: var(--soft); }
.whole { stroke: var(--soft); stroke-width: .8; stroke-dasharray: 1 4; }
.plot path, .key path { fill: none; stroke: currentColor; stroke-width: 2.2;
  stroke-linejoin: round; }
.plot circle { fill: currentColor; stroke: var(--paper); stroke-width: 1; }
.plot .open { fill: var(--paper); stroke: currentColor; stroke-width: 1.5; }
.l0 { color: var(--l0); }
.l1 { color: var(--l1); } .l1 path { stroke-dasharray: 9 4; }
.l2 { color: var(--l2); } .l2 path { stroke-dasharray: 3 3; }
.l3 { color: var(--l3); } .l3 path { stroke-dasharray: 10 3 2 3; }
.l4 { color: var(--l4); } .l4 path { stroke-dasharray: 16 4; }
.l5 { color: var(--l5); } .l5 path { stroke-dasharray: 1 3; }
.note { color: var(--soft); font-size: .94rem; }
summary { color: var(--link); cursor: pointer; font-size: .94rem; margin: .4rem 0; }
@media (max-width: 36rem) { body { padding: 1.25rem 1rem 3rem; }
  figure { padding: .8rem .8rem .4rem; } .plot text { font-size: 16px; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; }
  tr, h2, h3, h4, figure { break-inside: avoid; } h2, h3, h4 { break-after: avoid; } }
)";

/// A page up to the start of its body. `title` is escaped; `more` is further style.
inline std::string page_head(const std::string& title, Language language, std::string_view more) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"";
    out += language == Language::zh ? "zh-Hans" : "en";
    out += "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
           title + "</title>\n<style>";
    (out += page_style) += more;
    return out + "</style>\n</head>\n<body>\n";
}

} // namespace reimburse::explain
