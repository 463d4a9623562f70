#pragma once
// What a team promised and aims at: SLA policies, targets, and which schedule a ticket falls under. Read from
// csreport.toml (app), used by compute (METRICS 0.5 and 1.15) and by what judges its values. Data only.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/business_hours.hpp"
#include "csreport/core/time_zone.hpp"

namespace csreport {

enum class Clock { calendar, business };

/// Which schedule counts for a ticket: `by_value` of its value in the column `by`, else `schedule`. The names are those
/// of Schedule.
struct ScheduleChoice {
  std::string schedule;                          ///< empty: tickets of no listed value have no business hours
  std::string by;                                ///< a canonical field or a header; empty: `schedule` for all
  std::map<std::string, std::string> by_value;   ///< schedule by value, compared without regard to case
  std::string asked_by = "[business_hours] by";  ///< what names the column, for messages
  std::string values_by = "[business_hours]";    ///< what names schedules for its values, likewise
};

/// The schedules of a run, and which of them counts for whom.
struct BusinessHours {
  std::vector<Schedule> schedules;  ///< empty: there are none
  ScheduleChoice choice;            ///< names some of them
};

/// What the promise is about: `sla_frt`, `sla_next_reply`, `sla_resolution`.
enum class SlaMetric { frt, next_reply, resolution };

/// A promise to answer or solve within `threshold`; exactly that long is kept (METRICS 1.15).
struct SlaPolicy {
  SlaMetric metric = SlaMetric::frt;
  std::optional<std::string> channel;   ///< nothing: any
  std::optional<std::string> team;      ///< the same
  std::optional<std::string> priority;  ///< nothing: any; the one in force when the promise began
  Seconds threshold{};
  Clock clock = Clock::calendar;
};
/// In order: the first that fits a ticket holds.
using SlaPolicies = std::vector<SlaPolicy>;

/// What a team knows of its work. Names are compared without regard to case.
struct WorkPolicies {
  std::vector<std::string> known_topics;  ///< categories or tags that the knowledge base covers
  std::vector<std::string> hard_priorities = {
      "high",      "urgent",      "critical",  "highest",    "висок",       "висока",        "спешен",
      "спешна",    "критичен",    "критична",  "най-висок",  "най-висока",  "высокий",       "срочный",
      "критичный", "критический", "наивысший", "экстренный", "неотложный",  "augsta",        "augsts",
      "steidzama", "steidzams",   "kritiska",  "kritisks",   "visaugstākā", "visaugstākais", "高",
      "紧急",      "緊急",        "最高",      "严重",       "嚴重"};
  Seconds at_risk_within{4 * 60 * 60};  ///< a promise whose time runs out so soon is at risk
};

enum class TargetOperator { below, at_most, above, at_least, between };

/// "<", "<=", ">", ">=", "between".
std::string_view target_operator_name(TargetOperator op);

/// What a metric's value should be, in the metric's own unit: seconds, shares from 0 to 1, scores. The ends of
/// `between` meet it.
struct Target {
  std::string metric;                   ///< an id of the catalogue
  std::optional<std::string> channel;   ///< holds for this group alone
  std::optional<std::string> priority;  ///< the same
  TargetOperator op = TargetOperator::at_least;
  double low = 0;  ///< where there is one limit, both are it
  double high = 0;
  std::string written;   ///< "channel.chat.frt<=60s"
  bool is_norm = false;  ///< of the ready set, not of the user: where there is no value, nothing is missed
};

}  // namespace csreport
