#pragma once
// The metrics of a run beside those of the catalogue: values that somebody measured elsewhere, as the configuration
// declares them, and metrics of the catalogue with another number in their id. Rows like the catalogue's, with texts of
// their own.

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

/// What stands for any number in ids: "share_within_Ns, resolved_within_Nh".
std::string parameter_forms();
/// The row of the catalogue that measures what `id` asks for with another number ("share_within_300s"); nullptr when it
/// is no such id, and for numbers of which the catalogue has a row itself. A number is written in one way only: from 1
/// on, without leading zeros, in the unit of the form.
const MetricRow* find_parameter_form(std::string_view id);
/// The same number in the form's own unit: "share_within_120s" for "share_within_2m"; nothing when there is none.
std::optional<std::string> in_unit_of_form(std::string_view id);

/// The rows point into the texts, so this neither moves nor changes; runs and their results share it.
class RunMetrics {
 public:
  /// `ids`: those of find_parameter_form(); others and repeated ones are skipped.
  explicit RunMetrics(std::vector<Indicator> indicators, std::span<const std::string> ids = {});
  RunMetrics(const RunMetrics&) = delete;
  RunMetrics& operator=(const RunMetrics&) = delete;

  /// Indicators in the order of declaration (a row's parameter is the index of its indicator), then the others as they
  /// were asked for.
  [[nodiscard]] std::span<const MetricRow> rows() const noexcept { return rows_; }
  [[nodiscard]] std::span<const Indicator> indicators() const noexcept { return indicators_; }
  /// nullptr when there is no such id.
  [[nodiscard]] const MetricRow* find(std::string_view id) const;

 private:
  void add_indicators();
  void add_with_parameter(const std::string& id);
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

  const std::vector<Indicator> indicators_;
  std::deque<std::string> texts_;
  std::vector<MetricRow> rows_;
};

}  // namespace csreport
