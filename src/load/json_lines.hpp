// SPDX-License-Identifier: MIT
#pragma once

#include "load/csv.hpp"
#include "load/json_row_form.hpp"
#include "load/row_source.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// Reads JSON Lines, one object a line, in constant memory. Objects inside an object count as part
/// of it where `inside` names them. A line of the usual kind is read on the fly; any other is read
/// by parse_json(), which words what is wrong with it: the line is bad, the next one is read.
class JsonLines : public RowSource {
  public:
    struct Expectations {
        std::vector<std::string> names;  ///< that rows may have, the first ones first
        std::vector<std::string> inside; ///< keys of objects to look into
        /// Whether a key that no row near the start has may not be passed over.
        std::function<bool(std::string_view key)> matters;
    };

    /// Reads ahead to see which names there are beside those expected.
    JsonLines(Source source, std::string file, Expectations expectations);

    std::span<const std::string_view> names() const override { return names_; }

    Row next() override;

    std::span<const std::string_view> fields() const override { return fields_; }

    Problem problem() const override { return problem_; }

    std::int64_t write_alike(std::string& out, std::size_t size) override;

  private:
    class Scanner;

    bool take_line(std::string_view& line);
    bool refill();
    std::size_t write_line(char*& out);
    void learn(std::string_view line);
    void read_ahead();
    bool scan(std::string_view line);
    bool scan_carefully(std::string_view line);
    bool put(std::size_t number, std::string_view key, std::string_view text);
    std::size_t place_of(std::string_view key) const;
    bool is_inside(std::string_view key) const;
    Row refuse(Problem problem);

    Source source_;
    std::string file_;
    Expectations expected_;
    std::vector<std::string_view> names_;
    std::vector<std::string> more_names_; ///< that were not expected
    std::vector<std::string_view> fields_;
    std::vector<bool> given_;

    /// The key that stood at each place of the last line, and where its text goes.
    struct Seen {
        std::string key;
        std::size_t place = 0;
    };

    std::vector<Seen> seen_;
    std::vector<JsonRowForm::Value> values_; ///< of the last line
    bool learnable_ = true;                  ///< other lines of its form can be read alike
    std::vector<JsonRowForm> forms_;         ///< of lines that came before
    std::size_t form_ = 0;                   ///< of the last line that was written
    std::size_t learned_ = 0;
    std::size_t alike_ = 0;          ///< lines that had a form that was known
    std::vector<std::string> texts_; ///< of a line that was read carefully
    std::vector<char> buffer_;       ///< behind end_ a line feed and the slack of JsonRowForm
    std::size_t next_ = 0;
    std::size_t end_ = 0;
    std::int64_t line_ = 0;
    int error_ = 0;
    bool at_end_ = false;
    Problem problem_;
};

} // namespace reimburse::load
