// SPDX-License-Identifier: MIT
#include "load/json_row_form.hpp"

#include "load/cells.hpp"
#include "load/utf8.hpp"
#include "load/words.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace reimburse::load {

namespace {

/// The high bit of each byte that is 0; bytes above the first of them may have it too.
constexpr std::uint64_t first_zero(std::uint64_t word) {
    return (word - repeated('\x01')) & ~word & repeated('\x80');
}

/// The first character at or after `at` that ends a text, or that a text of a record without quotes
/// cannot have: a quote, a backslash, a comma, a control character. There is one before long.
const char* end_of_text(const char* at) {
    for (;; at += 8) {
        const std::uint64_t word = load_word(at);
        const std::uint64_t found = first_zero(word ^ repeated('"')) |
                                    first_zero(word ^ repeated('\\')) |
                                    first_zero(word ^ repeated(',')) |
                                    ((word - repeated('\x20')) & ~word & repeated('\x80'));
        if (found != 0) {
            return at + std::countr_zero(found) / 8;
        }
    }
}

const char* skip_digits(const char* at) {
    while (static_cast<unsigned>(*at) - unsigned{'0'} <= 9) {
        ++at;
    }
    return at;
}

/// Behind a number as people write it; null where there is none.
const char* end_of_number(const char* at) {
    at += *at == '-' ? 1 : 0;
    const char* const first = at;
    at = skip_digits(at);
    if (at == first || (*first == '0' && at - first > 1)) {
        return nullptr;
    }
    if (*at != '.') {
        return at;
    }
    const char* const end = skip_digits(at + 1);
    return end == at + 1 ? nullptr : end;
}

bool same(const char* at, const std::string& text) {
    return std::memcmp(at, text.data(), text.size()) == 0;
}

/// Sixteen bytes at a time: both sides have room for more.
char* copy(const char* from, std::size_t size, char* out) {
    for (std::size_t done = 0; done < size; done += 16) {
        std::memcpy(out + done, from + done, 16);
    }
    return out + size;
}

char* put_commas(std::size_t count, char* out) {
    static constexpr std::string_view commas = ",,,,,,,,,,,,,,,,";
    for (std::size_t done = 0; done < count; done += commas.size()) {
        std::memcpy(out + done, commas.data(), commas.size());
    }
    return out + count;
}

} // namespace

JsonRowForm::JsonRowForm(std::string_view line, const std::vector<Value>& values, std::size_t width)
    : width_(width) {
    std::vector<std::size_t> places;
    for (const Value& value : values) {
        if (value.place != nowhere) {
            places.push_back(value.place);
        }
    }
    std::ranges::sort(places);
    std::size_t before = 0;
    for (const std::size_t place : places) {
        fields_.push_back({place - before});
        before = place;
    }
    last_commas_ = width - 1 - before;
    fields_.emplace_back();
    const char* at = line.data();
    for (const Value& value : values) {
        const auto field = std::ranges::lower_bound(places, value.place) - places.begin();
        parts_.push_back({std::string(at, value.text.data()), static_cast<std::size_t>(field)});
        at = value.text.data() + value.text.size();
    }
    end_.assign(at, line.data() + line.size());
    end_ += '\n';
}

std::size_t JsonRowForm::write(std::string_view text, char*& out) {
    const char* at = text.data();
    const char* const end = at + text.size();
    for (const Part& part : parts_) {
        if (static_cast<std::size_t>(end - at) <= part.before.size() || !same(at, part.before)) {
            return 0;
        }
        at += part.before.size();
        Field& field = fields_[part.field];
        field.text = at;
        if (*at == '"') {
            ++at;
            field.text = at;
            at = end_of_text(at);
            field.size = static_cast<std::size_t>(at - field.text);
            if (at >= end || *at != '"' || std::string_view(field.text, 3) == byte_order_mark) {
                return 0;
            }
            ++at;
        } else if (*at == 'n') {
            if (end - at < 4 || std::memcmp(at, "null", 4) != 0) {
                return 0;
            }
            field.size = 0;
            at += 4;
        } else {
            at = end_of_number(at);
            if (at == nullptr || at >= end) {
                return 0;
            }
            field.size = static_cast<std::size_t>(at - field.text);
        }
    }
    if (static_cast<std::size_t>(end - at) < end_.size() || !same(at, end_)) {
        return 0;
    }
    at += end_.size();
    for (std::size_t f = 0; f + 1 < fields_.size(); ++f) {
        const Field& field = fields_[f];
        out = copy(field.text, field.size, put_commas(field.commas, out));
    }
    out = put_commas(last_commas_, out);
    *out++ = '\n';
    return static_cast<std::size_t>(at - text.data());
}

} // namespace reimburse::load
