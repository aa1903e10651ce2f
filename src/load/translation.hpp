// SPDX-License-Identifier: MIT
#pragma once

#include "load/date_form.hpp"
#include "load/vocabulary.hpp"
#include "reimburse/settle/claim.hpp"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// What becomes of fields that are only passed through, as names and remarks.
enum class Carried : std::uint8_t { left_out, kept };

/// Turns rows whose fields have the names of a vocabulary into rows of a plan's own names. Columns
/// that have our names already stay, and come first where both fill a field.
class Translation {
  public:
    /// `names`: those of the rows. The vocabulary and the plan must outlive the translation.
    Translation(const Vocabulary& vocabulary, const Plan& plan,
                std::span<const std::string_view> names, Carried carried = Carried::left_out);

    /// Our names: claim_id and person_id first, then the others that the rows can fill.
    const std::vector<std::string>& names() const { return names_; }

    /// Translates a row, by place in the names of the rows. Problem: unmapped_value; the other
    /// fields are there all the same.
    void read(std::span<const std::string_view> row, Problems& problems);

    /// The translated row, by place in names(); "" for what is not given. Valid until read(), and
    /// as long as the row that was read.
    std::span<const std::string_view> fields() const { return fields_; }

    /// The place among the rows' names that filled a field; none: none, or several.
    std::optional<std::size_t> origin(std::size_t field) const;

    /// Names that neither the vocabulary nor the plan knows.
    const std::vector<std::string>& passed_over() const { return passed_over_; }

    /// What the vocabulary says of columns that are there and fill nothing.
    const std::vector<const VocabularyGap*>& left_open() const { return left_open_; }

  private:
    using Places = std::vector<std::size_t>;

    struct Term {
        Places places;
        std::string name; ///< of the column
        bool minus = false;
    };

    /// How one of our fields is filled.
    struct Filling {
        Places places;
        std::string column; ///< first of those that the vocabulary names
        const VocabularyField* by = nullptr;
        const Dimension* dimension = nullptr;
        bool is_date = false;
        std::vector<std::vector<Term>> sums;
        Places where;
    };

    /// Benefits that one column gathers.
    struct Gathering {
        Places places;
        std::vector<std::size_t> fields; ///< in names_, by benefit
        std::vector<std::size_t> benefits;
    };

    bool wanted(std::string_view field) const;
    Filling& filling(const std::string& field);
    void bind_own(std::span<const std::string_view> names);
    void bind(const VocabularyField& field);
    void bind(const VocabularyPayment& payment);
    void bind_open(std::span<const std::string_view> names);
    Places places_of(std::string_view column) const;
    std::string_view first(const Places& places) const;
    std::string_view text_of(const Filling& filling, Problems& problems);
    std::string_view value_of(const Filling& filling, std::string_view text, Problems& problems);
    std::string_view date_of(std::string_view text);
    std::string_view sum_of(const Filling& filling);
    void share_out(const Gathering& gathering);
    bool can_pay(const Benefit& benefit) const;
    std::string_view keep(std::string_view text);

    const Vocabulary& vocabulary_;
    const Plan& plan_;
    Carried carried_;
    std::vector<Places> columns_; ///< places that have a vocabulary's column, the best first
    std::vector<std::string> names_;
    std::vector<Filling> fillings_;
    std::vector<Gathering> gatherings_;
    std::vector<DateForm> forms_;
    std::vector<std::string> passed_over_;
    std::vector<const VocabularyGap*> left_open_;
    std::span<const std::string_view> row_;
    std::vector<std::string_view> fields_;
    std::deque<std::string> texts_; ///< that are in no row: the first kept_ are in use
    std::size_t kept_ = 0;
    std::size_t last_form_ = 0;
};

/// Our own names for what `plan` can read: its fields, reversals and payments.
bool is_own_name(const Plan& plan, std::string_view name);

/// Where names are not ours but those of a bundled vocabulary: the problem that says so.
std::optional<Problem> foreign_names(const Plan& plan, std::span<const std::string_view> names,
                                     Place place);

} // namespace reimburse::load
