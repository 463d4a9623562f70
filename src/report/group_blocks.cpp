// The tables by dimension: groups by volume, the small ones added up, rows that add up to the total.

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "csreport/compare/channel_split.hpp"
#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostGroups = 12;
constexpr std::size_t kMostColumns = 7;
constexpr std::size_t kRowAndTotal = 2;

/// What a row of people or of cases is counted by: the first of these that has groups.
constexpr std::array<std::string_view, 3> kVolume = {"tickets_created", "tickets_solved", "backlog"};
constexpr std::array<std::string_view, 2> kVolumeOfAgents = {"tickets_solved", "tickets_created"};
/// The columns behind the volume, as far as they have data in the dimension.
constexpr std::array<std::string_view, 9> kColumns = {
    "frt", "csat", "fcr", "resolution_time", "aht", "abandonment_rate", "nps", "ces", "reopen_rate"};

/// In the order of their first appearance, which is the order of --by.
std::vector<std::string> dimensions_of(const Comparison& comparison) {
  std::vector<std::string> ids;
  for (const MetricComparison& metric : comparison.metrics) {
    for (const DimensionComparison& by : metric.by) {
      if (by.dimension == kChannelClass || by.dimension == kPeers ||
          std::find(ids.begin(), ids.end(), by.dimension) != ids.end())
        continue;
      if (has_named_values(metric, by.dimension)) ids.push_back(by.dimension);
    }
  }
  return ids;
}

/// People and teams mostly work on live or on waiting channels; a category comes by all of them, and its median would
/// mix seconds with hours.
bool mixes_channels(const MetricComparison& metric, std::string_view dimension) {
  const bool apart = dimension == "channel" || dimension == "team" || dimension == "agent";
  return !apart && !split_by_channel_class(metric).empty();
}

std::vector<const MetricComparison*> columns_of(const Comparison& comparison, std::string_view dimension) {
  std::vector<const MetricComparison*> columns;
  const auto add = [&](std::string_view id) {
    const auto* metric = comparison.metric(id);
    const bool known = std::find(columns.begin(), columns.end(), metric) != columns.end();
    if (metric == nullptr || known || !has_named_values(*metric, dimension)) return;
    if (!mixes_channels(*metric, dimension)) columns.push_back(metric);
  };
  const auto add_first = [&](const auto& ids) {
    for (const std::string_view id : ids) {
      if (columns.empty()) add(id);
    }
  };
  if (dimension == "agent") add_first(kVolumeOfAgents);
  add_first(kVolume);
  for (const std::string_view id : kColumns) {
    if (columns.size() < kMostColumns) add(id);
  }
  for (const MetricComparison& metric : comparison.metrics) {
    if (columns.empty() && metric.shown) add(metric.row->id);
  }
  return columns;
}

/// Every group that any column knows, those of the volume first.
std::vector<std::string> groups_of(const std::vector<const MetricComparison*>& columns, std::string_view dimension) {
  std::vector<std::string> names;
  std::set<std::string_view> seen;
  for (const MetricComparison* column : columns) {
    const auto* by = find_dimension(*column, dimension);
    if (by == nullptr) continue;
    for (const GroupComparison& group : by->groups) {
      if (seen.insert(group.values.group).second) names.push_back(group.values.group);
    }
  }
  return names;
}

GroupCell cell_of(const MetricComparison& metric, const GroupIndex& groups, const std::string& name) {
  GroupCell cell;
  if (const auto group = groups.find(name); group != groups.end()) {
    cell.current = group->second->values.current;
    cell.previous = group->second->values.previous;
    cell.change = group->second->change;
    cell.signal = marked(group->second->judgement.signal);
  } else if (is_count(*metric.row)) {
    cell.current.value = 0;  // a group that nothing was counted in
  }
  return cell;
}

// ---- "N other" ----------------------------------------------------------------------------------

/// Whether the metric of several groups together follows from the groups' own.
bool adds_up(const MetricRow& row) { return row.headline != Headline::median; }

void add(std::optional<double>& sum, const std::optional<double>& part) {
  if (part) sum = sum.value_or(0) + *part;
}

MetricValue pooled(const MetricRow& row, const std::vector<const MetricValue*>& parts) {
  MetricValue sum;
  double weighted = 0;
  for (const MetricValue* part : parts) {
    sum.n += part->n;
    add(sum.numerator, part->numerator);
    add(sum.denominator, part->denominator);
    weighted += part->value.value_or(0) * (is_count(row) ? 1 : static_cast<double>(part->n));
  }
  if (is_count(row))
    sum.value = weighted;
  else if (sum.numerator && sum.denominator.value_or(0) > 0)
    sum.value = *sum.numerator / *sum.denominator;
  else if (sum.n > 0)
    sum.value = weighted / static_cast<double>(sum.n);
  return sum;
}

Change change_between(const MetricRow& row, const MetricValue& now, const std::optional<MetricValue>& before) {
  Change change;
  if (!before) {
    change.state = ChangeState::no_comparison;
  } else if (now.value && before->value) {
    change.state = ChangeState::compared;
    change.absolute = *now.value - *before->value;
    if (is_count(row) && *before->value != 0) change.relative = *change.absolute / *before->value;
  } else if (now.value) {
    change.state = ChangeState::is_new;
  }
  return change;
}

GroupCell pooled_cell(const MetricRow& row, const std::vector<const GroupRow*>& rows, std::size_t column) {
  GroupCell cell;
  cell.available = adds_up(row);
  if (!cell.available) return cell;
  std::vector<const MetricValue*> now;
  std::vector<const MetricValue*> before;
  for (const GroupRow* one : rows) {
    now.push_back(&one->cells[column].current);
    if (one->cells[column].previous) before.push_back(&*one->cells[column].previous);
  }
  cell.current = pooled(row, now);
  if (!before.empty()) cell.previous = pooled(row, before);
  cell.change = change_between(row, cell.current, cell.previous);
  return cell;
}

GroupRow other_row(const GroupTable& table, const std::vector<const GroupRow*>& rows) {
  GroupRow other{.kind = GroupRowKind::other, .name = {}, .merged = rows.size(), .cells = {}};
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    other.cells.push_back(pooled_cell(*table.columns[column], rows, column));
  }
  return other;
}

// ---- the table ----------------------------------------------------------------------------------

double volume_of(const GroupRow& row) { return row.cells.front().current.value.value_or(0); }

/// By volume, then by name, "(none)" last.
void sort_rows(const GroupTable& table, std::vector<GroupRow>& rows) {
  const bool by_value = is_count(*table.columns.front());
  const auto size = [by_value](const GroupRow& row) {
    return by_value ? volume_of(row) : static_cast<double>(row.cells.front().current.n);
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const GroupRow& a, const GroupRow& b) {
    if (a.kind != b.kind) return a.kind == GroupRowKind::named;
    if (size(a) != size(b)) return size(a) > size(b);
    return a.name < b.name;
  });
}

/// Keeps the largest groups; one group beyond the limit is shown rather than called "1 other".
std::vector<GroupRow> folded(const GroupTable& table, std::vector<GroupRow> rows) {
  const auto named = static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const GroupRow& row) { return row.kind == GroupRowKind::named; }));
  if (named <= kMostGroups) return rows;
  std::vector<const GroupRow*> small;
  for (std::size_t i = kMostGroups; i < named; ++i) small.push_back(&rows[i]);
  GroupRow other = other_row(table, small);
  std::vector<GroupRow> kept(rows.begin(), rows.begin() + kMostGroups);
  kept.push_back(std::move(other));
  kept.insert(kept.end(), rows.begin() + static_cast<std::ptrdiff_t>(named), rows.end());
  return kept;
}

GroupRow total_row(const std::vector<const MetricComparison*>& columns) {
  GroupRow total{.kind = GroupRowKind::total, .name = {}, .merged = 0, .cells = {}};
  for (const MetricComparison* metric : columns) {
    GroupCell cell;
    cell.available = split_by_channel_class(*metric).empty();
    if (cell.available) {
      cell.current = metric->current;
      cell.previous = metric->previous;
      cell.change = metric->change;
      cell.signal = metric->judgement.signal;
    }
    total.cells.push_back(std::move(cell));
  }
  return total;
}

/// REQUIRES: columns, at least one.
GroupTable group_table(const std::string& dimension, const std::vector<const MetricComparison*>& columns) {
  GroupTable table{.dimension = dimension, .columns = {}, .rows = {}};
  std::vector<GroupIndex> groups;
  for (const MetricComparison* column : columns) {
    table.columns.push_back(column->row);
    groups.push_back(index_groups(*column, dimension));
  }
  std::vector<GroupRow> rows;
  for (const std::string& name : groups_of(columns, dimension)) {
    const bool none = name == kNoneGroup;
    GroupRow row{
        .kind = none ? GroupRowKind::none : GroupRowKind::named, .name = none ? "" : name, .merged = 0, .cells = {}};
    for (std::size_t i = 0; i < columns.size(); ++i) row.cells.push_back(cell_of(*columns[i], groups[i], name));
    rows.push_back(std::move(row));
  }
  sort_rows(table, rows);
  table.rows = folded(table, std::move(rows));
  table.rows.push_back(total_row(columns));
  return table;
}

}  // namespace

std::optional<double> GroupTable::share_of(const GroupRow& row) const {
  const GroupCell& total = rows.back().cells.front();
  if (!is_count(*columns.front()) || !total.available || total.current.value.value_or(0) <= 0) return std::nullopt;
  return volume_of(row) / *total.current.value;
}

namespace {

template <typename Shows>
std::vector<Block> tables_of(const Report& report, Shows shows) {
  std::vector<Block> blocks;
  for (const std::string& dimension : dimensions_of(report.comparison)) {
    const auto columns = columns_of(report.comparison, dimension);
    if (columns.empty() || !shows(dimension))
      continue;  // or only metrics that this page does not show have groups there
    GroupTable table = group_table(dimension, columns);
    if (table.rows.size() <= kRowAndTotal) continue;  // one group: it would say the total twice
    blocks.push_back({.id = "by_" + dimension, .content = std::move(table)});
  }
  return blocks;
}

}  // namespace

std::vector<Block> group_tables(const Report& report) {
  return tables_of(report, [](const std::string&) { return true; });
}

std::vector<Block> further_group_tables(const Report& report) {
  return tables_of(report, [](const std::string& dimension) { return dimension != "agent"; });
}

}  // namespace csreport
