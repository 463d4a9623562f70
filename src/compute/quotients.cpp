#include "compute/quotients.hpp"

#include <algorithm>
#include <cstdlib>

#include "compute/business_days.hpp"
#include "compute/inputs.hpp"
#include "compute/measures.hpp"
#include "compute/observe.hpp"

namespace csreport {
namespace {

/// A week with a change of the clock has seven days, and the day of the change is one; a period that is cut at noon has
/// half a day.
double days_of(const Period& period) {
  constexpr std::int64_t kDay = 86'400;
  constexpr std::int64_t kChangeOfClock = 2 * 3600;
  const std::int64_t seconds = (period.end - period.start).count();
  const std::int64_t whole = (seconds + kDay / 2) / kDay;
  const bool is_whole = std::abs(seconds - whole * kDay) <= kChangeOfClock;
  return is_whole && whole > 0 ? static_cast<double>(whole) : static_cast<double>(seconds) / kDay;
}

const MetricSnapshot* find(std::span<const MetricSnapshot> metrics, std::string_view id) {
  const auto found =
      std::find_if(metrics.begin(), metrics.end(), [id](const MetricSnapshot& metric) { return metric.row->id == id; });
  return found == metrics.end() ? nullptr : &*found;
}

/// One side of the quotient, as a value of each period and group.
class Side {
 public:
  Side(const QuotientSide& side, std::span<const MetricSnapshot> metrics, const ComputeOptions& options)
      : side_(side), options_(options), metric_(given(side, options) ? nullptr : find(metrics, side.metric)) {
    const bool missing = metric_ != nullptr && !is_usable(*metric_);
    stands_in_ = missing && !side.otherwise.empty();
    if (stands_in_) metric_ = find(metrics, side.otherwise);
    // What could have been typed is the shorter way out.
    if (metric_ != nullptr && !is_usable(*metric_) && side.supplied != Supplied::none) metric_ = nullptr;
  }

  [[nodiscard]] Quality quality() const {
    if (metric_ != nullptr && metric_->quality.state != QualityState::few) return metric_->quality;
    if (metric_ != nullptr) return {};
    if (side_.supplied == Supplied::cost && !options_.cost) return without(QualityState::missing_column, "cost");
    if (side_.supplied == Supplied::customers && !options_.customers)
      return without(QualityState::missing_column, "customers");
    return {};
  }
  [[nodiscard]] const MetricSnapshot* metric() const { return metric_; }
  /// The metric is the one that QuotientSide::otherwise names.
  [[nodiscard]] bool stands_in() const { return stands_in_; }
  /// Numbers of customers and the like are no cases.
  [[nodiscard]] bool counts_cases() const { return metric_ != nullptr && side_.supplied == Supplied::none; }

  /// With what it leaves out; nullptr where it is no metric.
  [[nodiscard]] const MetricValue* current_cases() const { return metric_ == nullptr ? nullptr : &metric_->current; }
  [[nodiscard]] const MetricValue* previous_cases() const {
    return metric_ == nullptr || !metric_->previous ? nullptr : &*metric_->previous;
  }
  [[nodiscard]] const MetricValue* group_cases(std::string_view dimension, std::string_view group,
                                               bool previous) const {
    const GroupSnapshot* const one = find_group(dimension, group);
    if (one == nullptr || (previous && !one->previous)) return nullptr;
    return previous ? &*one->previous : &one->current;
  }

  [[nodiscard]] std::optional<double> current() const {
    return metric_ != nullptr ? metric_->current.value : supplied(options_.current, /*is_current=*/true);
  }
  [[nodiscard]] std::optional<double> previous() const {
    if (!options_.previous) return std::nullopt;
    if (metric_ == nullptr) return supplied(*options_.previous, /*is_current=*/false);
    return metric_->previous ? metric_->previous->value : std::nullopt;
  }
  [[nodiscard]] std::optional<double> trend(std::size_t i) const {
    if (metric_ != nullptr) return metric_->series[i].value;
    const Period& period = options_.trend[i];
    return supplied(period, period.start == options_.current.start && period.end == options_.current.end);
  }
  /// Of the group of a dimension; a supplied number of days holds for every group, no other one does.
  [[nodiscard]] std::optional<double> group(std::string_view dimension, std::string_view group, bool previous) const {
    if (metric_ == nullptr) {
      const bool of_days = side_.supplied == Supplied::days || side_.supplied == Supplied::business_days;
      if (!of_days) return std::nullopt;
      return previous ? this->previous() : current();
    }
    if (!has_groups(*metric_->row, dimension)) return std::nullopt;
    if (const GroupSnapshot* const one = find_group(dimension, group)) {
      if (!previous) return one->current.value;
      return one->previous ? one->previous->value : std::nullopt;
    }
    // A group in which nothing was counted has no entry; for sums see part_of().
    return metric_->row->headline == Headline::count ? std::optional(0.0) : std::nullopt;
  }

 private:
  [[nodiscard]] const GroupSnapshot* find_group(std::string_view dimension, std::string_view group) const {
    if (metric_ == nullptr || !has_groups(*metric_->row, dimension)) return nullptr;
    for (const DimensionSnapshot& by : metric_->by) {
      if (by.dimension != dimension) continue;
      const auto found = std::find_if(by.groups.begin(), by.groups.end(),
                                      [group](const GroupSnapshot& one) { return one.group == group; });
      return found == by.groups.end() ? nullptr : &*found;
    }
    return nullptr;
  }
  static bool given(const QuotientSide& side, const ComputeOptions& options) {
    return side.supplied == Supplied::customers && options.customers;
  }
  static bool is_usable(const MetricSnapshot& metric) {
    return metric.quality.state == QualityState::ok || metric.quality.state == QualityState::few;
  }
  [[nodiscard]] std::optional<double> supplied(const Period& period, bool is_current) const {
    switch (side_.supplied) {
      case Supplied::none:
      case Supplied::gross_margin:  // factors
      case Supplied::hour:
      case Supplied::four_weeks: return std::nullopt;
      case Supplied::days: return days_of(period);
      case Supplied::business_days: return business_days_of(period, options_.business_hours, options_.zone);
      case Supplied::cost: return is_current ? options_.cost : std::nullopt;
      case Supplied::customers: return is_current ? options_.customers : std::nullopt;
    }
    return std::nullopt;
  }

  const QuotientSide& side_;
  const ComputeOptions& options_;
  const MetricSnapshot* metric_;
  bool stands_in_ = false;
};

/// Where the divisor is its other metric, the dividend is, too: they count the same cases.
QuotientSide dividend_of(const MetricRow& row, const Side& divisor) {
  const bool other = divisor.stands_in() && !row.dividend.otherwise.empty();
  return other ? QuotientSide{.metric = row.dividend.otherwise}
               : QuotientSide{.metric = row.dividend.metric, .supplied = row.dividend.supplied};
}

/// Nothing without both sides, or by nothing. `n` is the number of cases behind it.
MetricValue quotient(std::optional<double> dividend, std::optional<double> divisor, double factor, std::int64_t n) {
  MetricValue value{.n = n, .numerator = dividend, .denominator = divisor};
  if (dividend && divisor && *divisor != 0) value.value = *dividend / *divisor * factor;
  return value;
}

/// By reason, what either side leaves out. Where both name a reason it is of the same cases, which are not twice as
/// many.
std::vector<ExcludedCount> left_out(const MetricValue* dividend, const MetricValue* divisor) {
  std::vector<ExcludedCount> all;
  for (const MetricValue* side : {dividend, divisor}) {
    if (side == nullptr) continue;
    for (const ExcludedCount& one : side->excluded) {
      const auto known =
          std::find_if(all.begin(), all.end(), [&](const ExcludedCount& other) { return other.reason == one.reason; });
      if (known == all.end()) {
        all.push_back(one);
      } else {
        known->n = std::max(known->n, one.n);
      }
    }
  }
  std::sort(all.begin(), all.end(), [](const ExcludedCount& a, const ExcludedCount& b) { return a.reason < b.reason; });
  return all;
}

/// Nothing handled in a time in which people were there is no time, not an unknown one.
std::optional<double> part_of(const Side& dividend, std::optional<double> value, std::optional<double> divisor) {
  const bool adds_up = dividend.metric() != nullptr && dividend.metric()->row->headline == Headline::sum;
  return adds_up && divisor ? std::optional(value.value_or(0)) : value;
}

double factor_of(const MetricRow& row, const ComputeOptions& options) {
  constexpr double kHour = 3600;
  if (row.factor == Supplied::hour) return kHour;
  if (row.factor == Supplied::four_weeks) return static_cast<double>(kFourWeeks.count());
  return row.factor == Supplied::gross_margin ? options.gross_margin.value_or(1) : 1;
}

Quality quality_of_factor(const MetricRow& row, const ComputeOptions& options) {
  if (row.factor != Supplied::gross_margin || options.gross_margin) return {};
  return without(QualityState::missing_column, "gross_margin");
}

/// Which days are worked on.
Phrases variant_of(const MetricRow& row, const ComputeOptions& options) {
  if (row.divisor.supplied != Supplied::business_days) return {};
  const auto& schedules = options.business_hours.schedules;
  if (schedules.empty()) return {{"variant.monday_to_friday", {}}};
  std::string names;
  for (const Schedule& schedule : schedules) names += (names.empty() ? "" : ", ") + schedule.name;
  return {{"variant.open_days", {{"schedules", names}}}};
}

/// The number of cases: those of the divisor where it is a metric, else of the dividend.
const MetricSnapshot* counted(const Side& dividend, const Side& divisor) {
  return divisor.counts_cases() ? divisor.metric() : dividend.metric();
}

DimensionSnapshot divide_groups(const DimensionSnapshot& by, const Side& dividend, const Side& divisor, double factor) {
  DimensionSnapshot groups{by.dimension, {}};
  for (const GroupSnapshot& group : by.groups) {
    const auto quotient_of = [&](bool previous, std::int64_t n) {
      const auto below = divisor.group(by.dimension, group.group, previous);
      MetricValue value =
          quotient(part_of(dividend, dividend.group(by.dimension, group.group, previous), below), below, factor, n);
      value.excluded = left_out(dividend.group_cases(by.dimension, group.group, previous),
                                divisor.group_cases(by.dimension, group.group, previous));
      return value;
    };
    GroupSnapshot made{.group = group.group,
                       .current = quotient_of(/*previous=*/false, group.current.n),
                       .previous = std::nullopt,
                       .series = {}};
    if (group.previous) made.previous = quotient_of(/*previous=*/true, group.previous->n);
    groups.groups.push_back(std::move(made));
  }
  return groups;
}

}  // namespace

namespace {

const MetricRow* find_side(std::string_view id) {
  if (const MetricRow* const row = find_metric(id)) return row;
  for (const MetricRow& row : supporting_metrics()) {
    if (row.id == id) return &row;
  }
  return nullptr;
}

bool contains(std::span<const MetricRow* const> rows, const MetricRow* row) {
  return std::find(rows.begin(), rows.end(), row) != rows.end();
}

/// The row behind all that it is made of.
void add_with_sides(const MetricRow* row, std::vector<const MetricRow*>& all) {
  if (row->fold == Fold::quotient) {
    for (const QuotientSide* side : {&row->dividend, &row->divisor}) {
      for (const std::string_view id : {side->metric, side->otherwise}) {
        if (const MetricRow* const metric = find_side(id)) add_with_sides(metric, all);
      }
    }
  }
  if (!contains(all, row)) all.push_back(row);
}

}  // namespace

bool is_counted_by(const MetricRow& metric, std::string_view dimension) {
  const auto side_is = [dimension](const QuotientSide& side) {
    if (side.supplied == Supplied::days || side.supplied == Supplied::business_days) return true;
    const MetricRow* const row = find_side(side.metric);
    return row != nullptr && is_counted_by(*row, dimension);
  };
  const bool has_sides = metric.fold == Fold::quotient;
  return has_groups(metric, dimension) && (!has_sides || (side_is(metric.dividend) && side_is(metric.divisor)));
}

std::vector<const MetricRow*> sides_of_quotients(std::span<const MetricRow* const> rows) {
  std::vector<const MetricRow*> sides;
  for (const MetricRow* row : rows) add_with_sides(row, sides);
  std::erase_if(sides, [&](const MetricRow* row) { return contains(rows, row); });
  return sides;
}

std::vector<const MetricRow*> quotients_of(std::span<const MetricRow* const> rows) {
  std::vector<const MetricRow*> quotients;
  for (const MetricRow* row : rows) add_with_sides(row, quotients);
  std::erase_if(quotients, [](const MetricRow* row) { return row->fold != Fold::quotient; });
  return quotients;
}

namespace {
/// What one number makes of the quotient, too: who is a person, whose messages count, --anchor created.
void note_choices(const Side& dividend, const Side& divisor, Phrases& variant) {
  for (const std::string_view key : {std::string_view("variant.plus_tags_are_one"),
                                     std::string_view("variant.third_parties_ignored"), kAtCreation}) {
    const auto says_it = [key](const Side& side) {
      const auto is_it = [key](const Phrase& part) { return part.key == key; };
      return side.metric() != nullptr &&
             std::any_of(side.metric()->variant.begin(), side.metric()->variant.end(), is_it);
    };
    if (says_it(dividend) || says_it(divisor)) variant.push_back({std::string(key), {}});
  }
}
/// What both sides say is said once.
void add_notes_of(const Side& side, std::vector<Phrase>& notes) {
  for (const Phrase& note : side.quality().notes) {
    if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
  }
}
}  // namespace

MetricSnapshot divide(const MetricRow& row, std::span<const MetricSnapshot> metrics, const ComputeOptions& options) {
  const Side divisor(row.divisor, metrics, options);
  const QuotientSide above = dividend_of(row, divisor);
  const Side dividend(above, metrics, options);
  const double factor = factor_of(row, options);
  MetricSnapshot metric{.row = &row,
                        .variant = variant_of(row, options),
                        .better = row.better,
                        .quality = quality_of_factor(row, options)};
  note_choices(dividend, divisor, metric.variant);
  for (const Side* side : {&dividend, &divisor}) {
    if (metric.quality.state == QualityState::ok) metric.quality = side->quality();
  }
  const bool usable = metric.quality.state == QualityState::ok;
  if (usable) add_notes_of(dividend, metric.quality.notes);
  const MetricSnapshot* const cases = counted(dividend, divisor);
  if (usable) {
    const auto by = divisor.current();
    metric.current = quotient(part_of(dividend, dividend.current(), by), by, factor, cases->current.n);
    metric.current.excluded = left_out(dividend.current_cases(), divisor.current_cases());
    if (metric.current.n < row.min_n) metric.quality.state = QualityState::few;
  }
  if (options.previous) {
    metric.previous.emplace();
    const std::int64_t n = cases->previous ? cases->previous->n : 0;
    const auto by = divisor.previous();
    if (usable) {
      metric.previous = quotient(part_of(dividend, dividend.previous(), by), by, factor, n);
      metric.previous->excluded = left_out(dividend.previous_cases(), divisor.previous_cases());
    }
  }
  for (std::size_t i = 0; i < options.trend.size(); ++i) {
    const auto by = divisor.trend(i);
    const MetricValue value =
        usable ? quotient(part_of(dividend, dividend.trend(i), by), by, factor, cases->series[i].n) : MetricValue{};
    metric.series.push_back({options.trend[i].label, value.value, value.n});
  }
  if (!usable) return metric;
  for (const DimensionSnapshot& by : cases->by) {
    const bool hidden = (by.dimension == "agent" || by.dimension == kPeers) && !row.by_agent;
    metric.by.push_back(hidden ? DimensionSnapshot{by.dimension, {}} : divide_groups(by, dividend, divisor, factor));
  }
  return metric;
}

}  // namespace csreport
