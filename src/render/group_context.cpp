// The tables by dimension as the templates see them.
#include <algorithm>

#include <fmt/format.h>

#include "render/block_context.hpp"
#include "render/metric_words.hpp"
#include "render/signal_context.hpp"

namespace csreport {
namespace {

using Object = TemplateValue::Object;
using List = TemplateValue::List;

/// Charts cut names earlier; the tables of groups are where they stand whole.
constexpr std::size_t kWholeName = 200;

bool is_count(const MetricRow& row) { return row.unit == Unit::count && row.headline == Headline::count; }

/// One column, one precision.
std::int64_t column_n(const GroupTable& table, std::size_t column) {
  std::int64_t n = 0;
  for (const GroupRow& row : table.rows) n = std::max(n, row.cells[column].current.n);
  return n;
}

std::optional<double> base_of(const GroupCell& cell) { return cell.previous ? cell.previous->value : std::nullopt; }

/// The change of a small group is noise: none is shown below the metric's own minimum.
std::string change_text(const MetricRow& row, const GroupCell& cell, std::int64_t n, const ContextSource& source) {
  const std::int64_t fewest = is_count(row) ? 0 : std::max(row.min_n, kFewestForShare);
  const bool few = cell.current.n < fewest || (cell.previous && cell.previous->n < fewest);
  if (!cell.available || few) return std::string(NumberFormat::no_value());
  return source.numbers().change(row, cell.change, n, base_of(cell));
}

std::string value_text(const MetricRow& row, const GroupCell& cell, std::int64_t n, const ContextSource& source) {
  if (!cell.available) return std::string(NumberFormat::no_value());
  return amount_words({&row, cell.current}, n, source);
}

/// What is worth a mark among so many numbers.
TemplateValue mark_context(const Signal& signal, const ContextSource& source) {
  const SignalState state = signal.state;
  const bool marked = state == SignalState::worse || state == SignalState::better || state == SignalState::changed;
  return marked ? signal_context(signal, source) : TemplateValue();
}

/// "40.7%"; nothing for the total.
TemplateValue share_context(const GroupTable& table, const GroupRow& row, const ContextSource& source) {
  const auto share = table.share_of(row);
  if (!share || row.kind == GroupRowKind::total) return {};
  const auto all = static_cast<std::int64_t>(*table.rows.back().cells.front().current.value);
  return source.numbers().quantity({QuantityKind::share, *share, all}, all);
}

TemplateValue cell_context(const GroupTable& table, const GroupRow& row, std::size_t column,
                           const ContextSource& source) {
  const MetricRow& metric = *table.columns[column];
  const GroupCell& cell = row.cells[column];
  const std::int64_t n = column_n(table, column);
  const std::string change = change_text(metric, cell, n, source);
  const bool shown = group_changes_shown(table) && change != NumberFormat::no_value();
  return Object{{"value", value_text(metric, cell, n, source)},
                {"change", shown ? TemplateValue(change) : TemplateValue()},
                {"signal", mark_context(cell.signal, source)}};
}

TemplateValue row_context(const GroupTable& table, const GroupRow& row, const ContextSource& source) {
  List cells;
  for (std::size_t column = 1; column < table.columns.size(); ++column)
    cells.push_back(cell_context(table, row, column, source));
  const std::int64_t n = column_n(table, 0);
  return Object{{"name", group_name(table.dimension, row.name, source.language(), kWholeName)},
                {"label", group_label(row, table.dimension, source)},
                {"total", TemplateValue::truth(row.kind == GroupRowKind::total)},
                {"volume", row.cells[0].available ? source.numbers().value(*table.columns[0], row.cells[0].current, n)
                                                  : std::string(NumberFormat::no_value())},
                {"share", share_context(table, row, source)},
                {"signal", mark_context(row.cells[0].signal, source)},
                {"change", change_text(*table.columns[0], row.cells[0], n, source)},
                {"cells", std::move(cells)}};
}

}  // namespace

bool group_changes_shown(const GroupTable& table) { return table.dimension != "agent"; }

std::string group_label(const GroupRow& row, const std::string& dimension, const ContextSource& source) {
  switch (row.kind) {
    case GroupRowKind::named: return {};
    case GroupRowKind::none: {
      const auto* words = source.language().find("no_dimension." + dimension);
      return words != nullptr ? *words : source.text("label.none");
    }
    case GroupRowKind::total: return source.text("label.all");
    case GroupRowKind::other: break;
  }
  const auto merged = static_cast<std::int64_t>(row.merged);
  return fill_slots(source.language().plural("label.other", merged),
                    {{"n", source.numbers().number(static_cast<double>(merged))}});
}

std::string group_column(const MetricRow& row, const ContextSource& source) {
  return metric_short_title(row, source.language());
}

std::string group_title(const GroupTable& table, const ContextSource& source) {
  const auto* by = source.language().find("by_dimension." + table.dimension);
  if (by != nullptr) return *by;
  return fill_slots(source.language().text("label.by"), {{"dimension", shown_name(table.dimension)}});
}

std::string group_dimension(const GroupTable& table, const ContextSource& source) {
  const auto* known = source.language().find("dimension." + table.dimension);
  return known != nullptr ? *known : shown_name(table.dimension);
}

TemplateValue block_context(const GroupTable& block, const ContextSource& source) {
  List columns;
  for (std::size_t column = 1; column < block.columns.size(); ++column) {
    const MetricRow& row = *block.columns[column];
    columns.push_back(
        Object{{"title", group_column(row, source)},
               {"statistic", is_count(row) || row.headline == Headline::ratio
                                 ? std::string()
                                 : source.text(fmt::format("statistic_short.{}", static_cast<int>(row.headline)))}});
  }
  List rows;
  for (const GroupRow& row : block.rows) rows.push_back(row_context(block, row, source));
  return Object{{"title", group_title(block, source)},
                {"dimension", group_dimension(block, source)},
                {"volume", group_column(*block.columns.front(), source)},
                {"compared", TemplateValue::truth(source.report.comparison.previous.has_value())},
                {"open", source.text("label.gap") + source.text("label.open")},
                {"close", source.text("label.close")},
                {"columns", std::move(columns)},
                {"rows", std::move(rows)}};
}

}  // namespace csreport
