#include "compute/right_censoring.hpp"

#include <algorithm>
#include <string_view>

namespace csreport {
namespace {

/// A twentieth, as in outstanding.cpp: fewer move no median far.
constexpr std::int64_t kOneIn = 20;

bool is_material(std::int64_t waiting, std::int64_t measured) { return waiting * kOneIn >= waiting + measured; }

std::int64_t excluded_for(const MetricValue& value, std::string_view reason) {
  const auto found = std::find_if(value.excluded.begin(), value.excluded.end(),
                                  [reason](const ExcludedCount& one) { return one.reason == reason; });
  return found == value.excluded.end() ? 0 : found->n;
}

/// Times whose slowest cases come last. By event a case is in the period in which it ends, so only what nobody has
/// answered is worth a warning: there is always a backlog.
struct WaitRow {
  std::string_view metric;
  std::string_view reason;
  const char* by_event;    ///< its warning; nullptr: none
  const char* by_created;  ///< likewise with --anchor created
};
constexpr WaitRow kWaits[] = {
    {"frt", "awaiting_first_reply", "warning.right_censored_first_reply", "warning.right_censored_first_reply_created"},
    {"resolution_time", "open", nullptr, "warning.right_censored_resolution_created"},
};

void warn_of_waits(const Variants& variants, const MetricSnapshot& metric, std::vector<Warning>& warnings) {
  for (const WaitRow& row : kWaits) {
    const char* const key = variants.anchor == AnchorChoice::created ? row.by_created : row.by_event;
    const std::int64_t n = excluded_for(metric.current, row.reason);
    if (row.metric != metric.row->id || key == nullptr || n == 0 || !is_material(n, metric.current.n)) continue;
    warnings.push_back({"right_censored", {key, {{"n", n}, {"measured", metric.current.n}}}});
  }
}

/// `longer_before`: of the period before it is known for longer what became of its tickets, as this one still runs.
void note_what_moves(MetricSnapshot& metric, bool longer_before) {
  const MetricValue& value = metric.current;
  if (!value.value) return;
  const std::int64_t immature = excluded_for(value, "immature");
  if (immature > 0 && is_material(immature, value.n)) {
    metric.quality.notes.push_back({"quality_note.some_immature", {{"n", immature}, {"judged", value.n}}});
  }
  if (metric.row->still_moving && longer_before) metric.quality.notes.push_back({"quality_note.longer_before", {}});
  if (!metric.row->still_moving || metric.row->fold != Fold::ratio || !value.numerator || !value.denominator) return;
  const auto of = static_cast<std::int64_t>(*value.denominator);
  const std::int64_t left = of - static_cast<std::int64_t>(*value.numerator);
  if (left > 0) metric.quality.notes.push_back({"quality_note.can_rise", {{"n", left}, {"of", of}}});
}

}  // namespace

void tell_right_censoring(const Variants& variants, Snapshot& snapshot) {
  for (MetricSnapshot& metric : snapshot.metrics) {
    if (metric.shown) warn_of_waits(variants, metric, snapshot.warnings);
    note_what_moves(metric, snapshot.current.to_date && snapshot.previous);
  }
}

}  // namespace csreport
