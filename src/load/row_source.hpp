// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace reimburse::load {

/// Rows of named fields, whatever the form of the file they come from.
class RowSource {
  public:
    enum class Row : std::uint8_t {
        row,    ///< fields() holds it
        bad,    ///< problem() says what is wrong with it
        end,    ///< there is no more
        failed, ///< the source could not be read, problem() says why; nothing follows
    };

    RowSource() = default;
    RowSource(const RowSource&) = delete;
    RowSource(RowSource&&) = delete;
    RowSource& operator=(const RowSource&) = delete;
    RowSource& operator=(RowSource&&) = delete;
    virtual ~RowSource() = default;

    /// Names of the fields; the views live as long as the source. They are known from the start.
    virtual std::span<const std::string_view> names() const = 0;

    virtual Row next() = 0;

    /// Texts by place in names(), "" for what is not given. Valid until next().
    virtual std::span<const std::string_view> fields() const = 0;

    virtual Problem problem() const = 0;
};

} // namespace reimburse::load
