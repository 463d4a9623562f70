// The report as a workbook: a sheet per section, and one for each table by dimension; real numbers with formats, native
// charts. Every cell is the unrounded value; shares of few cases stand as numbers beside their n.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "render/block_context.hpp"
#include "render/context.hpp"
#include "render/formats.hpp"
#include "render/period_words.hpp"
#include "render/series_words.hpp"
#include "render/sheet_writer.hpp"
#include "render/signal_context.hpp"
#include "render/workbook.hpp"

namespace csreport {
namespace {

std::string joined(const std::vector<Message>& messages, const ContextSource& source) {
  std::string text;
  for (const Message& message : messages) {
    text += (text.empty() ? std::string() : source.text("list.sentences")) + sentence(message, source);
  }
  return text;
}

// ---- metric lines -------------------------------------------------------------------------------

void line_heads(SheetWriter& out) {
  out.head(out.word("label.metric"));
  out.head(out.word("sheet.statistic"));
  out.number_head(current_name(out.source()));
  if (out.compared()) {
    out.number_head(previous_name(out.source()));
    out.number_head(out.word("label.change"));
    out.number_head(out.word("sheet.relative"));
  }
  for (const char* key : {"sheet.normal_low", "sheet.normal_high"}) out.number_head(out.word(key));
  out.head(out.word("label.signal"));
  out.number_head(out.word("label.n"));
  out.head(out.word("label.target"));
  out.head(out.word("sheet.verdict"));
  out.number_head(out.word("sheet.interval_low"));
  out.number_head(out.word("sheet.interval_high"));
  for (const char* key : {"sheet.p25", "sheet.p75", "sheet.p90"}) out.number_head(out.word(key));
  out.head(out.word("sheet.quality"));
}

void line_cells(SheetWriter& out, const MetricLine& line) {
  const MetricRow& row = *line.row;
  const ContextSource& source = out.source();
  const auto statistic = source.text(fmt::format("statistic.{}", static_cast<int>(row.headline)));
  out.cell(line_title(line, source.language()));
  out.cell(statistic);
  out.value(row, line.current.value);
  if (out.compared()) {
    out.value(row, line.previous ? line.previous->value : std::nullopt);
    out.change(row, line.change.absolute);
    out.cell(line.change.relative, CellFormat::percent);
  }
  const auto& normal = line.judgement.normal;
  out.value(row, normal ? std::optional<double>(normal->low) : std::nullopt);
  out.value(row, normal ? std::optional<double>(normal->high) : std::nullopt);
  out.cell(signal_words(line.judgement.signal, source));
  out.count(line.current.n);
  out.cell(line.target ? limit_words(line.target->target, row, LimitWords::table, source.wording) : std::string());
  out.cell(line.target ? source.text(fmt::format("target_state.{}", target_state_name(line.target->state)))
                       : std::string());
  out.value(row, line.interval ? std::optional<double>(line.interval->low) : std::nullopt);
  out.value(row, line.interval ? std::optional<double>(line.interval->high) : std::nullopt);
  const auto& stats = line.current.stats;
  for (const auto member : {&Statistics::p25, &Statistics::p75, &Statistics::p90}) {
    out.value(row, stats ? std::optional<double>((*stats).*member) : std::nullopt);
  }
  out.cell(words_for(source, "quality", std::string(quality_state_name(line.quality.state))));
}

// ---- blocks: one overload each ------------------------------------------------------------------

void write(SheetWriter& out, const KpiCards& block) {
  line_heads(out);
  out.next();
  for (const MetricLine& line : block.cards) {
    line_cells(out, line);
    out.next();
  }
}

void write(SheetWriter& out, const MetricsTable& block) {
  const std::uint32_t first = out.row();
  out.head(out.word("sheet.family"));
  line_heads(out);
  out.next();
  for (const MetricFamily& family : block.families) {
    for (const MetricLine& line : family.lines) {
      out.cell(family_words(family.family, out.source()));
      line_cells(out, line);
      out.next();
    }
  }
  if (first != 0) return;
  out.sheet().freeze(1, 2);
  out.sheet().filter(out.row() - 1, out.compared() ? 18 : 15);
}

void write(SheetWriter& out, const ChangeList& block) {
  for (const Finding& finding : block.findings) {
    out.cell(signal_words({finding.state, finding.rule}, out.source()));
    out.cell(sentence(finding.sentence, out.source()) +
                 (finding.support.empty() ? std::string() : out.word("list.sentences")) +
                 joined(finding.support, out.source()),
             CellFormat::plain);
    out.next();
  }
  const auto left_out = [&](std::size_t n) {
    if (n == 0) return;
    out.line(fill_slots(out.word("figure.goals.more"), {{"n", fmt::format("{}", n)}}));
  };
  if (block.beyond) out.line(sentence(*block.beyond, out.source()));
  left_out(block.further);
  if (block.actions.empty()) return;
  out.skip();
  out.line(out.word("label.actions"), CellFormat::strong);
  for (const Action& action : block.actions) {
    out.blank();
    out.cell(sentence(action.sentence, out.source()) + ". " + sentence(action.evidence, out.source()) + " " +
             sentence(action.check_words, out.source()));
    out.next();
  }
  left_out(block.further_actions);
}

void write(SheetWriter& out, const AlertList& block) {
  out.line(out.word("label.alerts"), CellFormat::strong);
  const std::vector<std::string> advices = alert_advices(block.alerts, out.source().language());
  for (std::size_t i = 0; i < block.alerts.size(); ++i) {
    const Alert& alert = block.alerts[i];
    const std::string& advice = advices[i];
    out.cell(out.source().text(fmt::format("severity.{}", severity_name(alert.severity))));
    out.cell(joined(alert.text, out.source()) + (advice.empty() ? "" : " ") + advice);
    out.next();
  }
}

/// The range that held when the point was new; nothing before there was one.
const NormalRange* range_at(const MetricLine& line, std::size_t point) {
  for (const SeriesLevel& level : line.judgement.levels) {
    if (level.first <= point && point <= level.last) return &level.range;
  }
  return nullptr;
}

void write(SheetWriter& out, const TrendFigures& block) {
  constexpr std::uint16_t kColumns = 4;
  const auto& trend = out.source().report.comparison.trend;
  const std::uint32_t first = out.row();
  out.head(out.word("label.period"));
  for (const MetricLine& line : block.figures) {
    const std::string title = line_title(line, out.source().language());
    out.number_head(title);
    out.number_head(out.word("label.n"));
    out.number_head(out.word("sheet.normal_low"));
    out.number_head(out.word("sheet.normal_high"));
  }
  out.next();
  for (std::size_t i = 0; i < trend.size(); ++i) {
    out.cell(period_name(trend[i], out.source().report.zone, out.source().language(), YearOfWeek::with));
    for (const MetricLine& line : block.figures) {
      const auto point = std::find_if(line.series.begin(), line.series.end(),
                                      [&](const SeriesPoint& one) { return one.period == trend[i].label; });
      const bool there = point != line.series.end();
      // A month that has only begun has no limits of its own length yet.
      const bool begun = there && is_brought_to_one_length(line.series) && !point->alike;
      const auto* range =
          there && !begun ? range_at(line, static_cast<std::size_t>(point - line.series.begin())) : nullptr;
      out.value(*line.row, there && is_charted(*line.row, *point) ? point->value : std::nullopt);
      out.cell(there ? std::optional<double>(static_cast<double>(point->n)) : std::nullopt, CellFormat::whole);
      // Beside a count of 28 days stand the limits of 28 days.
      const double days = there && point->alike.value_or(0) > 0 ? *point->value / *point->alike : 1;
      out.value(*line.row, range != nullptr ? std::optional<double>(range->low * days) : std::nullopt);
      out.value(*line.row, range != nullptr ? std::optional<double>(range->high * days) : std::nullopt);
    }
    out.next();
  }
  constexpr std::uint16_t kChartColumns = 7;
  for (std::size_t i = 0; i < block.figures.size(); ++i) {
    const auto column = static_cast<std::uint16_t>(1 + i * kColumns);
    const auto place = static_cast<std::uint32_t>(i);
    out.workbook().add_chart(out.sheet(), {.first_row = first + 1,
                                           .last_row = out.row() - 1,
                                           .categories = 0,
                                           .columns = {column, static_cast<std::uint16_t>(column + 2),
                                                       static_cast<std::uint16_t>(column + 3)},
                                           .title_row = first,
                                           .title_column = column,
                                           .place_row = out.row() + 1 + place / 2 * kChartRows,
                                           .place_column = static_cast<std::uint16_t>(place % 2 * kChartColumns)});
  }
  if (first == 0) out.sheet().freeze(1, 1);
}

void write(SheetWriter& out, const GroupTable& block) {
  const std::uint32_t first = out.row();
  const auto shows_change = [&](const MetricRow* column) {
    return out.compared() && (column == block.columns.front() || group_changes_shown(block));
  };
  out.head(group_dimension(block, out.source()));
  for (const MetricRow* column : block.columns) {
    out.number_head(group_column(*column, out.source()));
    out.number_head(out.word("label.n"));
    if (shows_change(column)) out.number_head(out.word("label.change"));
  }
  out.next();
  for (const GroupRow& row : block.rows) {
    const bool total = row.kind == GroupRowKind::total;
    out.cell(row.kind == GroupRowKind::named ? group_name(block.dimension, row.name, out.source().language())
                                             : group_label(row, block.dimension, out.source()),
             total ? CellFormat::strong : CellFormat::plain);
    for (std::size_t i = 0; i < block.columns.size(); ++i) {
      const GroupCell& cell = row.cells[i];
      out.value(*block.columns[i], cell.available ? cell.current.value : std::nullopt);
      out.cell(cell.available ? std::optional<double>(static_cast<double>(cell.current.n)) : std::nullopt,
               CellFormat::whole);
      if (shows_change(block.columns[i]))
        out.change(*block.columns[i], cell.available ? cell.change.absolute : std::nullopt);
    }
    out.next();
  }
  if (first == 0) out.sheet().freeze(1, 1);
}

/// A column of texts for each name, from the objects that the templates see.
void texts(SheetWriter& out, const TemplateValue::List& rows, std::initializer_list<const char*> names) {
  for (const TemplateValue& row : rows) {
    for (const char* name : names) out.cell(row.object()->find(name)->second.text());
    out.next();
  }
}

void write(SheetWriter& out, const Definitions& block) {
  out.line(out.word("label.definitions"), CellFormat::strong);
  const TemplateValue context = block_context(block, out.source());
  texts(out, *context.object()->at("items").list(), {"title", "definition", "anchor", "variant"});
}

void write(SheetWriter& out, const Exclusions& block) {
  out.line(out.word("label.exclusions"), CellFormat::strong);
  out.head(out.word("label.metric"));
  out.number_head(out.word("label.counted"));
  out.number_head(out.word("label.left_out"));
  out.blank();
  out.next();
  for (const MetricExclusions& metric : block.rows) {
    for (const ExcludedCount& count : metric.excluded) {
      out.cell(line_title({.row = metric.row}, out.source().language()));
      out.count(metric.n);
      out.count(count.n);
      out.cell(words_for(out.source(), "reason", count.reason));
      out.next();
    }
  }
}

void write(SheetWriter& out, const RowAccounting& block) {
  out.line(out.word("label.accounting"), CellFormat::strong);
  for (const char* key : {"label.file", "label.kind", "label.profile"}) out.head(out.word(key));
  for (const char* key : {"label.read", "label.used", "label.excluded", "label.rejected", "label.blank"}) {
    out.number_head(out.word(key));
  }
  out.next();
  for (const InputSummary& input : out.source().report.inputs) {
    out.cell(input.path == "-" ? out.word("label.standard_input") : input.path);
    out.cell(words_for(out.source(), "kind", std::string(record_kind_name(input.kind))));
    out.cell(input.profile);
    for (const std::int64_t n : {input.read, input.used, input.excluded, input.rejected, input.blank}) out.count(n);
    out.next();
  }
  const TemplateValue context = block_context(block, out.source());
  const auto& diagnostics = *context.object()->at("diagnostics").list();
  if (diagnostics.empty()) return;
  out.skip();
  out.line(out.word("label.diagnostics"), CellFormat::strong);
  for (const char* key : {"label.file", "label.column", "label.what", "label.times", "label.lines", "label.found",
                          "label.expected", "label.consequence"}) {
    out.head(out.word(key));
  }
  out.next();
  texts(out, diagnostics, {"file", "column", "what", "times", "lines", "value", "expected", "consequence"});
}

void write(SheetWriter& out, const ColumnReadings& block) {
  out.line(out.word("label.readings"), CellFormat::strong);
  for (const char* key : {"label.file", "label.column", "label.field", "label.reading"}) out.head(out.word(key));
  out.next();
  const TemplateValue context = block_context(block, out.source());
  for (const TemplateValue& input : *context.object()->at("inputs").list()) {
    for (const TemplateValue& column : *input.object()->at("columns").list()) {
      out.cell(input.object()->at("file").text());
      for (const char* name : {"header", "field", "reading"}) out.cell(column.object()->at(name).text());
      out.next();
    }
  }
}

void write(SheetWriter& out, const Notes& block) {
  out.line(out.word("label.notes"), CellFormat::strong);
  for (const Note& note : block.notes) out.line(plain_text(sentence_of(note, out.source().wording)));
}

// ---- the workbook -------------------------------------------------------------------------------

void write_header(SheetWriter& out) {
  const Header& header = out.source().report.header;
  out.line(report_title(out.source().report, out.source().options), CellFormat::title);
  if (!header.organisation.empty()) out.line(header.organisation);
  out.line(joined(header.lead, out.source()));
  out.skip();
  for (const ScopeEntry& entry : header.scope) {
    out.cell(scope_title(entry.fact, out.source()));
    out.cell(plain_text(sentence_of(entry.text, out.source().wording)));
    out.next();
  }
  out.skip();
}

/// A sheet of the section's blocks, one below the other; tables by dimension have their own.
void add_section(Workbook& workbook, const Section& section, const ContextSource& source) {
  SheetWriter* shared = nullptr;
  std::optional<SheetWriter> of_section;
  for (const Block& block : section.blocks) {
    if (const auto* table = std::get_if<GroupTable>(&block.content)) {
      SheetWriter own(workbook, workbook.add_sheet(group_title(*table, source)), source);
      write(own, *table);
      continue;
    }
    if (shared == nullptr) {
      of_section.emplace(workbook, workbook.add_sheet(source.text("section." + section.id)), source);
      shared = &*of_section;
      if (&section == &source.report.sections.front()) write_header(*shared);
    } else {
      shared->skip();
    }
    std::visit([&](const auto& content) { write(*shared, content); }, block.content);
  }
}

}  // namespace

std::string render_xlsx(const Report& report, const RenderOptions& options) {
  constexpr Instant kBeginOfZip = std::chrono::sys_days{std::chrono::year{1980} / 1 / 1};
  const Language& language = Language::load(options.language);
  const ContextSource source{report, options, {language, NumberFormat(language), report.zone}, DrawingStyle::blocks};
  Workbook workbook(report_title(report, options), report.as_of.value_or(kBeginOfZip));
  for (const Section& section : report.sections) add_section(workbook, section, source);
  if (report.sections.empty()) workbook.add_sheet(report_title(report, options));
  return workbook.finish();
}

}  // namespace csreport
