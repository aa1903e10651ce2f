// SPDX-License-Identifier: MIT
// Lines of the same form as lines before.
#include "load/json_lines.hpp"

#include <algorithm>
#include <utility>

namespace reimburse::load {

namespace {

/// Forms of lines that are kept.
constexpr std::size_t most_forms = 4;

/// Longest line that is written as those before.
constexpr std::size_t usual_line = std::size_t{1} << 12U;

} // namespace

/// Keeps the form of a line that the Scanner took; not where each line has another.
void JsonLines::learn(std::string_view line) {
    constexpr std::size_t trials = 64;
    if (!learnable_ || line.size() > usual_line || learned_ > trials + alike_ / 8) {
        return;
    }
    JsonRowForm form(line, values_, names_.size());
    ++learned_;
    form_ = forms_.size() < most_forms ? forms_.size() : learned_ % most_forms;
    if (form_ == forms_.size()) {
        forms_.push_back(std::move(form));
    } else {
        forms_[form_] = std::move(form);
    }
}

std::int64_t JsonLines::write_alike(std::string& out, std::size_t size) {
    if (forms_.empty()) {
        return 0;
    }
    const std::size_t most = forms_.front().room(usual_line);
    const std::size_t before = out.size();
    out.resize(before + std::max(size, most));
    char* at = out.data() + before;
    const char* const end = out.data() + out.size();
    std::int64_t rows = 0;
    while (static_cast<std::size_t>(end - at) >= most) {
        const std::size_t length = write_line(at);
        if (length == 0) {
            break;
        }
        next_ += length;
        ++rows;
    }
    line_ += rows;
    alike_ += static_cast<std::size_t>(rows);
    out.resize(static_cast<std::size_t>(at - out.data()));
    return rows;
}

/// Writes the next line if it has a form that is known, that of the last line first.
std::size_t JsonLines::write_line(char*& out) {
    const std::string_view ahead(buffer_.data() + next_, std::min(end_ - next_, usual_line));
    char* const begin = out;
    for (std::size_t n = 0; n < forms_.size(); ++n) {
        const std::size_t tried = (form_ + n) % forms_.size();
        if (const std::size_t length = forms_[tried].write(ahead, out); length > 0) {
            form_ = tried;
            return length;
        }
        out = begin;
    }
    return 0;
}

} // namespace reimburse::load
