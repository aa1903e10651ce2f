// SPDX-License-Identifier: MIT
#include "load/table_names.hpp"

#include <optional>

namespace reimburse::load {

namespace {

using Tables = std::vector<std::pair<std::string, Table*>>;

void add(Tables& tables, std::string name, std::optional<Table>& table) {
    if (table) {
        tables.emplace_back(std::move(name), &*table);
    }
}

void add_rooms(Tables& tables, const std::string& prefix, std::vector<Room>& rooms) {
    for (Room& room : rooms) {
        tables.emplace_back(prefix + room.id, &room.amount);
    }
}

void add_benefit(Tables& tables, Benefit& benefit) {
    const std::string prefix = benefit.id + ".";
    add_rooms(tables, prefix + "limits.", benefit.base.limits);
    add_rooms(tables, prefix + "deductibles.", benefit.deductibles);
    add_rooms(tables, prefix + "caps.", benefit.caps);
    add(tables, prefix + "axis_deductible", benefit.schedule.axis_deductible);
    for (std::size_t i = 0; i < benefit.schedule.segments.size(); ++i) {
        Segment& segment = benefit.schedule.segments[i];
        const std::string name = prefix + "segments." + std::to_string(i + 1);
        add(tables, name + ".up_to", segment.up_to);
        add(tables, name + ".rate", segment.rate);
        add(tables, name + ".fixed", segment.fixed);
    }
    if (benefit.keep.amount) {
        tables.emplace_back(prefix + "keep." + benefit.keep.amount->id,
                            &benefit.keep.amount->amount);
    }
}

} // namespace

std::vector<std::pair<std::string, Table*>> tables_of(Policy& policy) {
    Tables tables;
    for (Benefit& benefit : policy.benefits) {
        add_benefit(tables, benefit);
    }
    for (Index& index : policy.indices) {
        tables.emplace_back("indices." + index.id, &index.amount);
    }
    for (Premium& premium : policy.premiums) {
        tables.emplace_back("premiums." + premium.id + ".contribution", &premium.contribution);
        tables.emplace_back("premiums." + premium.id + ".subsidy", &premium.subsidy);
    }
    return tables;
}

} // namespace reimburse::load
