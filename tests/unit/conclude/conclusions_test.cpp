#include "csreport/conclude/conclusions.hpp"

#include <string>
#include <utility>
#include <vector>

#include "csreport/compare/channel_split.hpp"
#include "render/headline.hpp"
#include "render/sentence.hpp"
#include "render/utf8.hpp"
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

std::string headline(const Comparison& comparison) { return words(conclude(comparison).headline); }

std::vector<std::string> lead(const Comparison& comparison) {
  std::vector<std::string> sentences;
  for (const Message& message : conclude(comparison).lead) sentences.push_back(words(message));
  return sentences;
}

MetricComparison& metric(Comparison& comparison, std::string_view id) {
  for (auto& one : comparison.metrics) {
    if (one.row->id == id) return one;
  }
  throw std::logic_error("no such metric");
}

/// Every metric as before; `judged`: and within its range.
Comparison quiet_week(bool judged = true) {
  Comparison comparison = sample::comparison();
  for (auto& one : comparison.metrics) {
    one.previous = one.current;
    one.by.clear();
    one.driver.reset();
    one.change = sample::change_of(*one.row, one.current, one.previous);
    one.judgement = {};
    if (!judged || !one.current.value) continue;
    one.judgement.normal =
        NormalRange{*one.current.value, *one.current.value * 0.9, *one.current.value * 1.1, 25, false};
    one.judgement.signal.state = SignalState::normal;
  }
  return comparison;
}

void set_signal(MetricComparison& one, double before, SignalState state, std::string rule = "outside_limits") {
  one.previous = sample::value_of(*one.row, before, static_cast<double>(one.current.n));
  one.change = sample::change_of(*one.row, one.current, one.previous);
  one.judgement.normal = NormalRange{before, before * 0.99, before * 1.01, 25, false};
  one.judgement.signal = {state, std::move(rule)};
}

}  // namespace

TEST_CASE("the title is the top finding, and the lead tells it with its numbers", "[conclude]") {
  Comparison comparison = quiet_week();
  set_signal(metric(comparison, "csat"), 0.90, SignalState::worse);
  CHECK(headline(comparison) == "Week 46: satisfaction fell to 81.3%, below its normal range");
  CHECK(lead(comparison) ==
        std::vector<std::string>{
            "Satisfaction fell 8.7 pts to 81.3% (n = 412), below its normal range of 89.1\u201390.9%.",
            "1,284 tickets were created, as many as before.",
            "No real change in NPS, customer effort score, first response time and resolution time."});
}

TEST_CASE("where the finding comes from stands behind it", "[conclude]") {
  Comparison comparison = sample::comparison();
  const Conclusions conclusions = conclude(comparison);
  REQUIRE_FALSE(conclusions.findings.shown.empty());
  const Finding& top = conclusions.findings.shown.front();
  REQUIRE_FALSE(top.support.empty());
  CHECK(words(conclusions.lead[0]) == words(top.sentence));
  CHECK(words(conclusions.lead[1]) == words(top.support[0]));
}

TEST_CASE("a volume that leads is not told twice", "[conclude]") {
  Comparison comparison = quiet_week();
  set_signal(metric(comparison, "tickets_created"), 642, SignalState::changed);
  CHECK(headline(comparison) == "Week 46: tickets created rose to 1,284, above its normal range");
  CHECK(lead(comparison).front() ==
        "The number of tickets created rose 642 (100%) to 1,284, above the normal range of 636\u2013648.");
  CHECK(lead(comparison)[1].substr(0, 14) == "No real change");
}

TEST_CASE("a week within all ranges is a normal week and asks for nothing", "[conclude]") {
  CHECK(headline(quiet_week()) == "Week 46: a normal week");
  CHECK(lead(quiet_week()).front() ==
        "Nothing stands out: 16 metrics were compared with their normal ranges. No action is needed because of these "
        "numbers.");
  Comparison month = quiet_week();
  month.current.grain = Grain::month;
  CHECK(headline(month).find("a normal month") != std::string::npos);
}

TEST_CASE("without a history a quiet week is told by its volume", "[conclude]") {
  CHECK(headline(quiet_week(/*judged=*/false)) == "Week 46: 1,284 tickets");
  CHECK(lead(quiet_week(/*judged=*/false)) ==
        std::vector<std::string>{"1,284 tickets were created, as many as before."});
}

TEST_CASE("without a history only a significant change leads", "[conclude]") {
  Comparison comparison = quiet_week(/*judged=*/false);
  MetricComparison& service_level = metric(comparison, "service_level");
  service_level.previous = sample::value_of(*service_level.row, 0.70, 400);
  service_level.change = sample::change_of(*service_level.row, service_level.current, service_level.previous);
  CHECK(headline(comparison) == "Week 46: 1,284 tickets");
  service_level.change.significant = true;
  service_level.change.improved = true;
  CHECK(headline(comparison) == "Week 46: service level 76.1%, 6.1 pts higher");
}

TEST_CASE("a channel class that changed is named", "[conclude]") {
  Comparison comparison = sample::comparison();
  for (auto& one : comparison.metrics) one.judgement = {};
  auto& classes = metric(comparison, "frt").by.back();
  for (auto& group : classes.groups) group.judgement = {};
  auto& waiting = classes.groups[0];
  waiting.values.previous = sample::value_of(*metric(comparison, "frt").row, 1800, 300);
  waiting.change = sample::change_of(*metric(comparison, "frt").row, waiting.values.current, waiting.values.previous);
  waiting.judgement.normal = NormalRange{1800, 1500, 2100, 25, false};
  waiting.judgement.signal = {SignalState::worse, "outside_limits"};
  CHECK(headline(comparison) == "Week 46: first response time in waiting channels rose to 38m, above its normal range");
  CHECK(lead(comparison).front() ==
        "First response time in waiting channels rose 8m to 38m (n = 334), above its normal range of "
        "25m\u201335m.");
}

TEST_CASE("counts of periods that the data does not cover are not compared", "[conclude]") {
  Comparison comparison = quiet_week(/*judged=*/false);
  comparison.gaps.previous_incomplete = true;
  CHECK(lead(comparison) ==
        std::vector<std::string>{"The data begins inside the period compared with, so its counts are too low.",
                                 "1,284 tickets were created."});
}

TEST_CASE("months are told by what a day and a business day brought, and which days those are", "[conclude]") {
  using namespace std::chrono;
  Comparison comparison = quiet_week(/*judged=*/false);
  comparison.current = {sys_days{2026y / March / 1}, sys_days{2026y / April / 1}, Grain::month, "2026-03"};
  comparison.previous = Period{sys_days{2026y / February / 1}, sys_days{2026y / March / 1}, Grain::month, "2026-02"};
  comparison.business_days = {.by_schedule = false, .current = 22, .previous = 20};
  metric(comparison, "tickets_created").current.value = 1240;
  metric(comparison, "tickets_created").previous->value = 1120;
  const auto volume = [&] { return lead(comparison).at(0); };
  CHECK(volume() ==
        "1,240 tickets were created: 40.0 a day and 56.4 a business day (Monday to Friday), after 40.0 and 56.0 in the "
        "period before.");
  comparison.business_days = {.by_schedule = true, .current = 25, .previous = 24};
  CHECK(
      volume() ==
      "1,240 tickets were created: 40.0 a day and 49.6 a business day (those of the schedule, without holidays), after "
      "40.0 and 46.7 in the period before.");
  // Until noon of the last day of March it brought as much a day as February did.
  comparison.current.end = sys_days{2026y / March / 31} + 12h;
  comparison.current.to_date = true;
  metric(comparison, "tickets_created").current.value = 1220;
  CHECK(lead(comparison).at(1).find("40.0 a day") != std::string::npos);
  comparison.current.to_date = false;
  metric(comparison, "tickets_created").current.value = 1240;
  // July and August are as long as each other, and have 23 and 21 business days.
  comparison.current = {sys_days{2026y / August / 1}, sys_days{2026y / September / 1}, Grain::month, "2026-08"};
  comparison.previous = Period{sys_days{2026y / July / 1}, sys_days{2026y / August / 1}, Grain::month, "2026-07"};
  comparison.business_days = {.by_schedule = false, .current = 21, .previous = 23};
  CHECK(volume().find("a business day") != std::string::npos);
  comparison.business_days.previous = 21;
  CHECK(volume().find("a business day") == std::string::npos);
  comparison.business_days = {.by_schedule = true, .current = 0, .previous = 20};  // closed for the month
  CHECK(volume().find("a business day") == std::string::npos);
}

TEST_CASE("a report that does not count tickets does not speak of their number", "[conclude]") {
  Comparison comparison = quiet_week(/*judged=*/false);
  std::erase_if(comparison.metrics, [](const MetricComparison& one) { return one.row->id == "tickets_created"; });
  CHECK(headline(comparison) == "Week 46: service report");
}

TEST_CASE("tickets that nobody counted are not zero tickets", "[conclude]") {
  Comparison comparison = quiet_week(/*judged=*/false);
  metric(comparison, "tickets_created").current.value.reset();
  CHECK(headline(comparison) == "Week 46: no value any more for tickets created");
  metric(comparison, "tickets_created").current.value = 0;
  CHECK(headline(comparison) == "Week 46: no tickets");
}

TEST_CASE("few cases and nothing else still get a sentence", "[conclude]") {
  Comparison comparison = quiet_week(/*judged=*/false);
  std::erase_if(comparison.metrics, [](const MetricComparison& one) { return one.row->id != "frt"; });
  MetricComparison& frt = metric(comparison, "frt");
  frt.current.n = frt.previous->n = 3;
  CHECK(lead(comparison) == std::vector<std::string>{"No metric of this report changed clearly."});
  frt.previous.reset();
  frt.change = sample::change_of(*frt.row, frt.current, frt.previous);
  CHECK(lead(comparison) ==
        std::vector<std::string>{"The files hold nothing for Week 45, so there is no comparison with it."});
}

TEST_CASE("an unfinished period says so first", "[conclude]") {
  Comparison comparison = sample::comparison();
  comparison.current.to_date = true;
  CHECK(lead(comparison).front() == "The period is not over yet, so these numbers can still move.");
  comparison.current.data_ends = true;
  CHECK(lead(comparison).front() ==
        "The data ends before the period does, so it is counted, and compared, up to there.");
}

TEST_CASE("days that are missing are told before any number", "[conclude]") {
  Comparison comparison = quiet_week();
  comparison.gaps.missing_days = 2;
  CHECK(lead(comparison).front() ==
        "2 days of the period have no ticket, although such days usually have some: if the export lacks them, the "
        "counts are too low.");
  comparison.gaps.missing_days = 0;
  comparison.gaps.previous_missing_days = 1;
  CHECK(lead(comparison).front() ==
        "1 day of the period compared with has no ticket, although such days usually have some.");
  comparison.gaps.previous_missing_days = 0;
  comparison.previous.reset();
  comparison.warnings.push_back(warning_of("previous_missing"));
  CHECK(lead(comparison).front() ==
        "Most days of the period before have no ticket, so there is no comparison with it.");
}

TEST_CASE("a month of which days are missing is not called normal, nor set beside another by the day", "[conclude]") {
  Comparison comparison = quiet_week();
  comparison.current.grain = Grain::month;
  CHECK(headline(comparison) == "Nov 2026: a normal month");
  comparison.gaps.missing_days = 11;
  comparison.gaps.days_missing = true;
  CHECK(headline(comparison) == "Nov 2026: 1,284 tickets");
}

TEST_CASE("where tables mark what chance brings, the lead does not say that nothing is marked", "[conclude]") {
  Comparison comparison = quiet_week();
  MetricComparison& csat = metric(comparison, "csat");
  csat.judgement.signal = {SignalState::worse, "outside_limits", 0.04};
  CHECK(lead(comparison).front().find("what is marked in the tables is no more than chance brings") !=
        std::string::npos);
}

TEST_CASE("nothing to compare with and nothing at all are said", "[conclude]") {
  Comparison alone = quiet_week(/*judged=*/false);
  alone.previous.reset();
  for (auto& one : alone.metrics) one.previous.reset(), one.change = {.state = ChangeState::no_comparison};
  CHECK(lead(alone) ==
        std::vector<std::string>{"1,284 tickets were created.", "There is no earlier period to compare with."});
  Comparison nothing;
  nothing.current = sample::week(0);
  CHECK(headline(nothing) == "Week 46: no tickets");
  CHECK(lead(nothing) == std::vector<std::string>{"The files hold nothing for this period."});
}

TEST_CASE("when no metric has a case, it is said what the files hold", "[conclude]") {
  struct Case {
    RowsThere rows;
    const char* headline;
    const char* lead;
  };
  const Case cases[] = {
      {{}, "Week 46: no tickets", "The files hold nothing for this period."},
      {{.used = 7, .contacts = true, .dated = true}, "Week 46: no tickets", "The files hold nothing for this period."},
      {{.used = 2, .contacts = true, .dated = true, .of_period = true},
       "Week 46: no metric has data",
       "The files hold rows of this period, but nothing that the metrics of this report count."},
      {{.used = 1},
       "Week 46: no row has a date",
       "The files hold 1 row, and it has no date, so it belongs to no week or month."},
      {{.used = 3, .dated = true, .of_period = true},
       "Week 46: no contacts in the files",
       "The files hold 3 rows, and none is a ticket, call, chat or message."},
  };
  for (const Case& one : cases) {
    Comparison comparison;
    comparison.current = sample::week(0);
    comparison.rows = one.rows;
    CHECK(headline(comparison) == one.headline);
    CHECK(lead(comparison) == std::vector<std::string>{one.lead});
  }
}

TEST_CASE("response times of live and waiting channels are not pooled", "[conclude]") {
  Comparison comparison = sample::comparison();
  const auto classes = split_by_channel_class(metric(comparison, "frt"));
  REQUIRE(classes.size() == 2);
  CHECK(classes[0]->values.group == "waiting");
  CHECK(classes[1]->values.group == "live");
  CHECK(split_by_channel_class(metric(comparison, "csat")).empty());
  MetricComparison other = metric(comparison, "frt");
  for (const char* id : {"share_within_120s", "first_resolution_time", "art", "resolution_time"}) {
    INFO(id);
    other.row = find_metric(id);
    CHECK(split_by_channel_class(other).size() == classes.size());
  }
  metric(comparison, "frt").by.back().groups.pop_back();
  CHECK(split_by_channel_class(metric(comparison, "frt")).empty());
}

TEST_CASE("a headline in English fits into 70 characters for every metric, rule and period", "[conclude]") {
  const TimeZone zone = TimeZone::utc();
  const Language& english = Language::load("en");
  const Wording wording{english, NumberFormat(english), zone};
  const Period across_years{.start = Instant{Seconds{1'798'156'800}},  // 25 December 2026
                            .end = Instant{Seconds{1'800'835'200}},
                            .grain = Grain::custom};
  const char* const keys[] = {"below_range", "above_range", "is_below_range", "is_above_range", "run_below",
                              "run_above",   "fell",        "rose",           "opposite",       "vanished"};
  std::size_t shortened = 0;
  for (const MetricRow& row : metric_catalogue()) {
    for (const char* group : {"", "waiting", "a channel of long name"}) {
      for (const char* key : keys) {
        const MetricValue value = sample::value_of(row, row.unit == Unit::seconds ? 95'040 : 0.987, 12345);
        const Message message{"headline." + std::string(key),
                              {{"period", PeriodName{across_years}},
                               {"metric", MetricName{&row, group, NamePlace::inside}},
                               {"value", Amount{&row, value}},
                               {"change", Difference{&row, Change{.state = ChangeState::compared, .absolute = 0.123}}},
                               {"group", Name{"a channel with rather a long name"}},
                               {"second", Name{"another one, hardly shorter than it"}}}};
        const std::string title = plain_text(headline_of(message, wording));
        INFO(title);
        CHECK(count_characters(title) <= kLongestHeadline);
        CHECK(title.find('{') == std::string::npos);
        shortened += title != plain_text(sentence_of(message, wording)) ? 1 : 0;
      }
    }
  }
  CHECK(shortened > 100);
}

TEST_CASE("a headline that fits, and one that the user wrote, stay as they are", "[conclude]") {
  const TimeZone zone = TimeZone::utc();
  const Language& english = Language::load("en");
  const Wording wording{english, NumberFormat(english), zone};
  const std::string own(90, 'x');
  CHECK(plain_text(headline_of(Note{own}, wording)) == own);
  Comparison comparison = quiet_week();
  CHECK(plain_text(headline_of(conclude(comparison).headline, wording)) == "Week 46: a normal week");
}

TEST_CASE("a week with an alert is not called normal, and what it speaks of is not called unchanged", "[conclude]") {
  const Comparison comparison = quiet_week();
  Alert alert;
  alert.id = "csat_drop_quarter";
  alert.row = find_metric("csat");
  alert.fired = true;
  alert.text = {{"alert.moved", {}}};
  const auto told = [&](const std::vector<Alert>& alerts) {
    const Conclusions conclusions = conclude(comparison, alerts);
    return std::vector{words(conclusions.headline), words(conclusions.lead[0]),
                       words(conclusions.findings.shown.front().sentence)};
  };
  CHECK(told({alert}) ==
        std::vector<std::string>{
            "Week 46: 1 alert",
            "16 metrics were compared with their normal ranges and none stands out, but the alerts ask for attention.",
            "No real change in NPS, customer effort score and first response time."});
  SECTION("a rule that did not fire says nothing") {
    alert.fired = false;
    CHECK(told({alert})[0] == "Week 46: a normal week");
  }
  SECTION("what misses a limit may have stayed as it was") {
    alert.text = {{"alert.value", {}}};
    CHECK(told({alert})[2] == "No real change in satisfaction, NPS, customer effort score and first response time.");
  }
  SECTION("signals are told by the findings") {
    alert.id = kOutsideRange;
    CHECK(told({alert})[0] == "Week 46: a normal week");
  }
}
