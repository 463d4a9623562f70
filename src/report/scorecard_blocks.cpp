// One agent's numbers for a talk about them: beside the team's, over the last weeks, with what can be said and what
// cannot. Never a ranking, and no judgement about the person.

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "csreport/compare/channel_split.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/core/text.hpp"
#include "report/against_team.hpp"
#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::string_view kAgent = "agent";
constexpr std::size_t kWeeks = 12;
constexpr std::size_t kMostScorecards = 40;
constexpr std::size_t kFewestPeers = 4;
/// A row is the first of its metrics that the agent has.
struct Place {
  std::array<std::string_view, 3> candidates;
};
constexpr std::array<Place, 6> kRows = {{
    {{"tickets_solved", "tickets_created", ""}},
    {{"csat", "nps", "ces"}},
    {{"frt", "art", "asa"}},
    {{"aht", "resolution_time", ""}},
    {{"fcr", "fcr_no_repeat", "replies_per_ticket"}},
    {{"reopen_rate", "escalation_rate", "repeat_contact_rate"}},
}};

/// Agents by the volume of the first metric that knows them.
std::vector<std::string> agents_of(const Comparison& comparison) {
  std::vector<std::string> names;
  std::set<std::string_view> known;
  for (const Place& place : kRows) {
    for (const std::string_view id : place.candidates) {
      const auto* metric = comparison.metric(id);
      const auto* by = metric != nullptr ? find_dimension(*metric, kAgent) : nullptr;
      if (by == nullptr) continue;
      for (const GroupComparison& group : by->groups) {
        const std::string& name = group.values.group;
        const bool counts = name != kNoneGroup && group.values.current.n > 0;
        if (counts && known.insert(name).second) names.push_back(name);
      }
    }
  }
  return names;
}

/// Whom an agent stands beside: those who do the same work, or the whole team where nothing tells their work apart.
struct Peers {
  std::string name;                 ///< of their group; empty: the team
  PeerWork work;                    ///< what they have in common
  std::vector<std::string> agents;  ///< those with cases in the period

  [[nodiscard]] bool are_compared() const { return agents.size() >= kFewestPeers; }
  /// The words for the team, or those for peers.
  [[nodiscard]] std::string key(std::string_view words) const {
    return "figure.scorecard." + std::string(words) + (name.empty() ? "" : "_peers");
  }
};

/// The peers of every agent in `all`, those with cases in the period.
class PeerList {
 public:
  PeerList(const Report& report, const std::vector<std::string>& all) {
    const std::unordered_set<std::string_view> with_cases(all.begin(), all.end());
    for (const PeerGroup& group : report.details.peers) {
      if (group.name.empty()) continue;
      Peers& peers = groups_.emplace_back(Peers{.name = group.name, .work = group.work, .agents = {}});
      for (const std::string& agent : group.agents) {
        if (with_cases.count(agent) > 0) peers.agents.push_back(agent);
        place_.emplace(agent, groups_.size() - 1);
      }
    }
    // Who does no work of one kind stands beside nobody, unless nothing tells the kinds of work apart.
    if (groups_.empty()) others_.agents = all;
  }

  [[nodiscard]] const Peers& of(const std::string& agent) const {
    const auto found = place_.find(agent);
    return found == place_.end() ? others_ : groups_[found->second];
  }

 private:
  std::vector<Peers> groups_;
  std::unordered_map<std::string_view, std::size_t> place_;
  Peers others_;
};

/// What stands beside the agent's value: of a count the mean of those who have any. A mixture of a whole team's live
/// and waiting channels is nobody's measure.
std::optional<double> value_of(const Peers& peers, const MetricComparison& metric) {
  if (!is_count(*metric.row)) {
    if (peers.name.empty()) return split_by_channel_class(metric).empty() ? metric.current.value : std::nullopt;
    const GroupComparison* const group = find_group(metric, std::string(kPeers), peers.name);
    return group == nullptr ? std::nullopt : group->values.current.value;
  }
  const GroupIndex groups = index_groups(metric, kAgent);
  double sum = 0;
  double people = 0;
  for (const std::string& agent : peers.agents) {
    const auto group = groups.find(agent);
    if (group == groups.end() || group->second->values.current.value.value_or(0) <= 0) continue;
    sum += *group->second->values.current.value;
    people += 1;
  }
  if (people == 0) return std::nullopt;
  return sum / people;
}

/// What the numbers allow to say.
Cell reading_of(const MetricComparison& metric, const GroupComparison& group, const Peers& peers) {
  const MetricValue& value = group.values.current;
  if (is_count(*metric.row)) return peers.are_compared() ? Cell{Message{peers.key("mean"), {}}} : Cell{};
  if (value.n < kFewestForShare) return Message{"figure.scorecard.few", {{"n", Count{value.n}}}};
  const auto beside = peers.are_compared() ? value_of(peers, metric) : std::nullopt;
  if (!group.interval || !beside) return Message{"figure.scorecard.cases", {{"n", Count{value.n}}}};
  const bool apart = AgainstTeam(metric, beside, peers.agents).of(&group).state != SignalState::normal;
  const char* const words = !apart ? "as_team" : *group.values.current.value < *beside ? "below" : "above";
  return Message{
      peers.key(words),
      {{"range", ValueRange{metric.row, group.interval->low, group.interval->high, value.n}}, {"n", Count{value.n}}}};
}

SeriesLine line_of(const MetricComparison& metric, const GroupComparison& group) {
  SeriesLine line{.row = metric.row, .series = group.values.series, .normal = group.judgement.normal};
  if (line.series.size() > kWeeks) line.series.erase(line.series.begin(), line.series.end() - kWeeks);
  return line;
}

FigureRow row_of(const MetricComparison& metric, const GroupComparison& group, const Peers& peers) {
  FigureRow row;
  row.head = Message{"figure.metric", {{"metric", MetricName{metric.row, {}, NamePlace::table_head}}}};
  row.cells.push_back(Amount{metric.row, group.values.current});
  if (peers.are_compared()) {
    const auto beside = value_of(peers, metric);
    MetricValue value = metric.current;
    value.value = beside;
    row.cells.push_back(beside ? Cell{Amount{metric.row, value}} : Cell{});
    const bool drawn = beside && group.values.current.value && metric.row->headline != Headline::score &&
                       (is_count(*metric.row) || group.values.current.n >= kFewestForShare);
    // Every row has a unit of its own, so that each is drawn on its own scale: the larger of both is nearly all of it.
    const double most = drawn ? 1.15 * std::max(*group.values.current.value, *beside) : 0;
    row.cells.push_back(drawn && most > 0 ? Cell{Drawing{Against{*group.values.current.value / most, *beside / most}}}
                                          : Cell{});
  }
  row.cells.push_back(Drawing{line_of(metric, group)});
  row.cells.push_back(marked(group.judgement.signal));
  row.cells.push_back(reading_of(metric, group, peers));
  return row;
}

/// The metrics of this agent, at most one a place.
std::vector<const MetricComparison*> rows_of(const Comparison& comparison, const std::string& agent) {
  std::vector<const MetricComparison*> rows;
  for (const Place& place : kRows) {
    for (const std::string_view id : place.candidates) {
      const auto* metric = comparison.metric(id);
      const auto* group = metric != nullptr ? find_group(*metric, kAgent, agent) : nullptr;
      if (group == nullptr || !group->values.current.value) continue;
      rows.push_back(metric);
      break;
    }
  }
  return rows;
}

/// Why nothing can be said of the rows: the period still runs, there is no range yet, or there are too few cases.
std::string why_silent(const std::vector<Signal>& signals) {
  const auto any = [&](auto&& is) { return std::any_of(signals.begin(), signals.end(), is); };
  if (any([](const Signal& signal) { return signal.rule == "unfinished_period"; })) return "unfinished";
  const bool few = signals.empty() || any([](const Signal& signal) { return signal.state == SignalState::few; });
  return few ? "too_few" : "no_range";
}

/// The rows that signal, by state: what goes well, and what to talk about.
void add_talk(const Comparison& comparison, const std::string& agent, Figure& figure) {
  MetricNames good;
  MetricNames bad;
  bool judged = false;
  std::vector<Signal> signals;
  for (const MetricComparison* metric : rows_of(comparison, agent)) {
    signals.push_back(marked(find_group(*metric, kAgent, agent)->judgement.signal));
    const SignalState state = signals.back().state;
    judged = judged || (state != SignalState::few && state != SignalState::none);
    const MetricName name{metric->row, {}, NamePlace::inside};
    if (state == SignalState::better) good.names.push_back(name);
    if (state == SignalState::worse) bad.names.push_back(name);
  }
  if (!good.names.empty()) figure.notes.push_back(Message{"figure.scorecard.going_well", {{"metrics", good}}});
  if (!bad.names.empty()) figure.notes.push_back(Message{"figure.scorecard.to_talk_about", {{"metrics", bad}}});
  if (good.names.empty() && bad.names.empty()) {
    figure.notes.push_back(words("figure.scorecard." + (judged ? "nothing" : why_silent(signals))));
  }
}

/// By which words their work is told.
std::string kind_of(const PeerWork& work) {
  if (work.shift.empty()) return "channel";
  return work.channel.empty() ? "shift" : "both";
}

Note subtitle_of(const Peers& peers) {
  if (peers.are_compared() && peers.name.empty()) return words("figure.scorecard.subtitle");
  // With no group of their own some stand beside nobody; others are a team of fewer than four.
  if (peers.name.empty())
    return words("figure.scorecard." + std::string(peers.agents.empty() ? "no_kind" : "few_team"));
  const std::string key = peers.are_compared() ? "figure.scorecard.subtitle_" : "figure.scorecard.few_";
  Message message{key + kind_of(peers.work), {}};
  if (peers.are_compared()) message.args.emplace_back("n", Count{static_cast<std::int64_t>(peers.agents.size())});
  message.args.emplace_back("channel", Name{peers.work.channel, "channel"});
  message.args.emplace_back("shift", Name{peers.work.shift});
  return message;
}

Figure scorecard(const Comparison& comparison, const std::string& agent, const Peers& peers) {
  Figure figure;
  figure.title = Message{"figure.scorecard.title", {{"name", Name{agent}}}};
  figure.subtitle = subtitle_of(peers);
  figure.columns = {{"metric", words("label.metric"), ColumnKind::words, {}},
                    {"value", words("label.value"), ColumnKind::numbers, {}}};
  if (peers.are_compared()) {
    figure.columns.push_back({"team", words(peers.key("team")), ColumnKind::numbers, {}});
    figure.columns.push_back({"against", words(peers.key("against")), ColumnKind::drawing, {}});
  }
  figure.columns.push_back({"series", words("label.trend"), ColumnKind::sparkline, {}});
  figure.columns.push_back({"signal", words("label.signal"), ColumnKind::words, {}});
  figure.columns.push_back({"reading", words("figure.scorecard.reading"), ColumnKind::words, {}});
  for (const MetricComparison* metric : rows_of(comparison, agent)) {
    figure.rows.push_back(row_of(*metric, *find_group(*metric, kAgent, agent), peers));
  }
  add_talk(comparison, agent, figure);
  figure.in_mail = true;
  return figure;
}

}  // namespace

std::vector<Block> scorecards(const Report& report) {
  const auto all = agents_of(report.comparison);
  const PeerList peers(report, all);
  auto agents = all;
  if (!report.agent.empty()) {
    std::erase_if(agents, [&](const std::string& one) { return fold_identity(one) != fold_identity(report.agent); });
  }
  const std::size_t shown = std::min(agents.size(), kMostScorecards);
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < shown; ++i) {
    blocks.push_back({.id = "scorecard_" + std::to_string(i + 1),
                      .content = scorecard(report.comparison, agents[i], peers.of(agents[i]))});
  }
  if (shown < agents.size()) {
    auto& last = std::get<Figure>(blocks.back().content);
    last.notes.push_back(Message{"figure.team.more", {{"n", Count{static_cast<std::int64_t>(agents.size() - shown)}}}});
  }
  return blocks;
}

}  // namespace csreport
