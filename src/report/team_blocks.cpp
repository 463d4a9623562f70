// Who needs help: every agent's satisfaction with its interval before the team's line. Sorted by volume and never by
// result; a word is said only about who is clearly apart from the team.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <span>
#include <string_view>

#include "csreport/core/dataset.hpp"
#include "report/against_team.hpp"
#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::string_view kAgent = "agent";
constexpr std::size_t kMostDrawn = 12;   ///< beyond it the table has no drawings
constexpr std::size_t kMostAgents = 40;  ///< the others are in the JSON
/// Whose interval is drawn: the first that agents have.
constexpr std::array<std::string_view, 4> kJudgedBy = {"csat", "nps", "fcr", "fcr_no_repeat"};
constexpr std::array<std::string_view, 2> kVolume = {"tickets_solved", "tickets_created"};
constexpr std::array<std::string_view, 6> kColumns = {"csat", "frt", "resolution_time", "aht", "fcr", "reopen_rate"};
constexpr std::size_t kMostColumns = 4;

const MetricComparison* first_with_agents(const Comparison& comparison, std::span<const std::string_view> ids) {
  for (const std::string_view id : ids) {
    const auto* metric = comparison.metric(id);
    if (metric != nullptr && has_named_values(*metric, kAgent)) return metric;
  }
  return nullptr;
}

/// Whether at least two agents have enough cases for an interval.
bool tells_agents_apart(const MetricComparison& metric) {
  const DimensionComparison& by = *find_dimension(metric, kAgent);
  return std::count_if(by.groups.begin(), by.groups.end(), [](const GroupComparison& group) {
           return group.values.group != kNoneGroup && group.interval && group.values.current.n >= kFewestForShare;
         }) >= 2;
}

/// The first that tells agents apart, else the first that agents have.
const MetricComparison* judged_metric(const Comparison& comparison) {
  for (const std::string_view id : kJudgedBy) {
    const auto* metric = comparison.metric(id);
    const bool known = metric != nullptr && metric->current.value && has_named_values(*metric, kAgent);
    if (known && tells_agents_apart(*metric)) return metric;
  }
  return first_with_agents(comparison, kJudgedBy);
}

/// A metric with its agents at hand.
struct TeamMetric {
  const MetricComparison* metric = nullptr;  ///< nullptr: the data has none of the kind
  GroupIndex agents;

  TeamMetric() = default;
  explicit TeamMetric(const MetricComparison* of) : metric(of) {
    if (metric != nullptr) agents = index_groups(*metric, kAgent);
  }
  [[nodiscard]] const GroupComparison* of(const std::string& agent) const {
    const auto found = agents.find(agent);
    return found == agents.end() ? nullptr : found->second;
  }
};

struct Team {
  TeamMetric volume;
  TeamMetric judged;
  std::optional<AgainstTeam> against;  ///< of `judged`
  std::vector<TeamMetric> columns;
  std::vector<std::string> agents;  ///< by volume
};

Team team_of(const Comparison& comparison) {
  Team team;
  team.volume = TeamMetric(first_with_agents(comparison, kVolume));
  team.judged = TeamMetric(judged_metric(comparison));
  if (team.judged.metric != nullptr) team.against.emplace(*team.judged.metric);
  std::vector<const MetricComparison*> metrics = {team.volume.metric, team.judged.metric};
  for (const std::string_view id : kColumns) {
    const auto* metric = comparison.metric(id);
    const bool useful = metric != nullptr && metric != team.judged.metric && has_named_values(*metric, kAgent);
    if (!useful || team.columns.size() == kMostColumns) continue;
    team.columns.emplace_back(metric);
    metrics.push_back(metric);
  }
  std::set<std::string_view> known;
  for (const MetricComparison* metric : metrics) {
    const auto* by = metric != nullptr ? find_dimension(*metric, kAgent) : nullptr;
    if (by == nullptr) continue;
    for (const GroupComparison& group : by->groups) {
      const bool counts = group.values.group != kNoneGroup && group.values.current.n > 0;
      if (counts && known.insert(group.values.group).second) team.agents.push_back(group.values.group);
    }
  }
  return team;
}

Cell whisker_cell(const MetricComparison& judged, const Signal& signal, const GroupComparison* group) {
  if (signal.state == SignalState::none) return {};
  if (signal.state == SignalState::few) return Message{"figure.team.too_few", {}};
  Whisker whisker{.value = *group->values.current.value,
                  .low = group->interval->low,
                  .high = group->interval->high,
                  .reference = *judged.current.value,
                  .reference_low = {},
                  .reference_high = {},
                  .state = signal.state};
  if (judged.interval) whisker.reference_low = judged.interval->low, whisker.reference_high = judged.interval->high;
  return Drawing{whisker};
}

/// Holds every interval; of shares in steps of 25 points.
Axis axis_of(const Team& team) {
  const MetricComparison& judged = *team.judged.metric;
  double low = *judged.current.value;
  double high = low;
  for (const std::string& agent : team.agents) {
    const auto* group = team.judged.of(agent);
    if (group == nullptr || !group->interval || group->values.current.n < kFewestForShare) continue;
    low = std::min(low, group->interval->low);
    high = std::max(high, group->interval->high);
  }
  if (judged.row->unit != Unit::ratio) {
    Axis axis{.low = std::floor(low), .high = std::ceil(high), .logarithmic = false, .ticks = {}};
    axis.ticks = {{QuantityKind::count, axis.low, 0}, {QuantityKind::count, axis.high, 0}};
    return axis;
  }
  constexpr double kStep = 0.25;
  Axis axis{.low = std::floor(low / kStep) * kStep,
            .high = std::ceil(high / kStep) * kStep,
            .logarithmic = false,
            .ticks = {}};
  for (double at = axis.low; at <= axis.high + kStep / 2; at += kStep)
    axis.ticks.push_back({QuantityKind::share, at, 0});
  return axis;
}

Cell value_cell(const TeamMetric& column, const std::string& agent) {
  const auto* group = column.of(agent);
  if (group != nullptr) return Amount{column.metric->row, group->values.current};
  return is_count(*column.metric->row) ? Cell{Quantity{QuantityKind::count, 0, 0}} : Cell{};
}

/// How many there is a word about, and how many of them are apart from the team.
struct Verdict {
  std::int64_t judged = 0;
  std::int64_t apart = 0;
};
Verdict verdict_on(const Team& team) {
  Verdict verdict;
  if (!team.against) return verdict;
  for (const std::string& agent : team.agents) {
    const SignalState state = team.against->of(team.judged.of(agent)).state;
    if (state == SignalState::few || state == SignalState::none) continue;
    ++verdict.judged;
    if (state != SignalState::normal) ++verdict.apart;
  }
  return verdict;
}

/// "One agent is clearly apart from the team": the finding of the figure; people are not named in it.
Note title_of(const Verdict& verdict) {
  if (verdict.judged == 0) return words("figure.team.title");
  if (verdict.apart == 0) return words("figure.team.none_apart");
  return Message{"figure.team.apart", {{"n", Count{verdict.apart}}}};
}

FigureColumn column_of(const TeamMetric& column) {
  return {std::string(column.metric->row->id), metric_words(*column.metric->row), ColumnKind::numbers, {}};
}

FigureRow row_of(const std::string& agent, const Team& team, bool drawn) {
  FigureRow row{.kind = FigureRowKind::normal, .head = Name{agent}, .remark = {}, .cells = {}};
  if (team.volume.metric != nullptr) row.cells.push_back(value_cell(team.volume, agent));
  const auto* group = team.judged.of(agent);
  if (team.judged.metric != nullptr) {
    row.cells.push_back(value_cell(team.judged, agent));
    if (drawn) row.cells.push_back(whisker_cell(*team.judged.metric, team.against->of(group), group));
    const auto n = group != nullptr ? group->values.current.n : 0;
    row.cells.push_back(Quantity{QuantityKind::count, static_cast<double>(n), n});
  }
  for (const TeamMetric& column : team.columns) row.cells.push_back(value_cell(column, agent));
  if (team.against) row.cells.push_back(team.against->of(group));
  return row;
}

// ---- the table of numbers -----------------------------------------------------------------------

/// What is shown of a metric.
enum class Display { headline, median, with_interval };
struct AgentColumn {
  std::string_view metric;
  Display shown = Display::headline;
};
/// METRICS 1.25, each credited to who did it: replies to their writers, solutions and what is said of solved tickets to
/// the agents of the tickets.
constexpr std::array<AgentColumn, 9> kAgentColumns = {{{"replies_sent"},
                                                       {"tickets_replied"},
                                                       {"tickets_solved"},
                                                       {"frt"},
                                                       {"art", Display::median},
                                                       {"one_touch_rate"},
                                                       {"csat", Display::with_interval},
                                                       {"aht"},
                                                       {"reopen_rate"}}};

FigureColumn head_of(const AgentColumn& column, const MetricRow& row) {
  FigureColumn head{std::string(row.id), metric_words(row), ColumnKind::numbers, {}};
  if (column.shown == Display::median) {
    head.title = Message{"figure.agents.median", {{"metric", MetricName{&row, {}, NamePlace::table_head}}}};
  }
  return head;
}

void add_cells(const AgentColumn& column, const TeamMetric& metric, const std::string& agent, FigureRow& row) {
  const auto* group = metric.of(agent);
  if (column.shown != Display::median) row.cells.push_back(value_cell(metric, agent));
  if (column.shown == Display::median) {
    const bool known = group != nullptr && group->values.current.stats;
    MetricValue median;
    if (known) median.value = group->values.current.stats->median, median.n = group->values.current.n;
    row.cells.push_back(known ? Cell{Amount{metric.metric->row, median}} : Cell{});
  }
  if (column.shown != Display::with_interval) return;
  const auto n = group != nullptr ? group->values.current.n : 0;
  const bool has_interval = group != nullptr && group->interval && n >= kFewestForInk;
  row.cells.push_back(Quantity{QuantityKind::count, static_cast<double>(n), n});
  row.cells.push_back(
      has_interval
          ? Cell{Message{"figure.agents.interval",
                         {{"range", ValueRange{metric.metric->row, group->interval->low, group->interval->high, n}}}}}
          : Cell{});
}

/// How many agents the table leaves out.
void note_the_others(const Team& team, std::size_t shown, Figure& figure) {
  if (shown == team.agents.size()) return;
  const auto others = static_cast<std::int64_t>(team.agents.size() - shown);
  figure.notes.push_back(Message{"figure.team.more", {{"n", Count{others}}}});
}

}  // namespace

std::vector<Block> team_table(const Report& report) {
  const Team team = team_of(report.comparison);
  if (team.agents.size() < 2) return {};
  const Verdict verdict = verdict_on(team);
  const bool drawn = verdict.judged > 0 && team.agents.size() <= kMostDrawn;
  const bool judged = team.judged.metric != nullptr;
  Figure figure;
  figure.title = title_of(verdict);
  figure.subtitle = words("figure.team.subtitle");
  if (drawn) figure.key = words("figure.team.key");
  figure.columns = {{"agent", dimension_words("agent"), ColumnKind::words, {}}};
  if (team.volume.metric != nullptr) figure.columns.push_back(column_of(team.volume));
  if (judged) figure.columns.push_back(column_of(team.judged));
  if (drawn) figure.columns.push_back({"interval", words("figure.team.interval"), ColumnKind::drawing, axis_of(team)});
  if (judged) figure.columns.push_back({"n", words("label.n"), ColumnKind::numbers, {}});
  for (const TeamMetric& column : team.columns) figure.columns.push_back(column_of(column));
  if (judged) figure.columns.push_back({"signal", words("figure.team.against"), ColumnKind::words, {}});
  const std::size_t shown = std::min(team.agents.size(), kMostAgents);
  for (std::size_t i = 0; i < shown; ++i) figure.rows.push_back(row_of(team.agents[i], team, drawn));
  note_the_others(team, shown, figure);
  figure.notes.push_back(words("figure.team.care"));
  return {{.id = "team_table", .content = std::move(figure)}};
}

std::vector<Block> agent_table(const Report& report) {
  const Team team = team_of(report.comparison);
  if (team.agents.size() < 2) return {};
  std::vector<std::pair<AgentColumn, TeamMetric>> columns;
  for (const AgentColumn& column : kAgentColumns) {
    const auto* metric = report.comparison.metric(column.metric);
    if (metric != nullptr && has_named_values(*metric, kAgent)) columns.emplace_back(column, TeamMetric(metric));
  }
  // What the figure above does not show already.
  const auto is_new = [&](const auto& column) {
    const MetricComparison* const metric = column.second.metric;
    const auto shows = [&](const TeamMetric& shown) { return shown.metric == metric; };
    return !shows(team.volume) && !shows(team.judged) && std::none_of(team.columns.begin(), team.columns.end(), shows);
  };
  if (std::none_of(columns.begin(), columns.end(), is_new)) return {};
  Figure figure;
  figure.title = words("figure.agents.title");
  figure.subtitle = words("figure.agents.subtitle");
  figure.columns = {{"agent", dimension_words("agent"), ColumnKind::words, {}}};
  for (const auto& [column, metric] : columns) {
    figure.columns.push_back(head_of(column, *metric.metric->row));
    if (column.shown != Display::with_interval) continue;
    figure.columns.push_back({"n", words("label.n"), ColumnKind::numbers, {}});
    figure.columns.push_back({"interval", words("figure.team.interval"), ColumnKind::numbers, {}});
  }
  const std::size_t shown = std::min(team.agents.size(), kMostAgents);
  for (std::size_t i = 0; i < shown; ++i) {
    FigureRow row{.kind = FigureRowKind::normal, .head = Name{team.agents[i]}, .remark = {}, .cells = {}};
    for (const auto& [column, metric] : columns) add_cells(column, metric, team.agents[i], row);
    figure.rows.push_back(std::move(row));
  }
  note_the_others(team, shown, figure);
  return {{.id = "agent_table", .content = std::move(figure)}};
}

}  // namespace csreport
