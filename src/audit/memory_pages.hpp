// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace reimburse::audit {

/// Zeroed memory that is touched at random: in large pages where the system has them.
class MemoryPages {
  public:
    static constexpr std::size_t large_page = std::size_t{1} << 21U;

    MemoryPages() = default;

    /// Throws std::bad_alloc.
    explicit MemoryPages(std::size_t size) {
#if defined(__linux__)
        if (size >= large_page) {
            map(size);
            return;
        }
#endif
        // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): zeroed pages, untouched until they are used
        start_ = static_cast<char*>(std::calloc(size, 1));
        if (start_ == nullptr) {
            throw std::bad_alloc();
        }
    }

    MemoryPages(MemoryPages&& other) noexcept
        : start_(std::exchange(other.start_, nullptr)),
          mapping_(std::exchange(other.mapping_, nullptr)),
          mapped_(std::exchange(other.mapped_, 0)) {}

    MemoryPages& operator=(MemoryPages&& other) noexcept {
        std::swap(start_, other.start_);
        std::swap(mapping_, other.mapping_);
        std::swap(mapped_, other.mapped_);
        return *this;
    }

    MemoryPages(const MemoryPages&) = delete;
    MemoryPages& operator=(const MemoryPages&) = delete;

    ~MemoryPages() {
#if defined(__linux__)
        if (mapping_ != nullptr) {
            ::munmap(mapping_, mapped_);
            return;
        }
#endif
        std::free(start_); // NOLINT(cppcoreguidelines-no-malloc): from calloc
    }

    char* data() const {
        return start_;
    }

  private:
#if defined(__linux__)
    void map(std::size_t size) {
        mapped_ = size + large_page;
        mapping_ =
            ::mmap(nullptr, mapped_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapping_ == MAP_FAILED) {
            mapping_ = nullptr;
            throw std::bad_alloc();
        }
        const auto address = reinterpret_cast<std::uintptr_t>(mapping_);
        start_ = static_cast<char*>(mapping_) + (large_page - address % large_page) % large_page;
        ::madvise(start_, size, MADV_HUGEPAGE); // only advice: failure is no loss
    }
#endif

    char* start_ = nullptr;
    void* mapping_ = nullptr; ///< start_ lies in it; null: from calloc
    std::size_t mapped_ = 0;
};

} // namespace reimburse::audit
