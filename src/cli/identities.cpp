// SPDX-License-Identifier: MIT
#include "cli/identities.hpp"

#include "audit/identities.hpp"
#include "cli/messages.hpp"
#include "load/files.hpp"

#include <algorithm>
#include <map>

namespace reimburse::cli {

namespace {

using State = audit::IdentityResult::State;

std::string label_of(const audit::Identities& identities, const std::string& id,
                     Language language) {
    const auto found = std::ranges::find(identities.list, id, &audit::Identity::id);
    return found == identities.list.end() ? std::string() : found->label.in(language);
}

void summarise(const audit::Identities& identities,
               const std::vector<audit::IdentityResult>& results, Language language) {
    std::map<State, std::size_t> counts;
    for (const audit::IdentityResult& result : results) {
        ++counts[result.state];
        if (result.state == State::fails) {
            const std::string item =
                result.item == 0 ? "" : "[" + std::to_string(result.item) + "]";
            say(language,
                "{record}{item} 不符合 {id}（{label}）：{left} 与 {right}，差 {difference}",
                "{record}{item} fails {id} ({label}): {left} against {right}, off by {difference}",
                {{"record", result.record},
                 {"item", item},
                 {"id", result.identity},
                 {"label", label_of(identities, result.identity, language)},
                 {"left", result.left},
                 {"right", result.right},
                 {"difference", result.difference}});
        }
    }
    say(language, "符合 {holds} 项，不符合 {fails} 项，无法检验 {open} 项",
        "{holds} hold, {fails} fail, {open} cannot be tested",
        {{"holds", std::to_string(counts[State::holds])},
         {"fails", std::to_string(counts[State::fails])},
         {"open", std::to_string(counts[State::not_testable])}});
}

} // namespace

int check_identities(const std::string& file, const std::string& out, Language language) {
    const auto fail = [&](const Problems& problems) {
        print(problems, language);
        return exit_of(problems);
    };
    const Result<audit::Identities> identities = audit::bundled_identities();
    const Result<std::string> text = load::read_file(file);
    if (!identities || !text) {
        return fail(identities ? text.problems() : identities.problems());
    }
    const auto results = audit::check_identities(*identities, *text, file);
    if (!results) {
        return fail(results.problems());
    }
    Result<load::WholeFile> to = load::WholeFile::open(out);
    if (!to) {
        return fail(to.problems());
    }
    to->write(audit::identities_csv(*results));
    if (const auto problem = to->commit()) {
        return fail({*problem});
    }
    summarise(*identities, *results, language);
    return std::ranges::find(*results, State::fails, &audit::IdentityResult::state) ==
                   results->end()
               ? done
               : look;
}

} // namespace reimburse::cli
