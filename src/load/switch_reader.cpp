// SPDX-License-Identifier: MIT
#include "load/switch_reader.hpp"

namespace reimburse::load {

bool read_none(const Cursor& item, const Cursor& none) {
    if (const auto value = item.find("value")) {
        contradict(*value, "an alternative has a value or \"none\", not both",
                   "备选要么写“value”，要么写“none”，不能都写");
        return false;
    }
    const auto flag = none.boolean();
    if (flag && !*flag) {
        contradict(none, "\"none\" is true or left out", "“none”只能为 true，或不写");
    }
    return flag.value_or(false);
}

} // namespace reimburse::load
