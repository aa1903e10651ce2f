// SPDX-License-Identifier: MIT
// Lines of JSON that are read by their form, and the same objects read key by key, make the same
// text.
#include "load/claims_text.hpp"
#include "load/json_lines.hpp"
#include "load/json_row_form.hpp"
#include "load/nasty.hpp"

#include <gtest/gtest.h>

#include <random>

namespace {

using namespace reimburse;
using namespace reimburse::load;

const std::vector<std::string> fields{"claim_id", "person_id", "date", "total", "remark"};

/// The text that is made of lines; `portion`: bytes that are asked for at a time.
std::string text_of(std::string_view lines, std::size_t portion) {
    JsonLines::Expectations expected;
    expected.names = fields;
    expected.inside = {"cost"};
    expected.matters = [](std::string_view key) {
        return key.starts_with("paid_");
    };
    ClaimsText text(std::make_unique<JsonLines>(source_of(lines), "claims.jsonl", expected),
                    nullptr);
    std::string all;
    std::string part(portion, '\0');
    for (std::ptrdiff_t count = 1; count > 0;) {
        count = text.read(part.data(), part.size());
        all.append(part, 0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(count, 0)));
    }
    std::string faults;
    std::int64_t line = 1;
    for (const char c : all) {
        if (const auto problem = text.problem(line); problem && c == '\n') {
            faults += std::to_string(problem->place.line) + sentence(*problem, Language::en);
        }
        line += c == '\n' ? 1 : 0;
    }
    return all + faults;
}

/// Objects as one program writes them, and with blanks that no two lines have in the same places.
struct Lines {
    std::string alike;
    std::string unlike;
};

class Objects {
  public:
    explicit Objects(unsigned seed) : random_(seed) {}

    Lines make(int count) {
        Lines lines;
        for (int n = 0; n < count; ++n) {
            const bool short_form = one_in(4);
            std::vector<std::string> parts{"{"};
            const auto add = [&](const std::string& key, const std::string& value) {
                parts.push_back("\"" + key + "\"");
                parts.push_back(":");
                parts.push_back(value);
                parts.push_back(",");
            };
            add("claim_id", "\"c" + std::to_string(n) + "\"");
            add("person_id", value());
            add("date", value());
            if (!short_form) {
                parts.insert(parts.end(), {"\"cost\"", ":", "{"});
                add("total", value());
                parts.back() = "}";
                parts.emplace_back(",");
            }
            add("more", value());
            parts.back() = "}";
            for (const std::string& part : parts) {
                lines.alike += part;
                lines.unlike += part;
                lines.unlike += std::string(next(5), ' ');
            }
            const std::string end = one_in(50) ? "\n\n" : "\n";
            lines.alike += end;
            lines.unlike += end;
        }
        return lines;
    }

  private:
    std::size_t next(std::size_t count) { return random_() % count; }

    bool one_in(std::size_t count) { return next(count) == 0; }

    std::string value() {
        static const std::vector<std::string> odd{"null",
                                                  "0",
                                                  "-1",
                                                  "-0.5",
                                                  "01",
                                                  "1.",
                                                  ".5",
                                                  "1e3",
                                                  "true",
                                                  "[1]",
                                                  "{}",
                                                  "\"\"",
                                                  "\"a,b\"",
                                                  "nul",

                                                  "\"\\u0041\"",
                                                  "\"a\\\"b\"",
                                                  "\"\xEF\xBB\xBFm\"",
                                                  "\"\xE5\xBC\xA0\xE4\xB8\x89\"",
                                                  "\"\xFF\"",
                                                  "\"a\tb\"",
                                                  "\"a longer text than usual\""};
        return one_in(10)  ? odd[next(odd.size())]
               : one_in(2) ? std::to_string(next(100'000)) + ".50"
                           : "\"P" + std::to_string(next(1'000'000)) + "\"";
    }

    std::mt19937 random_;
};

TEST(JsonRowForm, makes_the_same_text_as_the_reader_of_keys) {
    for (const unsigned seed : {1U, 2U, 3U}) {
        const Lines lines = Objects(seed).make(4'000);
        const std::string text = text_of(lines.alike, 1U << 18U);
        EXPECT_EQ(text, text_of(lines.unlike, 1U << 18U));
        EXPECT_EQ(text_of(lines.alike, 1'000), text);
    }
}

TEST(JsonRowForm, takes_lines_of_its_form_alone) {
    const std::string learned = "{\"a\": \"1\", \"b\": 2}";
    const std::string_view line = learned;
    JsonRowForm form(line, {{line.substr(6, 3), 1}, {line.substr(16, 1), JsonRowForm::nowhere}}, 3);
    const auto written = [&](std::string text) {
        const std::size_t size = text.size();
        text.append(JsonRowForm::slack, '\n');
        std::string out(form.room(size), '\0');
        char* at = out.data();
        const std::size_t length = form.write(std::string_view(text).substr(0, size), at);
        return length == 0 ? "declined" : std::string(out.data(), at);
    };
    EXPECT_EQ(written("{\"a\": \"1\", \"b\": 2}\n"), ",1,\n");
    EXPECT_EQ(written("{\"a\": \"\", \"b\": \"no\"}\n{\"a\""), ",,\n");
    EXPECT_EQ(written("{\"a\": null, \"b\": -7.25}\n"), ",,\n");
    EXPECT_EQ(written("{\"a\": 12.50, \"b\": null}\n"), ",12.50,\n");
    for (const std::string text :
         {"{\"a\": \"1\", \"b\": 2}", "{\"a\": \"1\", \"b\": 2} \n", "{\"a\": \"1\", \"c\": 2}\n",
          "{\"a\": 01, \"b\": 2}\n", "{\"a\": 1., \"b\": 2}\n", "{\"a\": -, \"b\": 2}\n",
          "{\"a\": \"1,2\", \"b\": 2}\n", "{\"a\": \"\\n\", \"b\": 2}\n",
          "{\"a\": \"\t\", \"b\": 2}\n", "{\"a\": nul, \"b\": 2}\n", "{\"a\": true, \"b\": 2}\n",
          "{\"a\": \"1\n", "{\"a\": ", ""}) {
        EXPECT_EQ(written(text), "declined") << text;
    }
}

TEST(JsonRowForm, does_not_hide_a_key_that_matters) {
    std::string lines;
    for (int n = 0; n < 3'000; ++n) { // more than are looked at for names
        lines += "{\"claim_id\":\"c\",\"total\":1}\n";
    }
    const std::string late = "{\"claim_id\":\"c\",\"total\":1,\"paid_x\":null}\n";
    const std::string text =
        text_of(lines + late + late + "{\"claim_id\":\"c\",\"total\":1,\"paid_x\":5}\n", 1U << 18U);
    EXPECT_NE(text.find("3003"), std::string::npos);
    EXPECT_NE(text.find("paid_x"), std::string::npos);
}

} // namespace
