#include "csreport/conclude/findings.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "compare/drivers.hpp"
#include "csreport/conclude/alerts.hpp"
#include "csreport/conclude/conclusions.hpp"
#include "csreport/core/channel_class.hpp"
#include "render/sentence.hpp"
#include "support/catch.hpp"
#include "support/readable.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

std::string words(const Message& message) {
  const TimeZone zone = TimeZone::utc();
  const Language& english = Language::load("en");
  return readable(plain_text(sentence_of(message, {english, NumberFormat(english), zone})));
}

MetricComparison& metric(Comparison& comparison, std::string_view id) {
  for (auto& one : comparison.metrics) {
    if (one.row->id == id) return one;
  }
  throw std::logic_error("no such metric");
}

/// Every metric as before and within its range; nothing is split or driven.
Comparison quiet_week() {
  Comparison comparison = sample::comparison();
  for (auto& one : comparison.metrics) {
    one.previous = one.current;
    one.by.clear();
    one.driver.reset();
    one.change = sample::change_of(*one.row, one.current, one.previous);
    one.judgement = {};
    if (!one.current.value) continue;
    one.judgement.normal =
        NormalRange{*one.current.value, *one.current.value * 0.9, *one.current.value * 1.1, 25, false};
    one.judgement.signal.state = SignalState::normal;
  }
  return comparison;
}

void set_change(MetricComparison& one, double before) {
  one.previous = sample::value_of(*one.row, before, static_cast<double>(one.current.n));
  one.change = sample::change_of(*one.row, one.current, one.previous);
  one.change.improved = one.better == Better::none
                            ? std::nullopt
                            : std::optional((*one.change.absolute > 0) == (one.better == Better::higher));
}

void set_signal(MetricComparison& one, SignalState state, NormalRange normal, std::string rule = "outside_limits") {
  one.judgement.normal = normal;
  one.judgement.signal = {state, std::move(rule)};
}

std::vector<std::string> ids(const FindingList& findings) {
  std::vector<std::string> all;
  for (const Finding& finding : findings.shown) all.push_back(finding.id);
  return all;
}

/// Of one dimension, with so many cases and this value before and now.
struct Part {
  std::string name;
  std::int64_t n_before = 0;
  double before = 0;
  std::int64_t n_now = 0;
  double now = 0;
};
void set_parts(MetricComparison& one, const std::vector<Part>& parts, std::string of = "channel") {
  DimensionComparison dimension{std::move(of), {}};
  for (const Part& part : parts) {
    GroupComparison group;
    group.values.group = part.name;
    group.values.current = sample::value_of(*one.row, part.now, static_cast<double>(part.n_now));
    group.values.previous = sample::value_of(*one.row, part.before, static_cast<double>(part.n_before));
    dimension.groups.push_back(std::move(group));
  }
  one.by = {std::move(dimension)};
  find_contributions(one);
  one.driver = find_driver(one);
}

}  // namespace

TEST_CASE("a normal week has one finding: what stayed as it was") {
  const FindingList findings = find_findings(quiet_week());
  REQUIRE(ids(findings) == std::vector<std::string>{"unchanged"});
  CHECK(words(findings.shown[0].sentence) ==
        "No real change in satisfaction, NPS, customer effort score and first response time.");
  CHECK(findings.judged == 16);
  CHECK(findings.more == 0);
}

TEST_CASE("a metric that is judged by its channel classes is one metric") {
  Comparison comparison = sample::comparison();
  for (auto& one : comparison.metrics) {
    if (one.row->id != "frt") one.judgement = {};
  }
  CHECK(find_findings(comparison).judged == 2);  // response and resolution, each told in two lines
}

TEST_CASE("a fall below the normal range says by how much, to what and below what") {
  Comparison comparison = quiet_week();
  set_change(metric(comparison, "csat"), 0.855);
  set_signal(metric(comparison, "csat"), SignalState::worse, {0.87, 0.817, 0.924, 25, false});
  const Finding finding = find_findings(comparison).shown.front();
  CHECK(finding.id == "csat");
  CHECK(finding.state == SignalState::worse);
  CHECK(finding.rule == "outside_limits");
  CHECK(finding.evidence.n == 412);
  CHECK(words(finding.sentence) ==
        "Satisfaction fell 4.1 pts to 81.3% (n = 412), below its normal range of 81.7\u201392.4%.");
}

TEST_CASE("a value outside its range that moved towards it is told without a fall") {
  Comparison comparison = quiet_week();
  set_change(metric(comparison, "csat"), 0.79);
  set_signal(metric(comparison, "csat"), SignalState::worse, {0.87, 0.817, 0.924, 25, false});
  CHECK(words(find_findings(comparison).shown.front().sentence) ==
        "Satisfaction: 81.3% (n = 412), below the normal range of 81.7\u201392.4%.");
}

TEST_CASE("the eighth week on one side is told against the earlier average") {
  Comparison comparison = quiet_week();
  set_signal(metric(comparison, "frt"), SignalState::better, {3180, 2400, 3960, 17, false}, "run_of_8");
  const Finding finding = find_findings(comparison).shown.front();
  CHECK(words(finding.sentence) ==
        "First response time: 38m (n = 643), the eighth time in a row below the earlier average of 53m.");
}

TEST_CASE("counts are told without an n") {
  Comparison comparison = quiet_week();
  set_change(metric(comparison, "backlog"), 214);
  set_signal(metric(comparison, "backlog"), SignalState::worse, {195, 150, 240, 25, false});
  CHECK(words(find_findings(comparison).shown.front().sentence) ==
        "The backlog rose 62 (29%) to 276, above the normal range of 150\u2013240.");
}

TEST_CASE("worse stands before better and better before unusual; within them the most cases lead") {
  Comparison comparison = quiet_week();
  set_signal(metric(comparison, "tickets_created"), SignalState::changed, {1000, 900, 1100, 25, false});
  set_signal(metric(comparison, "frt"), SignalState::better, {3180, 2400, 3960, 25, false});
  set_signal(metric(comparison, "csat"), SignalState::worse, {0.87, 0.82, 0.92, 25, false});
  set_signal(metric(comparison, "escalation_rate"), SignalState::worse, {0.02, 0.01, 0.03, 25, false});
  CHECK(ids(find_findings(comparison)) ==
        std::vector<std::string>{"escalation_rate", "csat", "frt", "tickets_created", "unchanged"});
}

TEST_CASE("at most five are shown, and the others are counted") {
  Comparison comparison = quiet_week();
  for (const char* id : {"csat", "frt", "aht", "asa", "fcr", "backlog"}) {
    const double mean = *metric(comparison, id).current.value * 2;
    set_signal(metric(comparison, id), SignalState::worse, {mean, mean * 0.9, mean * 1.1, 25, false});
  }
  const FindingList findings = find_findings(comparison);
  CHECK(findings.shown.size() == 5);
  CHECK(findings.shown.back().state == SignalState::worse);  // what got worse needs the place of "unchanged"
  REQUIRE(findings.beyond.size() == 1);
  CHECK(findings.beyond[0].id == "backlog");
  CHECK(findings.more == 0);  // nothing that chance may have brought
}

TEST_CASE("what did not change keeps its place beside what only improved") {
  Comparison comparison = quiet_week();
  for (const char* id : {"csat", "frt", "aht", "asa", "fcr", "backlog"}) {
    const double mean = *metric(comparison, id).current.value * 2;
    set_signal(metric(comparison, id), SignalState::better, {mean, mean * 0.9, mean * 1.1, 25, false});
  }
  const FindingList findings = find_findings(comparison);
  CHECK(findings.shown.size() == 5);
  CHECK(findings.shown.back().id == "unchanged");
  CHECK(findings.beyond.size() == 2);
  CHECK(findings.more == 0);
}

TEST_CASE("a value that was below its range before is not taken apart") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.current = sample::value_of(*csat.row, 0.76, 400);
  set_change(csat, 0.79);
  set_signal(csat, SignalState::worse, {0.87, 0.83, 0.90, 25, false});
  set_parts(csat, {{"Chat", 200, 0.61, 200, 0.60}, {"Web", 200, 0.97, 200, 0.92}});
  const Finding finding = find_findings(comparison).shown.front();
  CHECK_FALSE(finding.taken_apart);
  CHECK(finding.support.empty());
  CHECK(finding.evidence.groups.empty());
  CHECK(words(finding.sentence) ==
        "Satisfaction fell 3.0 pts to 76.0% (n = 400), below its normal range of 83.0\u201390.0%.");
}

TEST_CASE("a group of fewer cases than the smallest number in either period is no source") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.current = sample::value_of(*csat.row, 0.80, 400);
  set_change(csat, 0.86);
  set_signal(csat, SignalState::worse, {0.87, 0.83, 0.90, 25, false});
  set_parts(csat, {{"B", 30, 0.9, 19, 0.1}, {"Email", 370, 0.857, 381, 0.835}});
  CHECK(find_findings(comparison).shown.front().support.empty());
  set_parts(csat, {{"B", 30, 0.9, 20, 0.1}, {"Email", 370, 0.857, 380, 0.837}});
  REQUIRE(find_findings(comparison).shown.front().support.size() == 1);
}

TEST_CASE("a new channel is told beside its own class only") {
  Comparison comparison = quiet_week();
  MetricComparison& frt = metric(comparison, "frt");
  DimensionComparison channels{"channel", {}};
  for (const char* const name : {"chat", "email", "whatsapp"}) {
    GroupComparison group;
    group.values.group = name;
    group.values.current = sample::value_of(*frt.row, 300, 200);
    if (std::string_view(name) != "whatsapp") group.values.previous = sample::value_of(*frt.row, 300, 200);
    channels.groups.push_back(std::move(group));
  }
  DimensionComparison classes{std::string(kChannelClass), {}};
  for (const char* const name : {"live", "waiting"}) {
    GroupComparison group;
    group.values.group = name;
    group.values.current = sample::value_of(*frt.row, 300, 300);
    group.values.previous = sample::value_of(*frt.row, 150, 300);
    group.change = sample::change_of(*frt.row, group.values.current, group.values.previous);
    group.judgement.normal = NormalRange{150, 100, 200, 25, false};
    group.judgement.signal = {SignalState::worse, "outside_limits"};
    classes.groups.push_back(std::move(group));
  }
  frt.by = {std::move(channels), std::move(classes)};
  for (const Finding& finding : find_findings(comparison).shown) {
    if (finding.row != frt.row) continue;
    CAPTURE(finding.group);
    const bool own = finding.group == class_of_channel("whatsapp");
    CHECK(finding.support.size() == (own ? 1 : 0));
  }
}

TEST_CASE("a median that follows the mix of channels is told with the mix of before") {
  Comparison comparison = quiet_week();
  MetricComparison& frt = metric(comparison, "frt");
  frt.current.value = 4000;
  set_change(frt, 2000);
  set_signal(frt, SignalState::worse, {2000, 1500, 2500, 25, false});
  frt.by = {{"channel", {}, 2600}};  // 1,400 of the 2,000 seconds are the mix
  const Finding finding = find_findings(comparison).shown.front();
  REQUIRE(finding.support.size() == 1);
  CHECK(words(finding.support.front()) == "With the earlier mix of channels it would be 43m.");
  frt.by = {{"channel", {}, 3400}};  // 600 are
  CHECK(find_findings(comparison).shown.front().support.empty());
}

TEST_CASE("a handful of tickets more is no finding, whatever the range says") {
  Comparison comparison = quiet_week();
  metric(comparison, "backlog").current.value = 2;
  set_signal(metric(comparison, "backlog"), SignalState::worse, {0, 0, 0, 25, false});
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
  metric(comparison, "backlog").current.value = 5;
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"backlog", "unchanged"});
}

TEST_CASE("without a range a significant change is a finding, and an insignificant one is none") {
  Comparison comparison = quiet_week();
  MetricComparison& frt = metric(comparison, "frt");
  set_change(frt, 3000);
  frt.judgement = {};
  frt.change.significant = false;
  CHECK(find_findings(comparison).shown.front().id == "unchanged");
  frt.change.significant = true;
  const Finding finding = find_findings(comparison).shown.front();
  CHECK(finding.rule == "significant_change");
  CHECK(finding.state == SignalState::better);
  CHECK(words(finding.sentence) ==
        "First response time fell 12m to 38m (n = 643); chance alone rarely moves it so far.");
  frt.current.n = 29;
  CHECK(find_findings(comparison).shown.front().id == "unchanged");
}

TEST_CASE("most of a fall that comes from one channel is put down to it") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.current = sample::value_of(*csat.row, 0.82, 400);
  set_change(csat, 0.86);
  set_signal(csat, SignalState::worse, {0.87, 0.83, 0.90, 25, false});
  set_parts(csat, {{"Chat", 200, 0.88, 200, 0.80}, {"Email", 200, 0.84, 200, 0.84}});
  const Finding finding = find_findings(comparison).shown.front();
  REQUIRE(finding.support.size() == 2);  // that it may be chance, too
  CHECK(words(finding.support[0]) == "The whole fall comes from Chat (88.0% → 80.0%, n = 200).");
  CHECK(finding.evidence.dimension == "channel");
  CHECK(finding.evidence.groups == std::vector<std::string>{"Chat"});
}

TEST_CASE("a group whose name says too little is named with its dimension") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.current = sample::value_of(*csat.row, 0.81, 400);
  set_change(csat, 0.85);
  set_signal(csat, SignalState::worse, {0.87, 0.83, 0.90, 25, false});
  set_parts(csat, {{"high", 200, 0.88, 200, 0.76}, {"low", 200, 0.82, 200, 0.86}}, "priority");
  const Finding finding = find_findings(comparison).shown.front();
  REQUIRE(finding.support.size() == 2);
  CHECK(words(finding.support[0]) == "The whole fall comes from priority high (88.0% → 76.0%, n = 200).");
  CHECK(words(finding.support[1]) == "It was offset in part by priority low (82.0% → 86.0%).");
  CHECK(finding.evidence.groups == std::vector<std::string>{"high", "low"});
}

TEST_CASE("a group that moved against the total is named as an offset") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.current = sample::value_of(*csat.row, 0.81, 400);
  set_change(csat, 0.85);
  set_signal(csat, SignalState::worse, {0.87, 0.83, 0.90, 25, false});
  set_parts(csat, {{"Chat", 200, 0.88, 200, 0.76}, {"Email", 200, 0.82, 200, 0.86}});
  const Finding finding = find_findings(comparison).shown.front();
  REQUIRE(finding.support.size() == 2);
  CHECK(words(finding.support[0]) == "The whole fall comes from Chat (88.0% → 76.0%, n = 200).");
  CHECK(words(finding.support[1]) == "It was offset in part by Email (82.0% → 86.0%).");
}

TEST_CASE("when every channel rose and the total fell, the mix is told") {  // K10
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.current = sample::value_of(*csat.row, 0.76, 400);
  set_change(csat, 0.80);
  set_signal(csat, SignalState::worse, {0.80, 0.78, 0.82, 25, false});
  set_parts(csat, {{"Chat", 200, 0.90, 80, 0.92}, {"Email", 200, 0.70, 320, 0.72}});
  const Finding finding = find_findings(comparison).shown.front();
  REQUIRE(finding.support.size() == 1);
  CHECK(words(finding.support[0]) ==
        "The parts by themselves did not move this way: Chat went from 50.0% to 20.0% of the cases, and satisfaction "
        "follows the mix.");
}

TEST_CASE("a change that is spread evenly is put down to nobody") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.current = sample::value_of(*csat.row, 0.80, 400);
  set_change(csat, 0.85);
  set_signal(csat, SignalState::worse, {0.87, 0.83, 0.90, 25, false});
  set_parts(csat, {{"Chat", 200, 0.85, 200, 0.80}, {"Email", 200, 0.85, 200, 0.80}});
  CHECK(find_findings(comparison).shown.front().support.empty());
}

TEST_CASE("a part of the change that chance may have given to a group is told as that, or not at all") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.current = sample::value_of(*csat.row, 0.80, 400);
  set_change(csat, 0.85);
  set_signal(csat, SignalState::worse, {0.87, 0.83, 0.90, 25, false});
  const auto support = [&] { return find_findings(comparison).shown.front().support; };
  set_parts(csat, {{"Chat", 200, 0.85, 200, 0.77}, {"Email", 200, 0.85, 200, 0.83}});
  CHECK(csat.driver->p == Approx(0.261).margin(0.001));
  REQUIRE(support().size() == 2);
  CHECK(words(support()[0]) == "About 80% of the fall comes from Chat (85.0% \u2192 77.0%, n = 200).");
  CHECK(words(support()[1]) == "Chance alone could make the parts differ so: the change may be spread evenly.");
  csat.current = sample::value_of(*csat.row, 0.79, 100);
  set_change(csat, 0.84);
  set_parts(csat, {{"Chat", 50, 0.84, 50, 0.76}, {"Email", 50, 0.84, 50, 0.82}});
  CHECK(csat.driver->concentration > 0.2);
  CHECK(csat.driver->is_even());
  CHECK(support().empty());
}

TEST_CASE("a mix that made half of the change or more is told") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.current = sample::value_of(*csat.row, 0.74, 400);
  set_change(csat, 0.83);
  set_signal(csat, SignalState::worse, {0.87, 0.80, 0.90, 25, false});
  set_parts(csat, {{"Chat", 260, 0.90, 80, 0.88}, {"Email", 140, 0.70, 320, 0.705}});
  REQUIRE(csat.driver->follows_mix());
  CHECK_FALSE(csat.driver->reversed());
  const auto support = find_findings(comparison).shown.front().support;
  REQUIRE(support.size() == 1);
  CHECK(words(support[0]) == "Most of it is a changed mix: Chat went from 65.0% to 20.0% of the cases.");
}

TEST_CASE("a class whose channels went another way follows their mix, and a channel that is gone is named") {
  Comparison comparison = sample::comparison();
  for (auto& one : comparison.metrics) {
    if (one.row->id != "frt") one.judgement = {};
  }
  MetricComparison& frt = metric(comparison, "frt");
  GroupComparison* waiting = nullptr;
  DimensionComparison* channels = nullptr;
  for (DimensionComparison& dimension : frt.by) {
    if (dimension.dimension == "channel") channels = &dimension;
    for (GroupComparison& group : dimension.groups) {
      if (dimension.dimension == kChannelClass && group.values.group == "waiting") waiting = &group;
      if (dimension.dimension == kChannelClass) group.judgement.signal = {SignalState::normal, {}};
    }
  }
  REQUIRE(waiting != nullptr);
  REQUIRE(channels != nullptr);
  waiting->values.previous = sample::value_of(*frt.row, 3600, 200);
  waiting->values.current = sample::value_of(*frt.row, 7200, 200);
  waiting->change = sample::change_of(*frt.row, waiting->values.current, waiting->values.previous);
  waiting->judgement.normal = NormalRange{3600, 3000, 4200, 25, false};
  waiting->judgement.signal = {SignalState::worse, "outside_limits", 1e-6};
  const auto channel = [&](const char* name, std::int64_t n_before, double before, std::int64_t n, double now) {
    GroupComparison group;
    group.values.group = name;
    group.values.current = sample::value_of(*frt.row, now, static_cast<double>(n));
    group.values.previous = sample::value_of(*frt.row, before, static_cast<double>(n_before));
    group.change = sample::change_of(*frt.row, group.values.current, group.values.previous);
    return group;
  };
  channels->groups = {channel("email", 50, 9000, 150, 8000), channel("web", 150, 2400, 50, 2000)};
  auto support = find_findings(comparison).shown.front().support;
  REQUIRE(support.size() == 1);
  CHECK(
      words(support[0]) ==
      "The parts by themselves did not move this way: email went from 25.0% to 75.0% of the cases, and first response "
      "time in waiting channels follows the mix.");

  channels->groups = {channel("email", 150, 3600, 200, 7200), channel("web", 50, 3600, 0, 0)};
  channels->groups[1].values.current = {};
  support = find_findings(comparison).shown.front().support;
  REQUIRE(support.size() == 1);
  CHECK(words(support[0]) == "At the same time web has none any more (1h, n = 50 before).");
}

TEST_CASE("a survey with too few answers is said to allow no conclusion") {
  Comparison comparison = quiet_week();
  MetricComparison& nps = metric(comparison, "nps");
  nps.judgement.signal.state = SignalState::few;
  nps.quality.state = QualityState::few;
  nps.interval = Interval{15, 53, 0.95, "nps_wald"};
  const FindingList findings = find_findings(comparison);
  REQUIRE(ids(findings) == std::vector<std::string>{"nps", "unchanged"});
  CHECK(words(findings.shown[0].sentence) ==
        "NPS 34 rests on 58 answers (95% interval 15\u201353): no conclusion possible.");
}

TEST_CASE("two channels that moved clearly in opposite directions are told, though the whole did not move") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  set_parts(csat, {{"chat", 206, 0.85, 206, 0.74}, {"email", 206, 0.776, 206, 0.886}});
  for (GroupComparison& group : csat.by[0].groups) {
    group.change = sample::change_of(*csat.row, group.values.current, group.values.previous);
    group.change.significant = true;
  }
  const FindingList findings = find_findings(comparison);
  REQUIRE(ids(findings) == std::vector<std::string>{"csat", "unchanged"});
  CHECK(findings.shown[0].state == SignalState::changed);
  CHECK(findings.shown[0].rule == "opposite_groups");
  CHECK(words(findings.shown[0].sentence) ==
        "Satisfaction as a whole changed little, but chat went from 85.0% to 73.8% and email from 77.7% to 88.8%.");
  CHECK(words(findings.shown[1].sentence).find("satisfaction") == std::string::npos);
  CHECK(words(conclude(comparison).headline) == "Week 46: satisfaction moved apart in chat and email");

  csat.by[0].groups[1].change.significant = false;
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
  csat.by[0].groups[1].change.significant = true;
  csat.by[0].groups[1].values.previous->n = 3;  // too few to speak of
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
}

TEST_CASE("channels of an unfinished period are not set against each other") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  set_parts(csat, {{"chat", 200, 0.9, 200, 0.7}, {"email", 200, 0.7, 200, 0.9}});
  for (GroupComparison& group : csat.by.front().groups) {
    group.change = sample::change_of(*csat.row, group.values.current, group.values.previous);
    group.change.significant = true;
  }
  const auto is_told = [&] {
    const auto shown = find_findings(comparison).shown;
    return std::any_of(shown.begin(), shown.end(), [](const Finding& one) { return one.rule == "opposite_groups"; });
  };
  CHECK(is_told());
  csat.judgement = {.normal = {}, .signal = {SignalState::none, "unfinished_period"}};
  CHECK_FALSE(is_told());
}

TEST_CASE("a channel with a firm range of its own is judged by that and not by one week") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  set_parts(csat, {{"chat", 206, 0.85, 206, 0.74}, {"email", 206, 0.776, 206, 0.886}});
  for (GroupComparison& group : csat.by[0].groups) {
    group.change = sample::change_of(*csat.row, group.values.current, group.values.previous);
    group.change.significant = true;
    group.judgement.normal = NormalRange{0.8, 0.7, 0.9, 25, false};
    group.judgement.signal.state = SignalState::normal;
  }
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
  csat.by[0].groups[0].judgement.signal.state = SignalState::worse;
  csat.by[0].groups[1].judgement.signal.state = SignalState::better;
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"csat", "unchanged"});
  csat.by[0].groups[1].judgement.signal.p_adjusted = 0.81;  // chance among all groups: not told, nor called unchanged
  const FindingList findings = find_findings(comparison);
  CHECK(ids(findings) == std::vector<std::string>{"unchanged"});
  CHECK(words(findings.shown[0].sentence).find("satisfaction") == std::string::npos);
}

/// 206 ratings of chat that fell to 62 % among as many of e-mail that rose a little: the whole is in its range.
Comparison chat_alone() {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  set_parts(csat, {{"chat", 206, 0.85, 206, 0.62}, {"email", 206, 0.83, 206, 0.85}});
  for (GroupComparison& group : csat.by[0].groups) {
    group.change = sample::change_of(*csat.row, group.values.current, group.values.previous);
    group.judgement.normal = NormalRange{0.84, 0.76, 0.92, 25, false};
    group.judgement.signal.state = SignalState::normal;
  }
  csat.by[0].groups[0].judgement.signal = {SignalState::worse, "outside_limits", 1e-7, 1e-5};
  return comparison;
}

TEST_CASE("a channel that clearly left its own range is told though the whole stayed in its") {
  const Comparison comparison = chat_alone();
  const FindingList findings = find_findings(comparison);
  REQUIRE(ids(findings) == std::vector<std::string>{"csat.chat", "unchanged"});
  const Finding& finding = findings.shown[0];
  CHECK(finding.state == SignalState::worse);
  CHECK(finding.group == "chat");
  CHECK(finding.hidden);
  CHECK(finding.p == 1e-7);
  CHECK(finding.p_adjusted == 1e-5);
  CHECK(finding.evidence.dimension == "channel");
  CHECK(finding.evidence.groups == std::vector<std::string>{"chat"});
  CHECK(finding.evidence.n == 206);
  CHECK(words(finding.sentence) ==
        "Satisfaction in chat fell 22.8 pts to 62.1% (n = 206), below its normal range of 76.0\u201392.0%.");
  REQUIRE(finding.support.size() == 1);
  CHECK(words(finding.support[0]) == "Satisfaction as a whole stayed in its normal range (81.3%).");
  CHECK(findings.more == 0);  // no line has a mark
  CHECK(words(findings.shown[1].sentence).find("satisfaction") == std::string::npos);

  const Conclusions conclusions = conclude(comparison);
  CHECK(words(conclusions.headline) == "Week 46: satisfaction in chat fell to 62.1%, below its normal range");
  REQUIRE(conclusions.actions.size() == 1);
  CHECK(conclusions.actions[0].id == "csat.chat");
  CHECK(conclusions.actions[0].check.group == "chat");
  CHECK(conclusions.actions[0].check.threshold == 0.76);

  const Verdicts verdicts = judge(comparison, {});
  const auto fired = std::find_if(verdicts.alerts.begin(), verdicts.alerts.end(),
                                  [](const Alert& alert) { return alert.fired && alert.id == kOutsideRange; });
  REQUIRE(fired != verdicts.alerts.end());
  CHECK(fired->dimension == "channel");
  CHECK(fired->group == "chat");
  CHECK(fired->threshold == 0.76);
}

TEST_CASE("a channel by itself is told only where chance among all groups is out of the question") {
  Comparison comparison = chat_alone();
  GroupComparison& chat = metric(comparison, "csat").by[0].groups[0];
  REQUIRE(ids(find_findings(comparison)).size() == 2);
  SECTION("by a twentieth of what lines are allowed") {
    chat.judgement.signal.p_adjusted = 0.0051;
    CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
    chat.judgement.signal.p_adjusted = 0.0049;
    CHECK(ids(find_findings(comparison)).size() == 2);
  }
  SECTION("with a provisional range also against the period before") {
    chat.judgement.normal->points = 14;
    chat.change.low = chat.change.high = std::nullopt;
    chat.change.significant = false;
    CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
    chat.change.significant = true;
    CHECK(ids(find_findings(comparison)).size() == 2);
  }
  SECTION("where the week before has too few cases, by a change that its interval leaves no doubt of") {
    chat.values.previous->n = 8;
    chat.change.low = -0.4;
    chat.change.high = 0.01;
    CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
    chat.change.high = -0.05;
    const FindingList findings = find_findings(comparison);
    REQUIRE(findings.shown.size() == 2);
    CHECK(words(findings.shown[1].sentence).find("satisfaction") == std::string::npos);
  }
  SECTION("when it moved in this period") {
    chat.change.absolute = 0.01;
    chat.change.low = -0.05;
    chat.change.high = 0.07;
    CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
  }
  SECTION("and not where the line speaks itself") {
    set_change(metric(comparison, "csat"), 0.9);
    set_signal(metric(comparison, "csat"), SignalState::worse, {0.87, 0.83, 0.924, 25, false});
    CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"csat", "unchanged"});
  }
  SECTION("a dimension of one channel is the whole") {
    metric(comparison, "csat").by[0].groups.pop_back();
    CHECK(find_findings(comparison).shown[0].id == "unchanged");
  }
}

TEST_CASE("tickets that came by one channel are told like its rates, what is open there is not") {
  Comparison comparison = quiet_week();
  const auto phone_rose = [&](const char* id) {
    MetricComparison& one = metric(comparison, id);
    set_parts(one, {{"phone", 30, 30, 75, 75}, {"email", 500, 500, 470, 470}});
    GroupComparison& phone = one.by[0].groups[0];
    phone.change = sample::change_of(*one.row, phone.values.current, phone.values.previous);
    phone.judgement.normal = NormalRange{31, 15, 47, 25, false};
    phone.judgement.signal = {SignalState::changed, "outside_limits", 1e-8, 1e-6};
  };
  phone_rose("backlog");
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
  phone_rose("tickets_created");
  const FindingList findings = find_findings(comparison);
  REQUIRE(ids(findings) == std::vector<std::string>{"tickets_created.phone", "unchanged"});
  CHECK(words(findings.shown[0].sentence) ==
        "The number of tickets created in phone rose 45 to 75, above the normal range of 15\u201347.");
}

TEST_CASE("what stays outside its range says since when") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  set_change(csat, 0.80);
  csat.current.value = 0.79;
  csat.change.absolute = -0.01;
  set_signal(csat, SignalState::worse, {0.87, 0.817, 0.924, 25, false});
  for (SeriesPoint& point : csat.series) point.value = 0.87;
  const std::size_t newest = csat.series.size() - 1;
  REQUIRE(comparison.trend.size() == csat.series.size());
  csat.series[newest].value = 0.79;
  csat.series[newest - 1].value = 0.80;
  csat.series[newest - 2].value = 0.78;
  const auto support = [&] { return find_findings(comparison).shown.front().support; };
  REQUIRE(support().size() == 1);
  CHECK(words(support()[0]) == "It has been below it since Week 44.");
  csat.series[newest - 1].value = std::nullopt;  // a gap ends what is known
  CHECK(support().empty());
}

namespace {

/// The newest nine weeks are a level of their own below that of the weeks before.
void set_level(Comparison& comparison, std::string_view id, double before, double level, double p) {
  MetricComparison& one = metric(comparison, id);
  const std::size_t newest = one.series.size() - 1;
  REQUIRE(comparison.trend.size() == one.series.size());
  one.judgement.normal = NormalRange{level, level * 0.9, level * 1.1, 8, true};
  one.judgement.levels = {{0, newest - 9, NormalRange{before, before * 0.9, before * 1.1, 16, false}, {}},
                          {newest - 8, newest, *one.judgement.normal, LevelShift{newest - 8, level, p}}};
}

}  // namespace

TEST_CASE("what stays on a new level is told until its range is firm") {
  Comparison comparison = quiet_week();
  set_level(comparison, "csat", 0.915, 0.81, 0.0001);  // times 16: 0.0016
  FindingList findings = find_findings(comparison);
  REQUIRE(ids(findings) == std::vector<std::string>{"csat", "unchanged"});
  const Finding& stays = findings.shown[0];
  CHECK(words(stays.sentence) ==
        "Satisfaction: lower since Week 38, now 81.3% (n = 412); on average 81.0% since then, 91.5% before that.");
  CHECK(stays.state == SignalState::normal);
  CHECK(stays.rule == "lasting_level");
  CHECK(stays.p == 0.0001);
  CHECK(stays.p_adjusted == Approx(0.0016));
  CHECK(words(findings.shown[1].sentence).find("satisfaction") == std::string::npos);
  CHECK(words(conclude(comparison).headline) == "Week 46: a normal week");  // no news

  SECTION("then it is how the metric is") {
    metric(comparison, "csat").judgement.normal->provisional = false;
    CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
  }
  SECTION("a week that is back where it was is not told as staying") {
    metric(comparison, "csat").current.value = 0.92;
    CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
  }
  SECTION("nor is a level that chance may have made among so many lines") {
    metric(comparison, "csat").judgement.levels.back().shift->p = 0.0004;  // times 16: 0.0064, more than 0.005
    CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
  }
  SECTION("counts are told without an n") {
    set_level(comparison, "tickets_created", 900, 1000, 0.0001);
    metric(comparison, "tickets_created").current.value = 1010;
    const std::string sentence = words(find_findings(comparison).shown[1].sentence);
    CHECK(sentence ==
          "The number of tickets created: higher since Week 38, now 1,010; on average 1,000 since then, 900 before "
          "that.");
  }
  SECTION("what changed now has the place") {
    for (const char* id : {"frt", "aht", "asa", "fcr", "backlog"}) {
      const double mean = *metric(comparison, id).current.value * 2;
      set_signal(metric(comparison, id), SignalState::better, {mean, mean * 0.9, mean * 1.1, 25, false});
    }
    findings = find_findings(comparison);
    CHECK(findings.shown.size() == 5);
    CHECK(std::none_of(findings.shown.begin(), findings.shown.end(),
                       [](const Finding& finding) { return finding.rule == "lasting_level"; }));
    CHECK(words(findings.shown.back().sentence).find("satisfaction") == std::string::npos);
  }
}

TEST_CASE("a channel class that has no value any more is told, and the other one alone is unchanged") {
  Comparison comparison = sample::comparison();
  for (auto& one : comparison.metrics) {
    if (one.row->id != "frt") one.judgement = {};
    if (one.row->id != "frt") continue;
    for (DimensionComparison& by : one.by) {
      for (GroupComparison& group : by.groups) {
        if (by.dimension != kChannelClass) continue;
        group.judgement.signal = {SignalState::normal, {}};
        if (group.values.group == kLiveClass) group.values.current = {};
      }
    }
  }
  const FindingList findings = find_findings(comparison);
  const auto told = std::find_if(findings.shown.begin(), findings.shown.end(),
                                 [](const Finding& finding) { return finding.id == "vanished"; });
  REQUIRE(told != findings.shown.end());
  CHECK(words(told->sentence).find("first response time in live channels") != std::string::npos);
  CHECK(findings.shown.back().id == "unchanged");
  CHECK(words(findings.shown.back().sentence).find("first response time in waiting channels") != std::string::npos);
}

TEST_CASE("a metric that had a value and has none any more is told") {
  Comparison comparison = quiet_week();
  metric(comparison, "csat").current = {};
  metric(comparison, "csat").judgement = {};
  metric(comparison, "ces").current = {};
  metric(comparison, "ces").judgement = {};
  const FindingList findings = find_findings(comparison);
  REQUIRE(ids(findings) == std::vector<std::string>{"vanished", "unchanged"});
  CHECK(words(findings.shown[0].sentence) ==
        "There is no value any more for satisfaction and customer effort score: Week 46 has nothing that counts.");
  CHECK(words(conclude(comparison).headline) == "Week 46: no value any more for satisfaction");
}

TEST_CASE("what is open at a moment vanishes with the tickets that are open") {
  Comparison comparison = quiet_week();
  metric(comparison, "backlog").current = {};
  metric(comparison, "backlog").judgement = {};
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
}

TEST_CASE("a value that cannot be judged yet has not vanished") {
  Comparison comparison = quiet_week();
  metric(comparison, "fcr").current = {};
  metric(comparison, "fcr").judgement = {};
  metric(comparison, "fcr").quality.state = QualityState::immature;
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
}

TEST_CASE("what is measured in several ways is one piece of news, told by the first of its kin") {
  Comparison comparison = quiet_week();
  const auto add = [&](std::string_view id, SignalState state) {
    MetricComparison one = metric(comparison, "csat");
    one.row = find_metric(id);
    set_signal(one, state, {0.87, 0.817, 0.924, 25, false});
    comparison.metrics.push_back(std::move(one));
  };
  add("csat_net", SignalState::worse);
  add("csat_mean", SignalState::worse);
  SECTION("the head signals") {
    set_signal(metric(comparison, "csat"), SignalState::worse, {0.87, 0.817, 0.924, 25, false});
    CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"csat", "unchanged"});
  }
  SECTION("only others do: satisfaction is then not among what is unchanged") {
    const FindingList findings = find_findings(comparison);
    REQUIRE(ids(findings) == std::vector<std::string>{"csat_mean", "unchanged"});
    CHECK(words(findings.shown[1].sentence).find("satisfaction") == std::string::npos);
    CHECK(findings.more == 1);  // the other one's mark stands in the table
  }
  SECTION("nobody does: one name stands for all") {
    for (auto& one : comparison.metrics) one.judgement.signal = {SignalState::normal, ""};
    CHECK(words(find_findings(comparison).shown.back().sentence) ==
          "No real change in satisfaction, NPS, customer effort score and first response time.");
  }
}

TEST_CASE("kin that went another way are news of their own, and so is what happened to other channels") {
  Comparison comparison = quiet_week();
  const auto add = [&](std::string_view id, SignalState state) {
    MetricComparison one = metric(comparison, "csat");
    one.row = find_metric(id);
    set_signal(one, state, {0.87, 0.817, 0.924, 25, false});
    comparison.metrics.push_back(std::move(one));
  };
  set_signal(metric(comparison, "csat"), SignalState::better, {0.87, 0.817, 0.924, 25, false});
  add("csat_net", SignalState::worse);
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"csat_net", "csat", "unchanged"});
  // Two that agree are still one.
  add("csat_mean", SignalState::worse);
  CHECK(ids(find_findings(comparison)) == std::vector<std::string>{"csat_mean", "csat", "unchanged"});
}

TEST_CASE("of sixteen lines one brings a signal by chance: it is told only when it holds among all of them") {
  Comparison comparison = quiet_week();
  set_signal(metric(comparison, "csat"), SignalState::worse, {0.87, 0.817, 0.924, 25, false});
  metric(comparison, "csat").judgement.signal.p = 0.007;  // times 16: 0.112
  FindingList findings = find_findings(comparison);
  CHECK(ids(findings) == std::vector<std::string>{"unchanged"});
  CHECK(findings.more == 1);  // it stands in the table of all metrics
  CHECK(words(findings.shown[0].sentence).find("satisfaction") == std::string::npos);
  CHECK(words(conclude(comparison).headline) == "Week 46: a normal week");

  metric(comparison, "csat").judgement.signal.p = 0.006;  // times 16: 0.096
  findings = find_findings(comparison);
  REQUIRE(ids(findings) == std::vector<std::string>{"csat", "unchanged"});
  CHECK(findings.more == 0);
  CHECK(findings.shown[0].p == 0.006);
  CHECK(findings.shown[0].p_adjusted == Approx(0.096));

  // Two that come together hold each other up (Benjamini and Hochberg): 0.012 times 16 over 2.
  metric(comparison, "csat").judgement.signal.p = 0.012;
  set_signal(metric(comparison, "escalation_rate"), SignalState::worse, {0.05, 0.04, 0.06, 25, false});
  metric(comparison, "escalation_rate").judgement.signal.p = 0.001;
  CHECK(find_findings(comparison).shown.size() == 3);
}

TEST_CASE("metrics that only the layout full shows do not change what the others are judged by") {
  Comparison comparison = quiet_week();
  set_signal(metric(comparison, "csat"), SignalState::worse, {0.87, 0.817, 0.924, 25, false});
  metric(comparison, "csat").judgement.signal.p = 0.006;
  for (int i = 0; i < 40; ++i) {
    MetricComparison one = metric(comparison, "aht");
    one.row = find_metric("talk_time");
    REQUIRE(one.row->shown == Shown::in_full);
    comparison.metrics.push_back(std::move(one));
  }
  CHECK(find_findings(comparison).shown.front().id == "csat");
}

TEST_CASE("what only the layout full shows has a twentieth of the allowance for false alarms") {
  Comparison comparison = quiet_week();
  MetricComparison talk = metric(comparison, "aht");
  talk.row = find_metric("talk_time");
  set_signal(talk, SignalState::worse, {600, 550, 650, 25, false});
  comparison.metrics.push_back(std::move(talk));
  comparison.metrics.back().judgement.signal.p = 0.0051;  // alone among the rest: times 20
  CHECK(find_findings(comparison).shown.front().id == "unchanged");
  CHECK(find_findings(comparison).more == 1);
  comparison.metrics.back().judgement.signal.p = 0.0045;
  const Finding told = find_findings(comparison).shown.front();
  CHECK(told.id == "talk_time");
  CHECK(told.p_adjusted == Approx(0.09));
}

TEST_CASE("every signal has its p-value among all lines that are judged, and nothing else has one") {
  Comparison comparison = quiet_week();
  set_signal(metric(comparison, "csat"), SignalState::worse, {0.87, 0.817, 0.924, 25, false});
  metric(comparison, "csat").judgement.signal.p = 0.006;  // times 16, as above
  metric(comparison, "fcr").judgement.normal.reset();
  metric(comparison, "fcr").judgement.signal = {};
  adjust_signals(comparison);
  CHECK(metric(comparison, "csat").judgement.signal.p_adjusted == Approx(0.006 * 15));
  CHECK_FALSE(metric(comparison, "nps").judgement.signal.p_adjusted);  // judged, and no signal
  CHECK_FALSE(metric(comparison, "fcr").judgement.signal.p_adjusted);
  // Live and waiting channels are lines of their own; their sum is one of the other groups.
  Comparison split = sample::comparison();
  MetricComparison& frt = metric(split, "frt");
  const auto groups = [&](std::string_view dimension) -> std::vector<GroupComparison>& {
    const auto found = std::find_if(frt.by.begin(), frt.by.end(),
                                    [&](const DimensionComparison& by) { return by.dimension == dimension; });
    REQUIRE(found != frt.by.end());
    return found->groups;
  };
  for (GroupComparison& group : groups(kChannelClass)) {
    group.judgement.normal = NormalRange{60, 30, 90, 25, false};
    group.judgement.signal = {.state = SignalState::worse, .rule = "outside_limits", .p = 0.001};
  }
  frt.judgement.signal.p = 0.5;
  adjust_signals(split);
  CHECK(frt.judgement.signal.p_adjusted >= 0.5);
  for (const GroupComparison& group : groups(kChannelClass)) CHECK(group.judgement.signal.p_adjusted < 0.1);
}

TEST_CASE("the groups of every metric are one family beside the lines of the report") {
  Comparison comparison = quiet_week();
  for (MetricComparison& metric : comparison.metrics) metric.by.clear();
  const auto channel = [](const char* name, SignalState state, std::optional<double> p) {
    GroupComparison group;
    group.values.group = name;
    group.judgement.normal = NormalRange{.mean = 0.9, .low = 0.8, .high = 1, .points = 25};
    group.judgement.signal = {.state = state, .rule = {}, .p = p};
    return group;
  };
  metric(comparison, "csat").by = {{"channel",
                                    {channel("chat", SignalState::worse, 0.03), channel("web", SignalState::normal, {}),
                                     channel("fax", SignalState::few, {})}}};
  metric(comparison, "fcr").by = {{"channel", {channel("chat", SignalState::normal, {})}}};
  adjust_signals(comparison);
  const auto& of_csat = metric(comparison, "csat").by.front().groups;
  CHECK(of_csat[0].judgement.signal.p_adjusted == Approx(0.03 * 3));  // of three that a range judges
  CHECK_FALSE(of_csat[1].judgement.signal.p_adjusted);
  CHECK_FALSE(of_csat[2].judgement.signal.p_adjusted);
}

TEST_CASE("a channel class is unchanged when only a channel of the other one moved") {
  Comparison comparison = quiet_week();
  MetricComparison& frt = metric(comparison, "frt");
  const auto group = [&](const char* name, bool moved) {
    GroupComparison one;
    one.values.group = name;
    one.values.current = frt.current;
    one.values.previous = frt.current;
    one.values.previous->value = *frt.current.value * (moved ? 2 : 1);
    one.change = sample::change_of(*frt.row, one.values.current, one.values.previous);
    one.change.significant = moved;
    one.judgement = frt.judgement;
    if (moved) one.judgement.normal.reset();
    return one;
  };
  for (auto& one : comparison.metrics) {
    if (one.row->id != "frt") one.judgement = {};
  }
  frt.by = {DimensionComparison{"channel_class", {group("live", false), group("waiting", false)}},
            DimensionComparison{"channel", {group("chat", false), group("email", true)}}};
  REQUIRE(ids(find_findings(comparison)) == std::vector<std::string>{"unchanged"});
  CHECK(words(find_findings(comparison).shown[0].sentence) ==
        "No real change in first response time in live channels.");
}

TEST_CASE("two groups that rose together are the source together, though the first alone would be more than all") {
  Comparison comparison = quiet_week();
  MetricComparison& created = metric(comparison, "tickets_created");
  created.current = sample::value_of(*created.row, 900, 900);
  set_change(created, 614);
  set_signal(created, SignalState::changed, {610, 560, 660, 25, false});
  set_parts(created, {{"email", 302, 302, 628, 628}, {"web", 100, 100, 217, 217}, {"chat", 212, 212, 55, 55}});
  const Finding finding = find_findings(comparison).shown.front();
  REQUIRE(finding.support.size() == 2);
  CHECK(words(finding.support[0]) == "The rise comes from email (302 → 628) and web (100 → 217).");
  CHECK(words(finding.support[1]) == "It was offset in part by chat (212 → 55).");
}

TEST_CASE("a channel that got slower is told beside a total that got faster") {
  Comparison comparison = quiet_week();
  MetricComparison& response = metric(comparison, "frt");
  response.current = sample::value_of(*response.row, 2700, 400);
  set_change(response, 4980);
  set_signal(response, SignalState::better, {4900, 4300, 5500, 25, false});
  set_parts(response, {{"email", 250, 4980, 250, 2100}, {"web", 150, 3540, 150, 9180}});
  for (GroupComparison& group : response.by[0].groups) {
    group.change = sample::change_of(*response.row, group.values.current, group.values.previous);
    group.change.significant = true;
  }
  const Finding finding = find_findings(comparison).shown.front();
  REQUIRE(finding.support.size() == 1);
  CHECK(words(finding.support[0]) == "At the same time web went the other way (59m → 2h 33m, n = 150).");
  CHECK(finding.evidence.groups == std::vector<std::string>{"web"});
}

TEST_CASE("channels that moved apart are not said to leave a whole as it was that moved") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.previous = sample::value_of(*csat.row, *csat.current.value - 0.05, 412);
  set_parts(csat, {{"chat", 206, 0.85, 206, 0.74}, {"email", 206, 0.676, 206, 0.886}});
  for (GroupComparison& group : csat.by[0].groups) {
    group.change = sample::change_of(*csat.row, group.values.current, group.values.previous);
    group.change.significant = true;
  }
  CHECK(words(find_findings(comparison).shown.front().sentence) ==
        "Satisfaction moved apart: chat went from 85.0% to 73.8% and email from 67.5% to 88.8%.");
}

TEST_CASE(
    "what is outside its range and changed beyond chance is told, though its place among the ranges is no proof") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  set_change(csat, 0.93);
  set_signal(csat, SignalState::worse, {0.87, 0.817, 0.924, 25, false});
  csat.judgement.signal.p = 0.02;
  csat.change.significant = false;
  CHECK(find_findings(comparison).shown.front().id == "unchanged");
  csat.change.significant = true;
  CHECK(find_findings(comparison).shown.front().id == "csat");
}
