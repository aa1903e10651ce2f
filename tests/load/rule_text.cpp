// SPDX-License-Identifier: MIT
#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace reimburse::load::test {

const std::string_view small_policy = R"({
  "policy": "small-1",
  "title": {"en": "Small"},
  "place": "430800",
  "trust": "A",
  "valid": {"from": "2019-01-01", "to": "2020-01-01"},
  "benefit_year": {"month": 4, "day": 30},
  "sources": [
    {"id": "S1", "title": {"en": "Source"}, "published": "2019-10",
      "url": "https://example.org/a(1).html?b=%20", "clauses": [
      {"id": "S1-1", "text": {"en": "one"}},
      {"id": "S1-2", "text": {"zh": "二", "en": "two"}}
    ]}
  ],
  "readings": [
    {"id": "round", "clause": "S1-1", "why": {"en": "why"}, "values": [
      {"id": "year", "label": {"en": "by year"}}, {"id": "claim", "label": {"en": "by claim"}}]}
  ],
  "dimensions": [
    {"id": "level", "label": {"en": "level"},
      "values": ["low", {"id": "high", "label": {"en": "High"}}]},
    {"id": "poor", "label": {"en": "poor"}, "values": ["yes", "no"], "absent": "no",
      "in_force": {"from": "class_from", "to": "class_to", "otherwise": "no"}},
    {"id": "near", "label": {"en": "near"}, "values": ["yes", "no"], "derive": [
      {"equal": ["from_place", "to_place"], "value": "yes", "assume": {"en": "assumed"},
        "clause": "S1-1"},
      {"in_list": {"to_place": "region"}, "between": {"age": [60, null],
        "paid": ["0", "10.50"]}, "value": "yes"},
      {"when": {"level": "low"}, "absent": ["to_place"], "present": ["from_place"], "value": "no"},
      {"if": {"round": ["year", "claim"]}, "value": "no"}]}
  ],
  "measures": [
    {"id": "age", "label": {"en": "age"}, "kind": "count", "required": true},
    {"id": "abroad", "label": {"en": "abroad"}, "kind": "amount"}
  ],
  "lists": [{"id": "region", "label": {"en": "region"}, "entries": ["4308*"], "clause": "S1-1"}],
  "facilities": [{"id": "H-1", "label": {"en": "H"}, "fields": {"level": "high"}}],
  "indices": [{"id": "wage", "label": {"en": "wage"}, "amount": "50000"}],
  "accumulators": [
    {"id": "paid", "label": {"en": "paid"},
      "period": "year", "adds": {"benefit": "basic", "part": "payment"}},
    {"id": "laid", "label": {"en": "laid"},
      "period": "year", "of": "household", "adds": {"benefit": "second", "part": "laid"}},
    {"id": "visits", "label": {"en": "visits"},
      "period": "month", "counts": true, "when": {"level": "low"}, "if": {"round": "year"}},
    {"id": "spent", "label": {"en": "spent"}, "period": "ever", "adds": {"measure": "abroad"}}
  ],
  "benefits": [
    {"id": "basic", "label": {"en": "basic"}, "payer": "fund", "clause": "S1-1",
      "gates": [{"when": {"level": ["low", "high"]}, "otherwise": {"en": "neither"}}],
      "base": {"terms": [{"measure": "eligible"}],
        "limits": [{"id": "all", "amount": [{"unlimited": true}]}]},
      "deductibles": [{"id": "visit", "amount": [
        {"when": {"level": "low"}, "value": "200"},
        {"when": {"level": "high"}, "unspecified": {"en": "open"}, "clause": "S1-2"}]}],
      "caps": [{"id": "year", "amount": [
        {"share": "6", "of": "wage", "round": {"mode": "down", "unit": "1"}}], "used": ["paid"]}],
      "schedule": {"laying": "whole", "axis": [
          {"if": {"round": "year"}, "none": true}, {"if": {"round": "claim"}, "value": "laid"}],
        "includes_deductible": [{"if": {"round": "year"}, "value": true},
          {"if": {"round": "claim"}, "value": false}],
        "edges_from": [{"value": "zero"}], "segments": [
        {"up_to": "1000", "rate": "0.5"}, {"up_to": "2000", "fixed": "700"}, {"rate": "2/3"}]},
      "uplifts": [
        {"id": "more", "label": {"en": "more"}, "when": {"poor": "yes"},
          "target": "rate", "change": "points", "value": "0.10"},
        {"id": "free", "label": {"en": "free"}, "when": {"poor": "yes"},
          "from": "2019-05-01", "target": "cap", "room": "year", "change": "remove"}],
      "combine": "sum", "rate_limit": "0.9",
      "rounding": {"mode": "half_up", "unit": "0.01", "side": "patient", "place": "claim"}},
    {"id": "second", "label": {"en": "second"}, "payer": "employer", "clause": "S1-2",
      "valid": {"from": "2019-02-01"},
      "base": {"terms": [{"measure": "total"},
        {"weight": "-1", "benefit": "basic", "part": "covered"}]},
      "combine": [{"if": {"round": ["year", "claim"]}, "value": "largest"}],
      "schedule": {"axis": "laid", "laying": [{"if": {"round": "year"}, "value": "marginal"},
          {"if": {"round": "claim"}, "value": "whole"}],
        "axis_deductible": "10000", "edges_from": "zero", "includes_deductible": true,
        "segments": [{"up_to": "30000", "rate": "0.60"}, {"rate": "0.85"}]},
      "rounding": [{"if": {"round": "year"}, "mode": "half_up", "unit": "0.01", "place": "year"},
                   {"if": {"round": "claim"}, "mode": "down", "unit": "0.1", "place": "claim"}],
      "on_change": "settle_up", "paid": "paid"},
    {"id": "aid", "label": {"en": "aid"},
      "payer": "hospital", "clause": "S1-2", "silent": [{"note": {"en": "no figures"}}]},
    {"id": "rest", "label": {"en": "rest"}, "payer": "fund", "clause": "S1-2", "kind": "backstop",
      "base": {"terms": [{"benefit": "second", "part": "left"}]}, "on_change": [
        {"if": {"round": "year"}, "value": "forward"},
        {"if": {"round": "claim"}, "value": "forward"}],
      "keep": {"amount": {"id": "me", "amount": "5"}, "share": "0.2", "of": [{"measure": "total"}]},
      "rounding": {"mode": "up", "unit": "0.01", "place": "claim"}},
    {"id": "other", "label": {"en": "other"},
      "payer": "account", "clause": "S1-2", "kind": "given", "given": "abroad"}
  ],
  "orders": [{"benefits": ["basic", "second", "aid", "rest", "other"]}],
  "targets": [{"id": "most", "label": {"en": "most"}, "when": {"poor": "yes"},
    "ratio": "0.85", "clause": "S1-1"}],
  "statements": [{"id": "deposit", "label": {"en": "deposit"}, "yes": [{"poor": "no"},
    {"level": "high"}], "clause": "S1-1"}],
  "premiums": [{"id": "resident", "label": {"en": "resident"}, "contribution": "220", "subsidy": [
    {"from": "2019-01-01", "to": "2019-06-01", "value": "0"},
      {"from": "2019-06-01", "value": "110", "clause": "S1-1"}]}],
  "entitlements": [{"id": "checks", "label": {"en": "checks"}, "when": {"poor": "yes"},
    "times_a_year": 4, "clause": "S1-2"}],
  "sheets": [{"id": "form", "label": {"en": "form"}, "clause": "S1-2", "lines": [
    {"id": "top", "section": "upper", "label": {"en": "top"}, "code": "01", "of": [
      {"benefit": "second", "part": "laid"}, {"weight": -1, "measure": "patient_pays"}],
      "words": true, "hide_zero": true},
    {"id": "middle", "label": {"en": "middle"}, "of": [
      {"reason": "over_cap", "benefit": "basic"}, {"accumulator": "spent", "at": "before"},
      {"line": "top"}, {"measure": "abroad"}]},
    {"id": "share", "label": {"en": "share"}, "of": [{"weight": "2", "line": "middle"}],
      "over": [{"measure": "total"}]}]}],
  "bounds": [
    {"id": "half", "label": {"en": "half"}, "table": "basic.segments.1.rate", "at_least": "0.5",
      "when": {"level": "low"}, "if": {"round": "year"}, "from": "2019-02-01", "to": "2019-03-01",
      "clause": "S1-2"},
    {"id": "fewer", "label": {"en": "fewer"}, "table": "second.axis_deductible", "clause": "S1-2",
      "at_most": {"compared_to": {"poor": "no"}, "change": "factor", "value": "0.5"}}],
  "allow": [{"lint": "uncited", "at": "S1-2", "reason": {"en": "a target"}}]
}
)";

const std::string_view small_overlay = R"({
  "overlay": "filled",
  "extends": "small-1",
  "title": {"en": "Filled"},
  "assumption": true,
  "sources": [{"id": "O1", "title": {"en": "assumed"},
    "clauses": [{"id": "O1-1", "text": {"en": "one"}}]}],
  "set": [
    {"table": "basic.deductibles.visit", "when": {"level": "high"},
      "value": "300", "clause": "O1-1"},
    {"table": "second.segments.2.rate", "from": "2019-06-01", "value": "0.9", "clause": "O1-1"}
  ],
  "measures": [{"id": "gift", "label": {"en": "gift"}, "kind": "amount"}],
  "lists": [{"id": "extra", "label": {"en": "extra"}, "entries": ["1"], "clause": "O1-1"}],
  "indices": [{"id": "income", "label": {"en": "income"}, "amount": "1000"}],
  "accumulators": [{"id": "aided", "label": {"en": "aided"},
    "period": "year", "adds": {"benefit": "aid", "part": "payment"}}],
  "benefits": [
    {"id": "aid", "label": {"en": "aid"}, "payer": "hospital", "clause": "O1-1",
      "base": {"terms": [{"benefit": "second", "part": "left"}]},
      "caps": [{"id": "year", "amount": "100", "used": ["aided"]}],
      "schedule": {"segments": [{"rate": "0.5"}]},
      "rounding": {"mode": "half_up", "unit": "0.01", "place": "claim"}}
  ],
  "sheets": [{"id": "aided_form", "label": {"en": "aided"}, "lines": [
    {"id": "year", "label": {"en": "year"}, "of": [{"accumulator": "aided"}]}]}]
}
)";

std::string with(std::string_view text, std::string_view from, std::string_view to) {
    std::string changed(text);
    const std::size_t at = changed.find(from);
    if (at == std::string::npos) {
        ADD_FAILURE() << "not in the text: " << from;
        return changed;
    }
    return changed.replace(at, from.size(), to);
}

std::string place_of(std::string_view text, std::string_view part, std::size_t from) {
    const std::size_t found = text.find(part, from);
    if (found == std::string_view::npos) {
        return "nowhere";
    }
    const std::string_view before = text.substr(0, found);
    const auto line = std::ranges::count(before, '\n') + 1;
    return std::to_string(line) + ":" + std::to_string(before.size() - before.rfind('\n'));
}

std::string described(const Problem& problem) {
    return std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column) + " " +
           problem.place.pointer + " " + sentence(problem);
}

std::string described(const Problems& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        text += (text.empty() ? "" : "\n") + described(problem);
    }
    return text;
}

std::string expected(const Bad& bad, std::string_view changed) {
    const bool inside = bad.to.find(bad.at) != std::string_view::npos;
    return place_of(changed, bad.at, inside ? changed.find(bad.to) : 0) + " " +
           std::string(bad.pointer) + " " + std::string(bad.sentence);
}

} // namespace reimburse::load::test
