// Figures as the templates see them: every cell as a sentence or a finished drawing.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "render/block_context.hpp"
#include "render/drawing.hpp"
#include "render/period_words.hpp"
#include "render/series_words.hpp"
#include "render/signal_context.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

using Object = TemplateValue::Object;
using List = TemplateValue::List;

std::int64_t n_of(const Cell& cell) {
  if (const auto* amount = std::get_if<Amount>(&cell)) return amount->value.n;
  if (const auto* movement = std::get_if<Movement>(&cell)) return movement->n;
  if (const auto* quantity = std::get_if<Quantity>(&cell)) return quantity->n;
  return 0;
}

/// On paper a longer table is not kept together.
constexpr std::size_t kMostRowsOnAPage = 20;

/// On a phone a mail has room for so many columns beside the heads of the rows; what else there is stands below them.
constexpr std::ptrdiff_t kMostBeside = 3;

/// Whether it is one of the first columns of numbers.
bool stands_beside(const Figure& figure, std::size_t column) {
  const auto is_numeric = [](const FigureColumn& one) { return one.kind == ColumnKind::numbers; };
  const auto at = figure.columns.begin() + static_cast<std::ptrdiff_t>(column);
  return column > 0 && is_numeric(*at) && std::count_if(figure.columns.begin() + 1, at, is_numeric) < kMostBeside;
}

/// The column that a cell stands in.
struct Place {
  const FigureColumn& column;
  std::int64_t n;  ///< the largest of its cells: one precision for all of them
  bool beside;     ///< see stands_beside()
};

Place place_of(const Figure& figure, std::size_t column) {
  std::int64_t n = 0;
  for (const FigureRow& row : figure.rows) n = std::max(n, n_of(column == 0 ? row.head : row.cells[column - 1]));
  return {figure.columns[column], n, stands_beside(figure, column)};
}

// ---- drawings -----------------------------------------------------------------------------------

/// Whether the format at hand draws, or writes in characters, a cell of this kind.
bool is_drawn(const Drawing& drawing, const ContextSource& source) {
  if (source.drawing == DrawingStyle::svg) return true;
  return std::holds_alternative<Bar>(drawing) || std::holds_alternative<Spread>(drawing) ||
         std::holds_alternative<SeriesLine>(drawing);
}

std::string text_of(const Drawing& drawing, const Axis& axis, const ContextSource& source) {
  const SparkText style = source.drawing == DrawingStyle::ascii ? SparkText::ascii : SparkText::blocks;
  if (const auto* bar = std::get_if<Bar>(&drawing)) return drawing_text(*bar, axis, style);
  if (const auto* spread = std::get_if<Spread>(&drawing)) return drawing_text(*spread, source.numbers());
  if (const auto* line = std::get_if<SeriesLine>(&drawing))
    return spark_text(charted_values(*line->row, line->series), style);
  return {};
}

struct SvgOf {
  const Axis& axis;
  const ContextSource& source;

  std::string operator()(const Spread& spread) const { return drawing_svg(spread, source.numbers()); }
  std::string operator()(const SeriesLine& line) const {
    const auto range = line.normal ? std::optional<ChartRange>({line.normal->low, line.normal->mean, line.normal->high})
                                   : std::nullopt;
    return spark_svg(charted_values(*line.row, line.series), SparkSize::cell,
                     rank_words(*line.row, line.series, source), range, last_point(source.report));
  }
  template <typename Kind>
  std::string operator()(const Kind& kind) const {
    return drawing_svg(kind, axis);
  }
};

/// Text drawings stand in code spans, where their characters have one width.
TemplateValue drawing_context(const Drawing& drawing, const Axis& axis, const ContextSource& source) {
  const std::string fragment =
      source.drawing == DrawingStyle::svg ? std::visit(SvgOf{axis, source}, drawing) : text_of(drawing, axis, source);
  if (fragment.empty()) return {};
  return TemplateValue::markup_already_escaped(fragment);
}

// ---- cells --------------------------------------------------------------------------------------

/// A cell in words.
struct WordsOf {
  const Place& place;
  const ContextSource& source;

  Sentence operator()(std::monostate) const { return {}; }
  Sentence operator()(const Amount& amount) const { return {{amount_words(amount, place.n, source)}}; }
  Sentence operator()(const Movement& movement) const {
    const bool few = movement.row->unit == Unit::ratio && movement.n < kFewestForShare;
    if (few) return {{std::string(NumberFormat::no_value())}};
    return {{source.numbers().change(*movement.row, movement.change, place.n, movement.base)}};
  }
  Sentence operator()(const Quantity& quantity) const { return {{source.numbers().quantity(quantity, place.n)}}; }
  Sentence operator()(const ShortLimit& limit) const {
    return {{limit_words(limit.target, *limit.row, LimitWords::table, source.wording)}};
  }
  Sentence operator()(const Message& message) const { return sentence_of(message, source.wording); }
  Sentence operator()(const Name& name) const {
    return {{name.whole ? name.text : group_name(name.dimension, name.text, source.language()), /*is_name=*/true}};
  }
  Sentence operator()(const Shade& shade) const {
    return {{shade.n == 0 ? source.text("figure.nothing") : source.numbers().number(static_cast<double>(shade.n))}};
  }
  Sentence operator()(const Signal&) const { return {}; }
  Sentence operator()(const Standing&) const { return {}; }
  Sentence operator()(const Drawing&) const { return {}; }
};

/// Whether a word is so long that it has to be torn where a page is narrow.
bool has_long_word(const Sentence& sentence) {
  constexpr std::size_t kLongWord = 24;
  const std::string text = plain_text(sentence);
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (count_characters(std::string_view(text).substr(begin, end - begin)) > kLongWord) return true;
    begin = end + 1;
  }
  return false;
}

std::string cell_class(const Cell& cell, const FigureColumn& column, const Sentence& words) {
  if (const auto* shade = std::get_if<Shade>(&cell)) {
    return shade->step == 0 ? "shade" : fmt::format("shade {}{}", shade->warning ? 'w' : 'v', shade->step);
  }
  // Few cases are grey (METRICS 4.4); a count is what it is.
  const auto* amount = std::get_if<Amount>(&cell);
  const bool counts =
      amount != nullptr && (amount->row->headline == Headline::count || amount->row->headline == Headline::sum);
  if (amount != nullptr && !counts && amount->value.n < kFewestForInk) return "quiet";
  switch (column.kind) {
    case ColumnKind::numbers: return {};
    case ColumnKind::words: return has_long_word(words) ? "words torn" : "words";
    case ColumnKind::drawing: return "drawing";
    case ColumnKind::sparkline: return "chart";
  }
  return {};
}

TemplateValue cell_context(const Cell& cell, const Place& place, const ContextSource& source) {
  const auto* signal = std::get_if<Signal>(&cell);
  const auto* standing = std::get_if<Standing>(&cell);
  const auto* drawing = std::get_if<Drawing>(&cell);
  const auto* shade = std::get_if<Shade>(&cell);
  const Sentence words = std::visit(WordsOf{place, source}, cell);
  const TemplateValue mark = signal != nullptr     ? signal_context(*signal, source)
                             : standing != nullptr ? standing_context(*standing, source)
                                                   : TemplateValue();
  const TemplateValue drawn =
      drawing != nullptr ? drawing_context(*drawing, place.column.axis, source) : TemplateValue();
  // A line of gaps alone shows nothing either.
  const bool blank = drawn.text().find_first_not_of(' ') == std::string_view::npos;
  return Object{{"strong", TemplateValue::truth(shade != nullptr && shade->most)},
                {"beside", TemplateValue::truth(place.beside)},
                {"empty", TemplateValue::truth(words.empty() && !mark.is_true() && blank)},
                {"sentence", sentence_context(words)},
                {"signal", mark},
                {"drawing", drawn},
                {"class", cell_class(cell, place.column, words)}};
}

// ---- the table ----------------------------------------------------------------------------------

/// The columns that the format at hand can show, by index.
std::vector<std::size_t> shown_columns(const Figure& figure, const ContextSource& source) {
  std::vector<std::size_t> shown;
  for (std::size_t column = 1; column < figure.columns.size(); ++column) {
    const bool undrawn = figure.columns[column].kind >= ColumnKind::drawing &&
                         std::none_of(figure.rows.begin(), figure.rows.end(), [&](const FigureRow& row) {
                           const Cell& cell = row.cells[column - 1];
                           const auto* drawing = std::get_if<Drawing>(&cell);
                           return drawing != nullptr && is_drawn(*drawing, source);
                         });
    if (!undrawn) shown.push_back(column);
  }
  return shown;
}

/// The ticks above the drawings.
TemplateValue axis_context(const FigureColumn& column, const ContextSource& source) {
  if (source.drawing != DrawingStyle::svg || column.axis.ticks.empty()) return {};
  return TemplateValue::markup_already_escaped(axis_svg(column.axis, source.numbers()));
}

TemplateValue column_context(const Figure& figure, std::size_t index, const ContextSource& source) {
  const FigureColumn& column = figure.columns[index];
  static constexpr std::array<const char*, 4> kClasses = {"", "words", "drawing", "chart"};
  const TemplateValue axis = axis_context(column, source);
  const auto kind = static_cast<std::size_t>(column.kind);
  return Object{{"title", sentence_context(sentence_of(column.title, source.wording))},
                {"class", std::string(kClasses[kind])},
                {"numeric", TemplateValue::truth(column.kind == ColumnKind::numbers)},
                {"beside", TemplateValue::truth(stands_beside(figure, index))},
                {"has_axis", TemplateValue::truth(!column.axis.ticks.empty() && source.drawing == DrawingStyle::svg)},
                {"axis", axis}};
}

TemplateValue row_context(const Figure& figure, const FigureRow& row, const std::vector<std::size_t>& columns,
                          const ContextSource& source) {
  static constexpr std::array<const char*, 3> kClasses = {"", "none", "total"};
  List cells;
  for (const std::size_t column : columns) {
    cells.push_back(cell_context(row.cells[column - 1], place_of(figure, column), source));
  }
  return Object{
      {"head", cell_context(row.head, place_of(figure, 0), source)},
      {"remark", row.remark
                     ? TemplateValue(Object{{"sentence", sentence_context(sentence_of(*row.remark, source.wording))}})
                     : TemplateValue()},
      {"class", std::string(kClasses[static_cast<std::size_t>(row.kind)])},
      {"total", TemplateValue::truth(row.kind == FigureRowKind::total)},
      {"cells", std::move(cells)}};
}

// ---- the chart above it -------------------------------------------------------------------------

std::vector<std::string> axis_names(const std::vector<Period>& periods, const ContextSource& source) {
  std::vector<std::string> names;
  for (const Period& period : periods) names.push_back(axis_name(period, source.report.zone, source.language()));
  return names;
}

struct ChartOf {
  const Figure& figure;
  const ContextSource& source;

  TemplateValue operator()(std::monostate) const { return {}; }
  TemplateValue operator()(const Flow& flow) const {
    const auto number = [this](double value) { return source.numbers().number(value); };
    const double open = flow.arrived.back() - flow.done.back();
    const ChartWords words{.x_labels = flow_names(flow.parts),
                           .upper = source.text("chart.arrived"),
                           .gap = fill_slots(source.language().plural("chart.open", static_cast<std::int64_t>(open)),
                                             {{"n", number(open)}}),
                           .lower = source.text("chart.done"),
                           .label = fill_slots(source.language().text("chart.flow"),
                                               {{"first", number(flow.arrived.front())},
                                                {"arrived", number(flow.arrived.back() - flow.arrived.front())},
                                                {"done", number(flow.done.back())},
                                                {"open", number(open)}})};
    return chart(flow_axis_svg(flow, source.numbers()), flow_svg(flow, words));
  }
  TemplateValue operator()(const Layers& layers) const {
    const ChartWords words{.x_labels = axis_names(layers.periods, source),
                           .upper = {},
                           .gap = {},
                           .lower = {},
                           .label = plain_text(sentence_of(figure.title, source.wording))};
    return chart(layers_axis_svg(layers, source.numbers()), layers_svg(layers, words));
  }

  /// A week's days by their names.
  [[nodiscard]] std::vector<std::string> flow_names(const std::vector<Period>& parts) const {
    constexpr std::size_t kWeek = 7;
    if (parts.size() > kWeek || parts.front().grain != Grain::day) return axis_names(parts, source);
    std::vector<std::string> names;
    for (const Period& part : parts) names.push_back(weekday_name(part, source.report.zone, source.language()));
    return names;
  }
  static TemplateValue chart(const std::string& axis, const std::string& drawing) {
    return Object{{"axis", TemplateValue::markup_already_escaped(axis)},
                  {"drawing", TemplateValue::markup_already_escaped(drawing)}};
  }
};

List legend_context(const Figure& figure, const ContextSource& source) {
  const bool layers = std::holds_alternative<Layers>(figure.chart);
  const std::size_t parts = figure.legend.size();
  List items;
  for (std::size_t i = 0; i < parts; ++i) {
    const std::size_t step = !layers && parts == 3 ? 2 * i + 1 : i + 1;
    items.push_back(Object{{"colour", fmt::format("{}{}", layers ? 'l' : 'a', step)},
                           {"sentence", sentence_context(sentence_of(figure.legend[i], source.wording))}});
  }
  return items;
}

List sentences(const std::vector<Note>& notes, const ContextSource& source) {
  List items;
  for (const Note& note : notes) {
    items.push_back(Object{{"sentence", sentence_context(sentence_of(note, source.wording))}});
  }
  return items;
}

/// With the key of the drawings where they are drawn.
Sentence subtitle_of(const Figure& figure, const ContextSource& source) {
  const Sentence subtitle = sentence_of(figure.subtitle, source.wording);
  if (source.drawing != DrawingStyle::svg) return subtitle;
  const Sentence key = sentence_of(figure.key, source.wording);
  if (subtitle.empty() || key.empty()) return joined(subtitle, key);
  return joined(joined(subtitle, {{source.text("figure.before_key")}}), key);
}

}  // namespace

std::string amount_words(const Amount& amount, std::int64_t column_n, const ContextSource& source) {
  const MetricRow& row = *amount.row;
  if (row.unit == Unit::score && amount.value.n > 0 && amount.value.n < kFewestForShare) {
    return fill_slots(source.language().text("number.fewer"), {{"n", fmt::format("{}", kFewestForShare)}});
  }
  return source.numbers().value(row, amount.value, column_n);
}

TemplateValue block_context(const Figure& block, const ContextSource& source) {
  const auto shown = shown_columns(block, source);
  List columns;
  for (const std::size_t column : shown) columns.push_back(column_context(block, column, source));
  List rows;
  for (const FigureRow& row : block.rows) rows.push_back(row_context(block, row, shown, source));
  const Sentence title = sentence_of(block.title, source.wording);
  const Sentence subtitle = subtitle_of(block, source);
  const bool legend = !block.legend.empty() && source.drawing == DrawingStyle::svg;
  const bool tabular = !block.rows.empty();
  return Object{{"title", sentence_context(title)},
                {"plain_title", plain_text(title)},
                {"subtitle",
                 subtitle.empty() ? TemplateValue() : TemplateValue(Object{{"sentence", sentence_context(subtitle)}})},
                {"half", TemplateValue::truth(block.width == FigureWidth::half)},
                {"tall", TemplateValue::truth(block.width == FigureWidth::half && block.chart.index() != 0)},
                {"shaded", TemplateValue::truth(block.shaded)},
                {"long", TemplateValue::truth(block.rows.size() > kMostRowsOnAPage)},
                {"in_mail", TemplateValue::truth(block.in_mail)},
                {"folded", TemplateValue::truth(block.folded)},
                {"table_title", source.text("figure.show_table")},
                {"has_legend", TemplateValue::truth(legend)},
                {"legend", legend_context(block, source)},
                {"chart", source.drawing == DrawingStyle::svg ? std::visit(ChartOf{block, source}, block.chart)
                                                              : TemplateValue()},
                {"head", sentence_context(tabular ? sentence_of(block.columns[0].title, source.wording) : Sentence{})},
                {"tabular", TemplateValue::truth(tabular)},
                {"columns", std::move(columns)},
                {"rows", std::move(rows)},
                {"notes", sentences(block.notes, source)}};
}

}  // namespace csreport
