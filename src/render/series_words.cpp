#include "render/series_words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace csreport {

bool is_brought_to_one_length(const std::vector<SeriesPoint>& series) {
  return std::any_of(series.begin(), series.end(), [](const SeriesPoint& point) { return point.alike.has_value(); });
}

ChartValues charted_values(const MetricRow& row, const std::vector<SeriesPoint>& series) {
  const bool alike = is_brought_to_one_length(series);
  ChartValues values;
  for (const SeriesPoint& point : series) {
    const auto& drawn = alike ? point.alike : point.value;  // in the unit of the band behind it
    values.push_back(is_charted(row, point) ? drawn : std::nullopt);
  }
  return values;
}

LastPoint last_point(const Report& report) {
  return report.comparison.current.to_date ? LastPoint::so_far : LastPoint::whole;
}

std::int64_t largest_n(const std::vector<SeriesPoint>& series) {
  std::int64_t n = 0;
  for (const SeriesPoint& point : series) n = std::max(n, point.n);
  return n;
}

std::string rank_words(const MetricRow& row, const std::vector<SeriesPoint>& series, const ContextSource& source) {
  const std::string span = trend_span(source, series.size());
  const ChartValues values = charted_values(row, series);
  if (values.empty() || !values.back()) return span;
  const auto count_if = [&](auto&& holds) { return std::count_if(values.begin(), values.end(), holds); };
  const auto higher = count_if([&](const auto& value) { return value && *value > *values.back(); });
  const auto lower = count_if([&](const auto& value) { return value && *value < *values.back(); });
  const char* const key = higher == 0 && lower == 0 ? "chart.rank_same"
                          : higher == 0             ? "chart.rank_highest"
                          : lower == 0              ? "chart.rank_lowest"
                                                    : "chart.rank_middle";
  return fill_slots(source.language().text(key), {{"span", span}, {"rank", fmt::format("{}", higher + 1)}});
}

std::optional<ChartRange> chart_range(const std::optional<NormalRange>& normal) {
  if (!normal) return std::nullopt;
  return ChartRange{normal->low, normal->mean, normal->high};
}

TemplateValue spark(const MetricLine& line, const ContextSource& source, SparkSize size) {
  switch (source.drawing) {
    case DrawingStyle::svg:
      return TemplateValue::markup_already_escaped(
          spark_svg(charted_values(*line.row, line.series), size, rank_words(*line.row, line.series, source),
                    chart_range(line.judgement.normal), last_point(source.report)));
    case DrawingStyle::blocks:
      return TemplateValue::markup_already_escaped(
          spark_text(charted_values(*line.row, line.series), SparkText::blocks));
    case DrawingStyle::ascii:
      return TemplateValue::markup_already_escaped(
          spark_text(charted_values(*line.row, line.series), SparkText::ascii));
  }
  return {};
}

std::int64_t line_n(const MetricLine& line) { return std::max(line.current.n, line.previous ? line.previous->n : 0); }

std::string normal_range(const MetricLine& line, const ContextSource& source) {
  const auto& normal = line.judgement.normal;
  if (!normal) return {};
  return source.numbers().range(*line.row, normal->low, normal->high, line_n(line), line.current.value);
}

}  // namespace csreport
