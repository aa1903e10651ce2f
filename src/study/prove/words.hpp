// SPDX-License-Identifier: MIT
#pragma once

#include "study/prove/prove.hpp"

#include <string>

namespace reimburse::study {

/// "uplift=points, backstop=target"; "-" for none.
std::string spell(const Selection& selection);

/// Why a statement is limited, as a sentence, and its stable name.
std::string words(Limit limit, Language language);
std::string id_of(Limit limit);

/// A property as a sentence, and its stable name.
std::string words(Property property, Language language);
std::string id_of(Property property);

std::string id_of(Finding::Kind kind);

/// What a finding says, in one sentence without the claim.
std::string words(const Finding& finding, Language language);

/// The certificate to read.
std::string certificate_text(const Certificate& certificate, Language language);

} // namespace reimburse::study
