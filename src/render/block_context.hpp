#pragma once
// The blocks as the templates see them: one overload a block. Part of the context (context.hpp).

#include "csreport/report/report.hpp"
#include "render/context.hpp"
#include "render/sentence.hpp"

namespace csreport {

/// What all blocks need: the report, the words, the drawing.
struct ContextSource {
  const Report& report;
  const RenderOptions& options;
  Wording wording;
  DrawingStyle drawing;

  [[nodiscard]] const Language& language() const { return wording.language; }
  [[nodiscard]] const NumberFormat& numbers() const { return wording.numbers; }
  [[nodiscard]] std::string text(std::string_view path) const { return std::string(language().text(path)); }
};

/// A sentence as a list of {name} and {text} parts.
TemplateValue sentence_context(const Sentence& sentence);
/// "26 weeks", for the trend behind the report.
std::string trend_span(const ContextSource& source, std::size_t points);
std::string current_name(const ContextSource& source);
std::string previous_name(const ContextSource& source);
/// Words for an id from the data ("awaiting_first_reply"): the language's, else the id with spaces.
std::string words_for(const ContextSource& source, std::string_view group, const std::string& id);

/// A metric's value in a table: a score of a handful of answers says nothing, and says it loudly ("NPS 100").
std::string amount_words(const Amount& amount, std::int64_t column_n, const ContextSource& source);

std::string scope_title(ScopeFact fact, const ContextSource& source);
std::string family_words(Family family, const ContextSource& source);

// The words of a table by dimension: "By channel", "Channel", the head of a column, "3 others", "Total" and the like.
std::string group_title(const GroupTable& table, const ContextSource& source);
std::string group_dimension(const GroupTable& table, const ContextSource& source);
std::string group_column(const MetricRow& row, const ContextSource& source);
std::string group_label(const GroupRow& row, const std::string& dimension, const ContextSource& source);
/// Changes of single people are noise more often than not: only their volume has one.
bool group_changes_shown(const GroupTable& table);

TemplateValue block_context(const KpiCards& block, const ContextSource& source);
TemplateValue block_context(const MetricsTable& block, const ContextSource& source);
TemplateValue block_context(const TrendFigures& block, const ContextSource& source);
TemplateValue block_context(const GroupTable& block, const ContextSource& source);
TemplateValue block_context(const Definitions& block, const ContextSource& source);
TemplateValue block_context(const Exclusions& block, const ContextSource& source);
TemplateValue block_context(const RowAccounting& block, const ContextSource& source);
TemplateValue block_context(const ColumnReadings& block, const ContextSource& source);
TemplateValue block_context(const ChangeList& block, const ContextSource& source);
TemplateValue block_context(const AlertList& block, const ContextSource& source);
TemplateValue block_context(const Notes& block, const ContextSource& source);
TemplateValue block_context(const Figure& block, const ContextSource& source);

}  // namespace csreport
