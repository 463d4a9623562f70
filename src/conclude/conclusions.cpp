#include "csreport/conclude/conclusions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "csreport/conclude/channel_split.hpp"

namespace csreport {
namespace {

/// The metrics that may lead the report, customers first; the order decides between equals.
constexpr std::array<std::string_view, 9> kLeading = {
    "csat", "frt", "fcr", "service_level", "abandonment_rate", "aht", "resolution_time", "backlog", "tickets_created"};
/// A smaller relative change is no headline.
constexpr double kSmallestHeadline = 0.05;
/// Counts below it change by large percentages every week.
constexpr double kSmallestCount = 20;
/// Below it a metric "stayed close to before".
constexpr double kSteady = 0.02;
/// How far the largest channel must be ahead of the second to be named.
constexpr double kClearLead = 1.5;
/// So many earlier periods are needed to say that a value lies outside what was there before.
constexpr std::size_t kEnoughHistory = 8;
/// Metrics whose channels may lead by themselves, and the channels that every language has a word for.
constexpr std::array<std::string_view, 1> kLeadingByChannel = {"frt"};
constexpr std::array<std::string_view, 7> kNamedChannels = {"chat",   "email",     "phone", "web",
                                                            "social", "messaging", "sms"};

bool excludes_zero(const Change& change) { return change.low && change.high && (*change.low > 0 || *change.high < 0); }

/// One number that could be spoken of: a metric, or one channel class or channel of it.
struct Candidate {
  const MetricComparison* metric = nullptr;
  const GroupComparison* group = nullptr;  ///< nullptr: the whole metric

  [[nodiscard]] const MetricValue& current() const {
    return group != nullptr ? group->values.current : metric->current;
  }
  [[nodiscard]] const std::optional<MetricValue>& previous() const {
    return group != nullptr ? group->values.previous : metric->previous;
  }
  [[nodiscard]] const Change& change() const { return group != nullptr ? group->change : metric->change; }
  [[nodiscard]] const std::vector<SeriesPoint>& series() const {
    return group != nullptr ? group->values.series : metric->series;
  }
  /// More than the noise of a week: a share or score whose change has an interval that leaves zero
  /// out, any other value beyond everything that the earlier periods of the trend show.
  [[nodiscard]] bool stands_out() const {
    if (!current().value) return false;
    if (change().low) return excludes_zero(change());
    std::size_t earlier = 0;
    bool above = true;
    bool below = true;
    for (std::size_t i = 0; i + 1 < series().size(); ++i) {
      const auto& value = series()[i].value;
      if (!value) continue;
      ++earlier;
      above = above && *current().value > *value;
      below = below && *current().value < *value;
    }
    return earlier >= kEnoughHistory && (above || below);
  }
  [[nodiscard]] bool large_enough() const {
    if (!previous()) return false;
    if (metric->row->headline == Headline::count) {
      return std::max(current().value.value_or(0), previous()->value.value_or(0)) >= kSmallestCount;
    }
    return std::min(current().n, previous()->n) >= metric->row->min_n;
  }
  /// |change| against the previous value, for shares against the larger of the share and its
  /// complement: 1 % that becomes 2 % of the cases is no doubling of anything a reader feels.
  /// Nothing without a base.
  [[nodiscard]] std::optional<double> relative() const {
    if (change().state != ChangeState::compared || !change().absolute) return std::nullopt;
    if (!previous() || !previous()->value) return std::nullopt;
    const double before = std::fabs(*previous()->value);
    const double base = metric->row->unit == Unit::ratio ? std::max(before, 1 - before) : before;
    if (base == 0) return std::nullopt;
    return std::fabs(*change().absolute) / base;
  }
};

std::vector<const GroupComparison*> leading_channels(const MetricComparison& metric) {
  std::vector<const GroupComparison*> channels;
  const auto named = [](const auto& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (!named(kLeadingByChannel, metric.row->id)) return channels;
  for (const DimensionComparison& dimension : metric.by) {
    if (dimension.dimension != "channel") continue;
    for (const GroupComparison& group : dimension.groups) {
      if (named(kNamedChannels, group.values.group)) channels.push_back(&group);
    }
  }
  return channels;
}

std::vector<Candidate> candidates(const Comparison& comparison) {
  std::vector<Candidate> all;
  for (const std::string_view id : kLeading) {
    const MetricComparison* metric = comparison.metric(id);
    if (metric == nullptr || !metric->current.value) continue;
    const auto classes = split_by_channel_class(*metric);
    if (classes.empty()) all.push_back({metric, nullptr});
    for (const auto* one : classes) all.push_back({metric, one});
    for (const auto* one : leading_channels(*metric)) all.push_back({metric, one});
  }
  return all;
}

// ---- the rules of the headline, in order: the first that finds something speaks -----------------

using HeadlineRule = std::optional<Candidate> (*)(const Comparison&, const std::vector<Candidate>&);

std::optional<Candidate> clear_survey_change(const Comparison& comparison, const std::vector<Candidate>&) {
  for (const MetricComparison& metric : comparison.metrics) {
    const Candidate candidate{&metric, nullptr};
    if (metric.shown && metric.row->kind == MetricKind::survey && metric.current.value && candidate.large_enough() &&
        metric.change.state == ChangeState::compared && excludes_zero(metric.change)) {
      return candidate;
    }
  }
  return std::nullopt;
}

/// Survey metrics need a clear change (above); a mere difference of samples is no headline.
template <typename Wanted>
std::optional<Candidate> largest_relative_change(const std::vector<Candidate>& all, Wanted wanted) {
  std::optional<Candidate> largest;
  for (const Candidate& candidate : all) {
    const auto relative = candidate.relative();
    if (candidate.metric->row->kind == MetricKind::survey || !candidate.large_enough()) continue;
    if (!wanted(candidate.metric->row->family) || !relative || *relative < kSmallestHeadline) continue;
    if (!candidate.stands_out()) continue;
    if (!largest || *relative > *largest->relative()) largest = candidate;
  }
  return largest;
}

/// What customers got stands before how much there was.
std::optional<Candidate> largest_service_change(const Comparison&, const std::vector<Candidate>& all) {
  return largest_relative_change(all, [](Family family) { return family != Family::volume; });
}
std::optional<Candidate> largest_volume_change(const Comparison& comparison, const std::vector<Candidate>& all) {
  if (!comparison.gaps.counts_compare()) return std::nullopt;
  return largest_relative_change(all, [](Family family) { return family == Family::volume; });
}

constexpr std::array<HeadlineRule, 3> kHeadlineRules = {clear_survey_change, largest_service_change,
                                                        largest_volume_change};

// ---- sentences ----------------------------------------------------------------------------------

MetricName name_of(const Candidate& candidate, NamePlace place) {
  return {candidate.metric->row, candidate.group != nullptr ? candidate.group->values.group : std::string(), place};
}
Amount amount_of(const Candidate& candidate, const MetricValue& value) { return {candidate.metric->row, value}; }
Difference difference_of(const MetricRow* row, const Change& change, const MetricValue& current,
                         const std::optional<MetricValue>& previous) {
  return {row, change, std::max(current.n, previous ? previous->n : 0), previous ? previous->value : std::nullopt};
}

std::int64_t volume_of(const Comparison& comparison) {
  const auto* created = comparison.metric("tickets_created");
  return created != nullptr ? static_cast<std::int64_t>(created->current.value.value_or(0)) : 0;
}

bool holds_anything(const Comparison& comparison) {
  return std::any_of(comparison.metrics.begin(), comparison.metrics.end(),
                     [](const MetricComparison& m) { return m.current.n > 0; });
}

bool compares_anything(const Comparison& comparison) {
  return std::any_of(comparison.metrics.begin(), comparison.metrics.end(),
                     [](const MetricComparison& m) { return m.change.state == ChangeState::compared; });
}

Message headline_of(const Comparison& comparison, const std::optional<Candidate>& top) {
  const PeriodName period{comparison.current};
  if (!holds_anything(comparison)) return {"headline.empty", {{"period", period}}};
  const auto* const created = comparison.metric("tickets_created");
  const bool counted = created != nullptr && created->current.value.has_value();
  if (!top && !counted) return {"headline.plain", {{"period", period}}};
  if (!top && volume_of(comparison) == 0) return {"headline.empty", {{"period", period}}};
  if (!top) return {"headline.volume", {{"period", period}, {"n", Count{volume_of(comparison)}}}};
  const bool lower = *top->change().absolute < 0;
  return {lower ? "headline.lower" : "headline.higher",
          {{"period", period},
           {"metric", name_of(*top, NamePlace::inside)},
           {"value", amount_of(*top, top->current())},
           {"change", difference_of(top->metric->row, top->change(), top->current(), top->previous())}}};
}

Message moved(const Candidate& top) {
  const bool counts = top.metric->row->headline == Headline::count;
  return {counts ? "lead.moved_count" : "lead.moved",
          {{"metric", name_of(top, NamePlace::sentence_start)},
           {"before", amount_of(top, *top.previous())},
           {"now", amount_of(top, top.current())},
           {"n", Count{top.current().n}}}};
}

/// The channel that moved most in the direction of the total, when it is clearly ahead.
std::optional<Message> where(const Candidate& top) {
  if (top.group != nullptr) return std::nullopt;
  const GroupComparison* first = nullptr;
  double largest = 0;
  double second = 0;
  for (const DimensionComparison& dimension : top.metric->by) {
    if (dimension.dimension != "channel") continue;
    for (const GroupComparison& one : dimension.groups) {
      const Candidate channel{top.metric, &one};
      if (!channel.relative() || !channel.large_enough()) continue;
      const double size = std::fabs(*one.change.absolute);
      if (size > largest)
        first = &one, second = largest, largest = size;
      else
        second = std::max(second, size);
    }
  }
  if (first == nullptr || largest < kClearLead * second) return std::nullopt;
  if ((*first->change.absolute < 0) != (*top.change().absolute < 0)) return std::nullopt;
  const Candidate channel{top.metric, first};
  return Message{"lead.largest_channel",
                 {{"channel", Name{first->values.group}},
                  {"before", amount_of(channel, *channel.previous())},
                  {"now", amount_of(channel, channel.current())},
                  {"n", Count{channel.current().n}}}};
}

std::optional<Message> volume(const Comparison& comparison) {
  const auto* created = comparison.metric("tickets_created");
  if (created == nullptr || !created->current.value) return std::nullopt;
  const Count n{volume_of(comparison)};
  const Change& change = created->change;
  const bool says_something = comparison.gaps.counts_compare() && change.state == ChangeState::compared;
  if (!says_something || !change.absolute) return Message{"lead.volume", {{"n", n}}};
  if (*change.absolute == 0) return Message{"lead.volume_same", {{"n", n}}};
  return Message{*change.absolute > 0 ? "lead.volume_higher" : "lead.volume_lower",
                 {{"n", n}, {"change", difference_of(created->row, change, created->current, created->previous)}}};
}

std::optional<Message> steady(const std::vector<Candidate>& all, const std::optional<Candidate>& top) {
  for (const Candidate& candidate : all) {
    const auto relative = candidate.relative();
    if (top && candidate.metric == top->metric) continue;
    if (candidate.metric->row->id == "tickets_created" || !candidate.large_enough()) continue;
    if (!relative || *relative >= kSteady) continue;
    return Message{"lead.steady",
                   {{"metric", name_of(candidate, NamePlace::sentence_start)},
                    {"now", amount_of(candidate, candidate.current())}}};
  }
  return std::nullopt;
}

std::vector<Message> lead_of(const Comparison& comparison, const std::vector<Candidate>& all,
                             const std::optional<Candidate>& top) {
  std::vector<Message> lead;
  const auto add = [&lead](std::optional<Message> sentence) {
    if (sentence) lead.push_back(std::move(*sentence));
  };
  if (comparison.current.to_date) lead.push_back({"lead.to_date", {{"period", PeriodName{comparison.current}}}});
  if (!holds_anything(comparison)) {
    lead.push_back({"lead.empty", {}});
    return lead;
  }
  const CoverageGaps& gaps = comparison.gaps;
  if (gaps.period_incomplete) add(Message{"lead.incomplete_period", {{"period", PeriodName{comparison.current}}}});
  if (gaps.previous_incomplete) add(Message{"lead.previous_incomplete", {}});
  if (gaps.unequal_periods) add(Message{"lead.unequal_periods", {}});
  const bool volume_leads = top && top->metric->row->id == "tickets_created";
  if (top && !volume_leads) add(moved(*top));
  if (top) add(where(*top));
  add(volume(comparison));
  if (!comparison.previous) add(Message{"lead.no_comparison", {}});
  if (lead.size() < 4) add(steady(all, top));
  if (lead.empty()) add(Message{compares_anything(comparison) ? "lead.quiet" : "lead.nothing_before", {}});
  return lead;
}

}  // namespace

Conclusions conclude(const Comparison& comparison) {
  const auto all = candidates(comparison);
  std::optional<Candidate> top;
  for (const HeadlineRule rule : kHeadlineRules) {
    if (!top) top = rule(comparison, all);
  }
  return {headline_of(comparison, top), lead_of(comparison, all, top)};
}

}  // namespace csreport
