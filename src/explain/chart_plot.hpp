// SPDX-License-Identifier: MIT
#pragma once

#include "explain/chart.hpp"
#include "reimburse/errors/problem.hpp"

#include <string>

namespace reimburse::explain {

/// The panel's legend, empty where its only line needs no name, and its two plots as inline SVG
/// with a text alternative. `id` is unique on the page. Colours are those of the page's style.
std::string plots_html(const ChartPanel& panel, Language language, const std::string& id);

} // namespace reimburse::explain
