#pragma once
// What csreport.toml says besides the options of the command line, which go into Options, checked as far as it can be
// without data. Data only: settings_rows.hpp says which keys there are, settings_file.hpp finds and reads the file.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/toml_text.hpp"
#include "csreport/compute/policies.hpp"
#include "csreport/compute/run_metrics.hpp"
#include "csreport/conclude/alerts.hpp"
#include "csreport/conclude/goals.hpp"
#include "csreport/core/business_hours.hpp"
#include "csreport/normalise/normalise.hpp"
#include "csreport/render/renderer.hpp"
#include "csreport/report/report.hpp"

namespace csreport {

/// Where an option's value stands, for messages about it.
struct SettingOrigin {
  std::string place;                ///< "FILE:3:1: period = ..."
  std::vector<std::string> values;  ///< as the command line would have them
};

/// A text of [[alert]] and where it stands; empty: not given.
struct AlertText {
  std::string text;
  TomlPlace place;
};
struct ConditionDraft {
  AlertText metric;
  AlertText compare;
  AlertText threshold;
  bool clear = false;
};
/// An [[alert]] as it was written, before it is understood as a whole (alert_rows.hpp).
struct AlertDraft {
  AlertText id;
  ConditionDraft condition;
  std::optional<ConditionDraft> also;
  std::optional<std::int64_t> min_n;
  AlertText severity;
  std::string advice;
};

/// A [[goal]] or [[action]], likewise (goal_rows.hpp).
struct GoalDraft {
  AlertText id, metric, channel, target, by, start;
  std::string title;
  std::string owner;
  struct Milestone {
    AlertText by;
    AlertText target;
  };
  std::vector<Milestone> milestones;
};

struct Settings {
  std::string file;                              ///< as it is named in messages; empty: there is none
  std::map<std::string, SettingOrigin> origins;  ///< by option ("--period"), of those that the file decides

  std::vector<KeyMetric> key_metrics;  ///< for the report's cards
  std::vector<WordSetting> words;      ///< for NormaliseOptions
  std::vector<Indicator> indicators;   ///< ids differ

  std::vector<std::string> bot_authors;  ///< for NormaliseOptions
  EscalationRules escalation;            ///< likewise

  std::vector<MailAddress> email_to;  ///< for RenderOptions
  std::optional<MailAddress> email_from;
  std::optional<std::string> email_link;  ///< a web address
  std::string shift;                      ///< a column; empty: none names the shift of a ticket's agent
  bool comments = true;                   ///< layouts that quote customers do
  ReasonSettings reasons;
  std::optional<std::string> page_template, css, logo, accent;  ///< as the options; paths count from the file's folder

  // For compute's business clock and SLA metrics.
  std::vector<Schedule> schedules;  ///< names differ
  ScheduleChoice business_hours;    ///< names schedules that exist
  SlaPolicies sla;
  WorkPolicies work;  ///< without what options say

  // For conclude.
  std::vector<Target> targets;
  bool norms = false;  ///< the ready set of targets too
  std::vector<AlertDraft> alert_drafts;
  std::vector<AlertRule> alerts;  ///< understood from the drafts
  bool default_alerts = true;
  double shrinkage = 0;  ///< [staffing]
  std::vector<GoalDraft> goal_drafts;
  std::vector<Goal> goals;  ///< understood from the drafts
  std::vector<GoalDraft> action_drafts;
  std::vector<TrackedAction> actions;
};

}  // namespace csreport
