#include "csreport/report/report.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "csreport/core/text.hpp"
#include "csreport/render/words.hpp"
#include "support/catch.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

template <typename Content>
const Content* find_block(const Report& report, std::string_view id) {
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) {
      if (block.id == id) return std::get_if<Content>(&block.content);
    }
  }
  return nullptr;
}

std::vector<std::string> card_ids(const Report& report) {
  std::vector<std::string> ids;
  for (const MetricLine& line : find_block<KpiCards>(report, "cards")->cards) ids.emplace_back(line.row->id);
  return ids;
}

void drop(Comparison& comparison, std::string_view id) {
  for (auto& metric : comparison.metrics) {
    if (metric.row->id == id) metric.current = MetricValue{};
  }
}

std::vector<std::string> section_ids(const Report& report) {
  std::vector<std::string> ids;
  for (const Section& section : report.sections) ids.push_back(section.id);
  return ids;
}

double sum(const GroupTable& table, std::size_t column) {
  double total = 0;
  for (const GroupRow& row : table.rows) {
    if (row.kind != GroupRowKind::total) total += row.cells[column].current.value.value_or(0);
  }
  return total;
}

}  // namespace

TEST_CASE("the team report has its sections in order", "[report]") {
  CHECK(section_ids(sample::report()) == std::vector<std::string>{"summary", "changes", "metrics", "trends",
                                                                  "customers", "channels", "demand", "team", "groups",
                                                                  "method"});
}

TEST_CASE("the scope says which clock the times go by", "[report]") {
  const auto clock = [](const Report& report) { return std::get<Message>(report.header.scope[2].text).key; };
  Comparison comparison = sample::comparison();
  CHECK(clock(build_report(sample::inputs(comparison))) == "scope_text.clock");
  OtherClock other;
  comparison.metrics[3].other_clock = other;  // business hours stand beside
  CHECK(clock(build_report(sample::inputs(comparison))) == "scope_text.clock");
  other.clock = Clock::calendar;
  comparison.metrics[3].other_clock = other;
  CHECK(clock(build_report(sample::inputs(comparison))) == "scope_text.clock_business");
}

TEST_CASE("the cards are the six headline metrics", "[report]") {
  CHECK(card_ids(sample::report()) ==
        std::vector<std::string>{"csat", "frt", "fcr", "service_level", "backlog", "tickets_created"});
}

TEST_CASE("a card without data gives its place to the next metric", "[report]") {
  Comparison comparison = sample::comparison();
  drop(comparison, "service_level");
  drop(comparison, "csat");
  CHECK(card_ids(build_report(sample::inputs(comparison))) ==
        std::vector<std::string>{"nps", "frt", "fcr", "aht", "backlog", "tickets_created"});
  for (const char* id : {"fcr", "reopen_rate", "fcr_no_repeat"}) drop(comparison, id);
  CHECK(card_ids(build_report(sample::inputs(comparison))) ==
        std::vector<std::string>{"nps", "frt", "aht", "ces", "backlog", "tickets_created"});
}

TEST_CASE("a key metric of one group is a card and a row of that group's own numbers", "[report]") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.key_metrics = {{"frt", "channel", "CHAT"}, {"csat", "channel", "email"}, {"frt"}, {"frt", "channel", "chat"}};
  const Report report = build_report(std::move(inputs));
  const auto& cards = find_block<KpiCards>(report, "cards")->cards;
  REQUIRE(cards.size() == 6);
  CHECK(card_ids(report) == std::vector<std::string>{"frt", "csat", "frt", "nps", "asa", "fcr"});
  CHECK(cards[0].dimension == "channel");
  CHECK(cards[0].group == "Chat");
  const auto* const frt = report.comparison.metric("frt");
  const auto by =
      std::find_if(frt->by.begin(), frt->by.end(), [](const auto& one) { return one.dimension == "channel"; });
  REQUIRE(by != frt->by.end());
  const auto chat =
      std::find_if(by->groups.begin(), by->groups.end(), [](const auto& one) { return one.values.group == "Chat"; });
  REQUIRE(chat != by->groups.end());
  CHECK(cards[0].current.value == chat->values.current.value);
  CHECK(cards[0].current.n == chat->values.current.n);
  CHECK(cards[0].series.size() == chat->values.series.size());
  CHECK(cards[0].current.value != frt->current.value);
  CHECK(cards[1].group == "Email");
  CHECK(cards[2].dimension == kChannelClass);
  CHECK(cards[3].dimension.empty());

  std::vector<std::string> speed;
  for (const MetricLine& line : find_block<MetricsTable>(report, "all_metrics")->families[1].lines) {
    if (line.row->id == "frt") speed.push_back(line.dimension + "=" + line.group);
  }
  CHECK(speed == std::vector<std::string>{"channel_class=waiting", "channel_class=live", "channel=Chat"});
}

TEST_CASE("a key metric of a group that the data does not have is told with the nearest", "[report]") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.key_metrics = {{"frt", "channel", "chatt"}, {"frt", "priority", "qqqqqqq"}};
  const Report report = build_report(std::move(inputs));
  CHECK(card_ids(report) ==
        std::vector<std::string>{"csat", "frt", "fcr", "service_level", "backlog", "tickets_created"});
  std::vector<std::string> codes;
  for (const Warning& warning : report.warnings) {
    if (warning.code.starts_with("unknown_key_group")) codes.push_back(in_words(warning.text));
  }
  REQUIRE(codes.size() == 2);
  CHECK(codes[0] == "No ticket has the channel 'chatt', which a key metric names: frt. The nearest name is 'Chat'.");
  CHECK(codes[1] == "No ticket has the priority 'qqqqqqq', which a key metric names: frt.");
}

TEST_CASE("a count of answers is no card where nobody answered", "[report]") {
  const auto cards_with = [](std::int64_t answers) {
    Comparison comparison = sample::comparison();
    for (const char* id : {"csat", "nps", "ces", "service_level", "fcr"}) drop(comparison, id);
    MetricComparison ratings;
    ratings.row = find_metric("ratings_good");
    REQUIRE(ratings.row != nullptr);
    ratings.current = {.value = 0, .n = answers};
    comparison.metrics.insert(comparison.metrics.begin(), ratings);
    return card_ids(build_report(sample::inputs(comparison)));
  };
  const auto has_ratings = [](const std::vector<std::string>& cards) {
    return std::find(cards.begin(), cards.end(), "ratings_good") != cards.end();
  };
  CHECK(has_ratings(cards_with(5)));
  CHECK_FALSE(has_ratings(cards_with(0)));
}

TEST_CASE("the table of all metrics keeps those without data", "[report]") {
  const Report report = sample::report();
  const auto* table = find_block<MetricsTable>(report, "all_metrics");
  REQUIRE(table != nullptr);
  REQUIRE(table->families.size() == 4);
  std::vector<std::string> speed;
  for (const MetricLine& line : table->families[1].lines) speed.push_back(std::string(line.row->id) + line.group);
  CHECK(speed == std::vector<std::string>{"frtwaiting", "frtlive", "art", "resolution_timewaiting",
                                          "resolution_timelive", "aht", "asa", "service_level", "abandonment_rate"});
  CHECK_FALSE(table->families[1].lines[2].current.value);
  CHECK(table->families[1].lines[2].quality.state == QualityState::no_message_log);
}

TEST_CASE("a split metric has no total on the page", "[report]") {
  const Report report = sample::report();
  const auto* table = find_block<GroupTable>(report, "by_channel");
  REQUIRE(table != nullptr);
  REQUIRE(table->columns[1]->id == "frt");
  CHECK(table->rows.back().kind == GroupRowKind::total);
  CHECK_FALSE(table->rows.back().cells[1].available);
  CHECK(table->rows.back().cells[2].available);
}

TEST_CASE("the groups of a table add up to its total", "[report]") {
  sample::Shape shape;
  shape.agents = 400;
  shape.categories = 200;
  shape.volume = 8;
  ReportInputs everything = sample::inputs(sample::comparison(shape));
  everything.layout = "full";
  const Report report = build_report(std::move(everything));
  for (const char* id : {"by_channel", "by_team", "by_agent", "by_category"}) {
    const auto* table = find_block<GroupTable>(report, id);
    INFO(id);
    REQUIRE(table != nullptr);
    CHECK(sum(*table, 0) == table->rows.back().cells[0].current.value);
    CHECK(table->rows.size() <= 12 + 3);
  }
}

TEST_CASE("small groups are one row that says how many they are", "[report]") {
  sample::Shape shape;
  shape.categories = 30;
  shape.volume = 4;
  const Report report = sample::report(shape);
  const auto* table = find_block<GroupTable>(report, "by_category");
  REQUIRE(table != nullptr);
  const GroupRow& other = table->rows[12];
  CHECK(other.kind == GroupRowKind::other);
  CHECK(other.merged == 18);
  CHECK(other.cells[0].available);
  REQUIRE(table->columns[1]->id == "csat");  // no times: a category comes by live and by waiting channels
  const MetricValue& csat = other.cells[1].current;
  REQUIRE(csat.value);
  CHECK(*csat.value == Approx(*csat.numerator / *csat.denominator));
  CHECK(other.cells[0].change.state == ChangeState::compared);
}

TEST_CASE("rows are sorted by volume with the nameless last", "[report]") {
  Comparison comparison = sample::comparison();
  for (auto& metric : comparison.metrics) {
    for (auto& dimension : metric.by) {
      std::reverse(dimension.groups.begin(), dimension.groups.end());
    }
  }
  ReportInputs everything = sample::inputs(comparison);
  everything.layout = "full";
  const Report report = build_report(std::move(everything));
  const auto* table = find_block<GroupTable>(report, "by_agent");
  REQUIRE(table != nullptr);
  CHECK(table->columns[0]->id == "tickets_solved");
  std::vector<std::string> names;
  for (const GroupRow& row : table->rows) {
    if (row.kind == GroupRowKind::named) names.push_back(row.name);
  }
  CHECK(names.front() == "Agent 1");
  CHECK(names.back() == "Agent 8");
  CHECK(table->rows[table->rows.size() - 2].kind == GroupRowKind::none);
}

TEST_CASE("the channel classes are no table of their own", "[report]") {
  CHECK(find_block<GroupTable>(sample::report(), "by_channel_class") == nullptr);
}

TEST_CASE("a trend needs two points", "[report]") {
  sample::Shape one_week;
  one_week.weeks = 1;
  CHECK(find_block<TrendFigures>(sample::report(one_week), "trend_figures") == nullptr);
  const Report report = sample::report();
  CHECK(find_block<TrendFigures>(report, "trend_figures")->figures.size() == 4);
}

TEST_CASE("a report of nothing has a header and its metrics", "[report]") {
  const Report report = sample::empty_report();
  CHECK(section_ids(report) == std::vector<std::string>{"summary", "metrics", "method"});
  CHECK(std::get<Message>(report.header.headline).key == "headline.empty");
}

TEST_CASE("the user's title replaces the headline", "[report]") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.title = "Monday meeting";
  CHECK(std::get<std::string>(build_report(std::move(inputs)).header.headline) == "Monday meeting");
}

TEST_CASE("warnings of reading stand before those of the comparison", "[report]") {
  const Report report = sample::report();
  REQUIRE(report.warnings.size() == 2);
  CHECK(report.warnings[0].code == "no_time_zone");
  CHECK(report.warnings[1].code == "left_truncated");
}

TEST_CASE("the ids of blocks are unique", "[report]") {
  std::vector<std::string> ids;
  const Report report = sample::report();
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) ids.push_back(block.id);
  }
  std::sort(ids.begin(), ids.end());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
  std::vector<std::string_view> layouts;
  for (const LayoutInfo& layout : report_layouts()) layouts.push_back(layout.id);
  CHECK(layouts == std::vector<std::string_view>{"executive", "team", "agent", "operations", "customer", "full"});
}
