#include "compare/means.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace csreport;

namespace {
// Student's sleep data (1908), hours gained by ten patients under each of two drugs.
constexpr Sample kFirstDrug{.n = 10, .mean = 0.75, .standard_deviation = 1.7890096577};
constexpr Sample kSecondDrug{.n = 10, .mean = 2.33, .standard_deviation = 2.0022487355};
}  // namespace

TEST_CASE("Welch's interval and p-value are those that R's t.test gives for the sleep data") {
  const auto difference = welch(kFirstDrug, kSecondDrug);
  REQUIRE(difference);
  CHECK(difference->low == Approx(-3.3654832).margin(1e-6));
  CHECK(difference->high == Approx(0.2054832).margin(1e-6));
  CHECK(difference->p == Approx(0.07939414).margin(1e-6));
}

TEST_CASE("Student's interval is the mean and so many standard errors as the table of t says") {
  const auto interval = student_interval({.n = 10, .mean = 5, .standard_deviation = 2});
  REQUIRE(interval);
  CHECK(interval->low == Approx(5 - 2.262157 * 2 / std::sqrt(10.0)).margin(1e-6));
  CHECK(interval->high == Approx(5 + 2.262157 * 2 / std::sqrt(10.0)).margin(1e-6));
  CHECK(interval->method == "student_t");
}

TEST_CASE("one value has no interval") {
  CHECK_FALSE(student_interval({.n = 1, .mean = 5}));
  CHECK_FALSE(welch({.n = 1, .mean = 5}, kFirstDrug));
  CHECK_FALSE(welch(kFirstDrug, {.n = 1, .mean = 5}));
}

TEST_CASE("where no value differs from another the difference of means is certain") {
  const auto same = welch({.n = 3, .mean = 4}, {.n = 5, .mean = 4});
  REQUIRE(same);
  CHECK(same->p == 1);
  const auto other = welch({.n = 3, .mean = 4}, {.n = 5, .mean = 6});
  REQUIRE(other);
  CHECK(other->low == -2);
  CHECK(other->high == -2);
  CHECK(other->p == 0);
}
