#include "csreport/core/distributions.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("points and tails of the normal and Student's distribution are those of the tables") {
  CHECK(normal_upper_point(0.025) == Approx(1.959963984540054).epsilon(1e-12));
  CHECK(normal_two_sided(1.959963984540054) == Approx(0.05).epsilon(1e-12));
  CHECK(normal_two_sided(-1.959963984540054) == Approx(0.05).epsilon(1e-12));
  CHECK(normal_two_sided(0) == 1);
  CHECK(student_upper_point(0.025, 4) == Approx(2.776445105).epsilon(1e-9));
  CHECK(student_upper_point(0.025, 1) == Approx(12.70620474).epsilon(1e-9));
  CHECK(student_two_sided(2.776445105, 4) == Approx(0.05).epsilon(1e-8));
}

TEST_CASE("chi-square is rarely above the points of its table, also with many degrees") {
  CHECK(chi_square_upper(3.841459, 1) == Approx(0.05).epsilon(1e-6));
  CHECK(chi_square_upper(18.307038, 10) == Approx(0.05).epsilon(1e-6));
  CHECK(chi_square_upper(124.342113, 100) == Approx(0.05).epsilon(1e-6));
  CHECK(chi_square_upper(553.126804, 500) == Approx(0.05).epsilon(1e-3));
}

TEST_CASE("adjusted p-values are those of Benjamini and Hochberg's step-up procedure, in the order of the tests") {
  // p.adjust(c(0.01, 0.04, 0.03, 0.005), "BH") of R
  const auto adjusted = adjusted_p_values({0.01, 0.04, 0.03, 0.005});
  REQUIRE(adjusted.size() == 4);
  CHECK(adjusted[0] == Approx(0.02));
  CHECK(adjusted[1] == Approx(0.04));
  CHECK(adjusted[2] == Approx(0.04));
  CHECK(adjusted[3] == Approx(0.02));
  CHECK(adjusted_p_values({}).empty());
}

TEST_CASE("the ranks around a median are those of the binomial distribution") {
  struct Case {
    std::int64_t n, low, high;
    double level;
  };
  for (const Case& c : {Case{6, 1, 6, 0.96875}, {10, 2, 9, 0.978515625}, {20, 6, 15, 0.958610534667969}}) {
    CAPTURE(c.n);
    const auto ranks = quantile_ranks(c.n, 0.5);
    REQUIRE(ranks);
    CHECK(ranks->low == c.low);
    CHECK(ranks->high == c.high);
    CHECK(ranks->level == Approx(c.level).epsilon(1e-9));
  }
}

TEST_CASE("too few values have no ranks: five for a median, 35 for the 90th percentile") {
  CHECK_FALSE(quantile_ranks(0, 0.5));
  CHECK_FALSE(quantile_ranks(5, 0.5));
  CHECK(quantile_ranks(6, 0.5));
  CHECK_FALSE(quantile_ranks(35, 0.9));
  CHECK(quantile_ranks(36, 0.9));
}

/// P(X = k) for all k, X binomial, by the ratio of neighbours from the likeliest k.
std::vector<double> binomial_chances(std::int64_t n, double p) {
  std::vector<double> chances(static_cast<std::size_t>(n) + 1);
  const auto most = static_cast<std::int64_t>(static_cast<double>(n + 1) * p);
  const auto at = [&](std::int64_t k) -> double& { return chances[static_cast<std::size_t>(k)]; };
  at(most) = 1;
  const auto ratio = [&](std::int64_t k) {  // of P(X = k + 1) to P(X = k)
    return static_cast<double>(n - k) / static_cast<double>(k + 1) * p / (1 - p);
  };
  for (std::int64_t k = most; k < n; ++k) at(k + 1) = at(k) * ratio(k);
  for (std::int64_t k = most; k > 0; --k) at(k - 1) = at(k) / ratio(k - 1);
  const double all = std::accumulate(chances.begin(), chances.end(), 0.0);
  for (double& chance : chances) chance /= all;
  return chances;
}

TEST_CASE("the ranks are the closest ones: added up from the ends, each tail holds just under a fortieth") {
  for (const std::int64_t n : {6, 7, 36, 59, 99, 100, 299, 1000, 4321, 20000}) {
    for (const double p : {0.02, 0.1, 0.5, 0.9, 0.95}) {
      CAPTURE(n, p);
      const auto chances = binomial_chances(n, p);
      std::int64_t low = 0;
      double below = 0;
      while (below + chances[static_cast<std::size_t>(low)] <= 0.025) below += chances[static_cast<std::size_t>(low++)];
      std::int64_t high = low;
      double up_to = below + chances[static_cast<std::size_t>(high)];
      while (up_to < 0.975) up_to += chances[static_cast<std::size_t>(++high)];
      const auto ranks = quantile_ranks(n, p);
      REQUIRE(ranks.has_value() == (low >= 1 && high + 1 <= n));
      if (!ranks) continue;
      CHECK(ranks->low == low);
      CHECK(ranks->high == high + 1);
      CHECK(ranks->level == Approx(up_to - below).epsilon(1e-9));
    }
  }
}

TEST_CASE("ranks hold at least the level on each side, for every number of values") {
  for (std::int64_t n = 6; n <= 2000; n += n < 100 ? 1 : 97) {
    for (const double p : {0.25, 0.5, 0.9}) {
      const auto ranks = quantile_ranks(n, p);
      if (!ranks) continue;
      CAPTURE(n, p);
      CHECK(ranks->level >= 0.95);
      CHECK(ranks->low < ranks->high);
      CHECK(static_cast<double>(ranks->low) <= static_cast<double>(n) * p + 1);
      CHECK(static_cast<double>(ranks->high) >= static_cast<double>(n) * p);
    }
  }
}

TEST_CASE("tails of counts are exact where they are few: Fisher's lady tasting tea, eight heads of ten") {
  CHECK(two_shares_two_sided(3, 4, 1, 4) == Approx(2 * 17.0 / 70));  // Fisher, "The Design of Experiments", 1935
  CHECK(two_shares_two_sided(0, 40, 0, 300) == 1);
  CHECK(two_shares_two_sided(40, 40, 300, 300) == 1);
  CHECK(binomial_two_sided(8, 10, 0.5) == Approx(2 * 56.0 / 1024));
  CHECK(binomial_two_sided(0, 10, 0.5) == Approx(2 * 1.0 / 1024));
  CHECK(binomial_two_sided(5, 10, 0.5) == 1);
}

TEST_CASE("with many cases the normal distribution stands for the exact one") {
  CHECK(two_shares_two_sided(900, 1000, 800, 1000) == Approx(normal_two_sided(0.1 / std::sqrt(0.85 * 0.15 * 0.002))));
}
