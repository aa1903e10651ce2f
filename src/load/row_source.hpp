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

    /// Writes the next rows as CSV, a line each with the fields in the order of names(), as far as
    /// they can be without next(): they have nothing at fault and nothing to quote. Adds at least a
    /// line's worth less than `size` bytes to `out` where more follow. Gives the number of rows.
    virtual std::int64_t write_alike(std::string& /*out*/, std::size_t /*size*/) { return 0; }
};

} // namespace reimburse::load
