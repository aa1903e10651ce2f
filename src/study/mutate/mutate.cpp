// SPDX-License-Identifier: MIT
#include "study/mutate/mutate.hpp"

#include "load/case_runner.hpp"
#include "load/files.hpp"
#include "load/rule_set.hpp"
#include "reimburse/plan/compile.hpp"
#include "study/mutate/effects.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

namespace reimburse::study {

namespace {

/// What the unchanged policy does under a selection, found out when it is first asked for.
struct Original {
    std::once_flag once;
    std::unique_ptr<Plan> plan;
    std::unique_ptr<Effects> effects;
};

/// Worked cases that are settled under one plan.
struct Group {
    std::vector<std::string> overlays;
    Policy policy;
    Selection selection; ///< every reading
    std::vector<load::Cases> cases;
    std::unique_ptr<Original> original = std::make_unique<Original>();

    const Effects& effects() const {
        std::call_once(original->once, [this] {
            original->plan = std::make_unique<Plan>(compile(policy, selection).value());
            original->effects = std::make_unique<Effects>(*original->plan);
        });
        return *original->effects;
    }
};

/// What became of a change.
struct Verdict {
    enum class Kind { noticed, refused, unnoticed, without_effect };

    Kind kind = Kind::noticed;
    std::string example = {};
};

class MutationRun {
  public:
    explicit MutationRun(const std::string& file) : file_(file) {}

    Result<MutationReport> run(unsigned threads, const Progress& progress) {
        Result<Policy> policy = load::load_rules(std::vector{file_});
        if (!policy) {
            return policy.problems();
        }
        for (const std::string& name : load::case_files_beside(file_)) {
            read(name);
        }
        if (!problems_.empty()) {
            return problems_;
        }
        add_other_readings(*policy);
        const std::vector<Mutation> all = mutations(*policy);
        std::vector<Verdict> verdicts(all.size());
        Meter meter(all.size(), progress);
        run_jobs(all.size(), threads, [&](std::size_t number) {
            verdicts[number] = judge(all[number]);
            meter.add(1);
        });
        return report(all, verdicts);
    }

  private:
    void read(const std::string& name) {
        const Result<std::string> text = load::read_file(name);
        Result<load::Cases> cases =
            text ? load::read_cases(*text, name) : Result<load::Cases>(text.problems());
        if (!cases) {
            problems_.insert(problems_.end(), cases.problems().begin(), cases.problems().end());
            return;
        }
        std::vector<std::string> rules{file_};
        rules.insert(rules.end(), cases->overlays.begin(), cases->overlays.end());
        Result<Policy> policy = load::load_rules(rules);
        Result<Selection> selection =
            policy ? complete(*policy, cases->readings) : Result<Selection>(policy.problems());
        if (!selection) {
            const Problems& why = selection.problems();
            problems_.insert(problems_.end(), why.begin(), why.end());
            return;
        }
        const auto known = std::ranges::find_if(groups_, [&](const Group& group) {
            return group.selection == *selection && group.overlays == cases->overlays;
        });
        if (known != groups_.end()) {
            known->cases.push_back(std::move(*cases));
            return;
        }
        Group& group = groups_.emplace_back();
        group.overlays = cases->overlays;
        group.policy = std::move(*policy);
        group.selection = std::move(*selection);
        group.cases.push_back(std::move(*cases));
    }

    /// Every other value of each reading alone, so that an effect is found where no case looks.
    void add_other_readings(const Policy& policy) {
        for (const Reading& reading : policy.readings) {
            for (const ReadingValue& value : reading.values) {
                const Result<Selection> selection = complete(policy, {{reading.id, value.id}});
                const bool known = std::ranges::any_of(groups_, [&](const Group& group) {
                    return group.overlays.empty() && group.selection == *selection;
                });
                if (!known) {
                    add_group(policy, *selection);
                }
            }
        }
        if (groups_.empty()) {
            add_group(policy, *complete(policy, {}));
        }
    }

    void add_group(const Policy& policy, const Selection& selection) {
        Group& group = groups_.emplace_back();
        group.policy = policy;
        group.selection = selection;
    }

    /// The changed plan of a group; none where the group does not know the changed part, or where
    /// the table refuses the change: then `refused` is set.
    static std::optional<Plan> changed_plan(const Group& group, const Mutation& mutation,
                                            bool& refused) {
        if (!holds(mutation.only, group.selection)) {
            return std::nullopt;
        }
        Policy changed = group.policy;
        if (!mutate(changed, mutation)) {
            return std::nullopt;
        }
        Result<Plan> plan = compile(changed, group.selection);
        if (!plan) {
            refused = true;
            return std::nullopt;
        }
        return std::move(*plan);
    }

    Verdict judge(const Mutation& mutation) const {
        bool refused = false;
        std::map<const Group*, Plan> passed;
        for (const Group& group : groups_) {
            std::optional<Plan> plan;
            if (!group.cases.empty()) {
                plan = changed_plan(group, mutation, refused);
            }
            if (refused) {
                return {Verdict::Kind::refused};
            }
            if (!plan) {
                continue;
            }
            const bool fails = std::ranges::any_of(group.cases, [&](const load::Cases& cases) {
                return !load::run_cases(*plan, cases).failures.empty();
            });
            if (fails) {
                return {Verdict::Kind::noticed};
            }
            passed.emplace(&group, std::move(*plan));
        }
        return look_for_effect(mutation, passed);
    }

    Verdict look_for_effect(const Mutation& mutation, std::map<const Group*, Plan>& passed) const {
        Effects::Seen seen;
        for (const Group& group : groups_) {
            bool refused = false;
            const auto known = passed.find(&group);
            const std::optional<Plan> plan = known != passed.end()
                                                 ? std::optional(std::move(known->second))
                                                 : changed_plan(group, mutation, refused);
            if (!plan) {
                continue;
            }
            if (const auto example = group.effects().of(*plan, seen)) {
                return {Verdict::Kind::unnoticed, *example + readings(group)};
            }
        }
        return {Verdict::Kind::without_effect};
    }

    static MutationReport report(const std::vector<Mutation>& all,
                                 const std::vector<Verdict>& verdicts) {
        MutationReport report;
        report.tried = all.size();
        for (std::size_t n = 0; n < all.size(); ++n) {
            switch (verdicts[n].kind) {
            case Verdict::Kind::noticed:
                ++report.noticed;
                break;
            case Verdict::Kind::refused:
                report.refused.push_back(all[n]);
                break;
            case Verdict::Kind::unnoticed:
                report.unnoticed.push_back({all[n], verdicts[n].example});
                break;
            case Verdict::Kind::without_effect:
                report.without_effect.push_back(all[n]);
                break;
            }
        }
        return report;
    }

    static std::string readings(const Group& group) {
        std::string text;
        for (const Reading& reading : group.policy.readings) {
            const std::string& chosen = group.selection.at(reading.id);
            if (chosen != reading.values.front().id) {
                text += " " + reading.id + "=" + chosen;
            }
        }
        for (const std::string& overlay : group.policy.overlays) {
            text += " + " + overlay;
        }
        return text.empty() ? text : " (" + text.substr(1) + ")";
    }

    const std::string& file_;
    std::vector<Group> groups_;
    Problems problems_;
};

} // namespace

Result<MutationReport> mutate_cases(const std::string& policy_file, unsigned threads,
                                    const Progress& progress) {
    return MutationRun(policy_file).run(threads, progress);
}

std::string mutation_text(const MutationReport& report, bool all, Language language) {
    const auto say = [&](std::string_view zh, std::string_view en) {
        return std::string(language == Language::zh ? zh : en);
    };
    const auto count = [](std::size_t number) {
        return std::to_string(number);
    };
    std::string text = say("改动 ", "changes tried: ") + count(report.tried) +
                       say("，算例发现 ", ", noticed by a case: ") + count(report.noticed) +
                       say("，规则自身拒绝 ", ", refused by the table: ") +
                       count(report.refused.size()) + say("，无影响 ", ", without effect: ") +
                       count(report.without_effect.size()) + say("，未发现 ", ", not noticed: ") +
                       count(report.unnoticed.size()) + "\n";
    for (const Unnoticed& each : report.unnoticed) {
        text += say("未发现：", "not noticed: ") + each.mutation.place + ": " +
                each.mutation.change + "\n    " + each.example + "\n";
    }
    const auto list = [&](const std::string& what, const std::vector<Mutation>& mutations) {
        for (const Mutation& each : mutations) {
            text += what + each.place + ": " + each.change + "\n";
        }
    };
    if (all) {
        list(say("无影响：", "without effect: "), report.without_effect);
        list(say("规则拒绝：", "refused by the table: "), report.refused);
    }
    return text;
}

} // namespace reimburse::study
