// SPDX-License-Identifier: MIT
#include "settle/piecewise.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// Functions made by hand; each is small enough to be drawn on paper.
namespace reimburse {
namespace {

using Function = PiecewiseLinear;

const Rational limit = 1'000;

Function x() {
    return Function::identity(limit);
}

Function flat(const Rational& value) {
    return Function::constant(value, limit);
}

std::string text(const Rational& value) {
    return value.str();
}

/// "[0, 10] 1/2 x + 0" for each piece, round brackets where an end is left out.
std::string in_words(const Function& function) {
    std::string words;
    for (const Function::Piece& piece : function.pieces()) {
        words += (words.empty() ? "" : "; ") + std::string(piece.from_included ? "[" : "(") +
                 text(piece.from) + ", " + text(piece.to) + (piece.to_included ? "]" : ")") + " " +
                 text(piece.line.slope) + " x + " + text(piece.line.intercept);
    }
    return words;
}

TEST(Piecewise, AConstantAndTheIdentityAreOnePieceEach) {
    EXPECT_EQ(in_words(flat(7)), "[0, 1000] 0 x + 7");
    EXPECT_EQ(in_words(x()), "[0, 1000] 1 x + 0");
    EXPECT_EQ(x().value(1'000), 1'000);
    EXPECT_EQ(x().value(Rational(1, 3)), Rational(1, 3));
}

TEST(Piecewise, AnEdgeBelongsToTheStretchBelowIt) {
    const Function band = Function::above(100, {0, 30}, limit);
    EXPECT_EQ(in_words(band), "[0, 100] 0 x + 0; (100, 1000] 0 x + 30");
    EXPECT_EQ(band.value(100), 0);
    EXPECT_EQ(band.limit_from_left(100), 0);
    EXPECT_EQ(band.limit_from_right(100), 30);
    EXPECT_EQ(band.value(Rational(100'001, 1'000)), 30);
    EXPECT_EQ(in_words(Function::above(1'000, {1, 0}, limit)), "[0, 1000] 0 x + 0");
    EXPECT_EQ(in_words(Function::above(-1, {1, 2}, limit)), "[0, 1000] 1 x + 2");
    EXPECT_EQ(in_words(Function::above(0, {1, 2}, limit)), "[0, 0] 0 x + 0; (0, 1000] 1 x + 2");
}

TEST(Piecewise, AtTheEndsOfTheDomainTheLimitsAreTheValue) {
    const Function jump = Function::above(0, {0, 5}, limit);
    EXPECT_EQ(jump.limit_from_left(0), 0);
    EXPECT_EQ(jump.limit_from_right(0), 5);
    EXPECT_EQ(jump.limit_from_left(1'000), 5);
    EXPECT_EQ(jump.limit_from_right(1'000), 5);
}

TEST(Piecewise, SumsMeetAtTheBreakpointsOfBoth) {
    const Function a = not_below_zero(x() - flat(100)) * Rational(1, 2);
    const Function b = not_below_zero(x() - flat(300)) * Rational(1, 4);
    EXPECT_EQ(in_words(a + b),
              "[0, 100] 0 x + 0; (100, 300] 1/2 x + -50; (300, 1000] 3/4 x + -125");
    EXPECT_EQ(a + b - b, a);
    EXPECT_EQ(a - a, flat(0));
}

TEST(Piecewise, TheLeastAndTheGreatestCrossExactly) {
    const Function third = x() * Rational(1, 3);
    const Function capped = min(third, flat(50));
    EXPECT_EQ(in_words(capped), "[0, 150] 1/3 x + 0; (150, 1000] 0 x + 50");
    EXPECT_EQ(in_words(max(third, flat(50))), "[0, 150] 0 x + 50; (150, 1000] 1/3 x + 0");
    EXPECT_EQ(min(third, third), third);
    EXPECT_EQ(min(flat(3), flat(4)), flat(3));
    EXPECT_EQ(max(flat(3), flat(4)), flat(4));
}

TEST(Piecewise, AChoiceIsStrict) {
    // 1 above 200, else 0: at 200 itself the condition is 0
    const Function choice = where_positive(x() - flat(200), flat(1), flat(0));
    EXPECT_EQ(choice, Function::above(200, {0, 1}, limit));
    // Where the condition jumps, its value at the jump decides there.
    const Function jumping = Function::above(100, {0, 1}, limit) - flat(0);
    EXPECT_EQ(where_positive(jumping, flat(9), flat(0)), Function::above(100, {0, 9}, limit));
    const Function touches = max(x() - flat(500), flat(500) - x()); // 0 at 500 alone
    const Function hole = where_positive(touches, flat(1), flat(0));
    EXPECT_EQ(in_words(hole), "[0, 500) 0 x + 1; [500, 500] 0 x + 0; (500, 1000] 0 x + 1");
    EXPECT_EQ(hole.limit_from_left(500), 1);
    EXPECT_EQ(hole.value(500), 0);
    EXPECT_EQ(hole.limit_from_right(500), 1);
}

TEST(Piecewise, EqualFunctionsAreEqualHoweverTheyWereMade) {
    const Function made = min(x(), flat(400)) + not_below_zero(x() - flat(400));
    EXPECT_EQ(made, x());
    EXPECT_EQ(made.breakpoints(), (std::vector<Rational>{0, 1'000}));
}

TEST(Piecewise, AFunctionOfAFunction) {
    // 60 % up to 100, 80 % above, of what lies above a deductible of 50 at half the amount
    const Function schedule =
        min(x(), flat(100)) * Rational(3, 5) + not_below_zero(x() - flat(100)) * Rational(4, 5);
    const Function inside = not_below_zero(x() * Rational(1, 2) - flat(50));
    EXPECT_EQ(in_words(compose(schedule, inside)),
              "[0, 100] 0 x + 0; (100, 300] 3/10 x + -30; (300, 1000] 2/5 x + -60");
}

TEST(Piecewise, AFunctionOfAFallingFunctionKeepsTheSideOfAJump) {
    const Function band = Function::above(100, {0, 30}, limit);
    const Function falling = flat(400) - min(x(), flat(400));
    // 400 - x is above 100 where x is below 300
    EXPECT_EQ(in_words(compose(band, falling)), "[0, 300) 0 x + 30; [300, 1000] 0 x + 0");
    EXPECT_EQ(compose(band, flat(100)), flat(0));
    EXPECT_EQ(compose(band, flat(101)), flat(30));
}

TEST(Piecewise, BoundsCountALimitThatIsNotReached) {
    const Function saw = x() - Function::above(600, {0, 550}, limit); // 600 at 600, 50 beyond
    EXPECT_EQ(saw.supremum(), 600);
    EXPECT_EQ(saw.infimum(), 0);
    const Function gap = where_positive(x() - flat(600), flat(0), x()) - flat(10);
    EXPECT_EQ(gap.infimum(), -10);
    const Function open = where_positive(flat(600) - x(), x(), flat(0));
    EXPECT_EQ(open.supremum(), 600);
    EXPECT_EQ(open.value(600), 0);
}

} // namespace
} // namespace reimburse
