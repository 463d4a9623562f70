#include "compare/shares.hpp"

#include "support/catch.hpp"

using namespace csreport;

namespace {
Approx near(double value) { return Approx(value).margin(0.0005); }
}  // namespace

TEST_CASE("Wilson intervals match the published values") {
  struct Case {
    double hits, n, low, high;
  };
  // METRICS 4.1
  for (const Case& c : {Case{8, 10, 0.490, 0.943}, {5, 5, 0.566, 1.0}, {0, 5, 0.0, 0.434}, {80, 100, 0.711, 0.867}}) {
    const Interval interval = wilson(c.hits, c.n);
    CHECK(interval.low == near(c.low));
    CHECK(interval.high == near(c.high));
  }
}

TEST_CASE("Newcombe's interval of a difference matches the published values") {
  struct Case {
    double hits, n, hits_before, n_before, low, high;
  };
  // The first is Newcombe's own example; the others are the edge cases K5, K6 and K7.
  for (const Case& c : {Case{56, 70, 48, 80, 0.0524, 0.3339},
                        {80, 100, 90, 100, -0.1995, -0.0001},
                        {8, 10, 9, 10, -0.421, 0.236},
                        {840, 1000, 800, 1000, 0.0063, 0.0736}}) {
    const Difference interval = newcombe(c.hits, c.n, c.hits_before, c.n_before);
    CHECK(interval.low == near(c.low));
    CHECK(interval.high == near(c.high));
  }
}

TEST_CASE("the p-value of a difference is the level at which its interval touches zero") {
  // 90 of 100 to 80 of 100 leaves zero out by a hair at 95 % (K5); the others hold it or leave it far out.
  const Difference barely = newcombe(80, 100, 90, 100);
  CHECK(barely.p < 0.05);
  CHECK(barely.p == Approx(0.05).margin(0.0005));
  const Difference noise = newcombe(8, 10, 9, 10);
  CHECK(noise.p > 0.05);
  CHECK(newcombe(840, 1000, 800, 1000).p == Approx(0.02).margin(0.002));
  CHECK(newcombe(50, 100, 50, 100).p == Approx(1));
  CHECK(newcombe(1000, 1000, 0, 1000).p < 1e-12);
  CHECK(newcombe(80, 100, 90, 100).p == Approx(newcombe(90, 100, 80, 100).p));
}
