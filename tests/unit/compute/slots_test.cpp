// Which periods hold an instant, against the plain question to every period.
#include "compute/slots.hpp"

#include <algorithm>
#include <random>

#include "support/catch.hpp"

using namespace csreport;

namespace {

Instant at(std::int64_t seconds) { return Instant{Seconds{seconds}}; }

/// Neighbouring periods of random lengths, a current and a previous one among or beside them.
ComputeOptions random_periods(std::mt19937_64& random) {
  ComputeOptions options;
  std::int64_t begin = static_cast<std::int64_t>(random() % 100000);
  const auto some = [&](std::int64_t start) {
    const auto length = static_cast<std::int64_t>(1 + random() % (random() % 2 == 0 ? 50 : 500000));
    return Period{.start = at(start), .end = at(start + length), .label = "p"};
  };
  for (std::size_t i = random() % 30; i > 0; --i) {
    options.trend.push_back(some(begin));
    begin = options.trend.back().end.time_since_epoch().count() + (random() % 4 == 0 ? 17 : 0);
  }
  const bool inside = !options.trend.empty() && random() % 2 == 0;
  options.current = inside ? options.trend.back() : some(static_cast<std::int64_t>(random() % 200000));
  if (random() % 3 != 0) options.previous = some(static_cast<std::int64_t>(random() % 200000));
  return options;
}

/// Every start and end and their neighbours, and some in between.
std::vector<std::uint32_t> instants_of(const Slots& slots, std::mt19937_64& random) {
  std::vector<std::uint32_t> instants = {0, 1, 0xFFFFFFFE};
  for (std::size_t slot = 0; slot < slots.size(); ++slot) {
    for (const Instant edge : {slots.period(slot).start, slots.period(slot).end}) {
      const auto second = static_cast<std::uint32_t>(edge.time_since_epoch().count());
      for (const std::uint32_t near : {second - 1, second, second + 1}) instants.push_back(near);
    }
    instants.push_back(static_cast<std::uint32_t>(random() % 15000000));
  }
  return instants;
}

}  // namespace

TEST_CASE("an instant is found in exactly the periods that contain it") {
  constexpr unsigned kSeed = 20260719;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 300; ++round) {
    const Slots slots(random_periods(random));
    for (const std::uint32_t instant : instants_of(slots, random)) {
      INFO("seed " << kSeed << ", round " << round << ", instant " << instant);
      std::vector<std::size_t> expected, found;
      for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        if (slots.period(slot).contains(to_instant(instant))) expected.push_back(slot);
      }
      slots.for_each(instant, [&](std::size_t slot) { found.push_back(slot); });
      CHECK(found == expected);
    }
  }
}

TEST_CASE("what is open at the end of a period is found at that end") {
  constexpr unsigned kSeed = 20260720;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 300; ++round) {
    const Slots slots(random_periods(random));
    const auto instants = instants_of(slots, random);
    for (std::size_t i = 0; i + 1 < instants.size(); ++i) {
      const std::uint32_t from = instants[i], until = instants[i + 1];
      INFO("seed " << kSeed << ", round " << round << ", from " << from << " until " << until);
      std::vector<std::size_t> open, never_closed, found_open, found_never_closed;
      for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        const Instant end = slots.period(slot).end;
        if (to_instant(from) < end) never_closed.push_back(slot);
        if (to_instant(from) < end && end <= to_instant(until)) open.push_back(slot);
      }
      slots.for_each_end(from, until, [&](std::size_t slot) { found_open.push_back(slot); });
      slots.for_each_end(from, std::nullopt, [&](std::size_t slot) { found_never_closed.push_back(slot); });
      std::sort(found_open.begin(), found_open.end());
      std::sort(found_never_closed.begin(), found_never_closed.end());
      CHECK(found_open == open);
      CHECK(found_never_closed == never_closed);
    }
  }
}

TEST_CASE("a place says of its instants what the periods say") {
  constexpr unsigned kSeed = 20261128;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 300; ++round) {
    const Slots slots(random_periods(random));
    for (const std::uint32_t instant : instants_of(slots, random)) {
      INFO("seed " << kSeed << ", round " << round << ", instant " << instant);
      const Place place = slots.place_of(instant);
      const auto contains = [&](std::size_t slot) { return slots.period(slot).contains(to_instant(instant)); };
      const auto in_trend = std::find_if(slots.trend().begin(), slots.trend().end(), contains);
      CHECK(slots.trend_index(place) == static_cast<std::size_t>(in_trend - slots.trend().begin()));
      const bool compared = contains(slots.current()) || (slots.previous() && contains(*slots.previous()));
      CHECK(slots.is_in_compared(place) == compared);
    }
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
      std::vector<std::size_t> found;
      slots.for_each_at(slots.place_of_slot(slot), [&](std::size_t other) { found.push_back(other); });
      CHECK(found == std::vector<std::size_t>{slot});
    }
  }
}
