// SPDX-License-Identifier: MIT
#include "load/json_tree.hpp"

#include "load/json_fault.hpp"
#include "load/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

#include <nlohmann/json.hpp>

namespace reimburse::load {

namespace {

using Json = nlohmann::json;

/// Builds the tree from the parser's events. The parser says what it read but not where; the
/// place of each value follows from where the one before it ended, since only spaces and one
/// comma or colon lie between two events.
class TreeBuilder {
  public:
    // Names and signatures are those of nlohmann's SAX interface.
    using string_t = Json::string_t;

    TreeBuilder(std::string_view text, std::string_view file, int first_line)
        : text_(text), file_(file), line_(first_line) {
        if (text_.starts_with(byte_order_mark)) {
            end_ = line_start_ = counted_ = byte_order_mark.size();
        }
    }

    bool null() { return scalar(Node::Kind::null, 4); }

    bool boolean(bool value) {
        scalar(Node::Kind::boolean, value ? 4 : 5);
        last_->flag = value;
        return true;
    }

    bool number_integer(Json::number_integer_t) { return number(); }

    bool number_unsigned(Json::number_unsigned_t) { return number(); }

    bool number_float(Json::number_float_t, const string_t&) { return number(); }

    bool binary(Json::binary_t&) { return true; } // not part of JSON text

    bool string(string_t& value) {
        const std::size_t start = token_start();
        Node& node = add(Node::Kind::string, start);
        node.text = std::move(value);
        end_ = string_end(text_, start);
        gap_ = after_value();
        return true;
    }

    bool key(string_t& name) {
        const std::size_t start = token_start();
        move_to(start);
        open_.back()->members.push_back({std::move(name), line_, column(start), {}});
        end_ = string_end(text_, start);
        gap_ = JsonGap::after_key;
        return true;
    }

    bool start_object(std::size_t) { return start(Node::Kind::object); }

    bool start_array(std::size_t) { return start(Node::Kind::array); }

    bool end_object() {
        report_duplicates(open_.size() - 1);
        return close();
    }

    bool end_array() { return close(); }

    bool parse_error(std::size_t, const std::string&, const Json::exception&) { return refuse(); }

    /// The parser takes a zero byte for the end of the text.
    void expect_end() {
        if (token_start() < text_.size()) {
            refuse();
        }
    }

    Result<Node> result() && {
        if (problems_.empty()) {
            return std::move(root_);
        }
        std::ranges::sort(problems_, [](const Problem& a, const Problem& b) {
            return std::pair(a.place.line, a.place.column) <
                   std::pair(b.place.line, b.place.column);
        });
        return std::move(problems_);
    }

  private:
    JsonGap after_value() const {
        if (open_.empty()) {
            return JsonGap::after_document;
        }
        return open_.back()->kind == Node::Kind::object ? JsonGap::after_member
                                                        : JsonGap::after_item;
    }

    /// Where the next token starts: behind the spaces and the one separator that may stand there.
    std::size_t token_start() {
        std::size_t at = skip_space(text_, end_);
        const JsonGap behind = behind_separator(gap_, at < text_.size() ? text_[at] : '\0');
        if (behind != gap_) {
            gap_ = behind;
            at = skip_space(text_, at + 1);
        }
        return at;
    }

    void move_to(std::size_t at) {
        for (; counted_ < at; ++counted_) {
            if (text_[counted_] == '\n') {
                ++line_;
                line_start_ = counted_ + 1;
            }
        }
    }

    int column(std::size_t at) const { return static_cast<int>(at - line_start_) + 1; }

    Node& add(Node::Kind kind, std::size_t at) {
        move_to(at);
        Node* node = &root_;
        if (!open_.empty()) {
            Node& parent = *open_.back();
            node = parent.kind == Node::Kind::object ? &parent.members.back().value
                                                     : &parent.items.emplace_back();
        }
        node->kind = kind;
        node->line = line_;
        node->column = column(at);
        last_ = node;
        return *node;
    }

    bool scalar(Node::Kind kind, std::size_t length) {
        const std::size_t at = token_start();
        add(kind, at);
        end_ = at + length;
        gap_ = after_value();
        return true;
    }

    bool number() {
        const std::size_t at = token_start();
        const std::size_t end =
            std::min(text_.find_first_not_of("0123456789+-.eE", at), text_.size());
        // Of "01" the parser takes 0 for a number, and the fault to come to be the 1.
        if (!is_json_number(text_.substr(at, end - at))) {
            return refuse();
        }
        add(Node::Kind::number, at).text = text_.substr(at, end - at);
        end_ = end;
        gap_ = after_value();
        return true;
    }

    bool start(Node::Kind kind) {
        const std::size_t at = token_start();
        if (open_.size() == static_cast<std::size_t>(depth_limit)) {
            return stop(Code::too_deep, {{"limit", std::to_string(depth_limit)}}, at);
        }
        open_.push_back(&add(kind, at));
        end_ = at + 1;
        gap_ = kind == Node::Kind::object ? JsonGap::object_start : JsonGap::array_start;
        return true;
    }

    bool close() {
        end_ = token_start() + 1;
        open_.pop_back();
        gap_ = after_value();
        return true;
    }

    bool refuse() {
        const std::size_t at = token_start(); // it may move gap_
        const JsonFault fault = find_fault(text_, at, gap_);
        return stop(Code::not_json, {{"why", fault.why}}, fault.at);
    }

    /// Ends the reading at `at`.
    bool stop(Code code, Problem::Arguments arguments, std::size_t at) {
        for (std::size_t level = 0; level < open_.size(); ++level) {
            report_duplicates(level);
        }
        move_to(at);
        problems_.push_back({code,
                             std::move(arguments),
                             {std::string(file_), pointer(open_.size()), line_, column(at)},
                             {}});
        return false;
    }

    /// JSON pointer of the innermost place within the first `levels` open values.
    std::string pointer(std::size_t levels) const {
        std::string path;
        for (std::size_t i = 0; i < levels; ++i) {
            const Node& node = *open_[i];
            if (node.kind == Node::Kind::object && !node.members.empty()) {
                append_pointer(path, node.members.back().key);
            } else if (node.kind == Node::Kind::array && !node.items.empty()) {
                append_pointer(path, std::to_string(node.items.size() - 1));
            }
        }
        return path;
    }

    void report_duplicates(std::size_t level) {
        const std::vector<Member>& members = open_[level]->members;
        std::vector<std::size_t> order(members.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {}, [&members](std::size_t i) {
            return std::pair(std::string_view(members[i].key), i);
        });
        for (std::size_t i = 1; i < order.size(); ++i) {
            const Member& member = members[order[i]];
            if (member.key == members[order[i - 1]].key) {
                std::string path = pointer(level);
                append_pointer(path, member.key);
                problems_.push_back(
                    {Code::duplicate_key,
                     {{"key", member.key}},
                     {std::string(file_), std::move(path), member.line, member.column},
                     {}});
            }
        }
    }

    std::string_view text_;
    std::string_view file_;
    Node root_;
    Node* last_ = nullptr;
    std::vector<Node*> open_; ///< the chain of open values; each is the last one of its parent
    Problems problems_;
    JsonGap gap_ = JsonGap::document_start;
    std::size_t end_ = 0;     ///< of the last token
    std::size_t counted_ = 0; ///< line ends before this are counted
    std::size_t line_start_ = 0;
    int line_;
};

Problem utf8_problem(std::string_view text, std::size_t at, std::string_view file, int line) {
    const std::string_view before = text.substr(0, at);
    const std::size_t line_start = before.rfind('\n') + 1; // npos + 1 is 0
    const auto ends = std::ranges::count(before, '\n');
    const std::size_t mark =
        ends == 0 && before.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    return {Code::not_utf8,
            {},
            {std::string(file), "", line + static_cast<int>(ends),
             static_cast<int>(at - line_start - mark) + 1},
            {}};
}

} // namespace

Result<Node> parse_json(std::string_view text, std::string_view file, int first_line) {
    const std::size_t valid = utf8_prefix(text);
    if (valid < text.size()) {
        return utf8_problem(text, valid, file, first_line);
    }
    TreeBuilder builder(text, file, first_line);
    if (Json::sax_parse(text.begin(), text.end(), &builder)) {
        builder.expect_end();
    }
    return std::move(builder).result();
}

std::string_view kind_name(Node::Kind kind) noexcept {
    switch (kind) {
    case Node::Kind::null:
        return "null";
    case Node::Kind::boolean:
        return "boolean";
    case Node::Kind::number:
        return "number";
    case Node::Kind::string:
        return "string";
    case Node::Kind::array:
        return "array";
    case Node::Kind::object:
        return "object";
    }
    return "";
}

void append_pointer(std::string& pointer, std::string_view segment) {
    pointer += '/';
    for (const char c : segment) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
}

} // namespace reimburse::load
