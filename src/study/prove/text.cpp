// SPDX-License-Identifier: MIT
#include "study/prove/words.hpp"

#include "load/json_writer.hpp"
#include "reimburse/amount/format.hpp"
#include "study/prove/json.hpp"

#include <algorithm>

namespace reimburse::study {

namespace {

class Page {
  public:
    Page(const Certificate& certificate, Language language)
        : certificate_(certificate), language_(language) {}

    std::string text() {
        head();
        tables();
        one_claim();
        longer_years();
        outside();
        findings();
        return std::move(text_);
    }

  private:
    std::string say(const char* zh, const char* en) const {
        return language_ == Language::zh ? zh : en;
    }

    void line(const std::string& text) { text_ += text + "\n"; }

    static std::string count(std::uint64_t number) {
        std::string digits = std::to_string(number);
        for (std::size_t at = digits.size(); at > 3; at -= 3) {
            digits.insert(at - 3, ",");
        }
        return digits;
    }

    static std::string yuan(std::int64_t fen) { return format_amount(Money::from_fen(fen)); }

    bool any(Finding::Kind kind) const {
        return std::ranges::find(certificate_.findings, kind, &Finding::kind) !=
               certificate_.findings.end();
    }

    std::string verdict(bool broken, const char* zh, const char* en) const {
        return broken ? say("不成立", "violated") : say(zh, en);
    }

    void head() {
        line(say("证明书：", "Certificate: ") + certificate_.policy + "  " +
             certificate_.title.in(language_));
        line(say("规则哈希：", "hash of the rules: ") + certificate_.hash);
        for (const std::string& overlay : certificate_.overlays) {
            line(say("补充表：", "overlay: ") + overlay);
        }
        line(certificate_.all_readings
                 ? say("解读：全部 ", "readings: all, selections ") +
                       count(certificate_.selections) + say(" 种选择", "")
                 : say("解读：", "readings: ") + spell(certificate_.selection));
        line(say("维度与日期的组合 ", "combinations of dimensions, days and readings ") +
             count(certificate_.combinations) + say("，其中拒绝 ", ", of them refused ") +
             count(certificate_.refused) + say("；不同的程序行 ", "; distinct program rows ") +
             count(certificate_.programs) +
             say("，不同的待遇函数 ", ", distinct functions of a benefit ") +
             count(certificate_.functions));
        if (certificate_.programs == 0) {
            line(say("所有组合都被拒绝：没有可证明的内容",
                     "every combination is refused: there is nothing to prove"));
        }
    }

    void tables() {
        line("");
        line(say("一、各表，任何金额、任何年度状态：",
                 "1. Tables, every amount and every state of the year: ") +
             verdict(any(Finding::Kind::table) || any(Finding::Kind::refusal), "已证明", "proved"));
        for (const BenefitProof& benefit : certificate_.tables) {
            if (benefit.functions > 0) {
                this->benefit(benefit);
            }
        }
    }

    void benefit(const BenefitProof& benefit) {
        line("  " + benefit.id + say("：函数 ", ": functions ") + count(benefit.functions) +
             say("，组合 ", ", combinations ") + count(benefit.combinations) +
             say("，逐分检查 ", ", steps of a fen ") + count(benefit.steps));
        const bool silent = std::ranges::any_of(benefit.limits, [](Limit limit) {
            return limit == Limit::given || limit == Limit::greater_unit ||
                   limit == Limit::too_fine;
        });
        for (const Property property : {Property::within_base, Property::payment_never_falls,
                                        Property::remainder_never_falls}) {
            property_line(benefit, property, silent);
        }
        if (benefit.rounded_by_year > 0) {
            property_line(benefit, Property::independent_of_cut, silent);
        }
        for (const Cliff& cliff : benefit.cliffs) {
            line(say("    断崖：", "    cliff: ") + yuan(cliff.edge) + " -> " +
                 yuan(cliff.edge + 1) + say("，支付 ", ", payment ") + yuan(cliff.before) + " -> " +
                 yuan(cliff.after));
        }
    }

    void property_line(const BenefitProof& benefit, Property property, bool silent) {
        const bool broken = std::ranges::find(benefit.broken, property) != benefit.broken.end();
        const std::string held =
            silent ? say("部分函数不作断言", "not said of all functions") : say("成立", "holds");
        line("    " + words(property, language_) + ": " +
             (broken ? say("不成立", "violated") : held));
    }

    void one_claim() {
        const EngineReport& engine = certificate_.engine;
        line("");
        line(say("二、引擎，全年一次结算：", "2. Engine, years of one claim: ") +
             verdict(any(Finding::Kind::one_claim), "已证明", "proved"));
        line(say("  总费用 = 政策范围内费用，0.00 至 ", "  total = eligible, from 0.00 to ") +
             yuan(certificate_.limit) + say(" 的每一分", ", every fen") +
             say("；程序行 ", "; program rows ") + count(engine.walked_programs) +
             say("，结算 ", ", settlements ") + count(engine.settlements) +
             say("：支付与累计都等于第二种算法",
                 ": payments and accumulators equal the second formulation"));
        line(say("  精确路径：各折点前后一分及其后一个取整周期（最长 ",
                 "  exact path: every breakpoint, a fen to either side and one rounding period "
                 "behind it (longest ") +
             count(static_cast<std::uint64_t>(engine.longest_period)) +
             say(" 分），结算 ", " fen), settlements ") + count(engine.exact_points));
    }

    void longer_years() {
        const EngineReport& engine = certificate_.engine;
        line("");
        line(say("三、引擎，年内多次结算（这是测试，不是证明）：",
                 "3. Engine, longer years (a test, not a proof): ") +
             verdict(any(Finding::Kind::longer_years), "未见差异", "no difference found"));
        line(say("  年度状态 ", "  states of the year ") + count(engine.states) +
             say("，结算 ", ", settlements ") + count(engine.state_points) +
             (engine.all_crossed
                  ? say("：各累计的折点前后一分两两相交",
                        ": the breakpoints of all accumulators, and a fen to either side, crossed")
                  : say("：累计过多，部分程序行逐个取折点，其余为 0",
                        ": too many accumulators; in some rows one at a time, the others 0")));
    }

    void outside() {
        line("");
        line(say("不在证明之内：", "Outside of the proof:"));
        line(say("  - 超过 ", "  - bills above ") + yuan(certificate_.limit) +
             say(" 元、总费用大于政策范围内费用、或带其他计量的账单（引擎部分）",
                 " yuan, bills with out-of-scope cost and bills with further measures (engine)"));
        line(say("  - 年内条件变化后各表之间的比较", "  - years in which a person's cells change"));
        for (const BenefitProof& benefit : certificate_.tables) {
            for (const Limit limit : benefit.limits) {
                line("  - " + benefit.id + ": " + words(limit, language_));
            }
        }
        if (certificate_.exact_only.empty()) {
            return;
        }
        std::string names;
        for (const std::string& benefit : certificate_.exact_only) {
            names += (names.empty() ? "" : ", ") + benefit;
        }
        line(say("  - 第二种算法不覆盖的程序行 ",
                 "  - program rows beyond the second formulation, held against the exact path near "
                 "the amounts of the tables only: ") +
             count(certificate_.engine.unwalked.size()) +
             say("，只在表中各金额附近与精确路径比较（", " (") + names + say("）", ")"));
    }

    void findings() {
        line("");
        line(say("结论：", "Result: ") +
             (certificate_.proved() ? say("已证明", "proved") : say("有不成立之处", "violated")));
        for (const Finding& finding : certificate_.findings) {
            line("  ! " + words(finding, language_));
            line(say("    解读：", "    readings: ") + spell(finding.selection));
            if (!finding.witness) {
                continue;
            }
            if (finding.witness->accumulators.empty()) {
                text_ += witness_csv(*finding.witness);
            } else {
                load::JsonWriter json(text_);
                write_witness(json, *finding.witness);
                text_ += '\n';
            }
        }
    }

    const Certificate& certificate_;
    Language language_;
    std::string text_;
};

} // namespace

std::string certificate_text(const Certificate& certificate, Language language) {
    return Page(certificate, language).text();
}

} // namespace reimburse::study
