// SPDX-License-Identifier: MIT
#pragma once

#include "audit/finding.hpp"
#include "reimburse/rules/text.hpp"

#include <array>

namespace reimburse::audit {

/// What a state is called, and what a reader does about findings in it.
struct StateWords {
    Text label;
    Text advice;
};

inline const StateWords& words_of(State state) {
    static const std::array<StateWords, 6> rows{{
        {{"已查明", "explained"},
         {"只有一种最小偏差恰好得出实付金额：与机构核对该原因，更正后追回或补付",
          "exactly one smallest deviation gives what was paid: check it with the facility, then "
          "recover or pay the difference"}},
        {{"有多种可能", "ambiguous"},
         {"有几种偏差都恰好得出实付金额，最可能的排在前面：看病历和票据可以分辨",
          "several deviations give what was paid, the likeliest first: the claim's papers tell "
          "them apart"}},
        {{"未查明", "unexplained"},
         {"一处或两处偏差都得不出实付金额：需要人工查看",
          "no deviation, and no pair of them, gives what was paid: look at the claim by hand"}},
        {{"连带差异", "consequence"},
         {"按先前错付之后的累计是对的，本身没有错：更正先前那笔即可",
          "right on the totals that an earlier wrong payment left, no fault of its own: correct "
          "the earlier claim"}},
        {{"冲销前正确", "before reversal"},
         {"支付时是对的，后来有一笔被冲销：无需处理",
          "right when it was paid; an earlier claim was reversed afterwards: nothing to do"}},
        {{"前有被拒结算", "after a refused claim"},
         {"累计中缺少一笔被拒的结算：先补正被拒的那一行，再核一次",
          "the totals lack a claim that was refused: mend the refused row and audit again"}},
    }};
    return rows[static_cast<std::size_t>(state)];
}

} // namespace reimburse::audit
