// How long customers wait, one row a channel: channels are never pooled.

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "csreport/core/dataset.hpp"
#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::int64_t kFewestForQuartiles = 20;
constexpr std::int64_t kFewestForP90 = 30;
constexpr std::size_t kMostChannels = 12;
constexpr std::string_view kChannel = "channel";

/// Marks that people know, from a second to a month.
constexpr std::array<double, 10> kMarks = {1, 10, 60, 600, 3600, 14400, 86400, 3 * 86400.0, 7 * 86400.0, 30 * 86400.0};

struct Wait {
  const MetricComparison* metric = nullptr;
  const GroupComparison* group = nullptr;
};

/// The wait for the first response; where a channel has none (calls), the wait in the queue.
std::vector<Wait> waits_of(const Comparison& comparison) {
  std::vector<Wait> waits;
  std::set<std::string_view> known;
  for (const std::string_view id : {std::string_view("frt"), std::string_view("asa")}) {
    const auto* metric = comparison.metric(id);
    const auto* by = metric != nullptr ? find_dimension(*metric, kChannel) : nullptr;
    if (by == nullptr) continue;
    for (const GroupComparison& group : by->groups) {
      const bool waited = group.values.current.stats && group.values.current.n > 0;
      if (waited && known.insert(group.values.group).second) waits.push_back({metric, &group});
    }
  }
  std::stable_sort(waits.begin(), waits.end(),
                   [](const Wait& a, const Wait& b) { return a.group->values.current.n > b.group->values.current.n; });
  return waits;
}

const TargetResult* target_of(const Wait& wait, const Verdicts& verdicts) {
  const auto* own = find_target(verdicts.targets, wait.metric->row->id, kChannel, wait.group->values.group);
  return own != nullptr ? own : find_target(verdicts.targets, wait.metric->row->id);
}

std::optional<double> limit_of(const TargetResult* target) {
  if (target == nullptr) return std::nullopt;
  return target->target.high;
}

std::optional<Ladder> ladder_of(const Wait& wait, const Verdicts& verdicts) {
  const MetricValue& value = wait.group->values.current;
  if (value.n < kFewestForQuartiles) return std::nullopt;
  const Statistics& stats = *value.stats;
  return Ladder{.p25 = stats.p25,
                .median = stats.median,
                .p75 = stats.p75,
                .p90 = value.n >= kFewestForP90 ? std::optional(stats.p90) : std::nullopt,
                .target = limit_of(target_of(wait, verdicts))};
}

/// From the mark below the smallest to the one above the largest.
Axis axis_of(const std::vector<std::optional<Ladder>>& ladders) {
  double low = kMarks.back();
  double high = kMarks.front();
  for (const auto& ladder : ladders) {
    if (!ladder) continue;
    low = std::min({low, ladder->p25, ladder->target.value_or(low)});
    high = std::max({high, ladder->p90.value_or(ladder->p75), ladder->target.value_or(high)});
  }
  Axis axis{.low = kMarks.front(), .high = kMarks.back(), .logarithmic = true, .ticks = {}};
  for (const double mark : kMarks) {
    if (mark <= low) axis.low = mark;
  }
  for (auto mark = kMarks.rbegin(); mark != kMarks.rend(); ++mark) {
    if (*mark >= high) axis.high = *mark;
  }
  for (const double mark : kMarks) {
    if (mark >= axis.low && mark <= axis.high) axis.ticks.push_back({QuantityKind::duration, mark, 0});
  }
  return axis;
}

/// "Only chat answers more slowly than usual"; a channel is the only one among several that are judged.
Note title_of(const std::vector<Wait>& waits) {
  std::vector<const Wait*> slower;
  std::size_t judged = 0;
  for (const Wait& wait : waits) {
    const SignalState state = marked(wait.group->judgement.signal).state;
    if (state == SignalState::worse) slower.push_back(&wait);
    if (state != SignalState::none && state != SignalState::few) ++judged;
  }
  if (judged == 0) return words("figure.waits.title");
  if (waits.size() == 1) return words(slower.empty() ? "figure.waits.not_slower" : "figure.waits.slower");
  if (slower.empty()) return words("figure.waits.none_slower");
  if (slower.size() > 1 || judged == 1) {
    return Message{"figure.waits.some_slower", {{"n", Count{static_cast<std::int64_t>(slower.size())}}}};
  }
  return Message{"figure.waits.one_slower",
                 {{"name", Name{slower.front()->group->values.group, std::string(kChannel)}}}};
}

FigureRow row_of(const Wait& wait, const std::optional<Ladder>& ladder, bool targeted, bool judged,
                 const Verdicts& verdicts) {
  const MetricValue& value = wait.group->values.current;
  FigureRow row{.kind = FigureRowKind::normal,
                .head = group_head(std::string(kChannel), wait.group->values.group),
                .remark = {},
                .cells = {}};
  if (wait.metric->row->id != "frt") row.remark = words("figure.waits.in_queue");
  row.cells.push_back(ladder ? Cell{Drawing{*ladder}} : Cell{Message{"figure.waits.few", {}}});
  row.cells.push_back(Quantity{QuantityKind::duration, value.stats->median, value.n});
  if (value.n >= kFewestForP90) {
    row.cells.push_back(Quantity{QuantityKind::duration, value.stats->p90, value.n});
  } else {
    row.cells.push_back(Message{"figure.waits.too_few_for_p90", {}});
  }
  if (targeted) {
    const auto* target = target_of(wait, verdicts);
    row.cells.push_back(target != nullptr ? Cell{ShortLimit{wait.metric->row, target->target}} : Cell{});
  }
  row.cells.push_back(Quantity{QuantityKind::count, static_cast<double>(value.n), value.n});
  if (judged) row.cells.push_back(marked(wait.group->judgement.signal));
  return row;
}

}  // namespace

std::vector<Block> channel_waits(const Report& report) {
  auto waits = waits_of(report.comparison);
  if (waits.empty()) return {};
  const std::size_t others = waits.size() > kMostChannels + 1 ? waits.size() - kMostChannels : 0;
  waits.resize(waits.size() - others);
  std::vector<std::optional<Ladder>> ladders;
  for (const Wait& wait : waits) ladders.push_back(ladder_of(wait, report.verdicts));
  const bool targeted = std::any_of(waits.begin(), waits.end(),
                                    [&](const Wait& wait) { return target_of(wait, report.verdicts) != nullptr; });
  const bool judged = std::any_of(waits.begin(), waits.end(), [](const Wait& wait) {
    return wait.group->judgement.signal.state != SignalState::none;
  });
  Figure figure;
  figure.title = title_of(waits);
  figure.subtitle = words("figure.waits.subtitle");
  figure.key = words(targeted ? "figure.waits.key_target" : "figure.waits.key");
  figure.columns = {{"channel", dimension_words("channel"), ColumnKind::words, {}},
                    {"percentiles", words("figure.waits.percentiles"), ColumnKind::drawing, axis_of(ladders)},
                    {"median", words("figure.waits.median"), ColumnKind::numbers, {}},
                    {"p90", words("figure.waits.p90"), ColumnKind::numbers, {}}};
  if (targeted) figure.columns.push_back({"target", words("label.target"), ColumnKind::numbers, {}});
  figure.columns.push_back({"n", words("label.n"), ColumnKind::numbers, {}});
  if (judged) figure.columns.push_back({"signal", words("label.signal"), ColumnKind::words, {}});
  for (std::size_t i = 0; i < waits.size(); ++i) {
    figure.rows.push_back(row_of(waits[i], ladders[i], targeted, judged, report.verdicts));
  }
  if (others > 0) {  // their waits cannot be put together from percentiles
    figure.rows.push_back({.kind = FigureRowKind::quiet,
                           .head = others_head(others),
                           .remark = {},
                           .cells = std::vector<Cell>(figure.columns.size() - 1)});
  }
  return {{.id = "channel_waits", .content = std::move(figure)}};
}

}  // namespace csreport
