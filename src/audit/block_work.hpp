// SPDX-License-Identifier: MIT
#pragma once

#include "audit/out_text.hpp"
#include "load/claim_block.hpp"

#include <cstdint>
#include <vector>

namespace reimburse::audit {

/// How the settlements of a block's rows compare with what was paid, fen.
struct Comparison {
    std::int64_t compared = 0; ///< rows that say what was paid
    std::int64_t expected = 0; ///< of these
    std::int64_t paid = 0;
    std::vector<std::uint32_t> differing; ///< rows of the block
    std::vector<std::uint32_t> refused;   ///< the same
};

/// What is handed on from a block.
struct BlockOut {
    OutText text;
    Comparison comparison;
};

/// What a Pipeline does with its blocks once they are decoded.
class BlockWork {
  public:
    BlockWork() = default;
    BlockWork(const BlockWork&) = delete;
    BlockWork(BlockWork&&) = delete;
    BlockWork& operator=(const BlockWork&) = delete;
    BlockWork& operator=(BlockWork&&) = delete;
    virtual ~BlockWork() = default;

    /// Blocks in their order, one at a time.
    virtual void settle(load::ClaimBlock& block) = 0;

    /// Any number of settled blocks side by side.
    virtual void finish(const load::ClaimBlock& block, BlockOut& out) const = 0;

    /// Blocks in their order, one at a time, maybe beside settle() of a later one. `bytes`: of the
    /// source up to the end of the block. False: the work is to stop.
    virtual bool take(const load::ClaimBlock& block, const BlockOut& out, std::int64_t bytes) = 0;
};

} // namespace reimburse::audit
