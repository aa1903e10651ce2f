// SPDX-License-Identifier: MIT
#include "study/prove/json.hpp"

#include "reimburse/amount/format.hpp"
#include "study/prove/words.hpp"

#include <algorithm>

namespace reimburse::study {

namespace {

std::string yuan(std::int64_t fen) {
    return format_amount(Money::from_fen(fen));
}

class Writer {
  public:
    Writer(load::JsonWriter& json, const Certificate& certificate, Language language)
        : json_(json), certificate_(certificate), language_(language) {}

    void write() {
        json_.begin_object().key("policy").string(certificate_.policy);
        json_.key("title").string(certificate_.title.in(language_));
        json_.key("hash").string(certificate_.hash);
        json_.key("overlays").begin_array();
        for (const std::string& overlay : certificate_.overlays) {
            json_.string(overlay);
        }
        json_.end_array();
        json_.key("all_readings").boolean(certificate_.all_readings);
        if (!certificate_.all_readings) {
            readings(certificate_.selection);
        }
        number("selections", certificate_.selections);
        number("combinations", certificate_.combinations);
        number("refused", certificate_.refused);
        number("programs", certificate_.programs);
        number("functions", certificate_.functions);
        json_.key("proved").boolean(certificate_.proved());
        tables();
        engine();
        findings();
        json_.end_object();
    }

  private:
    void number(const char* key, std::uint64_t value) {
        json_.key(key).number(static_cast<std::int64_t>(value));
    }

    void readings(const Selection& selection) {
        json_.key("readings").begin_object();
        for (const auto& [reading, value] : selection) {
            json_.key(reading).string(value);
        }
        json_.end_object();
    }

    void tables() {
        json_.key("tables").begin_array();
        for (const BenefitProof& benefit : certificate_.tables) {
            if (benefit.functions == 0) {
                continue;
            }
            json_.begin_object().key("benefit").string(benefit.id);
            number("functions", benefit.functions);
            number("combinations", benefit.combinations);
            number("steps", benefit.steps);
            json_.key("holds").begin_object();
            for (const Property property :
                 {Property::within_base, Property::payment_never_falls,
                  Property::remainder_never_falls, Property::independent_of_cut}) {
                if (property != Property::independent_of_cut || benefit.rounded_by_year > 0) {
                    json_.key(id_of(property))
                        .boolean(std::ranges::find(benefit.broken, property) ==
                                 benefit.broken.end());
                }
            }
            json_.end_object();
            cliffs(benefit);
            limits(benefit);
            json_.end_object();
        }
        json_.end_array();
    }

    void cliffs(const BenefitProof& benefit) {
        json_.key("cliffs").begin_array();
        for (const Cliff& cliff : benefit.cliffs) {
            json_.begin_object().key("edge").string(yuan(cliff.edge));
            json_.key("before").string(yuan(cliff.before));
            json_.key("after").string(yuan(cliff.after)).end_object();
        }
        json_.end_array();
    }

    void limits(const BenefitProof& benefit) {
        json_.key("outside").begin_array();
        for (const Limit limit : benefit.limits) {
            json_.begin_object().key("id").string(id_of(limit));
            json_.key("text").string(words(limit, language_)).end_object();
        }
        json_.end_array();
    }

    void engine() {
        const EngineReport& report = certificate_.engine;
        json_.key("one_claim_years").begin_object();
        json_.key("limit").string(yuan(certificate_.limit));
        number("programs", report.walked_programs);
        number("settlements", report.settlements);
        number("exact_settlements", report.exact_points);
        json_.key("longest_period").number(report.longest_period);
        number("programs_beyond_second_formulation", report.unwalked.size());
        json_.key("benefits_of_these").begin_array();
        for (const std::string& benefit : certificate_.exact_only) {
            json_.string(benefit);
        }
        json_.end_array().end_object();
        json_.key("longer_years").begin_object();
        json_.key("is").string("test");
        number("states", report.states);
        number("settlements", report.state_points);
        json_.key("crossed").boolean(report.all_crossed).end_object();
    }

    void findings() {
        json_.key("findings").begin_array();
        for (const Finding& finding : certificate_.findings) {
            json_.begin_object().key("kind").string(id_of(finding.kind));
            if (finding.kind == Finding::Kind::table) {
                json_.key("benefit").string(finding.benefit);
                json_.key("property").string(id_of(finding.property));
            }
            json_.key("text").string(words(finding, language_));
            readings(finding.selection);
            json_.key("payments").begin_array();
            for (const Finding::Payment& each : finding.payments) {
                json_.begin_object().key("benefit").string(each.benefit);
                json_.key("expected").string(yuan(each.expected));
                json_.key("found").string(yuan(each.found)).end_object();
            }
            json_.end_array();
            json_.key("witness");
            if (finding.witness) {
                write_witness(json_, *finding.witness);
            } else {
                json_.null();
            }
            json_.end_object();
        }
        json_.end_array();
    }

    load::JsonWriter& json_;
    const Certificate& certificate_;
    Language language_;
};

} // namespace

void write_witness(load::JsonWriter& json, const Witness& witness) {
    json.begin_object().key("claim").begin_object();
    for (const auto& [field, value] : witness.fields) {
        json.key(field).string(value);
    }
    json.end_object().key("accumulators").begin_object();
    for (const auto& [period, values] : witness.accumulators) {
        json.key(period).begin_object();
        for (const auto& [id, value] : values) {
            const bool count = std::ranges::find(witness.counts, id) != witness.counts.end();
            json.key(id);
            if (count) {
                json.number(value);
            } else {
                json.string(yuan(value));
            }
        }
        json.end_object();
    }
    json.end_object().end_object();
}

void write_certificate(load::JsonWriter& json, const Certificate& certificate, Language language) {
    Writer(json, certificate, language).write();
}

} // namespace reimburse::study
