#pragma once
// A metric's series as drawings and sentences need it. Part of the context (context.hpp).

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

}  // namespace csreport
