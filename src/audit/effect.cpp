// SPDX-License-Identifier: MIT
#include "audit/effect.hpp"

#include "audit/batch.hpp"
#include "load/files.hpp"
#include "reimburse/amount/format.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace reimburse::audit {

namespace {

std::string amount(std::int64_t fen) {
    return format_amount(Money::from_fen(fen));
}

/// One plan going through the file.
class Pass {
  public:
    Pass(const std::string& file, const Plan& plan, std::FILE* input)
        : plan_(plan), reader_(load::source_of(input), file), columns_(plan), batch_(plan, false) {}

    bool read_header(const std::string& file, Problems& problems) {
        return columns_.read_header(reader_, file, problems);
    }

    /// False at the end.
    bool next() {
        kind_ = reader_.next();
        if (kind_ == load::CsvReader::Row::end || kind_ == load::CsvReader::Row::failed) {
            return false;
        }
        row_ = batch_.settle(kind_, reader_, columns_);
        return true;
    }

    bool failed() const { return kind_ == load::CsvReader::Row::failed; }

    Problem problem() const { return reader_.problem(); }

    bool settled() const { return row_.problems == nullptr; }

    std::string_view person() const { return columns_.person_id(reader_.fields()); }

    /// Adds the payments of the row to sums by benefit; what the patient pays of it.
    std::int64_t add(const std::vector<std::size_t>& places,
                     std::vector<std::int64_t>& sums) const {
        std::int64_t patient = row_.total;
        for (std::size_t b = 0; b < places.size(); ++b) {
            sums[places[b]] += row_.payments[b];
            patient -= plan_.benefits[b].payer == Payer::account ? 0 : row_.payments[b];
        }
        return patient;
    }

  private:
    const Plan& plan_;
    load::CsvReader reader_;
    load::ClaimColumns columns_;
    Batch batch_;
    BatchRow row_;
    load::CsvReader::Row kind_ = load::CsvReader::Row::row;
};

/// The place of each benefit of a plan in the common list, which grows where it is new.
std::vector<std::size_t> places_of(const Plan& plan, std::vector<std::string>& benefits) {
    std::vector<std::size_t> places;
    places.reserve(plan.benefits.size());
    for (const Benefit& benefit : plan.benefits) {
        const auto known = std::ranges::find(benefits, benefit.id);
        places.push_back(static_cast<std::size_t>(known - benefits.begin()));
        if (known == benefits.end()) {
            benefits.push_back(benefit.id);
        }
    }
    return places;
}

} // namespace

void Balance::count(std::int64_t change) {
    if (change < 0) {
        ++gain;
        gained -= change;
    } else if (change > 0) {
        ++lose;
        lost += change;
    } else {
        ++same;
    }
}

Result<Effect> effect_on(const std::string& file, const Plan& a, const Plan& b) {
    const Result<load::InputFile> input_a = load::open_input(file);
    const Result<load::InputFile> input_b = load::open_input(file);
    if (!input_a || !input_b) {
        return (input_a ? input_b : input_a).problems();
    }
    Pass first(file, a, input_a->get());
    Pass second(file, b, input_b->get());
    Problems problems;
    if (!first.read_header(file, problems) || !second.read_header(file, problems)) {
        return problems;
    }
    Effect effect;
    const std::vector<std::size_t> places_a = places_of(a, effect.benefits);
    const std::vector<std::size_t> places_b = places_of(b, effect.benefits);
    effect.sums_a.resize(effect.benefits.size());
    effect.sums_b.resize(effect.benefits.size());
    std::unordered_map<std::string, std::int64_t> persons;
    while (first.next() && second.next()) {
        ++effect.rows;
        if (!first.settled() || !second.settled()) {
            ++(first.settled()    ? effect.refused_b
               : second.settled() ? effect.refused_a
                                  : effect.refused_both);
            continue;
        }
        const std::int64_t patient_a = first.add(places_a, effect.sums_a);
        const std::int64_t patient_b = second.add(places_b, effect.sums_b);
        effect.patients_a += patient_a;
        effect.patients_b += patient_b;
        effect.claims.count(patient_b - patient_a);
        persons[std::string(first.person())] += patient_b - patient_a;
    }
    if (first.failed() || second.failed()) {
        return (first.failed() ? first : second).problem();
    }
    for (const auto& [person, change] : persons) {
        effect.persons.count(change);
    }
    return effect;
}

std::string effect_text(const Effect& effect, Language language) {
    const auto say = [&](std::string_view zh, std::string_view en) {
        return std::string(language == Language::zh ? zh : en);
    };
    const auto sums = [&](const std::string& name, std::int64_t a, std::int64_t b) {
        return "   " + name + ": " + amount(a) + " -> " + amount(b) + " (" + (b < a ? "-" : "+") +
               amount(b < a ? a - b : b - a) + ")\n";
    };
    const auto balance = [&](const std::string& who, const Balance& of) {
        return "   " + who + say("受益 ", "gain: ") + std::to_string(of.gain) + " (" +
               amount(of.gained) + say(")，受损 ", "), lose: ") + std::to_string(of.lose) + " (" +
               amount(of.lost) + say(")，不变 ", "), the same: ") + std::to_string(of.same) + "\n";
    };
    std::string text = say("\n对给定结算的影响（A -> B）：", "\nEffect on the claims (A -> B): ") +
                       std::to_string(effect.rows) +
                       say(" 行，仅 A 拒绝 ", " rows, refused by A "
                                              "alone ") +
                       std::to_string(effect.refused_a) + say("，仅 B 拒绝 ", ", by B alone ") +
                       std::to_string(effect.refused_b) + say("，都拒绝 ", ", by both ") +
                       std::to_string(effect.refused_both) + "\n";
    for (std::size_t n = 0; n < effect.benefits.size(); ++n) {
        if (effect.sums_a[n] != 0 || effect.sums_b[n] != 0) {
            text += sums(effect.benefits[n], effect.sums_a[n], effect.sums_b[n]);
        }
    }
    text += sums(say("个人负担", "patients pay"), effect.patients_a, effect.patients_b);
    text += balance(say("结算：", "claims that "), effect.claims);
    return text + balance(say("人员：", "persons who "), effect.persons);
}

void write_effect(load::JsonWriter& json, const Effect& effect) {
    const auto sums = [&](const char* name, const std::vector<std::int64_t>& by_benefit,
                          std::int64_t patients) {
        json.key(name).begin_object();
        for (std::size_t n = 0; n < by_benefit.size(); ++n) {
            json.key(effect.benefits[n]).string(amount(by_benefit[n]));
        }
        json.key("patient_pays").string(amount(patients)).end_object();
    };
    const auto balance = [&](const char* name, const Balance& of) {
        json.key(name).begin_object().key("gain").number(of.gain).key("lose").number(of.lose);
        json.key("same").number(of.same).key("gained").string(amount(of.gained));
        json.key("lost").string(amount(of.lost)).end_object();
    };
    json.key("effect").begin_object().key("rows").number(effect.rows);
    json.key("refused_a").number(effect.refused_a).key("refused_b").number(effect.refused_b);
    json.key("refused_both").number(effect.refused_both);
    sums("a", effect.sums_a, effect.patients_a);
    sums("b", effect.sums_b, effect.patients_b);
    balance("claims", effect.claims);
    balance("persons", effect.persons);
    json.end_object();
}

} // namespace reimburse::audit
