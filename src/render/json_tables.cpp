#include "render/json_tables.hpp"

#include <cmath>
#include <string>

namespace csreport {
namespace {

std::string_view row_kind(GroupRowKind kind) {
  switch (kind) {
    case GroupRowKind::named: return "group";
    case GroupRowKind::other: return "other";
    case GroupRowKind::none: return "none";
    case GroupRowKind::total: return "total";
  }
  return {};
}

/// Columns: the kind of the row, its name, how many groups it stands for, then value, n, change and signal
/// of every metric, and the share of the first one.
Json table_json(const GroupTable& table) {
  Json columns = {"row", "group", "groups"};
  for (const MetricRow* column : table.columns) {
    const std::string id(column->id);
    columns.push_back(id);
    columns.push_back(id + ".n");
    columns.push_back(id + ".change");
    columns.push_back(id + ".signal");
  }
  columns.push_back("share");
  Json rows = Json::array();
  for (const GroupRow& row : table.rows) {
    const bool named = row.kind == GroupRowKind::named;
    Json cells = {std::string(row_kind(row.kind)), named ? Json(row.name) : Json(nullptr),
                  row.kind == GroupRowKind::other ? Json(row.merged)
                  : named                         ? Json(1)
                                                  : Json(nullptr)};
    for (const GroupCell& cell : row.cells) {
      cells.push_back(number(cell.current.value));
      cells.push_back(cell.available ? Json(cell.current.n) : Json(nullptr));
      cells.push_back(number(cell.change.absolute));
      cells.push_back(std::string(signal_state_name(cell.signal.state)));
    }
    cells.push_back(number(table.share_of(row)));
    rows.push_back(std::move(cells));
  }
  return {{"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

// ---- figures ------------------------------------------------------------------------------------

/// What a drawing holds that no other column does; null where the numbers beside it say all.
struct DrawingJson {
  Json operator()(const Spread& spread) const { return spread.counts; }
  Json operator()(const Ladder& ladder) const {
    return {{"p25", ladder.p25},
            {"median", ladder.median},
            {"p75", ladder.p75},
            {"p90", number(ladder.p90)},
            {"target", number(ladder.target)}};
  }
  Json operator()(const Whisker& whisker) const { return {{"low", whisker.low}, {"high", whisker.high}}; }
  Json operator()(const Step& step) const { return {{"from", step.from}, {"to", step.to}}; }
  Json operator()(const SeriesLine& line) const {
    Json values = Json::array();
    for (const SeriesPoint& point : line.series) values.push_back(number(point.value));
    return values;
  }
  Json operator()(const Bar& bar) const { return number(bar.previous); }
  Json operator()(const Against& against) const { return number(against.reference); }
};

struct CellJson {
  const Wording& wording;

  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(const Amount& amount) const { return number(amount.value.value); }
  Json operator()(const Movement& movement) const { return number(movement.change.absolute); }
  Json operator()(const Quantity& quantity) const { return number(quantity.value); }
  Json operator()(const ShortLimit& limit) const {
    return limit.target.low == limit.target.high ? number(limit.target.low)
                                                 : Json{number(limit.target.low), number(limit.target.high)};
  }
  Json operator()(const Message& message) const { return plain_text(sentence_of(message, wording)); }
  Json operator()(const Name& name) const { return name.text; }
  Json operator()(const Signal& signal) const { return std::string(signal_state_name(signal.state)); }
  Json operator()(const Standing& standing) const { return standing.state; }
  Json operator()(const Shade& shade) const { return shade.n; }
  Json operator()(const Drawing& drawing) const { return std::visit(DrawingJson{}, drawing); }
};

/// "row" is the kind of the row, as in the tables by dimension.
std::string_view row_kind(FigureRowKind kind) {
  switch (kind) {
    case FigureRowKind::normal: return "normal";
    case FigureRowKind::quiet: return "quiet";
    case FigureRowKind::total: return "total";
  }
  return {};
}

Json table_json(const Figure& figure, const Wording& wording) {
  Json columns = {"row"};
  for (const FigureColumn& column : figure.columns) columns.push_back(column.id);
  Json rows = Json::array();
  for (const FigureRow& row : figure.rows) {
    Json cells = {std::string(row_kind(row.kind)), std::visit(CellJson{wording}, row.head)};
    for (const Cell& cell : row.cells) cells.push_back(std::visit(CellJson{wording}, cell));
    rows.push_back(std::move(cells));
  }
  return {{"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

}  // namespace

Json tables_json(const Report& report, const Wording& wording) {
  Json tables = Json::object();
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) {
      if (const auto* table = std::get_if<GroupTable>(&block.content)) tables[block.id] = table_json(*table);
      if (const auto* figure = std::get_if<Figure>(&block.content)) tables[block.id] = table_json(*figure, wording);
    }
  }
  return tables;
}

}  // namespace csreport
