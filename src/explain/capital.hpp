// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/money.hpp"

#include <string>

namespace reimburse::explain {

/// The amount in the capital numerals of bank instruments (大写), as receipts print it:
/// 人民币壹万壹仟壹佰叁拾柒元伍角整. It ends in 整 unless it has fen. 零 stands where zeros lie
/// between digits, before fen without jiao, and nowhere else: where the rules for filling in
/// instruments (支付结算办法, annex 1) leave 零 open, before jiao or thousands that follow a zero,
/// it is left out. An amount below zero has 负 after the currency.
std::string capital_amount(Money amount);

} // namespace reimburse::explain
