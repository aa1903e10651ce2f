// SPDX-License-Identifier: MIT
#include "explain/capital.hpp"

#include "reimburse/amount/detail/wide.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace reimburse::explain {

namespace {

constexpr std::array<std::string_view, 10> digits{"零", "壹", "贰", "叁", "肆",
                                                  "伍", "陆", "柒", "捌", "玖"};

/// A power of ten with a name, from the largest. 亿 repeats: what stands before it is again a
/// number.
struct Unit {
    std::uint64_t size;
    std::string_view name;
};

constexpr std::array<Unit, 5> units{
    {{100'000'000, "亿"}, {10'000, "万"}, {1'000, "仟"}, {100, "佰"}, {10, "拾"}}};

/// Precondition: number > 0.
std::string spelled(std::uint64_t number) {
    for (const Unit& unit : units) {
        if (number < unit.size) {
            continue;
        }
        std::string text = spelled(number / unit.size) + std::string(unit.name);
        const std::uint64_t rest = number % unit.size;
        if (rest > 0) {
            // A rest that leaves its highest place empty has zeros between it and the unit.
            text += (rest < unit.size / 10 ? "零" : "") + spelled(rest);
        }
        return text;
    }
    return std::string(digits[number]);
}

std::string digit(std::uint64_t value, std::string_view unit) {
    return std::string(digits[value]) + std::string(unit);
}

} // namespace

std::string capital_amount(Money amount) {
    const std::uint64_t size = detail::magnitude(amount.fen());
    const std::uint64_t yuan = size / 100;
    const std::uint64_t jiao = size / 10 % 10;
    const std::uint64_t fen = size % 10;
    std::string text = amount.fen() < 0 ? "人民币负" : "人民币";
    if (size == 0) {
        return text + "零元整";
    }
    if (yuan > 0) {
        text += spelled(yuan) + "元";
    }
    if (jiao > 0) {
        text += digit(jiao, "角");
    } else if (yuan > 0 && fen > 0) {
        text += "零";
    }
    return text + (fen > 0 ? digit(fen, "分") : "整");
}

} // namespace reimburse::explain
