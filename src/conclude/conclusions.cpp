// The title and the sentences under it, from the findings.

#include "csreport/conclude/conclusions.hpp"

#include <algorithm>
#include <cmath>

#include "conclude/candidates.hpp"

namespace csreport {
namespace {

bool is_signal(const Finding& finding) {
  return finding.state == SignalState::worse || finding.state == SignalState::better ||
         finding.state == SignalState::changed;
}

/// The finding that the report is about; nullptr when nothing stands out.
const Finding* top_of(const FindingList& findings) {
  const bool any = !findings.shown.empty() && is_signal(findings.shown.front());
  return any ? &findings.shown.front() : nullptr;
}

std::int64_t volume_of(const Comparison& comparison) {
  const auto* created = comparison.metric("tickets_created");
  return created != nullptr ? static_cast<std::int64_t>(created->current.value.value_or(0)) : 0;
}

/// What there is to say when no metric has a case; empty: some have.
std::string_view nothing_to_tell(const Comparison& comparison) {
  const RowsThere& rows = comparison.rows;
  if (has_cases(comparison)) return {};
  if (rows.used == 0) return "empty";
  if (!rows.dated) return "undated";
  if (!rows.contacts) return "no_contacts";
  return rows.of_period ? "no_cases" : "empty";
}

/// Besides how many tickets came, were solved and are open.
bool holds_more_than_volume(const Comparison& comparison) {
  return std::any_of(comparison.metrics.begin(), comparison.metrics.end(), [](const MetricComparison& metric) {
    return metric.shown && metric.current.value && metric.row->family != Family::volume;
  });
}

/// The files cover the period before, and hold nothing of it.
bool is_previous_empty(const Comparison& comparison) {
  return comparison.previous &&
         std::all_of(comparison.metrics.begin(), comparison.metrics.end(), [](const MetricComparison& metric) {
           const Anchor anchor = metric.row->anchor;
           const bool of_period = anchor != Anchor::period_end && anchor != Anchor::matured;
           return !of_period || !metric.previous || metric.previous->n == 0;
         });
}

bool has_warning(const Comparison& comparison, std::string_view code) {
  return std::any_of(comparison.warnings.begin(), comparison.warnings.end(),
                     [code](const Warning& warning) { return warning.code == code; });
}

/// Too much of the period before is missing to compare with it.
bool is_previous_missing(const Comparison& comparison) { return has_warning(comparison, "previous_missing"); }

bool compares_anything(const Comparison& comparison) {
  return std::any_of(comparison.metrics.begin(), comparison.metrics.end(),
                     [](const MetricComparison& m) { return m.change.state == ChangeState::compared; });
}

/// "finding.count.below_range" -> "headline.below_range": a title has no n, so counts need no sentence of their own.
std::string headline_key(const Finding& finding) {
  return "headline." + finding.sentence.key.substr(finding.sentence.key.rfind('.') + 1);
}

/// Signals are told by the findings themselves.
bool is_told_apart(const Alert& alert) { return alert.fired && alert.id != kOutsideRange; }

/// Set beside another period, and not beside a limit.
bool tells_of_change(const Alert& alert) {
  return is_told_apart(alert) && !alert.text.empty() && alert.text.front().key.starts_with("alert.moved");
}

/// Of what an alert says that it changed nobody says that it stayed as it was.
void leave_out_alerted(FindingList& findings, std::span<const Alert> alerts) {
  const auto unchanged = std::find_if(findings.shown.begin(), findings.shown.end(),
                                      [](const Finding& finding) { return finding.id == "unchanged"; });
  if (unchanged == findings.shown.end()) return;
  auto& names = std::get<MetricNames>(unchanged->sentence.args.front().second).names;
  std::erase_if(names, [&](const MetricName& name) {
    return std::any_of(alerts.begin(), alerts.end(), [&](const Alert& alert) {
      const bool same_group = alert.group.empty() || name.group.empty() || alert.group == name.group;
      return tells_of_change(alert) && alert.row == name.row && same_group;
    });
  });
  if (names.empty()) findings.shown.erase(unchanged);
}

Message headline_of(const Comparison& comparison, const FindingList& findings, std::int64_t alerts) {
  const PeriodName period{comparison.current};
  const auto* const created = comparison.metric("tickets_created");
  const bool counted = created != nullptr && created->current.value.has_value();
  if (const auto why = nothing_to_tell(comparison); !why.empty()) {
    return {"headline." + std::string(why), {{"period", period}}};
  }
  if (const Finding* top = top_of(findings)) {
    Message headline{headline_key(*top), {{"period", period}}};
    for (const auto& [slot, argument] : top->sentence.args) {
      if (slot == "n") continue;
      headline.args.emplace_back(slot, argument);
      if (auto* name = std::get_if<MetricName>(&headline.args.back().second)) name->place = NamePlace::inside;
    }
    return headline;
  }
  if (findings.judged > 0 && holds_more_than_volume(comparison) && !comparison.gaps.days_missing) {
    if (alerts > 0) return {"headline.alerts", {{"period", period}, {"n", Count{alerts}}}};
    return {"headline.normal." + std::string(grain_name(comparison.current.grain)), {{"period", period}}};
  }
  if (!counted) return {"headline.plain", {{"period", period}}};
  if (volume_of(comparison) == 0) return {"headline.empty", {{"period", period}}};
  return {"headline.volume", {{"period", period}, {"n", Count{volume_of(comparison)}}}};
}

/// A change of the clock makes a day an hour longer or shorter; a period that is cut at noon has half a day.
double days_of(const Period& period) {
  constexpr double kChangeOfClock = 2.0 / 24;
  const double days = static_cast<double>((period.end - period.start).count()) / 86'400;
  const double whole = std::round(days);
  return std::fabs(days - whole) <= kChangeOfClock ? whole : days;
}

/// Weeks differ in business days only by their holidays, of which the lead speaks by itself.
bool is_whole_weeks(double days) { return std::fmod(days, 7) == 0; }

/// Months of 28 and of 31 days, or of 20 and 23 business days, are set beside each other by what a day brought (METRICS
/// 4.8).
std::optional<Message> volume_by_day(const Comparison& comparison, const MetricComparison& created) {
  const CoverageGaps& gaps = comparison.gaps;
  const bool whole = !gaps.previous_incomplete && !gaps.days_missing && !gaps.previous_days_missing;
  if (!comparison.previous || !whole || !created.previous || !created.previous->value) return std::nullopt;
  const double now = days_of(comparison.current);
  const double before = days_of(*comparison.previous);
  const BusinessDays& business = comparison.business_days;
  const auto business_now = static_cast<double>(business.current.value_or(0));
  const auto business_before = static_cast<double>(business.previous.value_or(0));
  const bool alike = now == before && (is_whole_weeks(now) || business_now == business_before);
  if (now < 2 || before < 2 || alike || business_now == 0 || business_before == 0) return std::nullopt;
  const MetricRow* const row = find_metric("contacts_per_day");
  const auto a_day = [row](const MetricValue& value, double days) {
    return Amount{row, MetricValue{.value = *value.value / days, .n = value.n}};
  };
  const char* const which = business.by_schedule ? "variant.open_by_schedule" : "variant.monday_to_friday";
  return Message{"lead.volume_by_day",
                 {{"n", Count{volume_of(comparison)}},
                  {"now", a_day(created.current, now)},
                  {"now_business", a_day(created.current, business_now)},
                  {"which", Phrase{which, {}}},
                  {"before", a_day(*created.previous, before)},
                  {"before_business", a_day(*created.previous, business_before)}}};
}

std::optional<Message> volume(const Comparison& comparison) {
  const auto* created = comparison.metric("tickets_created");
  if (created == nullptr || !created->current.value) return std::nullopt;
  if (auto by_day = volume_by_day(comparison, *created)) return by_day;
  const Count n{volume_of(comparison)};
  const Change& change = created->change;
  const bool says_something = comparison.gaps.counts_compare() && change.state == ChangeState::compared;
  if (!says_something || !change.absolute) return Message{"lead.volume", {{"n", n}}};
  if (*change.absolute == 0) return Message{"lead.volume_same", {{"n", n}}};
  return Message{*change.absolute > 0 ? "lead.volume_higher" : "lead.volume_lower",
                 {{"n", n}, {"change", Candidate{created, nullptr}.difference()}}};
}

/// What must be known before any number is read.
std::vector<Message> reservations(const Comparison& comparison) {
  std::vector<Message> lead;
  const CoverageGaps& gaps = comparison.gaps;
  const Period& current = comparison.current;
  if (current.to_date) {
    lead.push_back({gaps.barely_begun   ? "lead.barely_begun"
                    : current.data_ends ? "lead.incomplete_period"
                                        : "lead.to_date",
                    {}});
  }
  if (const auto why = nothing_to_tell(comparison); !why.empty()) {
    lead.push_back({"lead." + std::string(why), {{"n", Count{comparison.rows.used}}}});
    return lead;
  }
  const auto missing = [&lead](const char* key, std::int64_t days) {
    if (days > 0) lead.push_back({key, {{"n", Count{days}}}});
  };
  missing("lead.missing_days", gaps.missing_days);
  missing("lead.previous_missing_days", gaps.previous_missing_days);
  if (is_previous_missing(comparison)) lead.push_back({"lead.previous_missing", {}});
  if (gaps.previous_incomplete) lead.push_back({"lead.previous_incomplete", {}});
  if (gaps.unequal_periods) lead.push_back({"lead.unequal_periods", {}});
  if (is_previous_empty(comparison)) {
    lead.push_back({"lead.previous_empty", {{"previous", PeriodName{*comparison.previous}}}});
  }
  if (comparison.previous && has_warning(comparison, "holidays")) lead.push_back({"lead.holidays", {}});
  if (!holds_more_than_volume(comparison)) lead.push_back({"lead.only_volume", {}});
  return lead;
}

std::vector<Message> lead_of(const Comparison& comparison, const FindingList& findings, std::int64_t alerts) {
  constexpr std::size_t kMostSentences = 5;
  std::vector<Message> lead = reservations(comparison);
  if (!has_cases(comparison)) return lead;
  const Finding* const top = top_of(findings);
  if (top != nullptr) {
    lead.push_back(top->sentence);
    if (!top->support.empty()) lead.push_back(top->support.front());
  } else if (findings.judged > 0) {
    lead.push_back({alerts > 0          ? "lead.normal_alerts"
                    : findings.more > 0 ? "lead.normal_but"
                                        : "lead.normal",
                    {{"n", Count{static_cast<std::int64_t>(findings.judged)}}}});
  }
  const bool volume_leads = top != nullptr && top->row->id == "tickets_created";
  if (auto sentence = volume(comparison); sentence && !volume_leads) lead.push_back(std::move(*sentence));
  if (!comparison.previous && !is_previous_missing(comparison)) lead.push_back({"lead.no_comparison", {}});
  if (top != nullptr && !findings.shown.empty() && findings.shown.back().id == "unchanged" &&
      lead.size() < kMostSentences) {
    lead.push_back(findings.shown.back().sentence);
  }
  if (lead.empty()) lead.push_back({compares_anything(comparison) ? "lead.quiet" : "lead.nothing_before", {}});
  return lead;
}

}  // namespace

Conclusions conclude(const Comparison& comparison, std::span<const Alert> alerts) {
  FindingList findings = find_findings(comparison);
  leave_out_alerted(findings, alerts);
  const std::int64_t fired = std::count_if(alerts.begin(), alerts.end(), is_told_apart);
  Message headline = headline_of(comparison, findings, fired);
  std::vector<Message> lead = lead_of(comparison, findings, fired);
  std::vector<Action> actions = suggest_actions(comparison, findings);
  return {std::move(headline), std::move(lead), std::move(findings), std::move(actions)};
}

}  // namespace csreport
