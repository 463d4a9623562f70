#include "csreport/core/queues.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("Erlang's loss formula has the values of the published tables", "[queues]") {
  // Traffic at which so many lines lose 1 %: the usual table of Erlang B (ITU-D SG2 handbook).
  CHECK(erlang_b(1, 0.0101) == Approx(0.01).epsilon(0.002));
  CHECK(erlang_b(5, 1.36) == Approx(0.01).epsilon(0.005));
  CHECK(erlang_b(10, 4.46) == Approx(0.01).epsilon(0.005));
  CHECK(erlang_b(50, 37.90) == Approx(0.01).epsilon(0.005));
  CHECK(erlang_b(100, 84.06) == Approx(0.01).epsilon(0.005));
  CHECK(erlang_b(0, 3) == 1);
  CHECK(erlang_b(2, 1) == Approx(1.0 / 5).epsilon(1e-15));  // a^2/2 / (1 + a + a^2/2)
}

TEST_CASE("Erlang C gives the worked example of Bond", "[queues]") {
  // T. Bond, "Erlang-C formula" (mitan.co.uk): 360 calls in half an hour, 4 minutes each, 55 agents, 15 s.
  const QueueResult result = patient_queue({.arrivals = 360.0 / 1800, .handle_time = 240}, 55, 15);
  CHECK(result.waits == Approx(0.239).margin(0.0005));
  CHECK(result.answer_time == Approx(8.2).margin(0.05));
  CHECK(result.service_level == Approx(0.846).margin(0.0005));
  CHECK(result.occupancy == Approx(0.873).margin(0.0005));
}

TEST_CASE("Erlang C gives the worked example of Call Centre Helper", "[queues]") {
  // 200 calls an hour of 3 minutes, 80 % in 20 s: 14 agents; 17.4 % wait, 88.8 % in time, 7.8 s, 71.4 %.
  const QueueLoad load{.arrivals = 200.0 / 3600, .handle_time = 180};
  CHECK(agents_needed(load, {.share = 0.8, .within = 20}) == 14);
  const QueueResult result = patient_queue(load, 14, 20);
  CHECK(result.waits == Approx(0.1741).margin(0.00005));
  CHECK(result.service_level == Approx(0.8884).margin(0.00005));
  CHECK(result.answer_time == Approx(7.84).margin(0.005));
  CHECK(result.occupancy == Approx(0.714).margin(0.0005));
  CHECK(patient_queue(load, 13, 20).service_level < 0.8);
  CHECK(with_shrinkage(14, 0.3) == Approx(20.0));
}

TEST_CASE("Erlang A gives the published example of 50 agents with and without patience", "[queues]") {
  // Garnett, Mandelbaum, Reiman 2002, table 1: 48 calls a minute of one minute, patience of two minutes.
  const QueueLoad load{.arrivals = 48.0 / 60, .handle_time = 60};
  const QueueResult patient = patient_queue(load, 50, 20);
  CHECK(patient.answer_time == Approx(20.8).margin(0.05));
  CHECK(patient.occupancy == Approx(0.96).margin(1e-9));
  const QueueResult leaving = impatient_queue(load, 50, 20, 120);
  CHECK(leaving.abandons == Approx(0.031).margin(0.0005));
  CHECK(leaving.answer_time == Approx(3.7).margin(0.05));
  CHECK(leaving.occupancy == Approx(0.93).margin(0.005));
  CHECK(leaving.answer_time * load.arrivals == Approx(3).margin(0.05));  // the mean queue
  // Garnett et al.: the 90th percentile of the wait is 12.5 s; those who leave have waited, too.
  const QueueResult in_time = impatient_queue(load, 50, 12.5, 120);
  CHECK(in_time.service_level < 0.9);
  CHECK(in_time.service_level > 0.9 - leaving.abandons);
}

TEST_CASE("customers of endless patience make Erlang A Erlang C", "[queues]") {
  for (const std::int64_t agents : {12, 14, 20, 200}) {
    const QueueLoad load{.arrivals = static_cast<double>(agents) * 0.9 / 180, .handle_time = 180};
    const QueueResult patient = patient_queue(load, agents, 20);
    const QueueResult leaving = impatient_queue(load, agents, 20, 1e10);
    CHECK(leaving.waits == Approx(patient.waits).epsilon(1e-5));
    CHECK(leaving.service_level == Approx(patient.service_level).epsilon(1e-5));
    CHECK(leaving.answer_time == Approx(patient.answer_time).epsilon(1e-4));
    CHECK(leaving.abandons < 1e-5);
  }
}

TEST_CASE("an overloaded queue is told, with and without patience", "[queues]") {
  const QueueLoad load{.arrivals = 1, .handle_time = 100};
  const QueueResult patient = patient_queue(load, 100, 20);
  CHECK(patient.waits == 1);
  CHECK(patient.service_level == 0);
  CHECK(std::isinf(patient.answer_time));
  CHECK(patient.occupancy == 1);
  const QueueResult leaving = impatient_queue(load, 1, 20, 10000);  // 99 of 100 leave
  CHECK(leaving.abandons == Approx(0.99).epsilon(1e-6));
  CHECK(leaving.occupancy == Approx(1).epsilon(1e-6));
  CHECK(impatient_queue({.arrivals = 100, .handle_time = 100}, 2, 20, 100).abandons == Approx(0.9998).epsilon(1e-6));
}

TEST_CASE("an empty hour needs nobody, and a single call one agent", "[queues]") {
  CHECK(agents_needed({.arrivals = 0, .handle_time = 180}, {}) == 0);
  CHECK(agents_needed({.arrivals = 1.0 / 3600, .handle_time = 180}, {}) == 1);
  CHECK(agents_needed({.arrivals = 1.0 / 3600, .handle_time = 180}, {.patience = 90}) == 1);
}

TEST_CASE("the agents needed keep the promise, and one fewer does not", "[queues]") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    const QueueLoad load{.arrivals = static_cast<double>(random() % 400 + 1) / 3600,
                         .handle_time = static_cast<double>(random() % 900 + 30)};
    ServiceGoal goal{.share = 0.5 + static_cast<double>(random() % 49) / 100,
                     .within = static_cast<double>(random() % 120)};
    if (random() % 2 == 0) goal.patience = static_cast<double>(random() % 600 + 20);
    const auto level = [&](std::int64_t agents) {
      return goal.patience ? impatient_queue(load, agents, goal.within, *goal.patience).service_level
                           : patient_queue(load, agents, goal.within).service_level;
    };
    const std::int64_t needed = agents_needed(load, goal);
    CAPTURE(round, load.arrivals, load.handle_time, goal.share, goal.within, needed);
    CHECK(level(needed) >= goal.share);
    if (needed > 1) CHECK(level(needed - 1) < goal.share);
    if (goal.patience) {
      ServiceGoal patient = goal;
      patient.patience.reset();
      CHECK(needed <= agents_needed(load, patient));
    }
  }
}

namespace {

/// The same queue event by event: the share answered within the threshold, and the share that leaves.
struct Simulated {
  double service_level = 0;
  double abandons = 0;
};
Simulated simulate(const QueueLoad& load, std::size_t agents, double threshold, double patience) {
  std::mt19937_64 random(20261126);
  const auto exponential = [&random](double mean) {
    return -mean * std::log((static_cast<double>(random() >> 11) + 0.5) * 0x1.0p-53);
  };
  constexpr int kContacts = 400'000;
  std::vector<double> free_at(agents, 0.0);
  double now = 0;
  int in_time = 0;
  int left = 0;
  for (int i = 0; i < kContacts; ++i) {
    now += exponential(1 / load.arrivals);
    // First come, first served: a contact starts when the first agent is free, unless it has left by then.
    const auto agent = std::min_element(free_at.begin(), free_at.end());
    const double start = std::max(now, *agent);
    if (start - now > exponential(patience)) {
      ++left;
      continue;
    }
    in_time += start - now <= threshold ? 1 : 0;
    *agent = start + exponential(load.handle_time);
  }
  return {static_cast<double>(in_time) / kContacts, static_cast<double>(left) / kContacts};
}

}  // namespace

TEST_CASE("a simulated queue with a fixed seed behaves as Erlang A says", "[queues]") {
  const QueueLoad load{.arrivals = 0.1, .handle_time = 180};
  for (const std::size_t agents : {15U, 18U, 22U}) {
    const QueueResult result = impatient_queue(load, static_cast<std::int64_t>(agents), 20, 90);
    const Simulated simulated = simulate(load, agents, 20, 90);
    CHECK(result.service_level == Approx(simulated.service_level).margin(0.006));
    CHECK(result.abandons == Approx(simulated.abandons).margin(0.004));
  }
}
