// SPDX-License-Identifier: MIT
#include "load/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>
#include <vector>

namespace reimburse::load {

namespace {

constexpr std::size_t input_size = std::size_t{1} << 16U;

/// 15 bits of window, and 16: the gzip form alone.
constexpr int gzip_window = 15 + 16;

class Gunzip {
  public:
    Gunzip(Source from, std::string file, Failure failure)
        : from_(std::move(from)), file_(std::move(file)), failure_(std::move(failure)),
          input_(input_size), ready_(inflateInit2(&stream_, gzip_window) == Z_OK) {}

    Gunzip(const Gunzip&) = delete;
    Gunzip(Gunzip&&) = delete;
    Gunzip& operator=(const Gunzip&) = delete;
    Gunzip& operator=(Gunzip&&) = delete;

    ~Gunzip() { inflateEnd(&stream_); }

    std::ptrdiff_t read(char* to, std::size_t size) {
        if (!ready_) {
            return fail("no memory");
        }
        size = std::min<std::size_t>(size, std::numeric_limits<uInt>::max());
        stream_.next_out = reinterpret_cast<Bytef*>(to);
        stream_.avail_out = static_cast<uInt>(size);
        while (stream_.avail_out == size) {
            if (stream_.avail_in == 0 && !at_end_ && !refill()) {
                return -1;
            }
            if (stream_.avail_in == 0) {
                return inside_ || !began_ ? fail("it is cut off") : 0;
            }
            if (!inside_ && began_ && inflateReset(&stream_) != Z_OK) {
                return fail("no memory");
            }
            inside_ = began_ = true;
            const int status = inflate(&stream_, Z_NO_FLUSH);
            if (status == Z_STREAM_END) {
                inside_ = false; // another member may follow
            } else if (status != Z_OK) {
                return fail(stream_.msg != nullptr ? stream_.msg : "it is damaged");
            }
        }
        return static_cast<std::ptrdiff_t>(size - stream_.avail_out);
    }

  private:
    bool refill() {
        const std::ptrdiff_t count = from_(input_.data(), input_.size());
        if (count < 0) {
            return false;
        }
        at_end_ = count == 0;
        stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
        stream_.avail_in = static_cast<uInt>(count);
        return true;
    }

    std::ptrdiff_t fail(const char* why) {
        *failure_ = Problem{
            Code::not_gzip, {{"file", file_}, {"why", std::string(why)}}, {file_, "", 0, 0}, {}};
        errno = EIO;
        return -1;
    }

    Source from_;
    std::string file_;
    Failure failure_;
    std::vector<char> input_;
    z_stream stream_{};
    bool ready_ = false;
    bool at_end_ = false;
    bool began_ = false;
    bool inside_ = false; ///< a member that has not ended
};

} // namespace

Source gunzip(Source from, std::string file, Failure failure) {
    auto state = std::make_shared<Gunzip>(std::move(from), std::move(file), std::move(failure));
    return [state](char* to, std::size_t size) {
        return state->read(to, size);
    };
}

} // namespace reimburse::load
