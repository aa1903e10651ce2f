// SPDX-License-Identifier: MIT
#include "study/prove/programs.hpp"

#include "study/prove/key.hpp"

#include <utility>

namespace reimburse::study {

namespace {

/// Enough to find one that a claim's fields can reach.
constexpr std::size_t rows_kept = 256;

} // namespace

void Programs::add(const std::shared_ptr<const Plan>& plan) {
    ++selections_;
    CellReader reader(*plan);
    KeyWriter writer(*plan);
    for (std::uint32_t row = 0; row < plan->rows.size(); ++row) {
        ++combinations_;
        RowCells cells = reader.read(row);
        const bool refused = plan->rows[row].refusal >= 0;
        refused_ += refused ? 1U : 0U;
        if (refused != cells.refused) {
            differences_.push_back({plan, row});
        } else if (!refused) {
            add_row(plan, row, std::move(cells), writer);
        }
    }
}

void Programs::add_row(const std::shared_ptr<const Plan>& plan, std::uint32_t row, RowCells&& cells,
                       KeyWriter& writer) {
    const auto [known, fresh] =
        known_programs_.try_emplace(writer.program(plan->rows[row], cells), programs_.size());
    if (fresh) {
        Program program{plan, {}, 0, std::move(cells), {}};
        for (std::size_t place = 0; place < program.cells.benefits.size(); ++place) {
            const BenefitCells& benefit = program.cells.benefits[place];
            const auto [function, first] =
                known_functions_.try_emplace(writer.function(benefit), functions_.size());
            if (first) {
                functions_.push_back(
                    {plan->benefits[benefit.number].id, programs_.size(), place, 0});
            }
            program.functions.push_back(function->second);
        }
        programs_.push_back(std::move(program));
    }
    Program& program = programs_[known->second];
    ++program.combinations;
    for (const std::size_t function : program.functions) {
        ++functions_[function].combinations;
    }
    if (program.plan == plan && program.rows.size() < rows_kept) {
        program.rows.push_back(row);
    }
}

std::vector<Selection> every_selection(const Policy& policy, const Selection& chosen) {
    std::vector<Selection> selections{{}};
    for (const Reading& reading : policy.readings) {
        std::vector<Selection> more;
        const auto fixed = chosen.find(reading.id);
        for (const Selection& selection : selections) {
            for (const ReadingValue& value : reading.values) {
                if (fixed == chosen.end() || fixed->second == value.id) {
                    more.push_back(selection);
                    more.back()[reading.id] = value.id;
                }
            }
        }
        selections = std::move(more);
    }
    return selections;
}

} // namespace reimburse::study
