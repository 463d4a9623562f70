// What the next days bring as the page shows it.
#include "support/catch.hpp"
#include "support/figure_cells.hpp"
#include "support/sample_report.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

Outlook outlook_by(Grain grain, std::size_t season) {
  Outlook outlook{.grain = grain, .state = OutlookState::given, .season = season};
  const Period first = grain == Grain::day ? Period{sample::week_start(0), sample::week_start(0) + Seconds{86400},
                                                    Grain::day, "2026-11-09", false}
                                           : sample::week(0);
  const Period second = grain == Grain::day
                            ? Period{first.end, first.end + Seconds{86400}, Grain::day, "2026-11-10", false}
                            : sample::week(-1);
  outlook.points = {{first, 24.4, 15, 36}, {second, 20.3, 12, 31}};
  outlook.total = {first, 44.7, 32.2, 58};
  outlook.backtest = {.forecasts = 371, .error = 4.2, .naive_error = 5.1};
  return outlook;
}

Report report_on(std::vector<Outlook> outlooks) {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.layout = "operations";
  inputs.outlooks = std::move(outlooks);
  return build_report(std::move(inputs));
}

/// The lines about forecasts that are not shown.
std::vector<std::string> withheld(const Report& report) {
  std::vector<std::string> lines;
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) {
      if (block.id != "outlook_withheld") continue;
      for (const Note& note : std::get<Notes>(block.content).notes) lines.push_back(in_english(note));
    }
  }
  return lines;
}

}  // namespace

TEST_CASE("the outlook tells its days with their ranges, and all of them together", "[outlook][figures]") {
  const Report report = report_on({outlook_by(Grain::day, 7)});
  const Figure& figure = figure_of(report, "outlook_day");
  CHECK(in_english(figure.title) == "About 45 tickets are expected in the next 2 days, between 32 and 58");
  CHECK(column_ids(figure) == "period range expected low high");
  CHECK(figure.width == FigureWidth::whole);  // nothing stands beside it
  REQUIRE(figure.rows.size() == 3);
  const FigureRow& first = figure.rows[0];
  CHECK(in_english(first.head) == "Mon 9 Nov");
  CHECK(in_english(cell_of(figure, first, "expected")) == "25");  // 24.4 of 44.7: the days add up
  CHECK(in_english(cell_of(figure, first, "low")) == "15");
  CHECK(in_english(cell_of(figure, first, "high")) == "36");
  const auto& whisker = std::get<Whisker>(std::get<Drawing>(cell_of(figure, first, "range")));
  CHECK(whisker.value == 24.4);
  CHECK(whisker.low == 15);
  CHECK(whisker.high == 36);
  CHECK_FALSE(whisker.reference.has_value());
  const FigureRow& all = figure.rows[2];
  CHECK(all.kind == FigureRowKind::total);
  CHECK(in_english(cell_of(figure, all, "expected")) == "45");
  CHECK(in_english(cell_of(figure, all, "low")) == "32");
  CHECK(in_english(cell_of(figure, all, "high")) == "58");
}

TEST_CASE("the ranges stand on a scale from zero with round ticks", "[outlook][figures]") {
  const auto ticks = [](double high) {
    Outlook outlook = outlook_by(Grain::day, 7);
    outlook.points[0].high = high;
    const Report report = report_on({outlook});
    std::vector<double> values;
    for (const Quantity& tick : figure_of(report, "outlook_day").columns[1].axis.ticks) values.push_back(*tick.value);
    return values;
  };
  CHECK(ticks(36) == std::vector<double>{0, 20, 40});
  CHECK(ticks(42) == std::vector<double>{0, 25, 50});
  CHECK(ticks(2000) == std::vector<double>{0, 1000, 2000});
  CHECK(ticks(2001) == std::vector<double>{0, 2000, 4000});
}

TEST_CASE("the forecast says which repetition it is better than", "[outlook][figures]") {
  const auto note = [](const Outlook& outlook, const char* id) {
    return in_english(figure_of(report_on({outlook}), id).notes.front());
  };
  CHECK(note(outlook_by(Grain::day, 7), "outlook_day") ==
        "Tried on the past (371 forecasts): off by 4 on average; repeating the same weekday of the week before would "
        "have been off by 5.");
  CHECK(note(outlook_by(Grain::week, 1), "outlook_week").find("repeating the period before would") !=
        std::string::npos);
  CHECK(note(outlook_by(Grain::week, 52), "outlook_week").find("repeating the same period of the year before") !=
        std::string::npos);
}

TEST_CASE("two outlooks stand side by side, and none where none is given", "[outlook][figures]") {
  const Report both = report_on({outlook_by(Grain::day, 7), outlook_by(Grain::week, 1)});
  CHECK(figure_of(both, "outlook_day").width == FigureWidth::half);
  CHECK(figure_of(both, "outlook_week").width == FigureWidth::half);
  CHECK(in_english(figure_of(both, "outlook_week").rows[0].head) == "Week 46");
  Outlook worse = outlook_by(Grain::day, 7);
  worse.state = OutlookState::not_better;
  worse.backtest.naive_error = 3.6;
  const Report none = report_on({worse});
  CHECK(find_figure(none, "outlook_day") == nullptr);
  // One line says why; where there is too little to try nothing is said.
  CHECK(withheld(none) ==
        std::vector<std::string>{"No forecast by day: tried on the past (371 forecasts) it was off by 4.20 on average, "
                                 "repeating the same weekday of the week before by 3.60."});
  worse.state = OutlookState::too_short;
  const Report young = report_on({worse});
  for (const Section& section : young.sections) CHECK(section.id != "outlook");
}

TEST_CASE("the table of the outlook keeps its numbers, and the page rounds them", "[outlook][figures]") {
  const Report report = report_on({outlook_by(Grain::day, 7)});
  const Figure& figure = figure_of(report, "outlook_day");
  const auto expected = std::get<Quantity>(cell_of(figure, figure.rows[0], "expected"));
  CHECK(expected.value == 24.4);
  CHECK(expected.shown == 25);
}

TEST_CASE("the days of the outlook add up to all of them together as the page shows them", "[outlook][figures]") {
  Outlook outlook = outlook_by(Grain::day, 7);
  outlook.points[0].expected = 6.5;  // both would be rounded up, to 15
  outlook.points[1].expected = 7.6;
  outlook.total.expected = 14.1;
  const Report report = report_on({outlook});
  const Figure& figure = figure_of(report, "outlook_day");
  const auto shown = [&](std::size_t row) { return in_english(cell_of(figure, figure.rows[row], "expected")); };
  CHECK(shown(0) == "6");
  CHECK(shown(1) == "8");
  CHECK(shown(2) == "14");
}
