// SPDX-License-Identifier: MIT
#pragma once

#include <random>
#include <string>
#include <vector>

namespace reimburse::test {

/// Draws cells as a file might hold them, good and bad, from a fixed seed.
class Nasty {
  public:
    explicit Nasty(unsigned seed) : random_(seed) {}

    std::string pick(const std::vector<std::string>& from) { return from[next(from.size())]; }

    bool one_in(unsigned count) { return next(count) == 0; }

    std::string amount() {
        static const std::vector<std::string> odd{"",
                                                  "0",
                                                  "0.0",
                                                  "00.10",
                                                  "0.1",
                                                  "7",
                                                  "12345678",
                                                  "123456789",
                                                  ".5",
                                                  "5.",
                                                  "1e3",
                                                  "-1",
                                                  "+1",
                                                  "1,000",
                                                  "1.005",
                                                  "1.000",
                                                  " 1",
                                                  "1 ",
                                                  "12a",
                                                  "1a.00",
                                                  "1.0a",
                                                  "99999999.99",
                                                  "100000000.00",
                                                  "99999999999999.99",
                                                  "100000000000000.00",
                                                  "\xC2\xA5"
                                                  "1"};
        if (one_in(6)) {
            return pick(odd);
        }
        const std::string fen = std::to_string(next(100));
        return std::to_string(next((one_in(4) ? 3'000'000 : 9'000))) + "." +
               (fen.size() == 1 ? "0" + fen : fen);
    }

    std::string date() {
        static const std::vector<std::string> odd{
            "",           "2019-02-29", "2020-02-29",  "2018-12-31", "2021-01-01", "2020-12-31",
            "2019-1-01",  "2019/01/01", "2019-13-01",  "2019-00-10", "2019-10-32", "1970-01-01",
            "2019-10-1a", "x019-10-10", "2019-10-10 ", "99999-1-1",  "1899-12-31"};
        if (one_in(8)) {
            return pick(odd);
        }
        const auto two = [](unsigned number) {
            return (number < 10 ? "0" : "") + std::to_string(number);
        };
        return (one_in(3) ? "2020-" : "2019-") + two(next(12) + 1) + "-" + two(next(28) + 1);
    }

    std::string person() {
        static const std::vector<std::string> odd{"",
                                                  "p",
                                                  "430802199001011234",
                                                  "a person whose id is longer than sixteen bytes",
                                                  "\xE5\xBC\xA0\xE4\xB8\x89",
                                                  "P\r1",
                                                  "ab\xFF"};
        return one_in(6) ? pick(odd) : "P" + std::to_string(next(40));
    }

    std::string claim(unsigned number) {
        static const std::vector<std::string> odd{
            "",     "\xEF\xBB\xBFmark", "\xE5\x8D\x95",
            "c\rd", "\xC3\x28",         "a rather long claim number"};
        return one_in(12) ? pick(odd) : "C" + std::to_string(number);
    }

    /// In quotes, as some programs write every field; now and then wrongly so.
    std::string quoted(const std::string& cell) {
        if (one_in(30)) {
            return pick({"\"" + cell, cell + "\"", "\"" + cell + "\"x", "\"a\nb\"",
                         "\"a,\"\"b\"\"\"", "\"" + cell + "\r\n\""});
        }
        return "\"" + cell + "\"";
    }

    std::string row(const std::vector<std::string>& names, unsigned number, bool quotes) {
        std::string text;
        for (std::size_t n = 0; n < names.size(); ++n) {
            const std::string cell = value(names[n], number);
            text += (n == 0 ? "" : ",") + (quotes || one_in(200) ? quoted(cell) : cell);
        }
        if (one_in(40)) {
            text = pick({"", "short", "a,b,c", text + ",more", ",,,,,,,", "\r"});
        }
        return text;
    }

  private:
    /// Below `count`.
    unsigned next(std::size_t count) { return static_cast<unsigned>(random_() % count); }

    std::string value(const std::string& name, unsigned number) {
        static const std::vector<std::string> places{"", "430802", "430811", "430900", "x"};
        if (name == "claim_id") {
            return claim(number);
        }
        if (name == "person_id") {
            return person();
        }
        if (name == "date") {
            return date();
        }
        if (name == "care") {
            return pick({"inpatient", "inpatient", "outpatient", one_in(9) ? "" : "inpatient"});
        }
        if (name == "facility_level") {
            return pick(
                {"township", "county", "city", "province", one_in(9) ? "village" : "county"});
        }
        if (name == "person_class") {
            return pick({"general", "registered_poor", one_in(9) ? "general " : "general"});
        }
        if (name == "total" || name == "eligible" || name.starts_with("paid_")) {
            return one_in(3) && name == "eligible" ? "10.00" : amount();
        }
        if (name == "facility_id") {
            return pick({"", "h1", "city_peoples_hospital", "city_tcm_hospital"});
        }
        if (name.ends_with("_division")) {
            return pick(places);
        }
        if (name == "designated") {
            return pick({"", "yes", "no"});
        }
        if (name == "reverses") {
            return one_in(20) ? "C" + std::to_string(next(number + 1)) : "";
        }
        if (name.ends_with("_date") || name.starts_with("class_")) {
            return one_in(3) ? date() : "";
        }
        return one_in(2) ? "" : "\xE5\xA4\x87\xE6\xB3\xA8";
    }

    std::mt19937 random_;
};

/// A file of such rows, half of them with a byte order mark at its start.
inline std::string nasty_file(unsigned seed, const std::vector<std::string>& names, bool quotes,
                              const std::string& line_end) {
    Nasty nasty(seed);
    std::string text = seed % 2 == 0 ? "\xEF\xBB\xBF" : "";
    for (std::size_t n = 0; n < names.size(); ++n) {
        text += (n == 0 ? "" : ",") + names[n];
    }
    text += line_end;
    for (unsigned number = 0; number < 4'000; ++number) {
        text += nasty.row(names, number, quotes) + (nasty.one_in(50) ? "\n" : line_end);
    }
    return text;
}

} // namespace reimburse::test
