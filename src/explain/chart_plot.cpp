// SPDX-License-Identifier: MIT
#include "explain/chart_plot.hpp"

#include "explain/chart_table.hpp"
#include "explain/escape.hpp"
#include "explain/wording.hpp"

#include <algorithm>

namespace reimburse::explain {

namespace {

// Of the drawing, in its own units.
constexpr std::int64_t width = 400;
constexpr std::int64_t height = 264;
constexpr std::int64_t left = 62;
constexpr std::int64_t right = 372;
constexpr std::int64_t top = 30;
constexpr std::int64_t bottom = 222;

/// Of all the labels below the axis, so that they keep apart on a phone too.
constexpr std::size_t most_characters = 30;

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + value + "\"";
}

/// Hundredths of a unit as a decimal number.
std::string decimal(std::int64_t hundredths) {
    std::string text = std::to_string(hundredths / 100);
    const std::int64_t rest = hundredths % 100;
    if (rest != 0) {
        text += '.';
        text += static_cast<char>('0' + rest / 10);
        if (rest % 10 != 0) {
            text += static_cast<char>('0' + rest % 10);
        }
    }
    return text;
}

std::string number(std::int64_t units) {
    return std::to_string(units);
}

std::string bare(std::int64_t fen) {
    return Wording::bare_amount(Fraction::whole(fen));
}

/// Payment, or the patient's share, of a panel's lines.
class Plot {
  public:
    Plot(const ChartPanel& panel, std::int64_t limit, Language language, bool patient)
        : panel_(panel), chinese_(language == Language::zh), language_(language), patient_(patient),
          x_(round_scale(limit)) {
        std::int64_t most = 100;
        for (const ChartLine& line : panel.lines) {
            for (const ChartStretch& stretch : line.stretches) {
                if (stretch.from.bill <= limit) {
                    most = std::max({most, amount(stretch.from), amount(end_of(stretch))});
                }
            }
        }
        y_ = round_scale(most);
    }

    std::string svg(const std::string& id) const {
        std::string out = "<svg class=\"plot\" viewBox=\"0 0 " + number(width) + " " +
                          number(height) + "\" role=\"img\" aria-labelledby=\"" + id + "-t " + id +
                          "-d\">\n<title id=\"" + id + "-t\">" + escaped_html(name()) +
                          "</title>\n<desc id=\"" + id + "-d\">" + escaped_html(words()) +
                          "</desc>\n";
        axes(out);
        for (const ChartLine& line : panel_.lines) {
            draw(out, line);
        }
        return out + "</svg>\n";
    }

  private:
    std::int64_t amount(const ChartPoint& point) const {
        return patient_ ? point.patient() : point.payment;
    }

    /// Where the stretch ends, or leaves the plot.
    ChartPoint end_of(const ChartStretch& stretch) const {
        ChartPoint end = stretch.to;
        if (end.bill > x_.limit) {
            const std::int64_t growth = end.payment - stretch.from.payment;
            const std::int64_t length = end.bill - stretch.from.bill;
            end.bill = x_.limit;
            // in ten-thousandths of the stretch: a plot shows no more, and the product fits
            end.payment = stretch.from.payment +
                          growth / 10'000 * ((end.bill - stretch.from.bill) * 10'000 / length);
        }
        return end;
    }

    std::string heading() const {
        return patient_ ? (chinese_ ? "个人负担，元" : "patient pays, yuan")
                        : (chinese_ ? "支付，元" : "paid, yuan");
    }

    std::string name() const {
        return heading() + (panel_.title.empty() ? "" : (chinese_ ? "：" : ": ") + panel_.title);
    }

    std::string words() const {
        std::string text;
        for (const ChartLine& line : panel_.lines) {
            text += text.empty() ? "" : chinese_ ? "；" : "; ";
            text += line.label.empty() ? "" : line.label + (chinese_ ? "：" : ": ");
            text += line_in_words(line, language_);
        }
        return text;
    }

    std::int64_t x_at(std::int64_t bill) const {
        return left * 100 + bill * (right - left) * 100 / x_.limit;
    }

    std::int64_t y_at(std::int64_t fen) const {
        return bottom * 100 - fen * (bottom - top) * 100 / y_.limit;
    }

    /// Round amounts from ten thousand yuan on are counted in 万 in Chinese.
    std::string tick(std::int64_t fen, std::int64_t step) const {
        constexpr std::int64_t ten_thousand = 1'000'000;
        return chinese_ && step % ten_thousand == 0 && fen > 0 ? bare(fen / 10'000) + " 万"
                                                               : bare(fen);
    }

    static std::string text(std::int64_t x, std::int64_t y, const char* anchor,
                            const std::string& words, const char* kind = "") {
        return "<text" + attribute("x", decimal(x)) + attribute("y", decimal(y)) +
               attribute("text-anchor", anchor) + (*kind == 0 ? "" : attribute("class", kind)) +
               ">" + escaped_html(words) + "</text>\n";
    }

    static std::string line(const char* kind, std::int64_t x1, std::int64_t y1, std::int64_t x2,
                            std::int64_t y2) {
        return std::string("<line class=\"") + kind + "\"" + attribute("x1", decimal(x1)) +
               attribute("y1", decimal(y1)) + attribute("x2", decimal(x2)) +
               attribute("y2", decimal(y2)) + "/>\n";
    }

    void axes(std::string& out) const {
        out += text(0, 1'400, "start", heading(), "head");
        for (std::int64_t at = 0; at <= y_.limit; at += y_.step) {
            out += line(at == 0 ? "axis" : "grid", left * 100, y_at(at), right * 100, y_at(at));
            out += text((left - 8) * 100, y_at(at) + 450, "end", tick(at, y_.step));
        }
        const auto steps = static_cast<std::size_t>(x_.limit / x_.step);
        const bool crowded = tick(x_.limit, x_.step).size() * steps > most_characters;
        for (std::int64_t at = 0; at <= x_.limit; at += x_.step) {
            const std::int64_t x = x_at(at);
            out += line("axis", x, bottom * 100, x, (bottom + 5) * 100);
            if (!crowded || at / x_.step % 2 == 0) {
                out += text(x, (bottom + 20) * 100, "middle", tick(at, x_.step));
            }
        }
        out += text(right * 100, (height - 4) * 100, "end", chinese_ ? "账单，元" : "bill, yuan");
        const std::int64_t whole = std::min(x_.limit, y_.limit);
        out += line("whole", x_at(0), y_at(0), x_at(whole), y_at(whole));
    }

    /// One path, broken where the function jumps, and a dot at every breakpoint.
    void draw(std::string& out, const ChartLine& own) const {
        std::string path;
        std::string dots;
        const ChartStretch* before = nullptr;
        for (const ChartStretch& stretch : own.stretches) {
            if (stretch.from.bill > x_.limit) {
                break;
            }
            if (!stretch.joined) {
                path += "M" + place(stretch.from);
            }
            if (stretch.to.bill > stretch.from.bill) {
                path += "L" + place(end_of(stretch));
            }
            if (stretch.from.bill > 0) {
                dots += dot(stretch.from, stretch.joined || stretch.from_included);
                if (!stretch.joined && before != nullptr) {
                    dots += dot(before->to, before->to_included);
                }
            }
            before = &stretch;
        }
        const std::string kind = "l" + number(static_cast<std::int64_t>(own.style % 6));
        out += "<g class=\"" + kind + "\"><path d=\"" + path + "\"/>\n" + dots + "</g>\n";
    }

    std::string place(const ChartPoint& point) const {
        return decimal(x_at(point.bill)) + " " + decimal(y_at(amount(point)));
    }

    std::string dot(const ChartPoint& point, bool included) const {
        const bool exact = patient_ ? point.exact() : point.exact_payment;
        return std::string("<circle") + (included ? "" : " class=\"open\"") +
               attribute("cx", decimal(x_at(point.bill))) +
               attribute("cy", decimal(y_at(amount(point)))) + " r=\"3\"><title>" +
               (point.exact_bill ? "" : "≈ ") + bare(point.bill) + " → " + (exact ? "" : "≈ ") +
               bare(amount(point)) + "</title></circle>\n";
    }

    const ChartPanel& panel_;
    bool chinese_;
    Language language_;
    bool patient_;
    Scale x_;
    Scale y_;
};

std::string legend(const ChartPanel& panel) {
    std::string out;
    for (const ChartLine& line : panel.lines) {
        if (!line.label.empty()) {
            const std::string kind = "l" + number(static_cast<std::int64_t>(line.style % 6));
            out += "<li><svg class=\"key " + kind +
                   "\" viewBox=\"0 0 30 10\" aria-hidden=\"true\"><path d=\"M1 5L29 5\"/></svg>" +
                   escaped_html(line.label) + "</li>\n";
        }
    }
    return out.empty() ? out : "<ul class=\"legend\">\n" + out + "</ul>\n";
}

} // namespace

std::string plots_html(const ChartPanel& panel, Language language, const std::string& id) {
    std::string out = legend(panel);
    const auto pair = [&](std::int64_t limit, const std::string& name) {
        out += "<div class=\"pair\">\n" + Plot(panel, limit, language, false).svg(name + "-paid") +
               Plot(panel, limit, language, true).svg(name + "-patient") + "</div>\n";
    };
    if (panel.near > 0) {
        pair(panel.near, id + "-near");
    }
    pair(panel.limit, id);
    return out;
}

} // namespace reimburse::explain
