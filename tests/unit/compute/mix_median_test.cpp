// The median with the mix of before, on values that can be counted by hand.
#include "compute/mix_median.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "csreport/compute/compute.hpp"
#include "csreport/core/channel_class.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

std::vector<double> range(double first, std::size_t n) {
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = first + static_cast<double>(i);
  return values;
}

std::vector<double> together(std::vector<double> a, const std::vector<double>& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::sort(a.begin(), a.end());
  return a;
}

}  // namespace

TEST_CASE("with an unchanged mix it is the median", "[mix]") {
  const auto chat = range(1, 10);     // 1..10
  const auto email = range(101, 10);  // 101..110
  const auto all = together(chat, email);
  CHECK(mix_adjusted_median(all, std::vector<MixPart>{{chat, 50}, {email, 50}}) == (10.0 + 101.0) / 2);
  CHECK(mix_adjusted_median(chat, std::vector<MixPart>{{chat, 7}}) == 5.5);
}

TEST_CASE("groups weigh as much as they did before", "[mix]") {
  const auto chat = range(1, 10);
  const auto email = range(101, 30);  // now three quarters, before one quarter
  const auto all = together(chat, email);
  // Three quarters lie on 1..10, so the half is reached at two thirds of them: at 7 (0.7 * 0.75 = 0.525).
  CHECK(mix_adjusted_median(all, std::vector<MixPart>{{chat, 75}, {email, 25}}) == 7.0);
}

TEST_CASE("a group that is new has no weight, one that is gone leaves the others theirs", "[mix]") {
  const auto chat = range(1, 11);
  const auto social = range(1000, 20);
  const auto all = together(chat, social);
  CHECK(mix_adjusted_median(all, std::vector<MixPart>{{chat, 40}, {social, 0}}) == 6.0);
  CHECK(mix_adjusted_median(chat, std::vector<MixPart>{{chat, 96}, {{}, 4}}) == 6.0);
}

TEST_CASE("a handful does not stand for many", "[mix]") {
  const auto chat = range(1, 9);
  const auto email = range(101, 30);
  CHECK_FALSE(mix_adjusted_median(together(chat, email), std::vector<MixPart>{{chat, 50}, {email, 50}}));
  CHECK_FALSE(mix_adjusted_median(email, std::vector<MixPart>{{email, 94}, {{}, 6}}));
  CHECK_FALSE(mix_adjusted_median({}, {}));
}

TEST_CASE("a metric whose headline is a median has it for every dimension, where there is a period before", "[mix]") {
  constexpr std::uint32_t kWeek = 7 * 86'400;
  Dataset data;
  data.has_tickets = true;
  Dimension& channel = data.tickets.dimensions.emplace_back();
  channel.id = "channel";
  const std::uint32_t chat = channel.names.intern("chat");
  const std::uint32_t email = channel.names.intern("email");
  const auto add = [&](std::uint32_t week, std::uint32_t code, std::uint32_t seconds, int times) {
    for (int i = 0; i < times; ++i) {
      const std::uint32_t created = 100 * kWeek + week * kWeek + 3600;
      data.tickets.created_at.push_back(created);
      data.tickets.first_response_at.push_back(created + seconds);
      data.tickets.state.push_back(RowState::used);
      channel.codes.push_back(code);
      ++data.tickets.rows;
    }
  };
  add(0, chat, 60, 30);
  add(0, email, 3600, 10);
  add(1, chat, 70, 10);
  add(1, email, 3000, 30);
  data.first_event = to_instant(100 * kWeek);
  data.horizon = to_instant(102 * kWeek);
  ComputeOptions options;
  options.metrics = {"frt"};
  options.current = {to_instant(101 * kWeek), to_instant(102 * kWeek), Grain::week, "now", false};
  const auto frt = [&] { return compute(data, options).metrics.front(); };
  CHECK_FALSE(frt().by.front().mix_adjusted);
  options.previous = Period{to_instant(100 * kWeek), to_instant(101 * kWeek), Grain::week, "before", false};
  const MetricSnapshot metric = frt();
  CHECK(metric.current.value == 3000);
  REQUIRE(metric.by.front().dimension == "channel");
  CHECK(metric.by.front().mix_adjusted == 70);  // three quarters of the cases were chats before
}

TEST_CASE("a channel class has the median with the mix that its own channels had before", "[mix]") {
  constexpr std::uint32_t kWeek = 7 * 86'400;
  Dataset data;
  data.has_tickets = true;
  data.tickets.dimensions.resize(2);
  Dimension& channel = data.tickets.dimensions[0];
  Dimension& classes = data.tickets.dimensions[1];
  channel.id = "channel";
  classes.id = kChannelClass;
  const auto add = [&](std::uint32_t week, const char* name, std::uint32_t seconds, int times) {
    for (int i = 0; i < times; ++i) {
      const std::uint32_t created = 100 * kWeek + week * kWeek + 3600;
      data.tickets.created_at.push_back(created);
      data.tickets.first_response_at.push_back(created + seconds);
      data.tickets.state.push_back(RowState::used);
      channel.codes.push_back(channel.names.intern(name));
      classes.codes.push_back(classes.names.intern(class_of_channel(name)));
      ++data.tickets.rows;
    }
  };
  add(0, "chat", 60, 100);
  add(0, "email", 7200, 20);
  add(0, "web", 2400, 60);
  add(1, "chat", 60, 100);
  add(1, "email", 7500, 60);  // a little slower, and most of the class now
  add(1, "web", 2400, 20);
  data.first_event = to_instant(100 * kWeek);
  data.horizon = to_instant(102 * kWeek);
  ComputeOptions options;
  options.metrics = {"frt"};
  options.current = {to_instant(101 * kWeek), to_instant(102 * kWeek), Grain::week, "now", false};
  options.previous = Period{to_instant(100 * kWeek), to_instant(101 * kWeek), Grain::week, "before", false};
  const MetricSnapshot metric = compute(data, options).metrics.front();
  REQUIRE(metric.by.size() == 2);
  REQUIRE(metric.by[1].dimension == kChannelClass);
  REQUIRE(metric.by[1].groups.size() == 2);
  CHECK(metric.by[1].groups[0].group == kLiveClass);
  CHECK_FALSE(metric.by[1].groups[0].mix_adjusted);  // one channel has no mix
  CHECK(metric.by[1].groups[1].current.value == 7500);
  CHECK(metric.by[1].groups[1].mix_adjusted == 2400);
}

TEST_CASE("it is what a list of weighted values gives, whatever the data", "[mix]") {
  std::mt19937_64 random(20261127);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::vector<double>> values(2 + random() % 3);
    std::vector<MixPart> parts;
    std::vector<double> all;
    double before = 0;
    for (auto& group : values) {
      for (std::size_t i = 10 + random() % 30; i > 0; --i) group.push_back(static_cast<double>(random() % 50));
      std::sort(group.begin(), group.end());
      all = together(all, group);
      parts.push_back({group, static_cast<std::int64_t>(1 + random() % 100)});
      before += static_cast<double>(parts.back().before);
    }
    std::vector<std::pair<double, double>> weighted;
    for (const MixPart& part : parts) {
      for (const double value : part.values) {
        const auto n = static_cast<double>(part.values.size());
        weighted.emplace_back(value, static_cast<double>(part.before) / before / n);
      }
    }
    std::sort(weighted.begin(), weighted.end());
    const auto reaching = [&](double share) {
      double sum = 0;
      for (const auto& [value, weight] : weighted) {
        sum += weight;
        if (sum >= share) return value;
      }
      return weighted.back().first;
    };
    CHECK(mix_adjusted_median(all, parts) == (reaching(0.5 - 1e-9) + reaching(0.5 + 1e-9)) / 2);
  }
}
