#include "csreport/conclude/actions.hpp"

#include <string>
#include <vector>

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

/// Nothing stands out; week 47 comes next.
Comparison quiet_week() {
  Comparison comparison = sample::comparison();
  comparison.next = sample::week(-1);
  for (auto& one : comparison.metrics) {
    one.by.clear();
    one.driver.reset();
    one.judgement = {};
  }
  return comparison;
}

void set_worse(MetricComparison& one, NormalRange normal) {
  one.judgement.normal = normal;
  one.judgement.signal = {SignalState::worse, "outside_limits"};
}

std::vector<Action> actions_of(const Comparison& comparison) {
  return suggest_actions(comparison, find_findings(comparison));
}

}  // namespace

TEST_CASE("a worse finding has an action with its cases, a check and nobody named") {
  Comparison comparison = quiet_week();
  set_worse(metric(comparison, "csat"), {0.87, 0.817, 0.924, 25, false});
  const auto actions = actions_of(comparison);
  REQUIRE(actions.size() == 1);
  CHECK(actions[0].id == "csat");
  CHECK(words(actions[0].sentence) ==
        "Read the 77 answers that were not satisfied and name their two most frequent reasons");
  CHECK(words(actions[0].evidence) == "77 cases.");
  CHECK(words(actions[0].check_words) == "Check: satisfaction at least 81.7% in Week 47.");
  CHECK_FALSE(actions[0].check.at_most);
  CHECK(actions[0].check.threshold == 0.817);
  CHECK(actions[0].check.in->label == "2026-W47");
}

TEST_CASE("of a net promoter score the detractors are read, not all who answered") {
  Comparison comparison = quiet_week();
  MetricComparison& nps = metric(comparison, "nps");
  nps.current.classes = ClassCounts{.high = 60, .middle = 10, .low = 21};
  nps.current.n = 91;
  set_worse(nps, {0.6, 0.5, 0.7, 25, false});
  const auto actions = actions_of(comparison);
  REQUIRE(actions.size() == 1);
  CHECK(words(actions[0].evidence) == "21 cases.");
}

TEST_CASE("where agents spend their time on it the hours are told") {
  Comparison comparison = quiet_week();
  set_worse(metric(comparison, "aht"), {580, 520, 640, 25, false});  // 680 s on 616 contacts
  const auto actions = actions_of(comparison);
  REQUIRE(actions.size() == 1);
  CHECK(words(actions[0].evidence) == "616 cases; about 17 h of agents' time more than usual.");
  CHECK(words(actions[0].check_words).find("at most") != std::string::npos);

  Comparison stuck = quiet_week();
  set_worse(metric(stuck, "backlog"), {195, 150, 240, 25, false});  // 81 more than usual, 680 s each
  CHECK(words(actions_of(stuck)[0].evidence) == "81 cases; at one contact each about 15 h of agents' time.");
  metric(stuck, "aht").quality.state = QualityState::few;
  CHECK(words(actions_of(stuck)[0].evidence) == "81 cases.");
}

TEST_CASE("contacts that were lost, come again or take more replies are told in hours of their handle time") {
  struct Case {
    const char* id;
    NormalRange normal;
    const char* evidence;
  };
  // 680 s a contact; see sample_report for the counts.
  const Case kCases[] = {
      {"fcr", {0.9, 0.85, 0.95, 25, false}, "355 cases; at one contact each about 67 h of agents' time."},
      {"abandonment_rate",
       {0.01, 0, 0.02, 25, false},
       "29 cases; to answer them would have taken about 5.5 h of agents' time."},
      {"replies_per_ticket", {1.8, 1.75, 1.85, 25, false}, "1,263 cases; about 7.5 h of agents' time more than usual."},
  };
  for (const Case& one : kCases) {
    CAPTURE(one.id);
    Comparison comparison = quiet_week();
    set_worse(metric(comparison, one.id), one.normal);
    const auto actions = actions_of(comparison);
    REQUIRE(actions.size() == 1);
    CHECK(words(actions[0].evidence) == one.evidence);
    metric(comparison, "aht").quality.state = QualityState::few;  // not known, not told
    CHECK(words(actions_of(comparison)[0].evidence).find("time") == std::string::npos);
  }
}

TEST_CASE("minutes are not told as hours") {
  Comparison comparison = quiet_week();
  MetricComparison& aht = metric(comparison, "aht");
  set_worse(aht, {679, 620, 679.5, 25, false});  // 680 s on 616 contacts: ten minutes in all
  CHECK(words(actions_of(comparison)[0].evidence) == "616 cases.");
}

TEST_CASE("at most three actions, in the order of the findings, and none for what got better") {
  Comparison comparison = quiet_week();
  for (const char* id : {"csat", "aht", "fcr", "backlog", "service_level"}) {
    const double mean = *metric(comparison, id).current.value * 2;
    set_worse(metric(comparison, id), {mean, mean * 0.9, mean * 1.1, 25, false});
  }
  const FindingList findings = find_findings(comparison);
  const auto actions = suggest_actions(comparison, findings);
  REQUIRE(actions.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(actions[i].id == findings.shown[i].id);

  Comparison better = quiet_week();
  set_worse(metric(better, "csat"), {0.7, 0.6, 0.8, 25, false});
  metric(better, "csat").judgement.signal.state = SignalState::better;
  CHECK(actions_of(better).empty());
}

TEST_CASE("without a calendar the check has no period") {
  Comparison comparison = quiet_week();
  comparison.next.reset();
  set_worse(metric(comparison, "csat"), {0.87, 0.817, 0.924, 25, false});
  CHECK(words(actions_of(comparison)[0].check_words) == "Check: satisfaction at least 81.7%.");
}

TEST_CASE("a check never asks for all cases or for none") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.previous = sample::value_of(*csat.row, 1, 40);
  csat.change.significant = true;
  csat.change.improved = false;
  csat.change.absolute = *csat.current.value - 1;
  const auto actions = actions_of(comparison);
  REQUIRE(actions.size() == 1);
  CHECK(actions[0].check.threshold == Approx(0.912).margin(0.001));  // Wilson's lower end of 40 of 40

  Comparison none = quiet_week();
  MetricComparison& escalated = metric(none, "escalation_rate");
  set_worse(escalated, {0, 0, 0, 25, false});
  escalated.previous = sample::value_of(*escalated.row, 0, 100);
  CHECK(actions_of(none)[0].check.threshold == Approx(0.037).margin(0.001));  // Wilson's upper end of 0 of 100
}

TEST_CASE("what is to be done for both channel classes is asked for once") {
  Comparison comparison = quiet_week();
  MetricComparison& response = metric(comparison, "frt");
  const auto slower = [&](const char* name) {
    GroupComparison group;
    group.values.group = name;
    group.values.current = group.values.previous.emplace(response.current);
    group.judgement.normal = NormalRange{600, 500, 700, 25, false};
    group.judgement.signal = {SignalState::worse, "outside_limits"};
    return group;
  };
  response.by = {DimensionComparison{"channel_class", {slower("live"), slower("waiting")}}};
  const auto actions = actions_of(comparison);
  REQUIRE(find_findings(comparison).shown.size() >= 2);
  REQUIRE(actions.size() == 1);
  CHECK(words(actions[0].sentence) ==
        "List the ten slowest first replies and look at when they arrived and who was on duty");
}
