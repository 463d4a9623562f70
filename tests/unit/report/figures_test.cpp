// The figures of the page as data: they add up, say what they show and nothing more than the cases allow.
#include "report/figures.hpp"

#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "compare/drivers.hpp"
#include "csreport/core/dataset.hpp"
#include "support/catch.hpp"
#include "support/figure_cells.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

const Figure* find_figure(const Report& report, std::string_view id) {
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) {
      if (block.id == id) return std::get_if<Figure>(&block.content);
    }
  }
  return nullptr;
}

Report report_in(std::string layout, const sample::Shape& shape = {}) {
  ReportInputs inputs = sample::inputs(sample::comparison(shape));
  inputs.layout = std::move(layout);
  return build_report(std::move(inputs));
}

std::string key_of(const Note& note) {
  const auto* message = std::get_if<Message>(&note);
  return message != nullptr ? message->key : std::get<std::string>(note);
}

std::size_t column_of(const Figure& figure, std::string_view id) {
  for (std::size_t i = 1; i < figure.columns.size(); ++i) {
    if (figure.columns[i].id == id) return i - 1;
  }
  FAIL("no column " << id);
  return 0;
}

double quantity_in(const FigureRow& row, std::size_t column) {
  return std::get<Quantity>(row.cells[column]).value.value_or(0);
}

const Drawing& drawing_in(const FigureRow& row, std::size_t column) { return std::get<Drawing>(row.cells[column]); }

/// The sample with the satisfaction of these two channels in both periods; together they are the whole.
struct Rated {
  const char* channel;
  double good_now, n_now, good_before, n_before;
};
Comparison driven_by(const Rated& one, const Rated& other) {
  const auto share = [](double part, double whole) {
    return MetricValue{
        .value = part / whole, .n = static_cast<std::int64_t>(whole), .numerator = part, .denominator = whole};
  };
  const auto group = [&](const Rated& rated) {
    GroupComparison channel;
    channel.values = {.group = rated.channel,
                      .current = share(rated.good_now, rated.n_now),
                      .previous = share(rated.good_before, rated.n_before)};
    return channel;
  };
  Comparison comparison = sample::comparison();
  for (MetricComparison& metric : comparison.metrics) {
    if (metric.row->id != "csat") continue;
    metric.by = {{"channel", {group(one), group(other)}}};
    metric.current = share(one.good_now + other.good_now, one.n_now + other.n_now);
    metric.previous = share(one.good_before + other.good_before, one.n_before + other.n_before);
    metric.change.absolute = *metric.current.value - *metric.previous->value;
    find_contributions(metric);
    metric.driver = find_driver(metric);
  }
  return comparison;
}

}  // namespace

TEST_CASE("parts are rounded so that they add up as shown", "[figures]") {
  CHECK(rounded_parts({0.4, 0.4, 0.4}, 1.2, 1) == std::vector<double>{1, 0, 0});
  CHECK(rounded_parts({-2.84, -0.93, -0.31, -0.17, 0.05}, -4.2, 0.1).size() == 5);
  const auto parts = rounded_parts({-2.84, -0.93, -0.31, -0.17, 0.05}, -4.2, 0.1);
  CHECK(std::accumulate(parts.begin(), parts.end(), 0.0) == Approx(-4.2));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CHECK(std::fabs(parts[i] - std::vector<double>{-2.84, -0.93, -0.31, -0.17, 0.05}[i]) <= 0.1);
  }
}

TEST_CASE("every cell of a figure stands under its column, and ids of columns are unique", "[figures]") {
  for (const LayoutInfo& layout : report_layouts()) {
    const Report report = report_in(std::string(layout.id));
    for (const Section& section : report.sections) {
      for (const Block& block : section.blocks) {
        const auto* figure = std::get_if<Figure>(&block.content);
        if (figure == nullptr) continue;
        INFO(layout.id << " " << block.id);
        std::set<std::string> ids;
        for (const FigureColumn& column : figure->columns) CHECK(ids.insert(column.id).second);
        for (const FigureRow& row : figure->rows) CHECK(row.cells.size() + 1 == figure->columns.size());
      }
    }
  }
}

TEST_CASE("the waterfall leads from the value before to the value now in parts that add up", "[figures]") {
  // Chat fell from 87.3 % to 79.1 %, email from 85 % to 82.9 %; together from 86.02 % to 81.03 %.
  const Report report =
      build_report(sample::inputs(driven_by({"Chat", 117, 148, 131, 150}, {"Email", 126, 152, 136, 160})));
  const Figure* figure = find_figure(report, "drivers_csat");
  REQUIRE(figure != nullptr);
  REQUIRE(figure->rows.size() == 4);
  const std::size_t steps = column_of(*figure, "steps");
  double at = 267.0 / 310;
  CHECK(std::get<Step>(drawing_in(figure->rows[0], steps)).to == Approx(at));
  for (std::size_t i = 1; i <= 2; ++i) {
    CHECK(std::get<Step>(drawing_in(figure->rows[i], steps)).from == Approx(at));
    at = std::get<Step>(drawing_in(figure->rows[i], steps)).to;
  }
  CHECK(at == Approx(243.0 / 300));
  CHECK(std::get<Step>(drawing_in(figure->rows[3], steps)).to == Approx(243.0 / 300));
  CHECK(std::get<Name>(figure->rows[1].head).text == "Chat");
  const std::size_t contribution = column_of(*figure, "contribution");
  // As shown they add up to -5.1 points; the values themselves stay as they are.
  CHECK(*std::get<Quantity>(figure->rows[1].cells[contribution]).shown == Approx(-0.040));
  CHECK(*std::get<Quantity>(figure->rows[2].cells[contribution]).shown == Approx(-0.011));
  CHECK(quantity_in(figure->rows[1], contribution) == Approx(-0.0404878).margin(1e-7));
  CHECK(quantity_in(figure->rows[2], contribution) == Approx(-0.0108025).margin(1e-7));
  CHECK(key_of(figure->title) == "figure.drivers.fall");
}

TEST_CASE("a part of the waterfall says how much is the group's own change and how much its weight", "[figures]") {
  // Chat fell from 80 % to 75 % and grew from a quarter to half of the answers; email stayed at 95 %.
  const Report report =
      build_report(sample::inputs(driven_by({"Chat", 150, 200, 80, 100}, {"Email", 190, 200, 285, 300})));
  const Figure& figure = test::figure_of(report, "drivers_csat");
  CHECK(test::column_ids(figure) == "group steps contribution rate mix share values");
  CHECK(key_of(figure.key) == "figure.drivers.key_mix");
  const FigureRow& chat = figure.rows[1];
  REQUIRE(std::get<Name>(chat.head).text == "Chat");
  const double rate = quantity_in(chat, column_of(figure, "rate"));
  const double mix = quantity_in(chat, column_of(figure, "mix"));
  CHECK(rate == Approx(-0.01875));  // 5 points of three eighths of the answers
  CHECK(rate + mix == Approx(quantity_in(chat, column_of(figure, "contribution"))));
  const auto& step = std::get<Step>(drawing_in(chat, column_of(figure, "steps")));
  REQUIRE(step.middle.has_value());
  CHECK(*step.middle - step.from == Approx(rate));
  CHECK(step.to - *step.middle == Approx(mix));
  const auto shown = [&](const char* id) { return *std::get<Quantity>(chat.cells[column_of(figure, id)]).shown; };
  CHECK(shown("rate") + shown("mix") == Approx(shown("contribution")));
}

TEST_CASE("parts of a mean of counts have its decimals", "[figures]") {
  // Replies per ticket: normal tickets took 2 instead of 1, high ones 3 as before.
  Comparison comparison = sample::comparison();
  for (MetricComparison& one : comparison.metrics) {
    if (one.row->id != "replies_per_ticket") continue;
    const auto mean = [&](double value, std::int64_t n) {
      MetricValue of;
      of.value = value;
      of.n = n;
      return of;
    };
    DimensionComparison priorities{"priority", {}};
    for (const auto& [name, now] : std::map<std::string, double>{{"normal", 2}, {"high", 3}}) {
      GroupComparison group;
      group.values.group = name;
      group.values.current = mean(now, 50);
      group.values.previous = mean(name == "normal" ? 1 : 3, 50);
      priorities.groups.push_back(group);
    }
    one.current = mean(2.5, 100);
    one.previous = mean(2, 100);
    one.change.absolute = 0.5;
    one.change.significant = true;
    one.judgement.normal = NormalRange{2, 1.8, 2.2, 25, false};
    one.judgement.signal = {SignalState::worse, "outside_limits"};
    one.by = {priorities};
    find_contributions(one);
    one.driver = find_driver(one);
  }
  const Report report = build_report(sample::inputs(comparison));
  const Figure& figure = test::figure_of(report, "drivers_replies_per_ticket");
  const auto& normal = std::get<Quantity>(figure.rows[1].cells[column_of(figure, "contribution")]);
  CHECK(normal.kind == QuantityKind::signed_mean);
  CHECK(*normal.shown == Approx(0.5));
}

TEST_CASE("the reasons add up to all tickets, and the largest names the figure", "[figures]") {
  const Report report = report_in("team");
  const Figure* figure = find_figure(report, "top_reasons");
  REQUIRE(figure != nullptr);
  CHECK(figure->rows.size() == 6);  // five and "4 others"
  double tickets = 0;
  for (const FigureRow& row : figure->rows) tickets += quantity_in(row, column_of(*figure, "tickets"));
  CHECK(tickets == 1284);
  CHECK(key_of(figure->title) == "figure.reasons.first");
  CHECK(std::get<Name>(figure->rows.front().head).text == "Category 1");
  CHECK(figure->rows[5].kind == FigureRowKind::quiet);
}

namespace {
/// The sample in which all tickets have the same channel, category and team.
Report report_of_one_group(const char* layout, const Signal& signal) {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.layout = layout;
  for (MetricComparison& metric : inputs.comparison.metrics) {
    for (DimensionComparison& by : metric.by) {
      by.groups.resize(std::min<std::size_t>(by.groups.size(), 1));
      for (GroupComparison& group : by.groups) {
        group.values.group = "Only one";
        group.judgement.signal = signal;
      }
    }
  }
  const AnswerSpread all{.group = {}, .counts = {10, 0, 0, 0, 30}, .n = 40, .good = 30, .bad = 10};
  inputs.details.answers = {all, all};
  inputs.details.answers.back().group = "Only one";
  return build_report(std::move(inputs));
}
}  // namespace

TEST_CASE("a dimension with one value has no table and no sentence of its own", "[figures]") {
  const Signal worse{.state = SignalState::worse, .rule = "limits"};
  const Report report = report_of_one_group("full", worse);
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) CHECK_FALSE(std::holds_alternative<GroupTable>(block.content));
  }
  CHECK(find_figure(report, "top_reasons") == nullptr);
  CHECK(key_of(find_figure(report, "channel_waits")->title) == "figure.waits.slower");
  const Figure& answers = *find_figure(report, "answer_spread");
  REQUIRE(answers.rows.size() == 1);
  CHECK(test::in_english(answers.rows[0].head) == "Only one");
  const Signal normal{.state = SignalState::normal, .rule = "limits"};
  CHECK(key_of(find_figure(report_of_one_group("team", normal), "channel_waits")->title) == "figure.waits.not_slower");
}

TEST_CASE("waits stand channel by channel on an axis that holds them all", "[figures]") {
  const Report report = report_in("team");
  const Figure* figure = find_figure(report, "channel_waits");
  REQUIRE(figure != nullptr);
  const std::size_t drawn = column_of(*figure, "percentiles");
  const Axis& axis = figure->columns[drawn + 1].axis;
  CHECK(axis.logarithmic);
  REQUIRE(figure->rows.size() == 5);
  for (std::size_t i = 0; i < 4; ++i) {
    const Ladder& ladder = std::get<Ladder>(drawing_in(figure->rows[i], drawn));
    CHECK(ladder.p25 >= axis.low);
    CHECK(*ladder.p90 <= axis.high);
  }
  // 643 * 0.03 = 19 cases are too few for quartiles.
  CHECK(std::get<Message>(figure->rows[4].cells[drawn]).key == "figure.waits.few");
  CHECK(axis.ticks.size() >= 3);
}

TEST_CASE("agents are judged only with enough cases, and sorted by volume", "[figures]") {
  const Figure* figure = nullptr;
  const Report report = report_in("team");
  figure = find_figure(report, "team_table");
  REQUIRE(figure != nullptr);
  CHECK(figure->rows.size() == 8);
  const std::size_t signal = column_of(*figure, "signal");
  double last = 1e9;
  for (const FigureRow& row : figure->rows) {
    const double volume = std::get<Amount>(row.cells[0]).value.value.value_or(0);
    CHECK(volume <= last);
    last = volume;
    const double n = quantity_in(row, column_of(*figure, "n"));
    if (n < 20) CHECK(std::get<Signal>(row.cells[signal]).state == SignalState::few);
  }
  CHECK(find_figure(report_in("team", {.agents = 1}), "team_table") == nullptr);
  const Report many = report_in("team", {.agents = 400});
  CHECK(find_figure(many, "team_table")->rows.size() == 40);
  for (const FigureColumn& column : find_figure(many, "team_table")->columns) {
    CHECK(column.kind != ColumnKind::drawing);
  }
  for (const char* table : {"team_table", "agent_table"}) {
    INFO(table);
    const Figure* const shown = find_figure(many, table);
    REQUIRE(shown != nullptr);
    CHECK(shown->rows.size() == 40);
    const auto notes = shown->notes;
    const auto more =
        std::find_if(notes.begin(), notes.end(), [](const Note& note) { return key_of(note) == "figure.team.more"; });
    REQUIRE(more != notes.end());
    CHECK(std::get<Count>(std::get<Message>(*more).args.front().second).n == 360);
  }
}

TEST_CASE("a column with a name per row makes no table without end, and loses no row of it", "[figures]") {
  constexpr int kGroups = 2000;
  Comparison comparison = sample::comparison();
  for (MetricComparison& metric : comparison.metrics) {
    for (DimensionComparison& by : metric.by) {
      if (by.groups.empty() || by.dimension == kChannelClass) continue;
      const GroupComparison group = by.groups.front();
      by.groups.assign(kGroups, group);
      for (int i = 0; i < kGroups; ++i)
        by.groups[static_cast<std::size_t>(i)].values.group = "name " + std::to_string(i);
    }
    find_contributions(metric);
    metric.driver = find_driver(metric);
  }
  ReportInputs inputs = sample::inputs(comparison);
  inputs.layout = "full";
  inputs.details.answers.push_back({.group = {}, .counts = {0, 0, 0, 0, 40 * kGroups}, .n = 40 * kGroups});
  for (int i = 0; i < kGroups; ++i) {
    inputs.details.answers.push_back({.group = "name " + std::to_string(i), .counts = {0, 0, 0, 0, 40}, .n = 40});
  }
  const Report report = build_report(std::move(inputs));
  for (const Section& section : report.sections) {
    CHECK(section.blocks.size() <= 41);
    for (const Block& block : section.blocks) {
      INFO(block.id);
      if (const auto* figure = std::get_if<Figure>(&block.content)) CHECK(figure->rows.size() <= 40);
    }
  }
  const Figure& answers = *find_figure(report, "answer_spread");
  double n = 0;
  for (std::size_t i = 1; i < answers.rows.size(); ++i) n += quantity_in(answers.rows[i], column_of(answers, "n"));
  CHECK(n == 40 * kGroups);
  const Message& others = std::get<Message>(find_figure(report, "channel_waits")->rows.back().head);
  CHECK(std::get<Count>(others.args.front().second).n == kGroups - 12);
  const Figure& last = *find_figure(report, "scorecard_40");
  CHECK(std::get<Count>(std::get<Message>(last.notes.back()).args.front().second).n == kGroups - 40);
}

TEST_CASE("the parts of a waterfall stand by their size, and the title says what the finding says", "[figures]") {
  // Chat takes 15 points, more than the whole change, and email gives 5 back.
  const Report report =
      build_report(sample::inputs(driven_by({"Email", 180, 200, 160, 200}, {"Chat", 120, 200, 180, 200})));
  const Figure* figure = find_figure(report, "drivers_csat");
  REQUIRE(figure != nullptr);
  CHECK(key_of(figure->title) == "figure.drivers.whole_fall");
  CHECK(std::get<Name>(figure->rows[1].head).text == "Chat");
  CHECK(std::get<Name>(figure->rows[2].head).text == "Email");
}

namespace {
Report report_with_flow(std::size_t days, std::int64_t solved_a_day) {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.details.open_before = 10;
  std::int64_t open = 10;
  for (std::size_t day = 0; day < days; ++day) {
    open += 3 - solved_a_day;
    Period part{Instant{}, Instant{}, Grain::day, "day " + std::to_string(day), false};
    inputs.details.flow.push_back({part, 3, solved_a_day, open});
  }
  return build_report(std::move(inputs));
}
}  // namespace

TEST_CASE("a week of arrivals is a row of days, a month a folded table with a row for each", "[figures]") {
  const Report week = report_with_flow(7, 2);
  const Figure* figure = find_figure(week, "flow");
  REQUIRE(figure != nullptr);
  CHECK_FALSE(figure->folded);
  CHECK(figure->rows.size() == 4);  // arrived, solved, net, open
  CHECK(quantity_in(figure->rows[0], column_of(*figure, "all")) == 21);
  CHECK(quantity_in(figure->rows[3], column_of(*figure, "all")) == 17);
  CHECK(key_of(figure->title) == "figure.flow.days");

  const Report month = report_with_flow(30, 3);
  figure = find_figure(month, "flow");
  REQUIRE(figure != nullptr);
  CHECK(figure->folded);
  REQUIRE(figure->rows.size() == 31);
  CHECK(quantity_in(figure->rows[30], column_of(*figure, "arrived")) == 90);
  CHECK(quantity_in(figure->rows[30], column_of(*figure, "net")) == 0);
  CHECK(quantity_in(figure->rows[30], column_of(*figure, "open")) == 10);
  CHECK(key_of(figure->title) == "figure.flow.kept_up");
}

TEST_CASE("a note says why other tickets arrived than were created", "[figures]") {
  struct Case {
    std::int64_t created;       ///< on each of seven days, on which three arrive
    std::int64_t without_time;  ///< solved tickets
    std::vector<std::string> notes;
  };
  const std::vector<Case> cases = {
      {3, 0, {}},
      {3,
       2,
       {"2 tickets created in the period are in neither line: they are solved, and nobody knows when.",
        "2 more arrived than were created: tickets that were opened again."}},
      {2, 0, {"7 more arrived than were created: tickets that were opened again."}},
      {4, 7, {"7 tickets created in the period are in neither line: they are solved, and nobody knows when."}},
      {4, 0, {"7 fewer arrived than were created, by what was open and what was solved."}}};
  for (const Case& one : cases) {
    ReportInputs inputs = sample::inputs(sample::comparison());
    for (int day = 0; day < 7; ++day) inputs.details.flow.push_back({{}, one.created, 3, 0});
    for (MetricComparison& metric : inputs.comparison.metrics) {
      if (metric.row->id == "backlog") metric.current.excluded = {{"missing_solved_at", one.without_time}};
    }
    std::vector<std::string> notes;
    const Report report = build_report(std::move(inputs));
    for (const Note& note : find_figure(report, "flow")->notes) notes.push_back(test::in_english(note));
    CHECK(notes == one.notes);
  }
}

TEST_CASE("a layout holds its own sections in the order of all", "[layouts]") {
  const auto sections = [](const Report& report) {
    std::vector<std::string> ids;
    for (const Section& section : report.sections) ids.push_back(section.id);
    return ids;
  };
  CHECK(sections(report_in("executive")) ==
        std::vector<std::string>{"summary", "changes", "trends", "demand", "method"});
  CHECK(sections(report_in("team")) == std::vector<std::string>{"summary", "changes", "metrics", "trends", "customers",
                                                                "channels", "demand", "team", "groups", "method"});
  CHECK(sections(report_in("agent")) == std::vector<std::string>{"scorecard", "method"});
  CHECK(sections(report_in("customer")) ==
        std::vector<std::string>{"summary", "changes", "metrics", "customers", "channels", "demand", "method"});
}

TEST_CASE("the layout for the client names no agent", "[layouts]") {
  const Report report = report_in("customer");
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) {
      CHECK(block.id != "team_table");
      CHECK(block.id != "by_agent");
      CHECK(block.id != "oldest_tickets");
      CHECK(block.id != "tracked_actions");
      CHECK(block.id != "goals");
    }
  }
}

TEST_CASE("the title of scorecards names no finding and no person", "[layouts]") {
  CHECK(key_of(report_in("agent").header.headline) == "headline.scorecards");
  CHECK(key_of(report_in("team").header.headline) != "headline.scorecards");
}

TEST_CASE("an agent has one scorecard, and only that one where it was asked for", "[layouts]") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.layout = "agent";
  inputs.agent = "agent 3";
  const Report report = build_report(std::move(inputs));
  REQUIRE(report.sections.front().blocks.size() == 1);
  const auto& figure = std::get<Figure>(report.sections.front().blocks.front().content);
  CHECK(std::get<Name>(std::get<Message>(figure.title).args.front().second).text == "Agent 3");
  CHECK(figure.rows.size() == 6);
  CHECK(report_in("agent").sections.front().blocks.size() == 8);
}

TEST_CASE("a scorecard without a judgement says why", "[figures]") {
  const auto note_with = [](Signal signal) {
    ReportInputs inputs = sample::inputs(sample::comparison());
    inputs.layout = "agent";
    for (MetricComparison& metric : inputs.comparison.metrics) {
      for (DimensionComparison& by : metric.by) {
        for (GroupComparison& group : by.groups) group.judgement = {.normal = {}, .signal = signal};
      }
    }
    const Report report = build_report(std::move(inputs));
    return key_of(find_figure(report, "scorecard_1")->notes.front());
  };
  CHECK(note_with({SignalState::none, "unfinished_period"}) == "figure.scorecard.unfinished");
  CHECK(note_with({SignalState::few, {}}) == "figure.scorecard.too_few");
  CHECK(note_with({}) == "figure.scorecard.no_range");
  CHECK(note_with({SignalState::normal, {}}) == "figure.scorecard.nothing");
}

TEST_CASE("an agent stands beside those who do the same work, and beside nobody where they are fewer than four",
          "[figures]") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.layout = "agent";
  inputs.details.peers = {{.name = "chat",
                           .work = {.channel = "chat", .shift = ""},
                           .agents = {"Agent 1", "Agent 2", "Agent 3", "Agent 4", "Gone long ago"}},
                          {.name = "email, early",
                           .work = {.channel = "email", .shift = "early"},
                           .agents = {"Agent 5", "Agent 6", "Agent 7"}}};
  double solved = 0;
  for (MetricComparison& metric : inputs.comparison.metrics) {
    GroupComparison chat;
    chat.values = {.group = "chat", .current = {.value = 321.0, .n = 100}, .previous = std::nullopt};
    metric.by.push_back({std::string(kPeers), {chat}});
    if (metric.row->id != "tickets_solved") continue;
    for (const char* agent : {"Agent 1", "Agent 2", "Agent 3", "Agent 4"}) {
      solved += *find_group(metric, "agent", agent)->values.current.value;
    }
  }
  const Report report = build_report(std::move(inputs));
  const auto scorecard_of = [&](const std::string& number) { return *find_figure(report, "scorecard_" + number); };
  const auto names = [&](const Figure& figure) {
    return std::get<Name>(std::get<Message>(figure.title).args.front().second).text;
  };
  std::set<std::string> beside_peers;
  std::set<std::string> alone;
  std::set<std::string> of_no_kind;
  for (int i = 1; i <= 8; ++i) {
    const Figure figure = scorecard_of(std::to_string(i));
    const std::string subtitle = key_of(figure.subtitle);
    if (subtitle == "figure.scorecard.subtitle_channel") {
      beside_peers.insert(names(figure));
      CHECK(
          test::in_english(figure.subtitle) ==  // of those who have cases
          "Beside the 4 agents whose tickets mostly come by chat, this one among them. For a talk, not for a ranking");
      const std::size_t team = column_of(figure, "team");
      for (const FigureRow& row : figure.rows) {
        const Amount& own = std::get<Amount>(row.cells[column_of(figure, "value")]);
        const Amount& peers = std::get<Amount>(row.cells[team]);
        CHECK(*peers.value.value == Approx(own.row->id == "tickets_solved" ? solved / 4 : 321.0));
      }
    } else if (subtitle == "figure.scorecard.few_both") {
      CHECK(test::in_english(figure.subtitle) ==
            "Fewer than four agents of the shift early have tickets that mostly come by email: no comparison. For a "
            "talk, "
            "not for a ranking");
      alone.insert(names(figure));
      for (const FigureColumn& column : figure.columns) CHECK(column.id != "team");
    } else {
      CHECK(subtitle == "figure.scorecard.no_kind");
      of_no_kind.insert(names(figure));
    }
  }
  CHECK(beside_peers == std::set<std::string>{"Agent 1", "Agent 2", "Agent 3", "Agent 4"});
  CHECK(alone == std::set<std::string>{"Agent 5", "Agent 6", "Agent 7"});
  CHECK(of_no_kind == std::set<std::string>{"Agent 8"});
}

TEST_CASE("a channel is said to be the worst only where chance does not explain it", "[figures]") {
  const auto title = [](std::int64_t bad_in_chat) {
    ReportInputs inputs = sample::inputs(sample::comparison());
    const std::int64_t good = 200 - bad_in_chat;
    inputs.details.answers = {
        {.group = {},
         .counts = {24 + bad_in_chat, 0, 0, 0, 176 + good},
         .n = 400,
         .good = 176 + good,
         .bad = 24 + bad_in_chat},
        {.group = "chat", .counts = {bad_in_chat, 0, 0, 0, good}, .n = 200, .good = good, .bad = bad_in_chat},
        {.group = "email", .counts = {24, 0, 0, 0, 176}, .n = 200, .good = 176, .bad = 24}};
    return key_of(find_figure(build_report(std::move(inputs)), "answer_spread")->title);
  };
  CHECK(title(25) == "figure.answers.title");  // 12.5 % beside 12 %
  CHECK(title(40) == "figure.answers.title");  // 20 %: p is 0.03, and twice that for the worse of two
  CHECK(title(50) == "figure.answers.worst");
}
