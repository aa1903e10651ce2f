// SPDX-License-Identifier: MIT
#include "load/vocabulary.hpp"

#include "load/cursor.hpp"
#include "load/suggest.hpp"
#include "load/terms.hpp"

#include <algorithm>

namespace reimburse::load {

namespace {

/// Puts an element in the place of the one that has the same key, or at the end.
template <class T, class Key>
void put(std::vector<T>& list, T element, Key key) {
    const auto known = std::ranges::find(list, element.*key, key);
    if (known == list.end()) {
        list.push_back(std::move(element));
    } else {
        *known = std::move(element);
    }
}

std::vector<std::string> texts_of(const Cursor& parent, std::string_view key) {
    std::vector<std::string> texts;
    for (const Cursor& item : items_of(parent, key)) {
        if (auto text = item.non_empty_text()) {
            texts.push_back(std::move(*text));
        }
    }
    return texts;
}

class VocabularyReader {
  public:
    explicit VocabularyReader(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

    void read(const Cursor& root) {
        const auto id = root.require("vocabulary");
        take(vocabulary_.id, id ? id->non_empty_text() : std::nullopt);
        vocabulary_.label = Terms::text(root, "label");
        lists(root);
        for (const Cursor& item : items_of(root, "columns")) {
            column(item);
        }
        for (const Cursor& item : items_of(root, "fields")) {
            field(item);
        }
        for (const Cursor& item : items_of(root, "payments")) {
            payment(item);
        }
        if (root.find("left_open")) {
            vocabulary_.left_open.clear();
        }
        for (const Cursor& item : items_of(root, "left_open")) {
            gap(item);
        }
        if (const auto value = root.find("settlement")) {
            settlement(*value);
        }
    }

  private:
    void lists(const Cursor& root) {
        const std::initializer_list<std::pair<std::string_view, std::vector<std::string>*>> keys{
            {"inside", &vocabulary_.inside},
            {"absent", &vocabulary_.absent},
            {"units", &vocabulary_.units},
            {"date_forms", &vocabulary_.date_forms}};
        for (const auto& [key, list] : keys) {
            if (root.find(key)) {
                *list = texts_of(root, key);
            }
        }
    }

    /// The name of a declared column; the name may follow a minus sign.
    std::string column_name(const Cursor& value, bool* minus = nullptr) {
        std::string name = value.non_empty_text().value_or("");
        if (minus != nullptr && name.starts_with('-')) {
            *minus = true;
            name.erase(0, 1);
        }
        if (!name.empty() && !vocabulary_.column(name)) {
            std::vector<std::string_view> known;
            std::ranges::transform(vocabulary_.columns, std::back_inserter(known),
                                   &VocabularyColumn::name);
            value.report(
                Code::unknown_list,
                {{"what", "column"}, {"name", name}, {"suggestion", suggestion(name, known)}});
        }
        return name;
    }

    std::vector<std::string> column_names(const Cursor& parent, std::string_view key) {
        std::vector<std::string> names;
        for (const Cursor& item : items_of(parent, key)) {
            names.push_back(column_name(item));
        }
        return names;
    }

    void column(const Cursor& value) {
        if (!value.expect_object({"name", "also"})) {
            return;
        }
        VocabularyColumn column;
        const auto name = value.require("name");
        take(column.name, name ? name->non_empty_text() : std::nullopt);
        column.also = texts_of(value, "also");
        put(vocabulary_.columns, column, &VocabularyColumn::name);
        // Each spelling leads to one column, whichever way it was declared.
        const std::size_t place = *vocabulary_.column(column.name);
        for (const Cursor& item : items_of(value, "also")) {
            const auto found = item.is_string() ? vocabulary_.find(item.node().text) : std::nullopt;
            if (found && found->first != place) {
                item.report(Code::duplicate_id, {{"name", item.node().text}});
            }
        }
    }

    void field(const Cursor& value) {
        if (!value.expect_object({"field", "from", "values", "sums", "where"})) {
            return;
        }
        VocabularyField field;
        const auto name = value.require("field");
        take(field.field, name ? name->non_empty_text() : std::nullopt);
        field.from = column_names(value, "from");
        if (const auto values = value.find("values")) {
            for (const Cursor& entry : values->members()) {
                for (const Cursor& code : entry.items()) {
                    add_code(field, code, entry.name());
                }
            }
        }
        for (const Cursor& sum : items_of(value, "sums")) {
            field.sums.emplace_back();
            for (const Cursor& term : sum.items()) {
                bool minus = false;
                std::string column = column_name(term, &minus);
                field.sums.back().push_back({std::move(column), minus});
            }
        }
        if (const auto where = value.find("where");
            where && where->expect_object({"column", "is"})) {
            const auto column = where->require("column");
            field.where = column ? column_name(*column) : "";
            field.where_texts = texts_of(*where, "is");
        }
        if (field.from.empty() == field.sums.empty()) {
            contradict(value, "a field has either columns (from) or sums",
                       "字段须恰有 from 或 sums 之一");
        }
        put(vocabulary_.fields, std::move(field), &VocabularyField::field);
    }

    static void add_code(VocabularyField& field, const Cursor& code, const std::string& value) {
        const auto text = code.non_empty_text();
        if (!text) {
            return;
        }
        if (std::ranges::find(field.values, *text, &std::pair<std::string, std::string>::first) !=
            field.values.end()) {
            code.report(Code::duplicate_id, {{"name", *text}});
        }
        field.values.emplace_back(*text, value);
    }

    void payment(const Cursor& value) {
        if (!value.expect_object({"from", "payer"})) {
            return;
        }
        VocabularyPayment payment;
        const auto from = value.require("from");
        payment.from = from ? column_name(*from) : "";
        if (const auto payer = value.find("payer")) {
            if (const auto word = payer->word({"fund", "hospital", "employer", "account"})) {
                payment.payer = static_cast<Payer>(*word);
            }
        }
        put(vocabulary_.payments, std::move(payment), &VocabularyPayment::from);
    }

    void gap(const Cursor& value) {
        if (value.expect_object({"columns", "why"})) {
            vocabulary_.left_open.push_back(
                {column_names(value, "columns"), Terms::text(value, "why")});
        }
    }

    void settlement(const Cursor& value) {
        if (!value.expect_object({"object", "fields"})) {
            return;
        }
        const auto object = value.require("object");
        take(vocabulary_.settlement_object, object ? object->non_empty_text() : std::nullopt);
        vocabulary_.settlement.clear();
        for (const Cursor& item : items_of(value, "fields")) {
            settlement_field(item);
        }
    }

    void settlement_field(const Cursor& value) {
        using Kind = SettlementField::Kind;
        if (!value.expect_object({"name", "text", "sum", "gathered"})) {
            return;
        }
        SettlementField field;
        if (value.find("gathered")) {
            field.kind = Kind::gathered;
        } else {
            const auto name = value.require("name");
            field.name = name ? column_name(*name) : "";
            if (const auto text = value.find("text")) {
                const auto word = text->word({"claim_id", "date"});
                field.kind = word && *word == 1 ? Kind::date : Kind::claim_id;
            }
            for (const Cursor& term : items_of(value, "sum")) {
                add_term(field, term);
            }
            if (!value.find("text") && field.terms.empty()) {
                contradict(value, "a field of a settlement is a text or a sum",
                           "结算字段须是 text 或 sum");
            }
        }
        vocabulary_.settlement.push_back(std::move(field));
    }

    static void add_term(SettlementField& field, const Cursor& term) {
        constexpr std::array<std::string_view, 16> words{
            "total",        "-total",           "eligible",
            "-eligible",    "first_deductible", "-first_deductible",
            "patient_pays", "-patient_pays",    "fund",
            "-fund",        "hospital",         "-hospital",
            "employer",     "-employer",        "account",
            "-account"};
        if (const auto word = term.word(words)) {
            field.terms.emplace_back(static_cast<SettlementField::Word>(*word / 2), *word % 2 == 1);
        }
    }

    Vocabulary& vocabulary_;
};

} // namespace

Result<Vocabulary> read_vocabulary(std::string_view text, std::string_view file) {
    const Result<Node> tree = parse_json(text, file);
    if (!tree) {
        return tree.problems();
    }
    Problems problems;
    Vocabulary vocabulary;
    const Cursor root(*tree, file, problems);
    if (root.expect_object({"$schema", "vocabulary", "label", "extends", "inside", "absent",
                            "units", "date_forms", "columns", "fields", "payments", "left_open",
                            "settlement"})) {
        const auto extends = root.find("extends");
        const auto name = extends ? extends->non_empty_text() : std::nullopt;
        const auto names = bundled_vocabularies();
        if (name && std::ranges::find(names, *name) == names.end()) {
            std::string known;
            for (const std::string_view bundled : names) {
                known += (known.empty() ? "" : ", ") + std::string(bundled);
            }
            extends->report(
                Code::unknown_vocabulary,
                {{"name", *name}, {"suggestion", suggestion(*name, names)}, {"known", known}});
        } else if (name) {
            vocabulary = load_vocabulary(*name).value();
        }
        VocabularyReader(vocabulary).read(root);
    }
    if (!problems.empty()) {
        return problems;
    }
    return vocabulary;
}

} // namespace reimburse::load
