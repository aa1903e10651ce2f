// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"

#include <cassert>
#include <stdexcept>
#include <utility>
#include <variant>

namespace reimburse {

/// Thrown by Result::value() and by nothing else in this library.
class ProblemError : public std::runtime_error {
  public:
    explicit ProblemError(Problems problems)
        : std::runtime_error(sentence(problems.front())), problems_(std::move(problems)) {}

    const Problems& problems() const noexcept { return problems_; }

  private:
    Problems problems_;
};

/// A value, or every problem that kept it from being made (at least one).
///
///     Result<Plan> plan = compile(policy);
///     if (!plan) { report(plan.problems()); }
///     use(*plan);
template <class T>
class [[nodiscard("a Result carries the problems of the input")]] Result {
  public:
    Result(T value) : state_(std::move(value)) {}

    Result(Problem problem) : state_(Problems{std::move(problem)}) {}

    Result(Problems problems) : state_(std::move(problems)) {
        assert(!std::get<Problems>(state_).empty());
    }

    explicit operator bool() const noexcept {
        return std::holds_alternative<T>(state_);
    }

    /// Precondition: holds a value.
    T& operator*()& {
        return *std::get_if<T>(&state_);
    }

    const T& operator*() const& {
        return *std::get_if<T>(&state_);
    }

    T&& operator*()&& {
        return std::move(*std::get_if<T>(&state_));
    }

    T* operator->() {
        return std::get_if<T>(&state_);
    }

    const T* operator->() const {
        return std::get_if<T>(&state_);
    }

    /// The value; throws ProblemError where there is none.
    T& value()& {
        check();
        return **this;
    }

    const T& value() const& {
        check();
        return **this;
    }

    T&& value()&& {
        check();
        return std::move(**this);
    }

    /// Precondition: holds no value.
    const Problems& problems() const {
        return *std::get_if<Problems>(&state_);
    }

  private:
    void check() const {
        if (!*this) {
            throw ProblemError(problems());
        }
    }

    std::variant<T, Problems> state_;
};

} // namespace reimburse
