// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace reimburse::audit {

/// Text that grows at its end and is written there in place: what a std::string does, without
/// zeros before the text.
class OutText {
  public:
    std::string_view text() const { return {data_.get(), size_}; }

    void clear() { size_ = 0; }

    /// Room for that many more bytes; end() says how far it was used.
    char* room(std::size_t more) {
        if (capacity_ - size_ < more) {
            grow(more);
        }
        return data_.get() + size_;
    }

    void end(const char* end) { size_ = static_cast<std::size_t>(end - data_.get()); }

    void append(std::string_view more) {
        char* const at = room(more.size());
        more.copy(at, more.size());
        end(at + more.size());
    }

  private:
    void grow(std::size_t more) {
        capacity_ = std::max(2 * capacity_, size_ + more);
        auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
        text().copy(larger.get(), size_);
        data_ = std::move(larger);
    }

    std::unique_ptr<char[]> data_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

} // namespace reimburse::audit
