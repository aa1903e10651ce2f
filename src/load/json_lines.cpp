// SPDX-License-Identifier: MIT
#include "load/json_lines.hpp"

#include "load/json_tree.hpp"
#include "load/utf8.hpp"
#include "load/wrong_type.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <system_error>
#include <utility>

namespace reimburse::load {

namespace {

constexpr std::size_t block = std::size_t{1} << 18U;

/// Lines that are looked at for names beside those expected.
constexpr int lines_ahead = 1000;

constexpr std::size_t nowhere = JsonRowForm::nowhere;

/// Objects inside objects.
constexpr int deepest = 8;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

bool in_number(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

} // namespace

/// Reads a line of the usual kind: texts without escapes, plain numbers, null, objects to look
/// into. Anything else it declines.
class JsonLines::Scanner {
  public:
    Scanner(JsonLines& lines, std::string_view line)
        : lines_(lines), at_(line.data()), end_(line.data() + line.size()) {}

    bool run() {
        if (!object(0)) {
            return false;
        }
        skip();
        return at_ == end_;
    }

  private:
    void skip() {
        while (at_ < end_ && is_blank(*at_)) {
            ++at_;
        }
    }

    bool take(char c) {
        skip();
        if (at_ == end_ || *at_ != c) {
            return false;
        }
        ++at_;
        return true;
    }

    bool object(int depth) {
        if (depth > deepest || !take('{')) {
            return false;
        }
        if (take('}')) {
            return true;
        }
        do {
            std::string_view key;
            if (!text(key) || !take(':') || !value(key, depth)) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    bool text(std::string_view& text) {
        if (!take('"')) {
            return false;
        }
        const char* first = at_;
        while (at_ < end_ && *at_ != '"') {
            if (*at_ == '\\' || static_cast<unsigned char>(*at_) < 0x20) {
                return false;
            }
            ++at_;
        }
        if (at_ == end_) {
            return false;
        }
        text = {first, static_cast<std::size_t>(at_ - first)};
        ++at_;
        return true;
    }

    bool value(std::string_view key, int depth) {
        skip();
        if (at_ == end_) {
            return false;
        }
        const char* const first = at_;
        if (!plain(key, depth)) {
            return false;
        }
        if (*first != '{') {
            lines_.values_.push_back(
                {{first, static_cast<std::size_t>(at_ - first)}, lines_.seen_[number_ - 1].place});
        }
        return true;
    }

    bool plain(std::string_view key, int depth) {
        std::string_view found;
        if (*at_ == '"') {
            return text(found) && lines_.put(number_++, key, found);
        }
        if (*at_ == '{') {
            return lines_.is_inside(key) && object(depth + 1);
        }
        if (std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with("null")) {
            at_ += 4;
            return lines_.put(number_++, key, {});
        }
        return number(found) && lines_.put(number_++, key, found);
    }

    bool number(std::string_view& found) {
        const char* first = at_;
        while (at_ < end_ && in_number(*at_)) {
            ++at_;
        }
        found = {first, static_cast<std::size_t>(at_ - first)};
        const std::string_view digits = found.substr(found.starts_with('-') ? 1 : 0);
        // The usual spellings; of others the careful reader says whether JSON has them.
        return !digits.empty() && digits.front() != '.' && digits.back() != '.' &&
               digits.find_first_not_of("0123456789.") == std::string_view::npos &&
               std::ranges::count(digits, '.') <= 1 &&
               (digits.front() != '0' || digits.size() == 1 || digits[1] == '.');
    }

    JsonLines& lines_;
    const char* at_;
    const char* end_;
    std::size_t number_ = 0;
};

JsonLines::JsonLines(Source source, std::string file, Expectations expectations)
    : source_(std::move(source)), file_(std::move(file)), expected_(std::move(expectations)),
      buffer_(block + JsonRowForm::slack) {
    names_.assign(expected_.names.begin(), expected_.names.end());
    read_ahead();
    names_.insert(names_.end(), more_names_.begin(), more_names_.end());
    fields_.resize(names_.size());
    given_.resize(names_.size());
}

bool JsonLines::refill() {
    if (at_end_ || error_ != 0) {
        return false;
    }
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(next_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= next_;
    next_ = 0;
    const auto capacity = [this] {
        return buffer_.size() - JsonRowForm::slack;
    };
    if (end_ == capacity()) {
        buffer_.resize(2 * capacity() + JsonRowForm::slack);
    }
    const std::ptrdiff_t count = source_(buffer_.data() + end_, capacity() - end_);
    if (count < 0) {
        error_ = errno != 0 ? errno : EIO;
        return false;
    }
    at_end_ = count == 0;
    end_ += static_cast<std::size_t>(count);
    buffer_[end_] = '\n';
    return true;
}

/// The next line that is not blank, without its end. False at the end, and on a failure to read.
bool JsonLines::take_line(std::string_view& line) {
    for (;;) {
        const std::string_view ahead(buffer_.data() + next_, end_ - next_);
        const std::size_t length = std::min(ahead.find('\n'), ahead.size());
        const bool longest = length > CsvReader::longest_record;
        if (length == ahead.size() && !at_end_ && !longest) {
            if (!refill()) {
                return false;
            }
            continue;
        }
        if (ahead.empty()) {
            return false;
        }
        line = ahead.substr(0, length);
        next_ += std::min(length + 1, ahead.size());
        ++line_;
        if (line_ == 1 && line.starts_with(byte_order_mark)) {
            line.remove_prefix(byte_order_mark.size());
        }
        if (!std::ranges::all_of(line, is_blank)) {
            return true;
        }
    }
}

/// Collects the names of the lines that one block holds, and goes back to the first.
void JsonLines::read_ahead() {
    while (end_ < block && refill() && !at_end_) {
    }
    std::string_view rest(buffer_.data(), end_);
    const auto collect = [&](const auto& self, const Node& object) -> void {
        for (const Member& member : object.members) {
            if (is_inside(member.key)) {
                self(self, member.value);
            } else if (std::ranges::find(names_, member.key) == names_.end() &&
                       std::ranges::find(more_names_, member.key) == more_names_.end()) {
                more_names_.push_back(member.key);
            }
        }
    };
    for (int n = 0; n < lines_ahead && !rest.empty(); ++n) {
        const std::size_t length = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, length);
        if (n == 0 && line.starts_with(byte_order_mark)) {
            line.remove_prefix(byte_order_mark.size());
        }
        if (const Result<Node> tree = parse_json(line, file_)) {
            collect(collect, *tree);
        }
        rest.remove_prefix(std::min(length + 1, rest.size()));
    }
}

bool JsonLines::is_inside(std::string_view key) const {
    return std::ranges::find(expected_.inside, key) != expected_.inside.end();
}

std::size_t JsonLines::place_of(std::string_view key) const {
    const auto found = std::ranges::find(names_, key);
    return found == names_.end() ? nowhere : static_cast<std::size_t>(found - names_.begin());
}

/// Gives a field its text; `number` counts the values of the line. False where the line has the
/// field twice, or one that cannot be passed over.
bool JsonLines::put(std::size_t number, std::string_view key, std::string_view text) {
    if (number == seen_.size()) {
        seen_.emplace_back();
    }
    Seen& seen = seen_[number];
    if (seen.key != key) {
        seen = {std::string(key), place_of(key)};
    }
    if (seen.place == nowhere) {
        learnable_ = learnable_ && !(expected_.matters && expected_.matters(key));
        if (!text.empty() && expected_.matters && expected_.matters(key)) {
            problem_ = {Code::unknown_field,
                        {{"field", std::string(key)}, {"suggestion", ""}},
                        {file_, "/" + std::string(key), static_cast<int>(line_), 1},
                        {}};
            return false;
        }
        return true;
    }
    if (given_[seen.place]) {
        return false;
    }
    given_[seen.place] = true;
    fields_[seen.place] = text;
    return true;
}

JsonLines::Row JsonLines::next() {
    std::string_view line;
    std::ranges::fill(fields_, std::string_view());
    if (!take_line(line)) {
        if (error_ == 0) {
            return Row::end;
        }
        problem_ = {Code::cannot_open,
                    {{"file", file_}, {"why", std::generic_category().message(error_)}},
                    {file_, "", static_cast<int>(line_), 0},
                    {}};
        return Row::failed;
    }
    if (line.size() > CsvReader::longest_record) {
        return refuse({Code::row_too_long,
                       {{"limit", std::to_string(CsvReader::longest_record)}},
                       {file_, "", static_cast<int>(line_), 1},
                       {}});
    }
    problem_ = {};
    given_.assign(given_.size(), false);
    values_.clear();
    learnable_ = true;
    if (Scanner(*this, line).run()) {
        learn(line);
        return Row::row;
    }
    if (problem_.code == Code{} && scan_carefully(line)) {
        return Row::row;
    }
    return Row::bad;
}

JsonLines::Row JsonLines::refuse(Problem problem) {
    problem_ = std::move(problem);
    return Row::bad;
}

bool JsonLines::scan_carefully(std::string_view line) {
    // Of a line that is no JSON the fields before the fault stay: they tell whose it is.
    Result<Node> tree = parse_json(line, file_, static_cast<int>(line_));
    if (!tree) {
        problem_ = tree.problems().front();
        return false;
    }
    const auto refuse = [&](Wanted wanted, const Node& node, const std::string& key) {
        problem_ = {Code::wrong_type,
                    wrong_type(wanted, node),
                    {file_, key.empty() ? "" : "/" + key, node.line, node.column},
                    {}};
        return false;
    };
    if (tree->kind != Node::Kind::object) {
        return refuse(Wanted::object, *tree, {});
    }
    std::ranges::fill(fields_, std::string_view());
    given_.assign(given_.size(), false);
    texts_.clear();
    std::size_t number = 0;
    std::deque<const Node*> objects{&*tree};
    std::vector<std::pair<std::string_view, const Node*>> values;
    for (; !objects.empty(); objects.pop_front()) {
        for (const Member& member : objects.front()->members) {
            if (member.value.kind == Node::Kind::object && is_inside(member.key)) {
                objects.push_back(&member.value);
            } else {
                values.emplace_back(member.key, &member.value);
            }
        }
    }
    texts_.reserve(values.size());
    for (const auto& [key, node] : values) {
        const bool is_text = node->kind == Node::Kind::string || node->kind == Node::Kind::number ||
                             node->kind == Node::Kind::null;
        if (!is_text && place_of(key) != nowhere &&
            (is_inside(key) || place_of(key) < expected_.names.size())) {
            return refuse(Wanted::text_or_number, *node, std::string(key));
        }
        const std::string& text = texts_.emplace_back(is_text ? node->text : "");
        if (is_text && !put(number++, key, text)) {
            if (problem_.code == Code{}) {
                problem_ = {Code::duplicate_key,
                            {{"key", std::string(key)}},
                            {file_, "/" + std::string(key), node->line, node->column},
                            {}};
            }
            return false;
        }
    }
    return true;
}

} // namespace reimburse::load
