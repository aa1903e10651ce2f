// SPDX-License-Identifier: MIT
#include "audit/report/bars.hpp"

#include "explain/chart.hpp"
#include "explain/escape.hpp"
#include "reimburse/amount/detail/wide.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

/// value / most of `length`, at least one unit where there is anything.
std::int64_t scaled(std::int64_t value, std::int64_t most, std::int64_t length) {
    if (value <= 0 || most <= 0) {
        return 0;
    }
    const auto part = static_cast<std::int64_t>(detail::Wide{value} * length / most);
    return std::max<std::int64_t>(part, 1);
}

std::string number(std::int64_t units) {
    return std::to_string(units);
}

std::string rect(const char* kind, std::int64_t x, std::int64_t y, std::int64_t width,
                 std::int64_t height) {
    return std::string("<rect class=\"") + kind + "\" x=\"" + number(x) + "\" y=\"" + number(y) +
           "\" width=\"" + number(width) + "\" height=\"" + number(height) + "\"/>";
}

std::string upright(const char* kind, std::int64_t x, std::int64_t y1, std::int64_t y2) {
    return std::string("<line class=\"") + kind + "\" x1=\"" + number(x) + "\" x2=\"" + number(x) +
           "\" y1=\"" + number(y1) + "\" y2=\"" + number(y2) + "\"/>";
}

// Of the plot by month, in its own units; the same size as the plots of a policy.
constexpr std::int64_t width = 400;
constexpr std::int64_t height = 240;
constexpr std::int64_t left = 66;
constexpr std::int64_t right = 396;
constexpr std::int64_t top = 30;
constexpr std::int64_t bottom = 206;
constexpr std::size_t labels = 5;

/// Months with those between them, where they are not too many to be true.
std::vector<MonthColumn> filled(const std::vector<MonthColumn>& columns) {
    constexpr std::size_t most = 240;
    std::vector<MonthColumn> all;
    for (const MonthColumn& column : columns) {
        while (!all.empty() && all.size() < most) {
            const std::string& last = all.back().month;
            int year = std::stoi(last.substr(0, 4));
            int month = std::stoi(last.substr(5)) + 1;
            if (month > 12) {
                month = 1;
                ++year;
            }
            const std::string next =
                std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
            if (next >= column.month) {
                break;
            }
            all.push_back({next, 0, 0});
        }
        all.push_back(column);
    }
    return all;
}

class MonthPlot {
  public:
    MonthPlot(const std::vector<MonthColumn>& columns, bool hundredths)
        : columns_(filled(columns)), factor_(hundredths ? 1 : 100) {
        for (const MonthColumn& column : columns_) {
            up_ = std::max(up_, column.up * factor_);
            down_ = std::max(down_, column.down * factor_);
        }
        scale_ = explain::round_scale(std::max<std::int64_t>({up_, down_, 100}));
        up_limit_ = limit(up_);
        down_limit_ = limit(down_);
        if (up_limit_ + down_limit_ == 0) {
            up_limit_ = scale_.step;
        }
    }

    std::string svg(const std::string& heading, const std::string& id) const {
        std::string out = "<svg class=\"plot\" viewBox=\"0 0 " + number(width) + " " +
                          number(height) + "\" role=\"img\" aria-labelledby=\"" + id + "-t " + id +
                          "-d\">\n<title id=\"" + id + "-t\">" + explain::escaped_html(heading) +
                          "</title>\n<desc id=\"" + id + "-d\">" + words() + "</desc>\n";
        out += text(0, 14, "start", explain::escaped_html(heading), " class=\"head\"");
        for (std::int64_t at = -down_limit_; at <= up_limit_; at += scale_.step) {
            out += std::string("<line class=\"") + (at == 0 ? "axis" : "grid") + "\" x1=\"" +
                   number(left) + "\" x2=\"" + number(right) + "\" y1=\"" + number(y_at(at)) +
                   "\" y2=\"" + number(y_at(at)) + "\"/>\n";
            out += text(left - 8, y_at(at) + 4, "end", tick(at), "");
        }
        const auto count = static_cast<std::int64_t>(columns_.size());
        const std::int64_t gap = std::max<std::int64_t>(1, (right - left) / count / 5);
        for (std::int64_t c = 0; c < count; ++c) {
            draw(out, columns_[static_cast<std::size_t>(c)], x_at(c, count) + gap,
                 x_at(c + 1, count) - gap);
        }
        label(out, count);
        return out + "</svg>\n";
    }

  private:
    /// The least multiple of the step that holds the value.
    std::int64_t limit(std::int64_t value) const {
        return (value + scale_.step - 1) / scale_.step * scale_.step;
    }

    std::int64_t y_at(std::int64_t value) const {
        return bottom - static_cast<std::int64_t>(detail::Wide{value + down_limit_} *
                                                  (bottom - top) / (up_limit_ + down_limit_));
    }

    static std::int64_t x_at(std::int64_t column, std::int64_t count) {
        return left + (right - left) * column / count;
    }

    static std::string tick(std::int64_t value) {
        const std::string sign = value < 0 ? "−" : "";
        return sign + explain::Wording::bare_amount(Fraction::whole(value < 0 ? -value : value));
    }

    static std::string text(std::int64_t x, std::int64_t y, const char* anchor,
                            const std::string& words, const char* more) {
        return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor +
               "\"" + more + ">" + words + "</text>\n";
    }

    void draw(std::string& out, const MonthColumn& column, std::int64_t from,
              std::int64_t to) const {
        const std::int64_t wide = std::max<std::int64_t>(to - from, 1);
        out += "<g><title>" + explain::escaped_html(column.month) + ": " +
               tick(column.up * factor_) + (down_ > 0 ? " / " + tick(-column.down * factor_) : "") +
               "</title>";
        out += rect("hit", from, top, wide, bottom - top);
        if (column.up > 0) {
            const std::int64_t y = y_at(column.up * factor_);
            out += rect(factor_ == 1 ? "over" : "plain", from, y, wide,
                        std::max<std::int64_t>(y_at(0) - y, 1));
        }
        if (column.down > 0) {
            const std::int64_t y = y_at(-column.down * factor_);
            out += rect("under", from, y_at(0), wide, std::max<std::int64_t>(y - y_at(0), 1));
        }
        out += "</g>\n";
    }

    void label(std::string& out, std::int64_t count) const {
        const std::int64_t every = std::max<std::int64_t>(
            1, (count + static_cast<std::int64_t>(labels) - 1) / static_cast<std::int64_t>(labels));
        for (std::int64_t c = 0; c < count; c += every) {
            const std::int64_t middle = (x_at(c, count) + x_at(c + 1, count)) / 2;
            const std::int64_t x = std::clamp<std::int64_t>(middle, left + 10, right - 24);
            out += text(x, bottom + 22, "middle",
                        explain::escaped_html(columns_[static_cast<std::size_t>(c)].month), "");
        }
    }

    std::string words() const {
        std::string words;
        for (const MonthColumn& column : columns_) {
            if (column.up != 0 || column.down != 0) {
                words += (words.empty() ? "" : "; ") + explain::escaped_html(column.month) + " " +
                         tick(column.up * factor_) +
                         (down_ > 0 ? " / " + tick(-column.down * factor_) : "");
            }
        }
        return words;
    }

    std::vector<MonthColumn> columns_;
    std::int64_t factor_;
    std::int64_t up_ = 0;
    std::int64_t down_ = 0;
    explain::Scale scale_;
    std::int64_t up_limit_ = 0;
    std::int64_t down_limit_ = 0;
};

} // namespace

std::string balance_bar(std::int64_t over, std::int64_t under, std::int64_t most) {
    constexpr std::int64_t side = 60;
    const std::int64_t more = scaled(over, most, side);
    const std::int64_t less = scaled(under, most, side);
    std::string out = "<svg class=\"bar\" viewBox=\"0 0 122 12\" aria-hidden=\"true\">";
    out += less > 0 ? rect("under", 61 - less, 2, less, 8) : "";
    out += more > 0 ? rect("over", 61, 2, more, 8) : "";
    return out + upright("middle", 61, 0, 12) + "</svg>";
}

std::string target_bar(std::int64_t paid_e4, std::int64_t expected_e4, std::int64_t target_e4) {
    const auto at = [](std::int64_t share) {
        return std::clamp<std::int64_t>(share, 0, 10'000) * 160 / 10'000;
    };
    return "<svg class=\"bar wide\" viewBox=\"-1 0 162 14\" aria-hidden=\"true\">" +
           rect("back", 0, 4, 160, 6) + rect("paid", 0, 4, at(paid_e4), 6) +
           upright("due", at(expected_e4), 2, 12) + upright("goal", at(target_e4), 0, 14) +
           "</svg>";
}

std::string month_plot(const std::vector<MonthColumn>& columns, const std::string& heading,
                       bool hundredths, const std::string& id) {
    return MonthPlot(columns, hundredths).svg(heading, id);
}

} // namespace reimburse::audit
