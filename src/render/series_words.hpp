#pragma once
// A metric's series as drawings and sentences need it. Part of the context (context.hpp).

#include <optional>
#include <string>
#include <vector>

#include "render/block_context.hpp"
#include "render/chart.hpp"

namespace csreport {

/// Counts of months and quarters, drawn as if all were as long as each other (SeriesPoint::alike).
bool is_brought_to_one_length(const std::vector<SeriesPoint>& series);
/// The values that a chart shows; gaps elsewhere, also where an unfinished month has too few days to be brought to the
/// length of the others.
ChartValues charted_values(const MetricRow& row, const std::vector<SeriesPoint>& series);
/// Every series ends with the report's period: whether that is over where the data ends.
LastPoint last_point(const Report& report);
/// The largest n of the series: it decides the decimals of shares.
std::int64_t largest_n(const std::vector<SeriesPoint>& series);
/// "Last value is number 20 of 26 weeks, highest first".
std::string rank_words(const MetricRow& row, const std::vector<SeriesPoint>& series, const ContextSource& source);

/// The n that decides the decimals of a line: one precision for its current and previous value.
std::int64_t line_n(const MetricLine& line);
/// "81.7–92.4%", or nothing.
std::string normal_range(const MetricLine& line, const ContextSource& source);
/// What a drawing shades as usual; nothing where there is no range.
std::optional<ChartRange> chart_range(const std::optional<NormalRange>& normal);
/// The series as a line without axes: a drawing, block characters or nothing, as the format has it.
TemplateValue spark(const MetricLine& line, const ContextSource& source, SparkSize size);

}  // namespace csreport
