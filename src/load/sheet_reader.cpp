// SPDX-License-Identifier: MIT
#include "load/sheet_reader.hpp"

#include "explain/answer_frame.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace reimburse::load {

namespace {

class SheetReader {
  public:
    SheetReader(const Terms& terms, Sheet& sheet) : terms_(terms), sheet_(sheet) {}

    void read(const Cursor& value, Ids& ids) {
        sheet_.place = value.place();
        sheet_.id = read_id(value, ids);
        sheet_.label = Terms::text(value, "label");
        sheet_.clause = terms_.clause_of(value, {});
        const auto lines = value.require("lines");
        if (!lines) {
            return;
        }
        Ids taken;
        for (const Cursor& item : lines->items()) {
            if (item.expect_object(
                    {"id", "section", "label", "code", "of", "over", "words", "hide_zero"})) {
                read_line(item, taken);
            }
        }
        if (lines->is_array() && lines->node().items.empty()) {
            contradict(*lines, "a sheet has at least one line", "结算单至少有一行");
        }
    }

  private:
    void read_line(const Cursor& value, Ids& taken) {
        SheetLine line;
        line.place = value.place();
        line.id = read_id(value, taken);
        if (const auto section = value.find("section")) {
            take(line.section, section->id());
        }
        line.label = Terms::text(value, "label");
        if (const auto code = value.find("code")) {
            take(line.code, code->non_empty_text());
        }
        if (const auto of = value.require("of")) {
            line.of = read_terms(*of);
        }
        const auto over = value.find("over");
        if (over) {
            line.over = read_terms(*over);
        }
        line.words = flag_of(value, "words", false);
        line.hide_zero = flag_of(value, "hide_zero", false);
        if (const auto words = value.find("words"); words && over) {
            contradict(*words, "a ratio has no capital numerals", "比例没有大写金额");
        }
        sheet_.lines.push_back(std::move(line));
    }

    std::vector<SheetTerm> read_terms(const Cursor& value) const {
        std::vector<SheetTerm> list;
        for (const Cursor& item : value.items()) {
            list.push_back(read_term(item));
        }
        if (value.is_array() && value.node().items.empty()) {
            contradict(value, "a line has at least one term", "每行至少有一项");
        }
        return list;
    }

    SheetTerm read_term(const Cursor& value) const {
        SheetTerm term;
        if (const auto measure = value.find("measure")) {
            if (value.expect_object({"weight", "measure"})) {
                read_measure(*measure, term);
            }
        } else if (const auto accumulator = value.find("accumulator")) {
            if (value.expect_object({"weight", "accumulator", "at"})) {
                term.kind = SheetTerm::Kind::accumulator;
                term.name = terms_.name(*accumulator, Pending::Kind::accumulator);
                term.before = word_of(value, "at", {"after", "before"}, 0) == 1;
            }
        } else if (const auto line = value.find("line")) {
            if (value.expect_object({"weight", "line"})) {
                read_earlier_line(*line, term);
            }
        } else if (const auto reason = value.find("reason")) {
            if (value.expect_object({"weight", "reason", "benefit"})) {
                read_reason(value, *reason, term);
            }
        } else if (value.expect_object({"weight", "benefit", "part"})) {
            read_part(value, term);
        }
        if (const auto weight = value.find("weight")) {
            read_weight(*weight, term);
        }
        return term;
    }

    void read_measure(const Cursor& value, SheetTerm& term) const {
        const bool settled =
            value.is_string() &&
            std::ranges::find(settled_totals, value.node().text) != settled_totals.end();
        term.name = settled ? value.node().text : terms_.name(value, Pending::Kind::amount);
    }

    void read_earlier_line(const Cursor& value, SheetTerm& term) const {
        term.kind = SheetTerm::Kind::line;
        take(term.name, value.non_empty_text());
        const auto earlier = std::ranges::find(sheet_.lines, term.name, &SheetLine::id);
        if (term.name.empty()) {
            return;
        }
        if (earlier == sheet_.lines.end()) {
            contradict(value, "\"" + term.name + "\" is no earlier line of the sheet",
                       "“" + term.name + "”不是结算单中在前的行");
        } else if (!earlier->over.empty()) {
            contradict(value, "line \"" + term.name + "\" is a ratio, where an amount is needed",
                       "“" + term.name + "”行是比例，此处须为金额");
        }
    }

    void read_reason(const Cursor& value, const Cursor& reason, SheetTerm& term) const {
        term.kind = SheetTerm::Kind::reason;
        if (const auto number = reason.word(explain::reason_names)) {
            term.name = explain::reason_names[*number];
        }
        if (const auto benefit = value.find("benefit")) {
            term.benefit = terms_.name(*benefit, Pending::Kind::benefit);
        }
    }

    void read_part(const Cursor& value, SheetTerm& term) const {
        // A line holds whole fen, and `covered` is a fraction.
        constexpr std::array parts{Part::base, Part::deductible, Part::payment, Part::left,
                                   Part::laid};
        term.kind = SheetTerm::Kind::part;
        const auto benefit = value.find("benefit");
        if (!benefit) {
            value.report_missing("measure", {"，或待遇、原因、累计、行之一",
                                             ", or a benefit, a reason, an accumulator or a line"});
            return;
        }
        term.name = terms_.name(*benefit, Pending::Kind::benefit);
        if (const auto part = value.require("part")) {
            const auto number = part->word({"base", "deductible", "payment", "left", "laid"});
            term.part = parts[number.value_or(2)];
        }
    }

    static void read_weight(const Cursor& value, SheetTerm& term) {
        const auto weight = value.fraction();
        const bool whole = value.node().text.find_first_of("./") == std::string::npos;
        if (weight && whole) {
            term.weight = weight->num();
        } else if (weight) {
            contradict(value, "a line of a sheet has whole weights: its amounts are whole fen",
                       "结算单的权重须为整数：金额以分为单位");
        }
    }

    const Terms& terms_;
    Sheet& sheet_;
};

} // namespace

std::vector<Sheet> read_sheets(const Cursor& root, const Terms& terms) {
    std::vector<Sheet> list;
    Ids ids;
    for (const Cursor& item : items_of(root, "sheets")) {
        if (item.expect_object({"id", "label", "clause", "lines"})) {
            Sheet sheet;
            SheetReader(terms, sheet).read(item, ids);
            list.push_back(std::move(sheet));
        }
    }
    return list;
}

} // namespace reimburse::load
