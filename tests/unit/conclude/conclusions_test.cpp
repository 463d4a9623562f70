#include "csreport/conclude/conclusions.hpp"

#include <string>
#include <vector>

#include "csreport/conclude/channel_split.hpp"
#include "render/sentence.hpp"
#include "render/utf8.hpp"
#include "support/catch.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

std::string words(const Message& message) {
  const TimeZone zone = TimeZone::utc();
  const Language& english = Language::load("en");
  return plain_text(sentence_of(message, {english, NumberFormat(english), zone}));
}

std::vector<std::string> lead_words(const Comparison& comparison) {
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

/// Every metric as before.
Comparison quiet_week() {
  Comparison comparison = sample::comparison();
  for (auto& one : comparison.metrics) {
    one.previous = one.current;
    one.by.clear();
    one.change = sample::change_of(*one.row, one.current, one.previous);
  }
  return comparison;
}

void set_change(MetricComparison& one, double before) {
  one.previous = sample::value_of(*one.row, before, static_cast<double>(one.current.n));
  one.change = sample::change_of(*one.row, one.current, one.previous);
}

/// A trend whose last value is the metric's own and whose earlier ones lie on one side of it.
void set_history(MetricComparison& one, double earlier, std::size_t periods = 25) {
  one.series.clear();
  for (std::size_t i = 0; i < periods; ++i) one.series.push_back({"earlier", earlier, 100});
  one.series.push_back({"now", one.current.value, one.current.n});
}

}  // namespace

TEST_CASE("the largest relative change leads when no survey changed clearly", "[conclude]") {
  Comparison comparison = quiet_week();
  set_change(metric(comparison, "backlog"), 214);
  CHECK(words(conclude(comparison).headline) == "Week 46: backlog 276, 62 (29%) higher");
  set_change(metric(comparison, "tickets_created"), 642);
  set_history(metric(comparison, "tickets_created"), 700);
  CHECK(words(conclude(comparison).headline) == "Week 46: tickets created 1,284, 642 (100%) higher");
}

TEST_CASE("a change inside what earlier weeks show is no headline", "[conclude]") {
  Comparison comparison = quiet_week();
  MetricComparison& created = metric(comparison, "tickets_created");
  set_change(created, 642);
  set_history(created, 1'284);
  CHECK(words(conclude(comparison).headline) == "Week 46: 1,284 tickets");
  set_history(created, 700, /*periods=*/7);  // too few weeks to say what is usual
  CHECK(words(conclude(comparison).headline) == "Week 46: 1,284 tickets");
}

TEST_CASE("a share whose interval holds zero is no headline", "[conclude]") {
  Comparison comparison = quiet_week();
  MetricComparison& fcr = metric(comparison, "fcr");
  set_change(fcr, 0.5);
  fcr.change.low = -0.01;
  CHECK(words(conclude(comparison).headline) == "Week 46: 1,284 tickets");
}

TEST_CASE("counts of periods that the data does not cover are not compared", "[conclude]") {
  Comparison comparison = quiet_week();
  set_change(metric(comparison, "tickets_created"), 642);
  set_history(metric(comparison, "tickets_created"), 700);
  comparison.gaps.previous_incomplete = true;
  const Conclusions conclusions = conclude(comparison);
  CHECK(words(conclusions.headline) == "Week 46: 1,284 tickets");
  CHECK(words(conclusions.lead.front()) ==
        "The data begins inside the period compared with, so its counts are too low.");
  CHECK(words(conclusions.lead[1]) == "1,284 tickets were created.");
}

TEST_CASE("what customers got leads before how much there was", "[conclude]") {
  Comparison comparison = quiet_week();
  set_change(metric(comparison, "backlog"), 138);
  set_change(metric(comparison, "service_level"), 0.70);
  CHECK(words(conclude(comparison).headline) == "Week 46: service level 76.1%, 6.2 pts higher");
}

TEST_CASE("a small count is no headline however much it grew", "[conclude]") {
  Comparison comparison = quiet_week();
  MetricComparison& backlog = metric(comparison, "backlog");
  backlog.current = sample::value_of(*backlog.row, 19, 19);
  set_change(backlog, 2);
  CHECK(words(conclude(comparison).headline) == "Week 46: 1,284 tickets");
}

TEST_CASE("a channel class that changed is named", "[conclude]") {
  Comparison comparison = sample::comparison();
  for (auto& one : comparison.metrics) {
    if (one.row->id == "frt") continue;
    one.change = Change{};
  }
  auto& waiting = metric(comparison, "frt").by.back().groups[0];
  waiting.values.previous = sample::value_of(*metric(comparison, "frt").row, 1800, 300);
  waiting.change = sample::change_of(*metric(comparison, "frt").row, waiting.values.current, waiting.values.previous);
  CHECK(words(conclude(comparison).headline) == "Week 46: first response time in waiting channels 38m, 8m higher");
  CHECK(lead_words(comparison).front() == "First response time in waiting channels went from 30m to 38m (n = 334).");
}

TEST_CASE("a survey change whose interval excludes zero leads before everything else", "[conclude]") {
  Comparison comparison = sample::comparison();
  set_change(metric(comparison, "csat"), 0.90);
  CHECK(words(conclude(comparison).headline) == "Week 46: satisfaction 81.3%, 8.7 pts lower");
}

TEST_CASE("a survey change that could be chance is no headline", "[conclude]") {
  Comparison comparison = quiet_week();
  set_change(metric(comparison, "csat"), 0.85);
  CHECK(words(conclude(comparison).headline) == "Week 46: 1,284 tickets");
}

TEST_CASE("a quiet week is told by its volume", "[conclude]") {
  CHECK(words(conclude(quiet_week()).headline) == "Week 46: 1,284 tickets");
  CHECK(lead_words(quiet_week()) == std::vector<std::string>{"1,284 tickets were created, as many as before.",
                                                             "Satisfaction stayed close to before at 81.3%."});
}

TEST_CASE("a report that does not count tickets does not speak of their number", "[conclude]") {
  Comparison comparison = quiet_week();
  std::erase_if(comparison.metrics, [](const MetricComparison& one) { return one.row->id == "tickets_created"; });
  CHECK(words(conclude(comparison).headline) == "Week 46: service report");
}

TEST_CASE("tickets that nobody counted are not zero tickets", "[conclude]") {
  Comparison comparison = quiet_week();
  metric(comparison, "tickets_created").current.value.reset();
  CHECK(words(conclude(comparison).headline) == "Week 46: service report");
  metric(comparison, "tickets_created").current.value = 0;
  CHECK(words(conclude(comparison).headline) == "Week 46: no tickets");
}

TEST_CASE("few cases and nothing else still get a sentence", "[conclude]") {
  Comparison comparison = quiet_week();
  std::erase_if(comparison.metrics, [](const MetricComparison& one) { return one.row->id != "frt"; });
  MetricComparison& frt = metric(comparison, "frt");
  frt.current.n = frt.previous->n = 3;
  CHECK(lead_words(comparison) == std::vector<std::string>{"No metric of this report changed clearly."});
  frt.previous.reset();
  frt.change = sample::change_of(*frt.row, frt.current, frt.previous);
  CHECK(lead_words(comparison) == std::vector<std::string>{"The earlier period holds nothing to compare with."});
}

TEST_CASE("a small sample never leads", "[conclude]") {
  Comparison comparison = quiet_week();
  MetricComparison& frt = metric(comparison, "frt");
  set_change(frt, 9000);
  CHECK(words(conclude(comparison).headline) == "Week 46: first response time 38m, 1h 52m lower");
  frt.current.n = 29;
  CHECK(words(conclude(comparison).headline) == "Week 46: 1,284 tickets");
}

TEST_CASE("a rare share does not shout because it doubled", "[conclude]") {
  Comparison comparison = quiet_week();
  set_change(metric(comparison, "abandonment_rate"), 0.034);
  CHECK(words(conclude(comparison).headline) == "Week 46: 1,284 tickets");
}

TEST_CASE("the lead names the channel that moved most", "[conclude]") {
  Comparison comparison = sample::comparison();
  set_change(metric(comparison, "csat"), 0.90);
  const auto lead = lead_words(comparison);
  REQUIRE(lead.size() == 4);
  CHECK(lead[0] == "Satisfaction went from 90.0% to 81.3% (n = 412).");
  CHECK(lead[1] == "The largest change by channel is in Chat: 91.4% → 81.3% (n = 128).");
  CHECK(lead[2] == "1,284 tickets were created, 48 (3.9%) more than before.");
  CHECK(lead[3] == "First contact resolution stayed close to before at 71.9%.");
}

TEST_CASE("a channel that is not clearly ahead is not named", "[conclude]") {
  Comparison comparison = sample::comparison();
  MetricComparison& csat = metric(comparison, "csat");
  set_change(csat, 0.90);
  csat.by.front().groups[0].change = csat.by.front().groups[1].change;
  for (const std::string& sentence : lead_words(comparison)) CHECK(sentence.find("channel") == std::string::npos);
}

TEST_CASE("an unfinished period says so first", "[conclude]") {
  Comparison comparison = sample::comparison();
  comparison.current.to_date = true;
  CHECK(lead_words(comparison).front() == "Week 46 so far is not over yet, so its numbers can still move.");
}

TEST_CASE("nothing to compare with and nothing at all are said", "[conclude]") {
  sample::Shape alone;
  alone.compared = false;
  CHECK(lead_words(sample::comparison(alone)) ==
        std::vector<std::string>{"1,284 tickets were created.", "There is no earlier period to compare with."});
  Comparison nothing;
  nothing.current = sample::week(0);
  CHECK(words(conclude(nothing).headline) == "Week 46: no tickets");
  CHECK(lead_words(nothing) == std::vector<std::string>{"The files hold nothing for this period."});
}

TEST_CASE("response times of live and waiting channels are not pooled", "[conclude]") {
  Comparison comparison = sample::comparison();
  const auto classes = split_by_channel_class(metric(comparison, "frt"));
  REQUIRE(classes.size() == 2);
  CHECK(classes[0]->values.group == "waiting");
  CHECK(classes[1]->values.group == "live");
  CHECK(split_by_channel_class(metric(comparison, "csat")).empty());
  metric(comparison, "frt").by.back().groups.pop_back();
  CHECK(split_by_channel_class(metric(comparison, "frt")).empty());
}

TEST_CASE("a headline in English fits into 70 characters for every metric that can lead", "[conclude]") {
  for (const MetricComparison& one : sample::comparison().metrics) {
    Comparison comparison = quiet_week();
    MetricComparison& leading = metric(comparison, one.row->id);
    if (!leading.current.value) continue;
    set_change(leading, *leading.current.value * 3);
    const std::string headline = words(conclude(comparison).headline);
    INFO(headline);
    CHECK(count_characters(headline) <= 70);
  }
}
