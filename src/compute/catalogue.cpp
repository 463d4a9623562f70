// The rows are the documentation: `csreport metrics`, the page's appendix and the docs print them.
#include "csreport/compute/catalogue.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "compute/catalogue_rows.hpp"

namespace csreport {
namespace {

/// All groups in display order.
std::vector<MetricRow> all_rows() {
  std::vector<MetricRow> rows;
  for (const auto group :
       {customers_metrics(), business_metrics(), speed_metrics(), status_metrics(), calls_metrics(), solving_metrics(),
        effort_metrics(), volume_metrics(), load_metrics(), message_metrics(), people_metrics()}) {
    rows.insert(rows.end(), group.begin(), group.end());
  }
  return rows;
}

template <typename Enum, std::size_t N>
std::string_view name_of(Enum value, const std::array<std::string_view, N>& names) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

std::span<const MetricRow> metric_catalogue() {
  static const std::vector<MetricRow> rows = all_rows();
  return rows;
}

std::span<const MetricRow> supporting_metrics() { return supporting_rows(); }

const MetricRow* find_metric(std::string_view id) {
  const auto rows = metric_catalogue();
  const auto found = std::find_if(rows.begin(), rows.end(), [id](const MetricRow& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

bool needs_all_days(const MetricRow& row) {
  const bool by_days = row.divisor.supplied == Supplied::days || row.divisor.supplied == Supplied::business_days;
  return row.headline == Headline::count || by_days;
}

std::string_view anchor_title(Anchor anchor) {
  return name_of(anchor, std::array<std::string_view, 13>{"created", "first reply", "reply", "solved", "first solved",
                                                          "end of the follow-up window", "rated", "kept or due",
                                                          "end of the period", "reviewed", "within the period",
                                                          "measured", "written"});
}
std::string_view unit_name(Unit unit) {
  return name_of(unit, std::array<std::string_view, 5>{"s", "ratio", "count", "score", "currency"});
}
std::string_view better_name(Better better) {
  return name_of(better, std::array<std::string_view, 3>{"lower", "higher", "none"});
}
std::string_view kind_name(MetricKind kind) {
  return name_of(kind, std::array<std::string_view, 2>{"census", "survey"});
}
std::string_view headline_name(Headline headline) {
  return name_of(headline,
                 std::array<std::string_view, 7>{"median", "mean", "ratio", "count", "score", "maximum", "sum"});
}
std::string_view family_title(Family family) {
  return name_of(family, std::array<std::string_view, 4>{"What customers felt", "How fast we were",
                                                         "How well we solved it", "How much there was"});
}

}  // namespace csreport
