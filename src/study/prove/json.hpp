// SPDX-License-Identifier: MIT
#pragma once

#include "load/json_writer.hpp"
#include "study/prove/prove.hpp"

namespace reimburse::study {

/// {"claim": {…}, "accumulators": {…}}: a claim and what --accumulators takes.
void write_witness(load::JsonWriter& json, const Witness& witness);

/// The certificate as one object; its sentences in the language, its ids the same in both.
void write_certificate(load::JsonWriter& json, const Certificate& certificate, Language language);

} // namespace reimburse::study
