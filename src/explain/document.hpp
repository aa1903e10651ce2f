// SPDX-License-Identifier: MIT
#pragma once

#include "explain/page.hpp"
#include "reimburse/rules/policy.hpp"

#include <string>

namespace reimburse::explain {

/// The policy as a document for those who administer it: what is in force under the selection,
/// every figure with its clause, in the order in which benefits are settled. What exists only
/// under other readings stands apart, at the end of its benefit. What an overlay supplied is
/// marked ◆. A reading that the selection does not name has its default.
Page document_page(const Policy& policy, const Selection& selection, Language language);

std::string document_markdown(const Policy& policy, const Selection& selection, Language language);

/// One page that needs no other file; clause ids lead to the sources.
std::string document_html(const Policy& policy, const Selection& selection, Language language);

} // namespace reimburse::explain
