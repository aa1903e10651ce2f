// SPDX-License-Identifier: MIT
#include "bench/claims.hpp"

#include "load/files.hpp"

#include <array>
#include <random>
#include <string_view>
#include <unordered_map>

namespace reimburse::bench {

namespace {

std::string from_environment(const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr ? value : "";
}

/// A year of claims of a few persons each, in order of the days.
std::string made_up() {
    std::mt19937_64 random(1);
    std::string text = "claim_id,person_id,date,care,facility_level,person_class,total,eligible\n";
    constexpr std::array levels{"township", "county", "city", "province"};
    constexpr unsigned count = 200'000;
    for (unsigned claim = 0; claim < count; ++claim) {
        const auto two = [](std::uint64_t number) {
            return (number < 10 ? "0" : "") + std::to_string(number);
        };
        const unsigned day = claim * 336 / count;
        const std::uint64_t yuan = 50 + (std::uint64_t{1} << (random() % 17)) + random() % 900;
        const std::string cents = "." + two(random() % 100);
        text += "C" + std::to_string(100'000'000 + claim) + ",P" +
                std::to_string(10'000'000'000 + random() % (count / 3)) + ",2019-" +
                two(day / 28 + 1) + "-" + two(day % 28 + 1) +
                (random() % 5 < 2 ? ",inpatient," : ",outpatient,") + levels[random() % 4] +
                (random() % 5 == 0 ? ",registered_poor," : ",general,") +
                std::to_string(yuan + random() % 100) + cents + "," + std::to_string(yuan) + cents +
                "\n";
    }
    return text;
}

Claims load_all() {
    const std::string root = REIMBURSE_SOURCE_DIR;
    const std::vector<std::string> rules{root + "/rules/zhangjiajie-2019/policy.json",
                                         root + "/examples/rules/province-assumed.json"};
    Claims all{compile(load::load_rules(rules).value()).value(), {}, {}, {}, 0};
    all.file = claims_path().empty() ? made_up() : load::read_file(claims_path()).value();
    load::CsvReader reader(load::source_of(std::string_view(all.file)), "claims");
    load::ClaimColumns columns(all.plan);
    Problems problems;
    columns.read_header(reader, "claims", problems);
    const load::DayTable days(all.plan);
    load::RowDecoder decoder(all.plan, columns, days);
    const std::string_view lines = std::string_view(all.file).substr(all.file.find('\n') + 1);
    all.block.append(lines, decoder.slack());
    decoder.decode(all.block);
    std::unordered_map<std::string_view, std::uint32_t> persons;
    all.claims.reserve(all.block.rows.size());
    for (std::size_t number = 0; number < all.block.rows.size(); ++number) {
        const load::ClaimRow& row = all.block.rows[number];
        const auto person = persons.try_emplace(all.block.at(row.person, row.person_size),
                                                static_cast<std::uint32_t>(persons.size()));
        const std::int64_t* const measures = &all.block.measures[3 * number];
        all.claims.push_back(
            {{measures[0], measures[1], measures[2]}, row.row, person.first->second});
    }
    all.persons = persons.size();
    return all;
}

} // namespace

std::string kernel_path() {
    return from_environment("REIMBURSE_BENCH_KERNEL");
}

std::string claims_path() {
    return from_environment("REIMBURSE_BENCH_CLAIMS");
}

const Claims& Claims::all() {
    static const Claims all = load_all();
    return all;
}

} // namespace reimburse::bench
