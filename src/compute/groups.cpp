#include "compute/groups.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "compute/mix_median.hpp"
#include "compute/ranks.hpp"
#include "csreport/core/channel_class.hpp"

namespace csreport {
namespace {

/// Exclusions ordered by group: those of code c lie in [begin[c], begin[c + 1]).
struct ExclusionsByCode {
  std::vector<std::size_t> begin;
  std::vector<Exclusion> items;

  [[nodiscard]] std::span<const Exclusion> of(std::uint32_t code) const {
    return {items.data() + begin[code], begin[code + 1] - begin[code]};
  }
};

/// A counting sort.
ExclusionsByCode split(std::span<const Exclusion> items, std::span<const std::uint32_t> codes, std::size_t code_count) {
  ExclusionsByCode groups{std::vector<std::size_t>(code_count + 1, 0), std::vector<Exclusion>(items.size())};
  for (const std::uint32_t code : codes) ++groups.begin[code + 1];
  std::partial_sum(groups.begin.begin(), groups.begin.end(), groups.begin.begin());
  std::vector<std::size_t> next(groups.begin.begin(), groups.begin.end() - 1);
  for (std::size_t i = 0; i < items.size(); ++i) groups.items[next[codes[i]]++] = items[i];
  return groups;
}

}  // namespace

std::vector<ExcludedCount> count_exclusions(std::span<const Exclusion> excluded) {
  std::array<std::int64_t, kExclusions> counts{};
  for (const Exclusion reason : excluded) ++counts[static_cast<std::size_t>(reason)];
  std::vector<ExcludedCount> result;
  for (std::size_t i = 0; i < kExclusions; ++i) {
    if (counts[i] == 0) continue;
    result.push_back({std::string(exclusion_name(static_cast<Exclusion>(i))), counts[i]});
  }
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.reason < b.reason; });
  return result;
}

namespace {

/// Of a count of nothing, whether cases that nobody could look into stand beside it: no zero then.
bool is_unknown(const MetricRow& row, const MetricValue& value) {
  const bool counts = row.fold == Fold::count || row.fold == Fold::count_open;
  return counts && value.n == 0 && std::any_of(value.excluded.begin(), value.excluded.end(), [](const auto& excluded) {
           return excluded.reason == exclusion_name(Exclusion::no_status_history);
         });
}

void set_excluded(const MetricRow& row, std::span<const Exclusion> excluded, MetricValue& value) {
  value.excluded = count_exclusions(excluded);
  if (is_unknown(row, value)) value.value.reset();
}

/// Every code of the dimension in one period.
FoldedGroups fold_period(const PeriodFold& fold, const SlotObservations& slot, const GroupCodes& groups) {
  auto folded = fold.by_code(groups.of(slot.subjects.all()), groups.size());
  const auto excluded = split(slot.excluded, groups.of(slot.excluded_subjects.all()), groups.size());
  for (std::uint32_t code = 0; code < groups.size(); ++code)
    set_excluded(fold.row(), excluded.of(code), folded.values[code]);
  return folded;
}

bool has_cases(const MetricValue& value) { return value.n > 0 || !value.excluded.empty(); }

/// Largest first, equal ones by name, "(none)" last.
bool display_order(const GroupSnapshot& a, const GroupSnapshot& b) {
  const bool a_none = a.group == kNoneGroup;
  const bool b_none = b.group == kNoneGroup;
  if (a_none != b_none) return b_none;
  return a.current.n != b.current.n ? a.current.n > b.current.n : a.group < b.group;
}

std::optional<double> mix_adjusted(const PeriodFold& fold, const FoldedGroups& current, const FoldedGroups& previous) {
  if (fold.row().headline != Headline::median) return std::nullopt;
  std::vector<MixPart> parts;
  for (std::size_t code = 0; code < current.values.size(); ++code) {
    parts.push_back({current.sorted_of(code), previous.values[code].n});
  }
  return mix_adjusted_median(fold.sorted(), parts);
}

}  // namespace

MetricValue fold_total(const PeriodFold& fold, const SlotObservations& slot) {
  MetricValue value = fold.whole();
  set_excluded(fold.row(), slot.excluded, value);
  return value;
}

std::optional<RankComparison> ranks_of(const MetricRow& row, std::span<const double> current,
                                       std::span<const double> previous) {
  if (row.headline != Headline::median || current.empty() || previous.empty()) return std::nullopt;
  return compare_ranks(current, previous);
}

DimensionSnapshot fold_groups(const ComparedPeriods& periods, const GroupCodes& groups,
                              const Observations& observations) {
  auto current = fold_period(periods.current, observations.compared(observations.slots().current()), groups);
  FoldedGroups previous;
  if (periods.previous) {
    previous = fold_period(*periods.previous, observations.compared(*observations.slots().previous()), groups);
  }
  const Trend* const trend = observations.trend_of(groups.dimension());

  DimensionSnapshot result{groups.dimension().id, {}};
  if (periods.previous) result.mix_adjusted = mix_adjusted(periods.current, current, previous);
  for (std::uint32_t code = 0; code < groups.size(); ++code) {
    if (!has_cases(current.values[code]) && !(periods.previous && has_cases(previous.values[code]))) continue;
    GroupSnapshot group;
    group.group = code == Dictionary::kNone ? kNoneGroup : groups.dimension().names.text(code);
    if (periods.previous) {
      group.ranks = ranks_of(periods.current.row(), current.sorted_of(code), previous.sorted_of(code));
      group.previous = std::move(previous.values[code]);
    }
    group.current = std::move(current.values[code]);
    if (trend != nullptr) group.series = trend->series(code);
    result.groups.push_back(std::move(group));
  }
  std::sort(result.groups.begin(), result.groups.end(), display_order);
  return result;
}

void add_class_medians(const ComparedPeriods& periods, const GroupCodes& channels, const Observations& observations,
                       DimensionSnapshot& classes) {
  const PeriodFold& fold = periods.current;
  if (fold.row().headline != Headline::median || !periods.previous) return;
  const auto current = fold_period(fold, observations.compared(observations.slots().current()), channels);
  const auto previous =
      fold_period(*periods.previous, observations.compared(*observations.slots().previous()), channels);
  for (GroupSnapshot& one : classes.groups) {
    std::vector<MixPart> parts;
    for (std::uint32_t code = Dictionary::kNone + 1; code < channels.size(); ++code) {
      if (class_of_channel(channels.dimension().names.text(code)) != one.group) continue;
      parts.push_back({current.sorted_of(code), previous.values[code].n});
    }
    if (parts.size() > 1) one.mix_adjusted = mix_adjusted_median(fold.sorted(), parts);
  }
}

}  // namespace csreport
