// SPDX-License-Identifier: MIT
#include "load/digest.hpp"

#include <array>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

namespace reimburse::load {

namespace {

class Sha256 {
  public:
    void add(const void* bytes, std::size_t count) {
        works_ = works_ && EVP_DigestUpdate(context_.get(), bytes, count) == 1;
    }

    /// Nothing may be added afterwards.
    std::string hex() {
        constexpr std::string_view digits = "0123456789abcdef";
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned count = 0;
        if (!works_ || EVP_DigestFinal_ex(context_.get(), bytes.data(), &count) != 1) {
            throw std::runtime_error("SHA-256 is not available");
        }
        std::string hex;
        for (unsigned i = 0; i < count; ++i) {
            hex += digits[bytes[i] >> 4U];
            hex += digits[bytes[i] & 15U];
        }
        return hex;
    }

  private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_{EVP_MD_CTX_new(),
                                                                     &EVP_MD_CTX_free};
    bool works_ = context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1;
};

} // namespace

std::string digest_of(std::span<const std::string_view> texts) {
    Sha256 digest;
    for (const std::string_view text : texts) {
        std::array<unsigned char, 8> length{}; // most significant byte first
        std::uint64_t rest = text.size();
        for (std::size_t i = length.size(); i-- > 0; rest >>= 8U) {
            length[i] = static_cast<unsigned char>(rest & 0xFFU);
        }
        digest.add(length.data(), length.size());
        digest.add(text.data(), text.size());
    }
    return digest.hex();
}

std::optional<FileDigest> digest_of_file(std::FILE* file) {
    Sha256 digest;
    FileDigest result;
    std::array<char, std::size_t{1} << 16U> bytes{};
    while (const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), file)) {
        digest.add(bytes.data(), count);
        result.bytes += static_cast<std::int64_t>(count);
    }
    if (std::ferror(file) != 0) {
        return std::nullopt;
    }
    result.sha256 = digest.hex();
    return result;
}

} // namespace reimburse::load
