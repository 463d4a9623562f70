#include "csreport/compute/indicators.hpp"

#include <algorithm>

namespace csreport {
namespace {

/// Shares, scores and money are told as they are; what adds up is told as its sum.
Headline headline_of(const Indicator& indicator) { return indicator.adds_up ? Headline::sum : Headline::mean; }

}  // namespace

IndicatorMetrics::IndicatorMetrics(std::vector<Indicator> indicators) : indicators_(std::move(indicators)) {
  for (const Indicator& indicator : indicators_) {
    const std::string how = indicator.adds_up ? "Sum" : "Mean";
    const std::string& definition = texts_.emplace_back(how + " of the values '" + indicator.name +
                                                        "' of the period, as they were measured elsewhere.");
    rows_.push_back({.id = indicator.id,
                     .title = indicator.title,
                     .short_title = indicator.title,
                     .family = Family::volume,
                     .unit = indicator.unit,
                     .better = indicator.better,
                     .kind = MetricKind::census,
                     .headline = headline_of(indicator),
                     .population = Population::indicator_values,
                     .anchor = Anchor::measured,
                     .measure = Measure::indicator_value,
                     .fold = indicator.adds_up ? Fold::sum : Fold::mean,
                     .min_n = 0,
                     .by_agent = false,
                     .needs = indicator.name,
                     .definition = definition,
                     .formula = indicator.adds_up ? "sum of values" : "sum of values / number of values",
                     .source = "[indicators] of csreport.toml",
                     .parameter = static_cast<std::int32_t>(rows_.size()),
                     .shown = Shown::with_its_input});
  }
}

const MetricRow* IndicatorMetrics::find(std::string_view id) const {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [id](const MetricRow& row) { return row.id == id; });
  return found == rows_.end() ? nullptr : &*found;
}

}  // namespace csreport
