// Figures in a sheet: a table of typed cells, its notes, and the chart that spreadsheets draw from numbers below it.
#include <string>
#include <vector>

#include "render/period_words.hpp"
#include "render/sheet_writer.hpp"
#include "render/signal_context.hpp"

namespace csreport {
namespace {

CellFormat quantity_format(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::count: return CellFormat::whole;
    case QuantityKind::signed_count: return CellFormat::signed_whole;
    case QuantityKind::mean: return CellFormat::one_decimal;
    case QuantityKind::share:
    case QuantityKind::relative:
    case QuantityKind::rough_share: return CellFormat::percent;
    case QuantityKind::points: return CellFormat::signed_points;
    case QuantityKind::signed_mean:
    case QuantityKind::score_points: return CellFormat::signed_two_decimals;
    case QuantityKind::duration:
    case QuantityKind::hours: return CellFormat::duration;
    case QuantityKind::rating: return CellFormat::plain;
  }
  return CellFormat::plain;
}

std::optional<double> in_sheet(const Quantity& quantity) {
  constexpr double kDay = 86400;
  if (!quantity.value) return std::nullopt;
  if (quantity.kind == QuantityKind::points) return *quantity.value * 100;
  const bool time = quantity.kind == QuantityKind::duration || quantity.kind == QuantityKind::hours;
  return time ? *quantity.value / kDay : *quantity.value;
}

/// One cell of a figure; what is drawn stands as numbers in the columns beside it.
struct FigureCell {
  SheetWriter& out;

  void operator()(std::monostate) const { out.blank(); }
  void operator()(const Amount& amount) const { out.value(*amount.row, amount.value.value); }
  void operator()(const Movement& movement) const { out.change(*movement.row, movement.change.absolute); }
  void operator()(const Quantity& quantity) const { out.cell(in_sheet(quantity), quantity_format(quantity.kind)); }
  void operator()(const ShortLimit& limit) const {
    out.cell(limit_words(limit.target, *limit.row, LimitWords::table, out.source().wording));
  }
  void operator()(const Message& message) const { out.cell(sentence(message, out.source())); }
  void operator()(const Name& name) const { out.cell(name.text); }
  void operator()(const Signal& signal) const { out.cell(signal_words(signal, out.source())); }
  void operator()(const Standing& standing) const { out.cell(standing_words(standing, out.source())); }
  void operator()(const Shade& shade) const { out.count(shade.n); }
  void operator()(const Drawing&) const { out.blank(); }
};

std::string note(const Note& text, const ContextSource& source) {
  return plain_text(sentence_of(text, source.wording));
}

/// The numbers of a chart, a row a period, and the chart below them.
struct FigureChart {
  SheetWriter& out;
  const Figure& figure;
  std::uint32_t title_row;

  void operator()(std::monostate) const {}
  void operator()(const Flow& flow) const {
    draw(SheetChartKind::lines, flow.parts,
         {out.word("figure.flow.arrived_so_far"), out.word("figure.flow.solved_so_far")},
         [&](std::size_t series, std::size_t i) { return (series == 0 ? flow.arrived : flow.done)[i + 1]; });
  }
  void operator()(const Layers& layers) const {
    std::vector<std::string> names;
    for (const Note& name : figure.legend) names.push_back(note(name, out.source()));
    draw(SheetChartKind::layers, layers.periods, names,
         [&](std::size_t series, std::size_t i) { return layers.values[series][i]; });
  }

 private:
  template <typename ValueOf>
  void draw(SheetChartKind kind, const std::vector<Period>& periods, const std::vector<std::string>& names,
            ValueOf value_of) const {
    const ContextSource& source = out.source();
    out.next();
    out.head(out.word("label.period"));
    for (const std::string& name : names) out.number_head(name);
    out.next();
    const std::uint32_t first = out.row();
    for (std::size_t i = 0; i < periods.size(); ++i) {
      out.cell(period_name(periods[i], source.report.zone, source.language(), YearOfWeek::with));
      for (std::size_t series = 0; series < names.size(); ++series) {
        out.cell(std::optional(value_of(series, i)), CellFormat::whole);
      }
      out.next();
    }
    std::vector<std::uint16_t> columns;
    for (std::size_t series = 0; series < names.size(); ++series)
      columns.push_back(static_cast<std::uint16_t>(series + 1));
    out.workbook().add_chart(out.sheet(), {.kind = kind,
                                           .first_row = first,
                                           .last_row = out.row() - 1,
                                           .categories = 0,
                                           .columns = columns,
                                           .title_row = title_row,
                                           .title_column = 0,
                                           .place_row = out.row() + 1,
                                           .place_column = 0});
    for (std::uint32_t row = 0; row < kChartRows; ++row) out.next();
  }
};

}  // namespace

void write(SheetWriter& out, const Figure& block) {
  const ContextSource& source = out.source();
  const std::uint32_t title_row = out.row();
  out.line(note(block.title, source), CellFormat::strong);
  out.line(note(block.subtitle, source));
  for (const FigureColumn& column : block.columns) {
    if (column.kind >= ColumnKind::drawing) continue;
    out.cell(note(column.title, source), column.kind == ColumnKind::numbers && &column != &block.columns.front()
                                             ? CellFormat::number_head
                                             : CellFormat::head);
  }
  out.next();
  for (const FigureRow& row : block.rows) {
    std::visit(FigureCell{out}, row.head);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (block.columns[i + 1].kind < ColumnKind::drawing) std::visit(FigureCell{out}, row.cells[i]);
    }
    out.next();
  }
  for (const Note& text : block.notes) out.line(note(text, source));
  std::visit(FigureChart{out, block, title_row}, block.chart);
}

}  // namespace csreport
