#pragma once
// Values that somebody measured elsewhere, as the configuration declares them, and the metrics of a run that they
// become: rows like those of the catalogue, with texts of their own.

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "csreport/compute/catalogue.hpp"

namespace csreport {

struct Indicator {
  std::string id;    ///< small letters, digits and _; none of the catalogue
  std::string name;  ///< as the files have it, compared without regard to case
  std::string title;
  Unit unit = Unit::count;
  Better better = Better::none;
  bool adds_up = true;  ///< several values of a period are added, else their mean is taken
};

/// The rows point into the texts, so this neither moves nor changes; runs and their results share it.
class IndicatorMetrics {
 public:
  explicit IndicatorMetrics(std::vector<Indicator> indicators);
  IndicatorMetrics(const IndicatorMetrics&) = delete;
  IndicatorMetrics& operator=(const IndicatorMetrics&) = delete;

  /// In the order of declaration; each row's parameter is its index.
  [[nodiscard]] std::span<const MetricRow> rows() const noexcept { return rows_; }
  [[nodiscard]] std::span<const Indicator> indicators() const noexcept { return indicators_; }
  /// nullptr when there is no such id.
  [[nodiscard]] const MetricRow* find(std::string_view id) const;

 private:
  const std::vector<Indicator> indicators_;
  std::deque<std::string> texts_;
  std::vector<MetricRow> rows_;
};

}  // namespace csreport
