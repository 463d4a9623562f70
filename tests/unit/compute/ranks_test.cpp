#include "compute/ranks.hpp"

#include <algorithm>
#include <vector>

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("the pairs in which the current value is lower are counted, equal ones by half") {
  const std::vector<double> now = {10, 20, 30, 40, 50};
  const std::vector<double> before = {15, 25, 60, 70, 80};
  const RankComparison ranks = compare_ranks(now, before);  // K17
  CHECK(ranks.lower_pairs == 18);
  CHECK(ranks.tie_term == 0);

  const RankComparison tied = compare_ranks(std::vector<double>{1, 2, 2}, std::vector<double>{2, 2, 3});
  CHECK(tied.lower_pairs == 3 + 2 * (1 + 1));  // 1 below all three; each 2 below one and equal to two
  CHECK(tied.tie_term == 4 * 4 * 4 - 4);
}

TEST_CASE("the two ways round share all pairs, and an empty period has none") {
  const std::vector<double> some = {0, 0, 3, 5, 5, 9};
  const std::vector<double> other = {0, 1, 5, 5, 12};
  CHECK(compare_ranks(some, other).lower_pairs + compare_ranks(other, some).lower_pairs == 30);
  CHECK(compare_ranks(some, other).tie_term == compare_ranks(other, some).tie_term);
  CHECK(compare_ranks({}, other).lower_pairs == 0);
  CHECK(compare_ranks(some, {}).lower_pairs == 0);
}

TEST_CASE("a merge counts the same pairs as asking each of them") {
  unsigned state = 7;
  const auto next = [&state] { return (state = state * 1664525 + 1013904223) >> 24; };
  for (int round = 0; round < 200; ++round) {
    std::vector<double> now(next() % 40);
    std::vector<double> before(next() % 40);
    for (double& value : now) value = next() % 12;
    for (double& value : before) value = next() % 12;
    double pairs = 0;
    for (const double a : now) {
      for (const double b : before) pairs += a < b ? 1 : (a == b ? 0.5 : 0);
    }
    std::sort(now.begin(), now.end());
    std::sort(before.begin(), before.end());
    CHECK(compare_ranks(now, before).lower_pairs == pairs);
  }
}
