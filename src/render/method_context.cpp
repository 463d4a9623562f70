// Method and data quality as the templates see them.
#include <fmt/format.h>

#include "render/block_context.hpp"
#include "render/metric_words.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

using Object = TemplateValue::Object;
using List = TemplateValue::List;

std::string number(std::int64_t n, const ContextSource& source) {
  return source.numbers().number(static_cast<double>(n));
}

/// "12 spam", "spam: 12": languages with cases set the number apart.
std::string counted_reason(std::int64_t n, const std::string& reason, const ContextSource& source) {
  return fill_slots(source.language().text("label.counted_reason"),
                    {{"n", number(n, source)}, {"reason", words_for(source, "reason", reason)}});
}

std::string lines_of(const std::uint64_t* begin, const std::uint64_t* end) {
  std::string lines;
  for (const auto* line = begin; line != end; ++line) {
    if (*line != 0) lines += fmt::format("{}{}", lines.empty() ? "" : ", ", *line);
  }
  return lines;
}

List reasons(const std::vector<ReasonCount>& counts, const ContextSource& source) {
  List list;
  for (const ReasonCount& count : counts) {
    list.push_back(Object{{"counted", counted_reason(count.rows, count.reason, source)},
                          {"first_line", count.first_line != 0 ? fmt::format("{}", count.first_line) : std::string()}});
  }
  return list;
}

std::string file_name(const std::string& path, const ContextSource& source) {
  return path == "-" ? std::string(source.text("label.standard_input")) : shown_name(path);
}

/// Long enough to tell the members of nested JSON apart.
std::string shown_header(std::string_view header) { return cut_characters(header, 80, "…"); }

std::string field_of(const InputSummary::ColumnUse& column, const ContextSource& source) {
  if (!column.field.empty()) return column.field;
  return column.reading.empty() ? std::string(source.text("label.not_used")) : std::string();
}

TemplateValue input_context(const InputSummary& input, const ContextSource& source) {
  return Object{{"file", file_name(input.path, source)},
                {"kind", words_for(source, "kind", std::string(record_kind_name(input.kind)))},
                {"profile", input.profile},
                {"read", number(input.read, source)},
                {"used", number(input.used, source)},
                {"excluded", number(input.excluded, source)},
                {"rejected", number(input.rejected, source)},
                {"blank", number(input.blank, source)},
                {"excluded_reasons", reasons(input.excluded_reasons, source)},
                {"rejected_reasons", reasons(input.rejected_reasons, source)}};
}

constexpr const char* kConsequences[] = {"consequence.note", "consequence.cell_missing", "consequence.row_rejected"};

TemplateValue diagnostic_context(const Diagnostic& diagnostic, const ContextSource& source) {
  const auto times = static_cast<std::int64_t>(diagnostic.count);
  return Object{{"file", file_name(diagnostic.file, source)},
                {"column", shown_name(diagnostic.column)},
                {"what", words_for(source, "diagnostic", diagnostic.code)},
                {"value", shown_name(diagnostic.value)},
                {"expected", phrase_text(diagnostic.expected, source.language())},
                {"consequence", source.text(kConsequences[static_cast<std::size_t>(diagnostic.consequence)])},
                {"times", number(times, source)},
                {"lines", lines_of(diagnostic.lines.data(), diagnostic.lines.data() + diagnostic.lines.size())}};
}

TemplateValue readings_of(const InputSummary& input, const ContextSource& source) {
  List columns;
  for (const auto& column : input.columns) {
    columns.push_back(Object{{"header", shown_header(column.header)},
                             {"field", field_of(column, source)},
                             {"reading", phrases_text(column.reading, source.language())}});
  }
  return Object{{"file", file_name(input.path, source)}, {"columns", std::move(columns)}};
}

}  // namespace

TemplateValue block_context(const Definitions& block, const ContextSource& source) {
  List items;
  for (const Definition& definition : block.rows) {
    const MetricRow& row = *definition.row;
    List notes;
    for (const Phrase& note : definition.notes) notes.push_back(Object{{"note", phrase_text(note, source.language())}});
    const std::string variant = phrases_text(definition.variant, source.language());
    const Anchor anchor = is_counted_at_creation(definition.variant) ? Anchor::created : row.anchor;
    items.push_back(Object{
        {"title", metric_title(row, source.language())},
        {"definition", metric_definition(row, source.language())},
        {"variant",
         variant.empty() ? std::string() : fill_slots(source.language().text("label.variant"), {{"variant", variant}})},
        {"anchor", fill_slots(source.language().text("label.anchor"),
                              {{"anchor", source.text(fmt::format("anchor.{}", static_cast<int>(anchor)))}})},
        {"notes", std::move(notes)}});
  }
  return Object{{"items", std::move(items)}};
}

TemplateValue block_context(const Exclusions& block, const ContextSource& source) {
  List rows;
  for (const MetricExclusions& metric : block.rows) {
    std::string counts;
    for (const ExcludedCount& count : metric.excluded) {
      if (!counts.empty()) counts += source.text("label.list_separator");
      counts += counted_reason(count.n, count.reason, source);
    }
    rows.push_back(Object{{"title", metric_title(*metric.row, source.language())},
                          {"n", number(metric.n, source)},
                          {"counts", std::move(counts)}});
  }
  return Object{{"rows", std::move(rows)}};
}

TemplateValue block_context(const RowAccounting&, const ContextSource& source) {
  List inputs;
  for (const InputSummary& input : source.report.inputs) inputs.push_back(input_context(input, source));
  List diagnostics;
  for (const Diagnostic& diagnostic : source.report.diagnostics)
    diagnostics.push_back(diagnostic_context(diagnostic, source));
  const bool some = !diagnostics.empty();
  return Object{{"inputs", std::move(inputs)},
                {"diagnostics", std::move(diagnostics)},
                {"has_diagnostics", TemplateValue::truth(some)}};
}

TemplateValue block_context(const ColumnReadings&, const ContextSource& source) {
  List inputs;
  for (const InputSummary& input : source.report.inputs) inputs.push_back(readings_of(input, source));
  return Object{{"inputs", std::move(inputs)}};
}

TemplateValue block_context(const Notes& block, const ContextSource& source) {
  List items;
  for (const Note& note : block.notes)
    items.push_back(Object{{"sentence", sentence_context(sentence_of(note, source.wording))}});
  return Object{{"items", std::move(items)}};
}

}  // namespace csreport
