// SPDX-License-Identifier: MIT
#include "load/csv_writer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using reimburse::load::append_csv_field;
using reimburse::load::CsvWriter;

std::string field(std::string_view text) {
    std::string out;
    append_csv_field(out, text);
    return out;
}

TEST(CsvWriter, quotes_only_where_needed) {
    EXPECT_EQ(field(""), "");
    EXPECT_EQ(field(" plain 8345.67 县级 "), " plain 8345.67 县级 ");
    EXPECT_EQ(field("a,b"), "\"a,b\"");
    EXPECT_EQ(field("a\nb"), "\"a\nb\"");
    EXPECT_EQ(field("a\rb"), "\"a\rb\"");
    EXPECT_EQ(field("say \"a\""), "\"say \"\"a\"\"\"");
    EXPECT_EQ(field("\xEF\xBB\xBFx"), "\"\xEF\xBB\xBFx\"");
}

TEST(CsvWriter, ends_rows_and_appends) {
    std::string out = "id,x\n";
    CsvWriter csv(out);
    csv.field("c1").field("").end_row();
    csv.field("").field("2,5").end_row();
    EXPECT_EQ(out, "id,x\nc1,\n,\"2,5\"\n");
}

TEST(CsvWriter, a_row_of_one_empty_field_is_no_empty_line) {
    std::string out;
    CsvWriter csv(out);
    csv.field("").end_row().field("a").end_row().field("").end_row();
    EXPECT_EQ(out, "\"\"\na\n\"\"\n");
}

} // namespace
