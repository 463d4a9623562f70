#include <algorithm>
#include <stdexcept>
#include <utility>

#include "csreport/compare/named_groups.hpp"
#include "csreport/core/row_totals.hpp"
#include "csreport/core/text.hpp"
#include "csreport/report/report.hpp"
#include "report/layouts.hpp"

namespace csreport {
namespace {

const LayoutRow& layout_row(const std::string& id) {
  const auto all = layouts();
  const auto found = std::find_if(all.begin(), all.end(), [&](const LayoutRow& row) { return row.id == id; });
  if (found == all.end()) throw std::logic_error("no layout " + id);
  return *found;
}

/// Groups that a key metric names and the data does not have: perhaps a typing error.
std::vector<Warning> unknown_key_groups(const Report& report) {
  const Comparison& comparison = report.comparison;
  std::vector<Warning> warnings;
  for (const KeyMetric& key : report.key_metrics) {
    if (key.dimension.empty()) continue;
    const MetricComparison* const metric = comparison.metric(key.metric);
    const bool known = knows_group(comparison, key.dimension, key.group);
    if (known && metric != nullptr && lacks_groups(*metric, key.dimension)) {
      const std::string written = key.dimension + '.' + key.group + '.' + key.metric;
      warnings.push_back(
          warning_of("without_groups", {{"metric", key.metric}, {"dimension", key.dimension}, {"written", written}}));
    }
    if (known) continue;
    const auto near = nearest_words(key.group, groups_of(comparison, key.dimension));
    warnings.push_back(warning_of(near.empty() ? "unknown_key_group" : "unknown_key_group_near",
                                  {{"dimension", key.dimension},
                                   {"group", key.group},
                                   {"metric", key.metric},
                                   {"near", near.empty() ? std::string() : near.front()}}));
  }
  return warnings;
}

/// The data, moved in; what is shown is made from it afterwards.
Report with_data(ReportInputs&& inputs) {
  Report report;
  report.generator = std::move(inputs.generator);
  report.layout = std::move(inputs.layout);
  report.as_of = inputs.as_of;
  report.zone = inputs.zone;
  report.period_reason = std::move(inputs.period_reason);
  report.conditions = std::move(inputs.conditions);
  report.comparison = std::move(inputs.comparison);
  report.details = std::move(inputs.details);
  report.reasons = std::move(inputs.reasons);
  report.hours = std::move(inputs.hours);
  report.outlooks = std::move(inputs.outlooks);
  report.key_metrics = std::move(inputs.key_metrics);
  report.agent = std::move(inputs.agent);
  report.inputs = std::move(inputs.inputs);
  report.diagnostics = std::move(inputs.diagnostics);
  report.warnings = std::move(inputs.warnings);
  report.verdicts = std::move(inputs.verdicts);
  const std::vector<Warning> unknown = unknown_key_groups(report);
  for (const std::vector<Warning>* more :
       {&std::as_const(report.comparison.warnings), &std::as_const(report.verdicts.warnings), &unknown}) {
    report.warnings.insert(report.warnings.end(), more->begin(), more->end());
  }
  return report;
}

Message rows_read(const Report& report) {
  const RowTotals rows = total_rows(report.inputs);
  return {"scope_text.rows", {{"n", Count{rows.read}}, {"used", Count{rows.used}}}};
}

/// The clock that was not chosen stands beside every time that a clock measures.
bool goes_by_business_hours(const Comparison& comparison) {
  return std::any_of(comparison.metrics.begin(), comparison.metrics.end(), [](const MetricComparison& metric) {
    return metric.other_clock && metric.other_clock->clock == Clock::calendar;
  });
}

std::vector<ScopeEntry> scope_of(const Report& report) {
  const Comparison& comparison = report.comparison;
  const Note compared = comparison.previous
                            ? Message{"scope_text.period", {{"period", PeriodSpan{*comparison.previous}}}}
                            : Message{"scope_text.nothing_compared", {}};
  const char* const clock = goes_by_business_hours(comparison) ? "scope_text.clock_business" : "scope_text.clock";
  std::vector<ScopeEntry> scope = {
      {ScopeFact::period, Message{"scope_text.period", {{"period", PeriodSpan{comparison.current}}}}},
      {ScopeFact::compared_with, compared},
      {ScopeFact::clock, Message{clock, {{"zone", Name{report.zone.name()}}}}},
      {ScopeFact::data, rows_read(report)}};
  if (!report.conditions.empty()) {
    std::string all;
    for (const std::string& condition : report.conditions) all += (all.empty() ? "" : ", ") + condition;
    scope.push_back({ScopeFact::only, Message{"scope_text.only", {{"conditions", Name{all}}}}});
  }
  return scope;
}

Header header_of(const Report& report, Conclusions& conclusions, std::string organisation, std::string title) {
  Header header;
  header.organisation = std::move(organisation);
  header.headline = std::move(conclusions.headline);
  const std::string_view headline = layout_row(report.layout).headline;
  if (!headline.empty()) {
    header.headline = Message{std::string(headline), {{"period", PeriodName{report.comparison.current}}}};
  }
  if (!title.empty()) header.headline = std::move(title);
  header.lead = std::move(conclusions.lead);
  header.scope = scope_of(report);
  return header;
}

std::vector<Section> sections_of(const Report& report) {
  std::vector<Section> sections;
  for (const SectionRow& row : layout_row(report.layout).sections) {
    Section section{.id = std::string(row.id), .titled = row.titled, .blocks = {}};
    for (const BlockBuilder build : row.blocks) {
      for (Block& block : build(report)) section.blocks.push_back(std::move(block));
    }
    if (!section.blocks.empty()) sections.push_back(std::move(section));
  }
  return sections;
}

}  // namespace

Report build_report(ReportInputs inputs) {
  std::string organisation = std::move(inputs.organisation);
  std::string title = std::move(inputs.title);
  Report report = with_data(std::move(inputs));
  Conclusions conclusions = conclude(report.comparison, report.verdicts.alerts);
  report.header = header_of(report, conclusions, std::move(organisation), std::move(title));
  report.findings = std::move(conclusions.findings);
  report.actions = std::move(conclusions.actions);
  report.sections = sections_of(report);
  return report;
}

std::vector<LayoutInfo> report_layouts() {
  std::vector<LayoutInfo> known;
  for (const LayoutRow& row : layouts()) known.push_back({row.id, row.title, row.needs});
  return known;
}

}  // namespace csreport
