// SPDX-License-Identifier: MIT
#include "load/facility_reader.hpp"

#include "load/csv.hpp"
#include "load/files.hpp"

#include <algorithm>
#include <sstream>

namespace reimburse::load {

namespace {

std::string field_name(std::string_view column) {
    if (column == "id") {
        return "facility_id";
    }
    return column == "level" || column == "division" ? "facility_" + std::string(column)
                                                     : std::string(column);
}

void add_to_lists(std::string_view names, const std::string& id, const Place& place, Policy& policy,
                  Problems& problems) {
    std::istringstream words{std::string(names)};
    for (std::string name; words >> name;) {
        const auto list = std::ranges::find(policy.lists, name, &NamedList::id);
        if (list == policy.lists.end()) {
            problems.push_back({Code::unknown_list,
                                {{"what", "list"}, {"name", name}, {"suggestion", ""}},
                                place,
                                {}});
        } else {
            list->entries.push_back(id);
        }
    }
}

} // namespace

Problems add_facilities(const std::string& path, Policy& policy) {
    const Result<InputFile> file = open_input(path);
    if (!file) {
        return file.problems();
    }
    Problems problems;
    CsvReader reader(source_of(file->get()), path);
    std::vector<std::string> columns;
    std::size_t id_column = 0;
    for (;;) {
        const CsvReader::Row row = reader.next();
        if (row == CsvReader::Row::end) {
            break;
        }
        const Place place{path, {}, static_cast<int>(reader.line()), 1};
        const auto& fields = reader.fields();
        if (row != CsvReader::Row::row) {
            problems.push_back(reader.problem());
        } else if (columns.empty()) {
            std::ranges::transform(fields, std::back_inserter(columns), field_name);
            const auto id = std::ranges::find(columns, "facility_id");
            if (id == columns.end()) {
                return {{Code::missing_column, {{"column", "facility_id"}}, place, {}}};
            }
            id_column = static_cast<std::size_t>(id - columns.begin());
        } else if (fields.size() != columns.size()) {
            problems.push_back({Code::field_count,
                                {{"found", std::to_string(fields.size())},
                                 {"expected", std::to_string(columns.size())}},
                                place,
                                {}});
        } else {
            const std::string id(fields[id_column]);
            auto known = std::ranges::find(policy.facilities, id, &Facility::id);
            if (known == policy.facilities.end()) {
                known = policy.facilities.insert(known, {id, {}, {}});
            }
            for (std::size_t c = 0; c < columns.size(); ++c) {
                if (columns[c] == "lists") {
                    add_to_lists(fields[c], id, place, policy, problems);
                } else if (c != id_column && !fields[c].empty()) {
                    known->fields.emplace_back(columns[c], fields[c]);
                }
            }
        }
    }
    return problems;
}

} // namespace reimburse::load
