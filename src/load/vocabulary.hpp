// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "reimburse/rules/benefit.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::load {

/// A foreign column and its other spellings. ASCII letters are compared without case.
struct VocabularyColumn {
    std::string name;
    std::vector<std::string> also;
};

/// A column in a sum of amounts.
struct VocabularyTerm {
    std::string column;
    bool minus = false;
};

/// What fills one field of a claim: the first column of `from` that is given, or the first of
/// `sums` all of whose columns are.
struct VocabularyField {
    std::string field;
    std::vector<std::string> from;
    std::vector<std::pair<std::string, std::string>> values; ///< code to value; empty: as it is
    std::vector<std::vector<VocabularyTerm>> sums;
    std::string where;                    ///< column that must have
    std::vector<std::string> where_texts; ///< one of these; empty: any row
};

/// A column that holds what one or several benefits paid: those of a payer, or without one those
/// whose `national` is the column's name.
struct VocabularyPayment {
    std::string from;
    std::optional<Payer> payer;
};

/// Columns that no table of this vocabulary can translate, and why.
struct VocabularyGap {
    std::vector<std::string> columns;
    Text why;
};

/// One field of a settlement in foreign names.
struct SettlementField {
    /// What an answer can be asked for.
    enum class Word : std::uint8_t {
        total,
        eligible,
        first_deductible, ///< of the first benefit of a fund that applies
        patient_pays,
        fund, ///< payments by payer
        hospital,
        employer,
        account,
    };
    enum class Kind : std::uint8_t { claim_id, date, sum, gathered };

    std::string name;
    Kind kind = Kind::sum;
    std::vector<std::pair<Word, bool>> terms; ///< true: subtracted
};

/// Vocabulary (对照表): how another system names what a claim and a settlement hold.
struct Vocabulary {
    std::string id;
    Text label;
    std::vector<std::string> inside;     ///< JSON objects that wrap the fields of a claim
    std::vector<std::string> absent;     ///< texts that mean: not given
    std::vector<std::string> units;      ///< what may follow a column's name
    std::vector<std::string> date_forms; ///< see DateForm
    std::vector<VocabularyColumn> columns;
    std::vector<VocabularyField> fields;
    std::vector<VocabularyPayment> payments;
    std::vector<VocabularyGap> left_open;
    std::string settlement_object;
    std::vector<SettlementField> settlement;

    /// Where a column's name is known: the place of the column in `columns`, and how far down its
    /// spellings the name stands.
    std::optional<std::pair<std::size_t, std::size_t>> find(std::string_view name) const;

    /// The place of a column by its first name.
    std::optional<std::size_t> column(std::string_view name) const;
};

/// Reads a vocabulary from the text of its file. One that `extends` a bundled vocabulary has all of
/// that, with its own columns, fields, payments and forms put over them. Problems: those of JSON,
/// unknown_list (a column that is not declared), duplicate_id, unknown_vocabulary.
Result<Vocabulary> read_vocabulary(std::string_view text, std::string_view file);

/// The bundled vocabulary of that name, or else the file. Problems: unknown_vocabulary where it is
/// neither, and those of read_vocabulary().
Result<Vocabulary> load_vocabulary(const std::string& name_or_file);

/// Names of the bundled vocabularies.
std::vector<std::string_view> bundled_vocabularies();

/// The vocabulary by which settlements are written where none was chosen.
inline constexpr std::string_view usual_vocabulary = "national";

} // namespace reimburse::load
