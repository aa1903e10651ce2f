// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/format.hpp"
#include "reimburse/rules/policy.hpp"
#include "study/mutate/mutations.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::study {

/// What a walk through a policy can change: either lists the changes or makes one. The change
/// itself is made at the end, so that nothing moves while the walk looks at it.
class Spots {
  public:
    /// `wanted` null: lists.
    explicit Spots(const Mutation* wanted) : wanted_(wanted) {}

    std::vector<Mutation> take() { return std::move(found_); }

    bool made() const { return static_cast<bool>(change_); }

    void make() {
        if (change_) {
            change_();
        }
    }

    template <class Change>
    void spot(const std::string& place, const std::string& text, const Only& only, Change change) {
        if (wanted_ == nullptr) {
            found_.push_back({place, text, only});
        } else if (wanted_->place == place && wanted_->change == text) {
            change_ = change;
        }
    }

    void set(const std::string& place, Fraction& value, const Fraction& to, const Only& only,
             bool is_amount) {
        const auto text = [&](const Fraction& number) {
            return is_amount ? format_amount(Money::from_fen(number.num()))
                             : format_fraction(number);
        };
        spot(place, text(value) + " -> " + text(to), only, [&value, to] { value = to; });
    }

    /// A share: a point more, or less where more would be above all.
    void number(const std::string& place, Fraction& value, const Only& only) {
        const Fraction point = *Fraction::of(1, 100);
        const auto to = value < Fraction::whole(1) ? add(value, point) : subtract(value, point);
        if (to) {
            set(place, value, *to, only, false);
        }
    }

    void amount(const std::string& place, Fraction& fen, const Only& only) {
        if (const auto to = add(fen, Fraction::whole(100)); to && fen.den() == 1) {
            set(place, fen, *to, only, true);
        }
    }

    void day(const std::string& place, Date& day, const Only& only) {
        if (day == Date::first() || day == Date::last_open()) {
            return;
        }
        for (const int by : {-1, 1}) {
            const Date to = Date::from_days(day.days() + by);
            spot(place, day.text() + " -> " + to.text(), only, [&day, to] { day = to; });
        }
    }

    void span(const std::string& place, DateSpan& span, const Only& only) {
        day(place + ".from", span.from, only);
        day(place + ".to", span.to, only);
    }

    /// One change of a switch; where readings choose it, of each alternative.
    template <class T, class Change>
    void switches(const std::string& place, const std::string& text, T& plain,
                  std::vector<Alternative<T>>& open, Change change) {
        if (open.empty()) {
            spot(place, text, {}, [&plain, change] { change(plain); });
        }
        for (Alternative<T>& each : open) {
            spot(place + readings(each.only), text, each.only,
                 [&each, change] { change(each.value); });
        }
    }

    static std::string readings(const Only& only) {
        std::string text;
        for (const ReadingIs& each : only) {
            text += " " + each.reading + "=" + each.values.front();
        }
        return text;
    }

    template <class Enum, std::size_t N>
    void modes(const std::string& place, Enum& value, const std::array<const char*, N>& names,
               const Only& only) {
        for (std::size_t n = 0; n < N; ++n) {
            const auto to = static_cast<Enum>(n);
            if (to != value) {
                spot(place, std::string(names[static_cast<std::size_t>(value)]) + " -> " + names[n],
                     only, [&value, to] { value = to; });
            }
        }
    }

    template <class T, class Name>
    void swaps(const std::string& place, std::vector<T>& items, const Only& only, Name name) {
        for (std::size_t i = 0; i + 1 < items.size(); ++i) {
            spot(place, name(i + 1) + " before " + name(i), only,
                 [&items, i] { std::swap(items[i], items[i + 1]); });
        }
    }

    template <class T>
    void drop(const std::string& place, std::vector<T>& items, std::size_t item,
              const std::string& name, const Only& only) {
        spot(place, name + " left out", only,
             [&items, item] { items.erase(items.begin() + static_cast<std::ptrdiff_t>(item)); });
    }

  private:
    const Mutation* wanted_;
    std::vector<Mutation> found_;
    std::function<void()> change_;
};

} // namespace reimburse::study
