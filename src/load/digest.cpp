// SPDX-License-Identifier: MIT
#include "load/digest.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

namespace reimburse::load {

std::string digest_of(std::span<const std::string_view> texts) {
    constexpr std::string_view digits = "0123456789abcdef";
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    bool works = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
    for (const std::string_view text : texts) {
        std::array<unsigned char, 8> length{}; // most significant byte first
        std::uint64_t rest = text.size();
        for (std::size_t i = length.size(); i-- > 0; rest >>= 8U) {
            length[i] = static_cast<unsigned char>(rest & 0xFFU);
        }
        works = works && EVP_DigestUpdate(context.get(), length.data(), length.size()) == 1 &&
                EVP_DigestUpdate(context.get(), text.data(), text.size()) == 1;
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned count = 0;
    if (!works || EVP_DigestFinal_ex(context.get(), bytes.data(), &count) != 1) {
        throw std::runtime_error("SHA-256 is not available");
    }
    std::string hex;
    for (unsigned i = 0; i < count; ++i) {
        hex += digits[bytes[i] >> 4U];
        hex += digits[bytes[i] & 15U];
    }
    return hex;
}

} // namespace reimburse::load
