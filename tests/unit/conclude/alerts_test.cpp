#include "csreport/conclude/alerts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/alert_rows.hpp"
#include "app/target_text.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/render/words.hpp"
#include "render/language.hpp"
#include "render/sentence.hpp"
#include "support/catch.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

AlertCondition condition(const std::string& key, const std::string& compare, const std::string& threshold) {
  const auto subject = understand_target_key(key);
  REQUIRE(subject.value.has_value());
  auto made = understand_condition(*subject.value, compare, threshold);
  INFO(key << ' ' << compare << ' ' << threshold << ": " << made.problem);
  REQUIRE(made.value.has_value());
  return *made.value;
}

AlertRule rule(std::string id, std::vector<AlertCondition> conditions) {
  AlertRule made;
  made.id = std::move(id);
  made.conditions = std::move(conditions);
  return made;
}

/// A metric of the sample with these values and nothing else to look at.
void set(Comparison& comparison, std::string_view id, double before, double now, std::int64_t n = 1000) {
  for (MetricComparison& metric : comparison.metrics) {
    if (metric.row->id != id) continue;
    metric.current = {};
    metric.current.value = now;
    metric.current.n = n;
    metric.previous = metric.current;
    metric.previous->value = before;
    metric.change = {};
    metric.change.state = ChangeState::compared;
    metric.by.clear();
    metric.judgement = {};
  }
}

/// The 95 % interval of the metric's change.
void set_interval(Comparison& comparison, std::string_view id, double low, double high) {
  for (MetricComparison& metric : comparison.metrics) {
    if (metric.row->id == id) metric.change.low = low, metric.change.high = high;
  }
}

Verdicts judged_by(const Comparison& comparison, std::vector<AlertRule> rules) {
  Judging judging;
  judging.rules = std::move(rules);
  judging.checks = false;
  return judge(comparison, judging);
}

const Alert& alert(const Verdicts& verdicts, std::string_view id, std::string_view group = {}) {
  for (const Alert& one : verdicts.alerts) {
    if (one.id == id && one.group == group) return one;
  }
  throw std::logic_error("no such alert: " + std::string(id));
}

bool has_alert(const Verdicts& verdicts, std::string_view id) {
  return std::any_of(verdicts.alerts.begin(), verdicts.alerts.end(), [&](const Alert& one) { return one.id == id; });
}

std::string words(const Alert& one) {
  const Language& english = Language::load("en");
  const TimeZone zone = TimeZone::utc();
  std::string text;
  for (const Message& message : one.text) {
    text += (text.empty() ? "" : " ") + plain_text(sentence_of(message, {english, NumberFormat(english), zone}));
  }
  return text;
}

/// Whether the default rule of that id fires.
bool fires(const Comparison& comparison, std::string_view id, const Comparison* quarter = nullptr) {
  Judging judging;
  judging.rules = default_alert_rules();
  if (quarter != nullptr) judging.references.emplace("quarter-ago", *quarter);
  return alert(judge(comparison, judging), id).fired;
}

std::vector<FailCondition> fail_on(FailCondition::Kind kind, const std::string& text = "alerts") {
  FailCondition asked;
  asked.kind = kind;
  asked.written = text;
  if (kind == FailCondition::Kind::rule) asked.rule = text;
  if (kind == FailCondition::Kind::condition) asked.condition.limit = *understand_whole_target(text).value;
  return {asked};
}

}  // namespace

TEST_CASE("a built-in rule is silent within the normal range, a rule of the user does what it says", "[alerts]") {
  Comparison comparison = sample::comparison();
  set(comparison, "frt", 1000, 2000);
  CHECK(fires(comparison, "slower_first_response"));
  auto& frt = *std::find_if(comparison.metrics.begin(), comparison.metrics.end(),
                            [](const MetricComparison& metric) { return metric.row->id == "frt"; });
  frt.judgement.normal = NormalRange{1500, 500, 2500, 25, false};
  frt.judgement.signal.state = SignalState::normal;
  Judging judging;
  judging.rules = default_alert_rules();
  CHECK(alert(judge(comparison, judging), "slower_first_response").fired);  // as if a user had written it
  for (AlertRule& built_in : judging.rules) built_in.is_default = true;
  CHECK_FALSE(alert(judge(comparison, judging), "slower_first_response").fired);
  CHECK(unjudged_name(alert(judge(comparison, judging), "slower_first_response").unjudged) == "within_range");
  CHECK(alert(judged_by(comparison, {rule("mine", {condition("frt", "previous", ">1.5x")})}), "mine").fired);

  frt.judgement.signal = {SignalState::worse, "outside_limits"};
  CHECK(alert(judge(comparison, judging), "slower_first_response").fired);
  CHECK(alert(judge(comparison, judging), kOutsideRange).row != nullptr);
}

TEST_CASE("satisfaction against a quarter ago: 85 to 76.5 fires, 85 to 76.6 does not", "[alerts]") {
  const Comparison now = sample::comparison();
  for (const auto& [value, fired] : std::map<double, bool>{{0.765, true}, {0.766, false}, {0.7, true}, {0.9, false}}) {
    Comparison quarter = sample::comparison();
    set(quarter, "csat", 0.85, value);
    set_interval(quarter, "csat", value - 0.85 - 0.03, value - 0.85 + 0.03);
    INFO(value);
    CHECK(fires(now, "csat_drop_quarter", &quarter) == fired);
  }
  // A fall that chance explains is no alert.
  Comparison few = sample::comparison();
  set(few, "csat", 0.85, 0.7);
  set_interval(few, "csat", -0.31, 0.01);
  CHECK_FALSE(fires(now, "csat_drop_quarter", &few));
  // Without data a quarter ago the rule is not judged.
  Judging judging;
  judging.rules = default_alert_rules();
  const Verdicts verdicts = judge(now, judging);
  CHECK_FALSE(alert(verdicts, "csat_drop_quarter").fired);
  CHECK(alert(verdicts, "csat_drop_quarter").unjudged == Unjudged::no_value);
  CHECK(words(alert(verdicts, "csat_drop_quarter")) == "Satisfaction: 81.3%, with nothing to compare it with.");
}

TEST_CASE("satisfaction five points below the week before rings when the interval excludes zero", "[alerts]") {
  Comparison comparison = sample::comparison();
  set(comparison, "csat", 0.85, 0.80);
  CHECK_FALSE(fires(comparison, "csat_drop"));  // no interval
  const auto clear = [&](double low, double high) { set_interval(comparison, "csat", low, high); };
  clear(-0.09, -0.01);
  CHECK(fires(comparison, "csat_drop"));  // exactly 5 points
  clear(-0.09, 0.0);
  CHECK_FALSE(fires(comparison, "csat_drop"));
  set(comparison, "csat", 0.85, 0.801);
  clear(-0.09, -0.01);
  CHECK_FALSE(fires(comparison, "csat_drop"));
}

TEST_CASE("slower answers ring above one and a half times, not at it", "[alerts]") {
  for (const auto& [value, fired] : std::map<double, bool>{{150, false}, {151, true}, {100, false}}) {
    Comparison comparison = sample::comparison();
    set(comparison, "frt", 100, value);
    set(comparison, "art", 100, value);
    INFO(value);
    CHECK(fires(comparison, "slower_first_response") == fired);
    CHECK(fires(comparison, "slower_responses") == fired);
  }
}

TEST_CASE("escalations and repeat contacts ring from one and a half times on, with 30 cases", "[alerts]") {
  double low = 0.001;
  const auto rings = [&low](double value, std::int64_t n, const char* metric, const char* id) {
    Comparison comparison = sample::comparison();
    set(comparison, metric, 0.04, value, n);
    set_interval(comparison, metric, low, 0.04);
    return fires(comparison, id);
  };
  CHECK(rings(0.06, 30, "escalation_rate", "escalations_jump"));
  CHECK_FALSE(rings(0.06, 29, "escalation_rate", "escalations_jump"));
  CHECK_FALSE(rings(0.0599, 30, "escalation_rate", "escalations_jump"));
  CHECK(rings(0.06, 30, "repeat_contact_rate", "repeat_contacts_jump"));
  CHECK_FALSE(rings(0.06, 29, "repeat_contact_rate", "repeat_contacts_jump"));
  low = 0;  // by chance: 1 of 42 and 2 of 50
  CHECK_FALSE(rings(0.06, 30, "escalation_rate", "escalations_jump"));
  CHECK_FALSE(rings(0.06, 30, "repeat_contact_rate", "repeat_contacts_jump"));
}

TEST_CASE("loyalty that falls while more customers write rings by the smallest effects", "[alerts]") {
  double high = -0.5;
  const auto rings = [&high](double nps, double requesters) {
    Comparison comparison = sample::comparison();
    MetricComparison people = *comparison.metric("tickets_created");
    people.row = find_metric("requesters");
    comparison.metrics.push_back(people);
    set(comparison, "nps", 40, nps);
    set(comparison, "requesters", 1000, requesters);
    set_interval(comparison, "nps", -10, high);
    return fires(comparison, "loyalty_falls_while_volume_grows");
  };
  CHECK(rings(37, 1050));
  CHECK_FALSE(rings(37.1, 1050));
  CHECK_FALSE(rings(37, 1049));
  CHECK_FALSE(rings(43, 1200));
  high = 0.5;  // 3 points that chance explains
  CHECK_FALSE(rings(37, 1050));
}

TEST_CASE("a rule of two conditions rings only when both hold", "[alerts]") {
  const auto rings = [](double interactions, double solved) {
    Comparison comparison = sample::comparison();
    set(comparison, "interactions_per_ticket", 4, interactions);
    set(comparison, "tickets_solved", 1000, solved);
    return fires(comparison, "more_effort_fewer_solved");
  };
  CHECK(rings(4.2, 950));
  CHECK_FALSE(rings(4.1, 950));
  CHECK_FALSE(rings(4.2, 960));

  Comparison comparison = sample::comparison();
  set(comparison, "art", 1000, 1100);
  set(comparison, "csat", 0.85, 0.83);
  CHECK_FALSE(fires(comparison, "slower_and_less_satisfied"));  // by chance, perhaps
  set_interval(comparison, "csat", -0.03, -0.01);
  CHECK(fires(comparison, "slower_and_less_satisfied"));
  set(comparison, "csat", 0.85, 0.84);
  set_interval(comparison, "csat", -0.02, -0.001);
  CHECK_FALSE(fires(comparison, "slower_and_less_satisfied"));

  set(comparison, "csat", 0.85, 0.9);
  set(comparison, "completion_rate", 0.7, 0.74);
  CHECK(fires(comparison, "satisfied_but_unfinished"));
  set(comparison, "completion_rate", 0.7, 0.75);
  CHECK_FALSE(fires(comparison, "satisfied_but_unfinished"));
}

TEST_CASE("an alert says what it looked at, in which unit, and in words", "[alerts]") {
  Comparison comparison = sample::comparison();
  set(comparison, "csat", 0.85, 0.765);
  set(comparison, "tickets_solved", 1000, 900);
  const Verdicts verdicts = judged_by(
      comparison,
      {rule("relative", {condition("csat", "previous", "<=-10%")}),
       rule("points", {condition("csat", "previous", "<-8pts")}), rule("value", {condition("csat", "value", "<80%")}),
       rule("both", {condition("tickets_solved", "previous", "<-99"), condition("csat", "value", "<80%")})});
  CHECK(alert(verdicts, "relative").fired);
  CHECK(*alert(verdicts, "relative").value == Approx(-0.1));
  CHECK(*alert(verdicts, "relative").threshold == Approx(-0.1));
  CHECK(alert(verdicts, "relative").rule == "csat previous <=-10%");
  CHECK(words(alert(verdicts, "relative")) ==
        "Satisfaction went from 85.0% in Week 45 to 76.5% (n\u00a0=\u00a01,000).");
  CHECK(alert(verdicts, "points").fired);
  CHECK(*alert(verdicts, "points").value == Approx(-0.085));
  CHECK(*alert(verdicts, "points").threshold == Approx(-0.08));
  CHECK(*alert(verdicts, "value").value == Approx(0.765));
  CHECK(words(alert(verdicts, "value")) == "Satisfaction: 76.5% (n\u00a0=\u00a01,000); the rule is csat<80%.");
  CHECK(alert(verdicts, "both").fired);
  CHECK(*alert(verdicts, "both").value == -100);
  CHECK(alert(verdicts, "both").rule == "tickets_solved previous <-99 and csat<80%");
  CHECK(words(alert(verdicts, "both")) ==
        "The number of tickets solved went from 1,000 in Week 45 to 900. Satisfaction: 76.5% (n\u00a0=\u00a01,000); "
        "the rule is csat<80%.");
}

TEST_CASE("a rule without a value, with few cases or of unlike periods is not judged", "[alerts]") {
  Comparison comparison = sample::comparison();
  const auto reason = [&](AlertRule made) {
    const Verdicts verdicts = judged_by(comparison, {std::move(made)});
    CHECK_FALSE(verdicts.alerts.front().fired);
    return std::string(unjudged_name(verdicts.alerts.front().unjudged));
  };
  CHECK(reason(rule("a", {condition("art", "value", ">=1s")})) == "no_value");
  set(comparison, "csat", 0.85, 0.5, 19);
  CHECK(reason(rule("a", {condition("csat", "value", "<80%")})) == "few");
  AlertRule patient = rule("a", {condition("csat", "value", "<80%")});
  patient.min_n = 10;
  CHECK(judged_by(comparison, {patient}).alerts.front().fired);
  set(comparison, "tickets_created", 1000, 10);
  comparison.gaps.previous_incomplete = true;
  CHECK(reason(rule("a", {condition("tickets_created", "previous", "<=-50%")})) == "not_comparable");
  set(comparison, "frt", 0, 10);
  CHECK(reason(rule("a", {condition("frt", "previous", ">1.5x")})) == "no_value");
}

TEST_CASE("a count of a period that still runs rings for too few only when it is over", "[alerts]") {
  Comparison comparison = sample::comparison();
  set(comparison, "tickets_solved", 1000, 900);
  const auto few = [&] {
    return judged_by(comparison, {rule("few", {condition("tickets_solved", "value", "<1000")})}).alerts.front();
  };
  const auto many = [&] {
    return judged_by(comparison, {rule("many", {condition("tickets_solved", "value", ">800")})}).alerts.front();
  };
  CHECK(few().fired);
  comparison.current.to_date = true;
  CHECK_FALSE(few().fired);
  CHECK(unjudged_name(few().unjudged) == "unclear");
  CHECK(many().fired);
}

TEST_CASE("a metric that is not pooled rings for each channel class", "[alerts]") {
  const Verdicts verdicts = judged_by(sample::comparison(), {rule("slow", {condition("frt", "value", ">10m")})});
  REQUIRE(verdicts.alerts.size() == 2);
  CHECK(alert(verdicts, "slow", "waiting").fired);
  CHECK(alert(verdicts, "slow", "waiting").dimension == kChannelClass);
  CHECK_FALSE(alert(verdicts, "slow", "live").fired);
  const Verdicts chat =
      judged_by(sample::comparison(), {rule("chat", {condition("channel.chat.frt", "value", ">1m")})});
  CHECK(alert(chat, "chat", "Chat").fired);
}

TEST_CASE("a missed target rings, an unclear one says why not", "[alerts]") {
  Judging judging;
  judging.targets = {*understand_whole_target("csat>=90%").value, *understand_whole_target("frt<=1m").value,
                     *understand_whole_target("nps>=50").value, *understand_whole_target("art<=1h").value};
  const Verdicts verdicts = judge(sample::comparison(), judging);
  std::vector<std::string> fired;
  std::map<std::string, std::string> reasons;
  for (const Alert& one : verdicts.alerts) {
    if (one.id != "target_missed") continue;
    if (one.fired) fired.push_back(std::string(one.row->id) + one.group);
    reasons[std::string(one.row->id)] = unjudged_name(one.unjudged);
  }
  CHECK(fired == std::vector<std::string>{"csat", "frtwaiting", "frtlive"});  // the total of frt only once more
  CHECK(reasons["nps"] == "few");                                             // 34 of 58 answers
  CHECK(reasons["art"] == "no_value");
  CHECK(words(alert(verdicts, "target_missed")) == "Satisfaction: 81.3% (target: 90% or more).");
  judging.targets = {*understand_whole_target("csat>=82%").value};  // the interval of 81.3 % holds it
  CHECK(unjudged_name(alert(judge(sample::comparison(), judging), "target_missed").unjudged) == "unclear");
}

TEST_CASE("a metric with a target that can no longer be computed rings", "[alerts]") {
  Judging judging;
  judging.targets = {*understand_whole_target("csat>=90%").value, *understand_whole_target("art<=1h").value};
  Comparison comparison = sample::comparison();
  CHECK_FALSE(has_alert(judge(comparison, judging), "target_lost"));
  for (MetricComparison& metric : comparison.metrics) {
    if (metric.row->id == "csat") metric.current = {};
  }
  const Verdicts verdicts = judge(comparison, judging);
  CHECK(alert(verdicts, "target_lost").fired);
  CHECK(alert(verdicts, "target_lost").row->id == "csat");
}

TEST_CASE("a channel that was not there rings from 5 percent of the tickets on", "[alerts]") {
  const auto rings = [](double tickets, double before, double all = 1000) {
    Comparison comparison = sample::comparison();
    set(comparison, "tickets_created", 1000, all);
    for (MetricComparison& metric : comparison.metrics) {
      if (metric.row->id != "tickets_created") continue;
      DimensionComparison channels{"channel", {}};
      for (const auto& [name, now] : std::map<std::string, double>{{"Email", all - tickets}, {"Fax", tickets}}) {
        GroupComparison group;
        group.values.group = name;
        group.values.current.value = now;
        group.values.previous.emplace();
        if (name == "Email" || before > 0) group.values.previous->value = name == "Email" ? 1000 - before : before;
        channels.groups.push_back(group);
      }
      metric.by = {channels};
    }
    return has_alert(judge(comparison, {}), "new_channel");
  };
  CHECK(rings(50, 0));
  CHECK_FALSE(rings(49, 0));
  CHECK_FALSE(rings(50, 1));
  // Of 19 tickets one is 5.3 percent, and says nothing.
  CHECK(rings(5, 0, 19));
  CHECK_FALSE(rings(4, 0, 19));
  CHECK(rings(1, 0, 20));
}

TEST_CASE("rejected rows ring above one percent", "[alerts]") {
  Judging judging;
  judging.rows_read = 1000;
  for (const auto& [rejected, fired] : std::map<std::int64_t, bool>{{10, false}, {11, true}, {0, false}}) {
    judging.rows_rejected = rejected;
    CHECK(alert(judge(sample::comparison(), judging), "rejected_rows").fired == fired);
  }
}

TEST_CASE("a period without a row rings", "[alerts]") {
  CHECK_FALSE(alert(judge(sample::comparison(), {}), "empty_period").fired);
  Comparison nothing;
  nothing.current = sample::week(0);
  CHECK(alert(judge(nothing, {}), "empty_period").fired);
  CHECK(alert(judge(nothing, {}), "empty_period").value == 0);
}

TEST_CASE("a period with rows does not ring, whatever metrics were asked for", "[alerts]") {
  Comparison rows_alone;
  rows_alone.current = sample::week(0);
  rows_alone.rows = {.used = 2, .contacts = true, .dated = true, .of_period = true};
  CHECK_FALSE(alert(judge(rows_alone, {}), "empty_period").fired);
  CHECK(alert(judge(rows_alone, {}), "empty_period").value == 1);
}

TEST_CASE("a value outside its range rings when it holds among all values that are judged, as a finding does",
          "[alerts]") {
  Comparison comparison = sample::comparison();
  for (MetricComparison& metric : comparison.metrics) {
    metric.by.clear();
    if (metric.judgement.normal) metric.judgement.signal = {SignalState::normal, {}};
    if (metric.row->id == "csat") metric.judgement.signal = {SignalState::worse, "outside_limits", 0.05};
  }
  const auto rings = [&] {
    const Verdicts verdicts = judge(comparison, {});
    return std::any_of(verdicts.alerts.begin(), verdicts.alerts.end(),
                       [](const Alert& one) { return one.id == kOutsideRange && one.fired; });
  };
  CHECK_FALSE(rings());
  for (MetricComparison& metric : comparison.metrics) {
    if (metric.row->id == "csat") metric.judgement.signal.p = 1e-6;
  }
  CHECK(rings());
}

TEST_CASE("a run fails on what it was told, and says by what", "[alerts]") {
  using Kind = FailCondition::Kind;
  Comparison comparison = sample::comparison();
  set(comparison, "csat", 0.85, 0.79);
  Judging judging;
  judging.rules = {rule("low", {condition("csat", "value", "<80%")}),
                   rule("blind", {condition("art", "value", ">1h")})};
  judging.targets = {*understand_whole_target("csat>=90%").value};
  const auto failure = [&](Kind kind, const std::string& text = "alerts") {
    judging.fail_on = fail_on(kind, text);
    return judge(comparison, judging).failures.at(0);
  };
  CHECK(failure(Kind::alerts).holds);
  CHECK(failure(Kind::alerts).by == std::vector<std::string>{"low", "outside_range", "target_missed"});
  CHECK_FALSE(failure(Kind::alerts).no_value);
  CHECK(failure(Kind::rule, "low").by == std::vector<std::string>{"low"});
  // A rule that is named must be able to judge; among all alerts one that cannot is quiet.
  CHECK(failure(Kind::rule, "blind").holds);
  CHECK(failure(Kind::rule, "blind").no_value);
  CHECK(failure(Kind::missed_targets, "missed-targets").by == std::vector<std::string>{"csat>=90%"});
  CHECK(failure(Kind::condition, "csat<80%").holds);
  CHECK(failure(Kind::condition, "csat<80%").by == std::vector<std::string>{"csat<80%"});
  CHECK_FALSE(failure(Kind::condition, "csat<79%").holds);
  CHECK(failure(Kind::condition, "csat<79%").by.empty());
  CHECK(failure(Kind::condition, "art>1h").holds);
  CHECK(failure(Kind::condition, "art>1h").no_value);
  CHECK(failure(Kind::condition, "channel.fax.frt>1h").no_value);
  CHECK(failure(Kind::condition, "channel.fax.frt>1h").by == std::vector<std::string>{"channel.fax.frt>1h"});
  judging.fail_on = {};
  CHECK_FALSE(judge(comparison, judging).fails());

  judging.targets = {*understand_whole_target("art<=1h").value};
  CHECK(failure(Kind::missed_targets, "missed-targets").no_value);
  judging.targets[0].is_norm = true;  // a ready set asks for more than most exports have
  CHECK_FALSE(failure(Kind::missed_targets, "missed-targets").holds);
}

TEST_CASE("a condition that is judged by channel classes fails for the class it holds for") {
  using Kind = FailCondition::Kind;
  Comparison comparison = sample::comparison();  // live channels answer in minutes, waiting ones in hours
  Judging judging;
  judging.fail_on = fail_on(Kind::condition, "frt>10m");
  const Failure failure = judge(comparison, judging).failures.at(0);
  CHECK(failure.holds);
  CHECK(failure.by == std::vector<std::string>{"channel_class.waiting.frt>10m"});
}

TEST_CASE("a group that only a target knows is warned about, unless it is a norm's", "[alerts]") {
  Judging judging;
  judging.targets = {*understand_whole_target("channel.fax.frt<60s").value};
  const Verdicts verdicts = judge(sample::comparison(), judging);
  REQUIRE(verdicts.warnings.size() == 1);
  CHECK(verdicts.warnings[0].code == "unknown_target_group");
  CHECK(in_words(verdicts.warnings[0].text) ==
        "No ticket has the channel 'fax', for which there is the target channel.fax.frt<60s.");
  judging.targets[0].is_norm = true;
  CHECK(judge(sample::comparison(), judging).warnings.empty());
}

TEST_CASE("the default rules keep to the rules of their table", "[alerts]") {
  std::set<std::string> ids;
  const Language& english = Language::load("en");
  for (const AlertRule& one : default_alert_rules()) {
    INFO(one.id);
    CHECK(ids.insert(one.id).second);
    CHECK(one.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos);
    CHECK(english.find("advice." + one.id) != nullptr);
    CHECK_FALSE(one.conditions.empty());
  }
  for (const std::string_view id : alert_check_ids()) {
    INFO(id);
    CHECK(ids.insert(std::string(id)).second);
    CHECK(english.find("advice." + std::string(id)) != nullptr);
  }
  CHECK(ids.size() == 17);
  const auto needed = reference_metrics(default_alert_rules());
  CHECK(needed == std::map<std::string, std::vector<std::string>>{{"quarter-ago", {"csat"}}});
}
