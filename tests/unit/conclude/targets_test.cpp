#include "csreport/conclude/targets.hpp"

#include <string>
#include <vector>

#include "app/target_text.hpp"
#include "csreport/core/dataset.hpp"
#include "support/catch.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

Target target_of(const std::string& text) {
  auto target = understand_whole_target(text);
  INFO(text << ": " << target.problem);
  REQUIRE(target.value.has_value());
  return *target.value;
}

MetricValue value_of(double value, std::int64_t n = 1000) {
  MetricValue result;
  result.value = value;
  result.n = n;
  return result;
}

/// "met 0", "missed 0.5", ...: state and gap.
std::string verdict(const std::string& text, double value, std::int64_t n = 1000,
                    const std::optional<Interval>& interval = std::nullopt) {
  const Target target = target_of(text);
  const TargetResult result = judge_target(target, *find_metric(target.metric), value_of(value, n), interval);
  std::string words(target_state_name(result.state));
  if (result.narrowly) words += " narrowly";
  return words;
}

double gap(const std::string& text, double value) {
  const Target target = target_of(text);
  return *judge_target(target, *find_metric(target.metric), value_of(value), std::nullopt).gap;
}

}  // namespace

TEST_CASE("a limit itself meets what allows it and misses what does not", "[conclude]") {
  const struct {
    const char* target;
    double value;
    const char* state;
  } cases[] = {
      {"art<60s", 59, "met"},
      {"art<60s", 60, "missed"},
      {"frt<=1h", 3600, "met"},
      {"frt<=1h", 3601, "missed narrowly"},
      {"csat>=85%", 0.85, "met"},
      {"csat>=85%", 0.8499, "missed narrowly"},
      {"csat>85%", 0.85, "missed"},
      {"csat>=85%", 17.0 / 20, "met"},  // however its last bits are rounded
      {"escalation_rate<5%", 0.05, "missed"},
      {"escalation_rate<5%", 0.049, "met"},
      {"acw_time=30s..60s", 29, "missed"},
      {"acw_time=30s..60s", 30, "met"},
      {"acw_time=30s..60s", 60, "met"},
      {"acw_time=30s..60s", 61, "missed"},
      {"avg_abandon_time=20s..60s", 19, "missed"},
      {"avg_abandon_time=20s..60s", 20, "met"},
      {"nps>=50", 50, "met"},
      {"nps>=50", 49, "missed"},
      {"backlog<=250", 276, "missed"},
  };
  for (const auto& c : cases) {
    INFO(c.target << " with " << c.value);
    CHECK(verdict(c.target, c.value) == c.state);
  }
}

TEST_CASE("the gap is the value minus the target, of a range to its nearer end", "[conclude]") {
  CHECK(gap("csat>=85%", 0.813) == Approx(-0.037));
  CHECK(gap("csat>=85%", 0.9) == Approx(0.05));
  CHECK(gap("frt<=1h", 3600) == 0);
  CHECK(gap("frt<=1h", 2280) == -1320);
  CHECK(gap("acw_time=30s..60s", 45) == 0);
  CHECK(gap("acw_time=30s..60s", 75) == 15);
  CHECK(gap("acw_time=30s..60s", 10) == -20);
}

TEST_CASE("a survey is clear only when its whole interval is on one side", "[conclude]") {
  const auto between = [](double low, double high) { return Interval{low, high, 0.95, "wilson"}; };
  CHECK(verdict("csat>=85%", 0.88, 412, between(0.84, 0.91)) == "unclear");
  CHECK(verdict("csat>=85%", 0.83, 412, between(0.79, 0.86)) == "unclear");
  CHECK(verdict("csat>=85%", 0.88, 412, between(0.85, 0.91)) == "met");
  CHECK(verdict("csat>=85%", 0.81, 412, between(0.77, 0.845)) == "missed");
  CHECK(verdict("csat=75%..85%", 0.8, 412, between(0.77, 0.83)) == "met");
  CHECK(verdict("csat=75%..85%", 0.8, 50, between(0.7, 0.9)) == "unclear");  // wider than the range
  CHECK(verdict("csat=75%..85%", 0.6, 412, between(0.55, 0.65)) == "missed");
  CHECK(verdict("nps>=40", 34, 120, between(15, 53)) == "unclear");
  // A census counted everybody: its interval does not matter.
  CHECK(verdict("fcr>=75%", 0.76, 412, between(0.7, 0.8)) == "met");
}

TEST_CASE("a count of a period that still runs is decided only where the rest of it changes nothing", "[conclude]") {
  const auto so_far = [](const std::string& text, double value) {
    const Target target = target_of(text);
    const MetricRow& row = *find_metric(target.metric);
    return std::string(target_state_name(judge_target(target, row, value_of(value), std::nullopt, true).state));
  };
  CHECK(so_far("tickets_created<=2000", 1414) == "unclear");
  CHECK(so_far("tickets_created<=2000", 2001) == "missed");
  CHECK(so_far("tickets_created<2000", 2000) == "missed");
  CHECK(so_far("tickets_solved>=2500", 1400) == "unclear");
  CHECK(so_far("tickets_solved>=2500", 2500) == "met");
  CHECK(so_far("tickets_solved>2500", 2500) == "unclear");
  CHECK(so_far("tickets_created=1000..2000", 1500) == "unclear");
  CHECK(so_far("tickets_created=1000..2000", 500) == "unclear");
  CHECK(so_far("tickets_created=1000..2000", 2001) == "missed");
  CHECK(so_far("backlog<=250", 200) == "met");  // a state, not a count of the period
  CHECK(so_far("csat>=85%", 0.8) == "missed");
}

TEST_CASE("too few cases and no value are unclear", "[conclude]") {
  CHECK(verdict("csat>=85%", 0.5, find_metric("csat")->min_n - 1) == "unclear");
  CHECK(verdict("csat>=85%", 0.5, find_metric("csat")->min_n) == "missed");
  CHECK(verdict("nps>=50", 10, 29) == "unclear");
  const Target target = target_of("csat>=85%");
  const TargetResult nothing = judge_target(target, *find_metric("csat"), {}, std::nullopt);
  CHECK(nothing.state == TargetState::unclear);
  CHECK_FALSE(nothing.value.has_value());
  CHECK_FALSE(nothing.gap.has_value());
}

TEST_CASE("a target of all judges the channel classes that are not pooled, and the total for the JSON", "[conclude]") {
  const std::vector<Target> targets = {target_of("frt<=1m"), target_of("csat>=50%")};
  const auto results = judge_targets(sample::comparison(), targets);
  REQUIRE(results.size() == 4);
  const TargetResult* const total = find_target(results, "frt");
  REQUIRE(total != nullptr);
  CHECK(total->pooled);
  const TargetResult* const live = find_target(results, "frt", kChannelClass, "live");
  REQUIRE(live != nullptr);
  CHECK_FALSE(live->pooled);
  CHECK(find_target(results, "frt", kChannelClass, "waiting")->state == TargetState::missed);
  CHECK_FALSE(find_target(results, "csat")->pooled);
  CHECK(find_target(results, "nps") == nullptr);
}

TEST_CASE("a target of one channel judges that group, named without regard to case", "[conclude]") {
  const std::vector<Target> targets = {target_of("channel.chat.frt<60s"), target_of("channel.Fax.frt<60s"),
                                       target_of("priority.urgent.frt<=15m")};
  const auto results = judge_targets(sample::comparison(), targets);
  REQUIRE(results.size() == 3);
  const TargetResult* const chat = find_target(results, "frt", "channel", "Chat");
  REQUIRE(chat != nullptr);
  CHECK(*chat->value == Approx(2280 * 0.03));
  CHECK(chat->state == TargetState::missed);
  CHECK(results[1].group == "Fax");
  CHECK_FALSE(results[1].group_known);
  CHECK(results[1].state == TargetState::unclear);
  CHECK(results[2].dimension == "priority");
  CHECK(find_target(results, "frt") == nullptr);
}
