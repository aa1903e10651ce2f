// SPDX-License-Identifier: MIT
#include "load/text_encoding.hpp"

#include "load/scan.hpp"
#include "load/utf8.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include <iconv.h>

namespace reimburse::load {

namespace {

constexpr std::size_t block = std::size_t{1} << 16U;

/// The longest sequence of bytes that a character takes in either encoding.
constexpr std::size_t longest_character = 4;

/// A byte that stands in no UTF-8.
constexpr char no_text = '\xFF';

/// Converts GB18030, piece by piece.
class Converter {
  public:
    Converter() : handle_(::iconv_open("UTF-8", "GB18030")) {}

    Converter(const Converter&) = delete;
    Converter(Converter&&) = delete;
    Converter& operator=(const Converter&) = delete;
    Converter& operator=(Converter&&) = delete;

    ~Converter() {
        if (good()) {
            ::iconv_close(handle_);
        }
    }

    bool good() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }

    /// Appends what `text` says. Returns how many bytes at its end are the start of a character;
    /// `faults` counts the bytes that are none.
    std::size_t append(std::string_view text, std::string& to, std::size_t& faults) {
        std::array<char, block> room{};
        std::string copy(text);
        char* in = copy.data();
        std::size_t left = copy.size();
        while (left > 0) {
            char* out = room.data();
            std::size_t free = room.size();
            const std::size_t status = ::iconv(handle_, &in, &left, &out, &free);
            const int error = errno;
            to.append(room.data(), room.size() - free);
            if (status != static_cast<std::size_t>(-1) || error == E2BIG) {
                continue;
            }
            if (error == EINVAL) {
                return left;
            }
            to += no_text;
            ++faults;
            ++in;
            --left;
        }
        return 0;
    }

  private:
    ::iconv_t handle_;
};

class Utf8Source {
  public:
    Utf8Source(Source from, Encoding encoding) : from_(std::move(from)), encoding_(encoding) {}

    std::ptrdiff_t read(char* to, std::size_t size) {
        if (given_ == text_.size()) {
            text_.clear();
            given_ = 0;
        }
        while (text_.empty()) {
            if (encoding_ == Encoding::utf8 && rest_.empty()) {
                return from_(to, size);
            }
            if (encoding_ == Encoding::detect) {
                const std::ptrdiff_t count = from_(to, size);
                const auto length = static_cast<std::size_t>(std::max<std::ptrdiff_t>(count, 0));
                if (count <= 0 || decide({to, length})) {
                    return count;
                }
                rest_.assign(to, length);
            }
            if (!more()) {
                return -1;
            }
            if (text_.empty() && at_end_) {
                return 0;
            }
        }
        const std::size_t count = text_.copy(to, size, given_);
        given_ += count;
        return static_cast<std::ptrdiff_t>(count);
    }

  private:
    /// Whether the bytes pass as they are. The first beyond ASCII decide for all that follow.
    bool decide(std::string_view bytes) {
        if (is_ascii(bytes)) {
            return true;
        }
        encoding_ = looks_like_gb18030(bytes) ? Encoding::gb18030 : Encoding::utf8;
        return encoding_ == Encoding::utf8;
    }

    /// Whether UTF-8 text has a character of three bytes or more.
    static bool has_long_sequence(std::string_view text) {
        return std::ranges::any_of(text,
                                   [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
    }

    /// Most lines beyond ASCII are no UTF-8, and nothing is out of place in GB18030. A word in
    /// GB18030 may happen to be UTF-8, but then of letters of two bytes, which no Chinese character
    /// has there: such lines tell nothing. A character may be cut off at the end.
    static bool looks_like_gb18030(std::string_view bytes) {
        std::string_view lines = bytes;
        std::size_t right = 0;
        std::size_t wrong = 0;
        while (!lines.empty()) {
            const std::size_t end = std::min(lines.find('\n'), lines.size());
            const std::string_view line = lines.substr(0, end);
            const std::size_t valid = utf8_prefix(line);
            const bool cut_off = end == lines.size() && end - valid < longest_character;
            if (valid < line.size() && !cut_off) {
                ++wrong;
            } else if (has_long_sequence(line.substr(0, valid))) {
                ++right;
            }
            lines.remove_prefix(std::min(end + 1, lines.size()));
        }
        if (right >= wrong) {
            return false;
        }
        Converter converter;
        std::string text;
        std::size_t faults = 0;
        return converter.good() && converter.append(bytes, text, faults) < longest_character &&
               faults == 0;
    }

    /// Converts what is left over and one more block. False on a failure to read.
    bool more() {
        std::vector<char> bytes(block);
        const std::ptrdiff_t count = at_end_ ? 0 : from_(bytes.data(), bytes.size());
        if (count < 0) {
            return false;
        }
        at_end_ = count == 0;
        rest_.append(bytes.data(), static_cast<std::size_t>(count));
        std::size_t faults = 0;
        const std::size_t left = converter_.append(rest_, text_, faults);
        rest_.erase(0, rest_.size() - left);
        if (at_end_ && !rest_.empty()) {
            text_ += no_text;
            rest_.clear();
        }
        return true;
    }

    Source from_;
    Encoding encoding_;
    Converter converter_;
    std::string rest_; ///< bytes to be converted
    std::string text_; ///< to be handed out, from given_ on
    std::size_t given_ = 0;
    bool at_end_ = false;
};

} // namespace

Source as_utf8(Source from, Encoding encoding) {
    auto state = std::make_shared<Utf8Source>(std::move(from), encoding);
    return [state](char* to, std::size_t size) {
        return state->read(to, size);
    };
}

std::string utf8_of(std::string_view text, Encoding encoding) {
    const Source source = as_utf8(source_of(text), encoding);
    std::string converted;
    std::vector<char> bytes(text.size() + longest_character);
    for (std::ptrdiff_t count = 0; (count = source(bytes.data(), bytes.size())) > 0;) {
        converted.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return converted;
}

} // namespace reimburse::load
