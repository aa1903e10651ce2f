// SPDX-License-Identifier: MIT
#pragma once

// The whole library, in the order in which data flows.
#include "reimburse/amount/literals.hpp"
#include "reimburse/amount/product.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/explain/trace.hpp"
#include "reimburse/load.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle_claim.hpp"
#include "reimburse/version.hpp"
