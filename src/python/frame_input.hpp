// SPDX-License-Identifier: MIT
#pragma once

#include "load/claims_input.hpp"
#include "load/vocabulary.hpp"
#include "python/columns.hpp"
#include "python/raise.hpp"

#include <memory>
#include <optional>
#include <string>

namespace reimburse::python {

/// How a table of claims is to be read and spoken of.
struct FrameForm {
    std::optional<std::string> columns; ///< vocabulary of the names; none: they are our own
    std::string language;
    unsigned threads = 1; ///< which change nothing but the time
};

/// A frame as an input of claims, by the frame's name. To be made with Python's lock; raises what
/// keeps the columns from being read.
class FrameInput {
  public:
    FrameInput(const HeldFrame& held, const FrameForm& form) : frame_(held.frame) {
        const Language language = language_of(form.language);
        if (const Problems problems = frame_.problems(); !problems.empty()) {
            raise(problems, language);
        }
        if (form.columns) {
            vocabulary_ = value_of(load::load_vocabulary(*form.columns), language);
        }
    }

    /// Valid as long as this.
    load::InputForm form() const {
        load::InputForm form;
        form.vocabulary = vocabulary_ ? &*vocabulary_ : nullptr;
        form.rows = [this](const std::string&) -> std::unique_ptr<load::RowSource> {
            return std::make_unique<load::FrameRows>(frame_);
        };
        return form;
    }

  private:
    const load::Frame& frame_;
    std::optional<load::Vocabulary> vocabulary_;
};

} // namespace reimburse::python
