// SPDX-License-Identifier: MIT
#include "load/csv.hpp"

#include <cerrno>

namespace reimburse::load {

Source source_of(std::FILE* file) {
    // What was read before a failure is handed out first; reading on could wait for ever, where it
    // was a signal that broke it off.
    return [file, error = 0](char* to, std::size_t size) mutable -> std::ptrdiff_t {
        if (error != 0) {
            errno = error;
            return -1;
        }
        errno = 0;
        const std::size_t count = std::fread(to, 1, size, file);
        if (count < size && std::ferror(file) != 0) {
            error = errno != 0 ? errno : EIO;
        }
        return count == 0 && error != 0 ? -1 : static_cast<std::ptrdiff_t>(count);
    };
}

Source source_of(std::string_view text) {
    return [text](char* to, std::size_t size) mutable -> std::ptrdiff_t {
        const std::size_t count = text.copy(to, size);
        text.remove_prefix(count);
        return static_cast<std::ptrdiff_t>(count);
    };
}

} // namespace reimburse::load
