// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace reimburse::audit {

/// What a report has beside the look of every page.
inline constexpr std::string_view report_style = R"(
:root { --over: #b4540a; --under: #1a5a96; --differs: #fff3dc; --bar: #7d93a8; }
@media (prefers-color-scheme: dark) { :root { --over: #f0a060; --under: #7fb9ef;
  --differs: #3a2d16; --bar: #6d7f91; } }
body { max-width: 72rem; }
.policy { color: var(--soft); margin-top: -.6rem; }
.soft { color: var(--soft); }
.lead { font-size: 1.12rem; max-width: 46rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem;
  margin: 1.2rem 0 1.6rem; }
.card { display: flex; flex-direction: column; gap: .15rem; padding: .9rem 1.1rem;
  border: 1px solid var(--line); border-radius: .5rem; font-size: .9rem; color: var(--soft); }
.card strong { font-size: 1.45rem; line-height: 1.3; font-weight: 600; color: var(--ink);
  overflow-wrap: anywhere; }
.is-over, .card.is-over strong { color: var(--over); }
.is-under, .card.is-under strong { color: var(--under); }
table { width: 100%; }
th, td { border-width: 0 0 1px; padding: .4rem .7rem; }
thead th { vertical-align: bottom; border-bottom: 1px solid var(--soft); }
tbody tr:hover td { background: var(--tint); }
.n { text-align: right; white-space: nowrap; }
.p { width: 9.5rem; text-align: center; }
td.p { padding-top: .75rem; }
.months { white-space: nowrap; }
.what { display: block; color: var(--soft); font-size: .92em; max-width: 42rem; }
th button { all: unset; cursor: pointer; }
th button:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; }
th button::after { content: "↕"; color: var(--soft); opacity: .45; margin-left: .35em;
  font-weight: 400; }
th[aria-sort=ascending] button::after { content: "↑"; opacity: 1; color: var(--link); }
th[aria-sort=descending] button::after { content: "↓"; opacity: 1; color: var(--link); }
.folded tbody tr:nth-child(n+16) { display: none; }
.more { margin: -.5rem 0 1.2rem; padding: .25rem .9rem; font: inherit; font-size: .9rem;
  color: var(--link); background: none; border: 1px solid var(--line); border-radius: 1rem;
  cursor: pointer; }
.scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.bar { display: block; width: 122px; height: 12px; margin: 0 auto; }
.bar.wide { width: 162px; height: 14px; }
.over { fill: var(--over); }
.under { fill: var(--under); }
.plain { fill: var(--bar); }
.middle { stroke: var(--soft); }
.back { fill: var(--line); }
.paid { fill: var(--bar); }
.due { stroke: var(--ink); stroke-width: 2; }
.goal { stroke: var(--over); stroke-width: 1.5; stroke-dasharray: 2 2; }
.hit { fill: transparent; }
.plot g:hover .hit { fill: var(--tint); }
.swatch { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem;
  border-radius: .15rem; vertical-align: -.08rem; }
.swatch.over { background: var(--over); }
.swatch.under { background: var(--under); }
.facts { margin: .8rem 0 1.2rem; }
.facts div { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: .35rem 0;
  border-bottom: 1px solid var(--line); }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.facts.small { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr));
  gap: .35rem 1.2rem; font-size: .92rem; margin: .3rem 0 .8rem; }
.facts.small div { display: block; border: 0; padding: 0; }
.facts.small dt { font-size: .84rem; line-height: 1.3; }
.case { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; }
.case summary { display: grid; grid-template-columns: .8rem 7.5rem minmax(6rem, 11rem)
  minmax(6rem, 12rem) 1fr; gap: .1rem 1rem; padding: .6rem 1rem; margin: 0; color: var(--ink);
  list-style: none; align-items: baseline; }
.case summary::-webkit-details-marker { display: none; }
.case summary::before { content: "▸"; color: var(--soft); }
.case[open] summary::before { content: "▾"; }
.case summary:hover { background: var(--tint); border-radius: .5rem; }
.case[open] summary { border-bottom: 1px solid var(--line); border-radius: .5rem .5rem 0 0; }
.case .amount { text-align: right; font-weight: 600; white-space: nowrap; }
.case .id, .case .where, .case .why { overflow-wrap: anywhere; }
.case .where { color: var(--soft); }
.case .body { padding: .9rem 1rem .4rem; }
.accounts { max-width: 48rem; }
.accounts th { font-weight: 400; background: none; white-space: normal; }
.accounts thead th, .accounts .head th { font-weight: 600; }
.accounts .head th { background: var(--tint); }
.accounts .differs td, .accounts .differs th { background: var(--differs); }
.accounts .differs td:last-child { font-weight: 600; }
.clause { color: var(--soft); }
.badge { font: .86em/1.4 ui-monospace, "Cascadia Mono", Consolas, monospace; padding: .1em .45em;
  border: 1px solid var(--line); border-radius: .3em; background: var(--tint); }
.refused h3 { margin-bottom: .2rem; }
@media (max-width: 44rem) {
  th, td { padding: .35rem .5rem; }
  .sorted td:not(.n, .p, .months) { min-width: 7.5rem; }
  .sorted td.wide { min-width: 12rem; }
  .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .6rem; }
  .card { padding: .7rem .8rem; }
  .card strong { font-size: 1.12rem; }
  .card:first-child { grid-column: 1 / -1; }
  .facts div { grid-template-columns: 1fr; }
  .facts.small { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .case summary { grid-template-columns: .8rem auto 1fr; }
  .case .amount { text-align: left; }
  .case .id { text-align: right; }
  .case .where, .case .why { grid-column: 2 / -1; }
  .accounts { font-size: .88rem; } .accounts .n { white-space: normal; } }
@media print { .more { display: none; } th button::after { content: none; }
  .case, .card { break-inside: avoid; } .scroll { overflow: visible; } table { font-size: 8pt; }
  th, td { padding: .2rem .35rem; } .p { width: auto; } .bar { width: 70px; height: 9px; }
  .bar.wide { width: 90px; } }
)";

/// Sorts tables, and folds the long ones. Without it the page is whole, only longer.
inline constexpr std::string_view report_script = R"(
"use strict";
for (const table of document.querySelectorAll("table.sorted")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, place) => {
    const button = head.querySelector("button");
    if (!button) return;
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const numeric = head.classList.contains("n");
      const before = head.getAttribute("aria-sort");
      const up = before === "none" ? !numeric : before === "descending";
      const key = row => row.cells[place].dataset.key ?? row.cells[place].textContent;
      const compare = numeric
        ? (a, b) => Number(BigInt(key(a)) - BigInt(key(b)))
        : (a, b) => key(a).localeCompare(key(b), document.documentElement.lang);
      const rows = [...body.rows].sort((a, b) => up ? compare(a, b) : compare(b, a));
      heads.forEach(other => other.hasAttribute("aria-sort") &&
        other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      body.append(...rows);
    });
  });
  if (table.dataset.more) {
    table.classList.add("folded");
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more";
    more.textContent = `${table.dataset.more} (${body.rows.length})`;
    more.addEventListener("click", () => { table.classList.remove("folded"); more.remove(); });
    table.closest(".scroll").after(more);
  }
}
)";

} // namespace reimburse::audit
