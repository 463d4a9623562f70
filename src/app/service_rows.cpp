// The keys of what a team promises and watches: schedules and which one counts, SLA policies, targets, alerts.

#include "app/service_rows.hpp"

#include <algorithm>
#include <set>

#include "fmt/format.h"

#include "app/schedule_text.hpp"
#include "app/target_text.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"
#include "csreport/normalise/number_text.hpp"

namespace csreport {
namespace {

using Type = SettingType;
using Part = FoundSetting::Part;

/// The schedule that the table is about; new ones are added.
Schedule& schedule_named(const std::string& name, Options& options) {
  auto& all = options.settings.schedules;
  const auto known = std::find_if(all.begin(), all.end(), [&](const Schedule& one) { return one.name == name; });
  if (known != all.end()) return *known;
  all.push_back({.name = name});
  return all.back();
}

void read_schedule_zone(const FoundSetting& found, Options& options) {
  try {
    schedule_named(found.names[0], options).zone = TimeZone::load(found.entry.value.text);
  } catch (const Error& error) {
    if (error.code() != ExitCode::usage) throw;
    found.refuse(error.what(), error.hint());
  }
}

void read_schedule_hours(const FoundSetting& found, Options& options) {
  if (found.texts().empty()) found.refuse("the schedule is never open", fmt::format("write {}", kHoursForm));
  Schedule& schedule = schedule_named(found.names[0], options);
  for (const std::string& text : found.texts()) {
    if (add_weekly_hours(text, schedule.week)) continue;
    found.refuse(fmt::format("'{}' are no opening hours", text), fmt::format("write {}", kHoursForm));
  }
}

void read_schedule_holidays(const FoundSetting& found, Options& options) {
  Schedule& schedule = schedule_named(found.names[0], options);
  std::set<std::chrono::local_days> dates;
  for (const std::string& text : found.texts()) {
    const auto holidays = parse_holidays(text);
    if (!holidays) found.refuse(fmt::format("'{}' is no holiday", text), fmt::format("write {}", kHolidayForm));
    for (const Holiday& holiday : *holidays) {
      if (!dates.insert(holiday.date).second) {
        found.refuse(fmt::format("'{}' holds a date that another holiday holds too", text), "give each date once");
      }
    }
    schedule.holidays.insert(schedule.holidays.end(), holidays->begin(), holidays->end());
  }
}

/// The policy that the [[sla]] is about.
SlaPolicy& policy(const FoundSetting& found, Options& options) {
  auto& all = options.settings.sla;
  if (all.size() <= found.index) all.resize(found.index + 1);
  return all[found.index];
}

template <typename T>
struct Word {
  std::string_view word;
  T value;
};

template <typename T, std::size_t N>
T one_of(const FoundSetting& found, const Word<T> (&words)[N]) {
  const std::string& text = found.entry.value.text;
  std::vector<std::string_view> accepted;
  for (const auto& row : words) {
    if (row.word == text) return row.value;
    accepted.push_back(row.word);
  }
  found.refuse(fmt::format("{} cannot be '{}'", found.entry.key, text),
               fmt::format("accepted: {}", fmt::join(accepted, ", ")));
}

void read_sla_metric(const FoundSetting& found, Options& options) {
  static constexpr Word<SlaMetric> kWords[] = {
      {"frt", SlaMetric::frt}, {"next_reply", SlaMetric::next_reply}, {"resolution", SlaMetric::resolution}};
  policy(found, options).metric = one_of(found, kWords);
}

void read_sla_threshold(const FoundSetting& found, Options& options) {
  const std::string& text = found.entry.value.text;
  const auto span = parse_duration(text, std::nullopt);
  const bool has_unit = text.find(':') == std::string::npos;  // "04:00" may be hours or minutes
  if (!span || *span <= Seconds{0} || !has_unit) {
    found.refuse(fmt::format("threshold cannot be '{}'", text), "write a time with its unit, such as 30m, 4h or 2d");
  }
  policy(found, options).threshold = *span;
}

void read_sla_clock(const FoundSetting& found, Options& options) {
  static constexpr Word<Clock> kWords[] = {{"calendar", Clock::calendar}, {"business", Clock::business}};
  policy(found, options).clock = one_of(found, kWords);
}

/// A target for all tickets.
Target target_of(const std::string& metric, const FoundSetting& found) {
  const MetricRow& row = metric_named(metric, found, Part::key);
  const std::string& text = found.entry.value.text;
  auto target = understand_target(row, text);
  if (!target.value) found.refuse(target.problem, target.hint);
  target.value->metric = metric;
  target.value->written =
      fmt::format("{}{}{}", metric, text.starts_with('<') || text.starts_with('>') ? "" : "=", text);
  return *target.value;
}

/// Reads a target of one group, whose kind is a member of Target.
void read_group_target(const FoundSetting& found, Options& options, std::optional<std::string> Target::*group,
                       std::string_view kind) {
  if (const std::string why = not_counted_because(metric_named(found.names[1], found, Part::key), kind); !why.empty()) {
    found.refuse(why, fmt::format("write [targets] {} alone: it has one value for all of them", found.names[1]),
                 Part::key);
  }
  Target target = target_of(found.names[1], found);
  target.*group = found.names[0];
  target.written = fmt::format("{}.{}.{}", kind, found.names[0], target.written);
  options.settings.targets.push_back(std::move(target));
}

/// The [[alert]] that the key stands in, and the second condition of it.
AlertDraft& alert_draft(const FoundSetting& found, Options& options) {
  auto& all = options.settings.alert_drafts;
  if (all.size() <= found.index) all.resize(found.index + 1);
  return all[found.index];
}
ConditionDraft& first_condition(const FoundSetting& found, Options& options) {
  return alert_draft(found, options).condition;
}
ConditionDraft& other_condition(const FoundSetting& found, Options& options) {
  AlertDraft& draft = alert_draft(found, options);
  if (!draft.also) draft.also.emplace();
  return *draft.also;
}

AlertText text_of(const FoundSetting& found) { return {found.entry.value.text, found.entry.value.place}; }

void read_min_n(const FoundSetting& found, Options& options) {
  const auto number = parse_number(found.entry.value.text);
  if (!number || *number < 0 || *number != static_cast<double>(static_cast<std::int64_t>(*number))) {
    found.refuse(fmt::format("min_n cannot be '{}'", found.entry.value.text), "write a whole number, such as 30");
  }
  alert_draft(found, options).min_n = static_cast<std::int64_t>(*number);
}

void add_hours_rows(std::vector<SettingRow>& rows) {
  const std::string kHours = "Business hours";
  rows.push_back({.key = "schedules.NAME.zone",
                  .section = kHours,
                  .type = Type::text,
                  .meaning = "time zone of the hours",
                  .example = R"("Europe/Riga")",
                  .sample_key = "schedules.office.zone",
                  .read = read_schedule_zone,
                  .required = true});
  rows.push_back({.key = "schedules.NAME.hours",
                  .section = kHours,
                  .type = Type::texts,
                  .meaning = fmt::format(
                      "when it is open: {}; hours over midnight belong to the day on which they begin", kHoursForm),
                  .example = R"(["Mon-Fri 09:00-12:00, 13:00-17:00", "Sat 10:00-14:00"])",
                  .sample_key = "schedules.office.hours",
                  .read = read_schedule_hours,
                  .required = true});
  rows.push_back({.key = "schedules.NAME.holidays",
                  .section = kHours,
                  .type = Type::texts,
                  .meaning = fmt::format("dates that are closed or have other hours: {}", kHolidayForm),
                  .initial = "none",
                  .example = R"(["2026-12-24 09:00-12:00", "2026-12-25..2026-12-26", 2027-01-01])",
                  .sample_key = "schedules.office.holidays",
                  .read = read_schedule_holidays});
  rows.push_back({.key = "business_hours.schedule",
                  .section = kHours,
                  .type = Type::text,
                  .meaning = "the schedule of tickets that business_hours.values does not name",
                  .example = R"("office")",
                  .read = [](const FoundSetting& found, Options& options) {
                    options.settings.business_hours.schedule = found.entry.value.text;
                  }});
  rows.push_back(
      {.key = "business_hours.by",
       .section = kHours,
       .type = Type::text,
       .meaning =
           "the column that decides: team, channel, or any column of the export; without values its own ones are "
           "names of schedules",
       .example = R"("team")",
       .read = [](const FoundSetting& found, Options& options) {
         options.settings.business_hours.by = found.entry.value.text;
       }});
  rows.push_back({.key = "business_hours.values.VALUE",
                  .section = kHours,
                  .type = Type::text,
                  .meaning = "the schedule of tickets with this value in that column",
                  .example = R"("office")",
                  .sample_key = "business_hours.values.\"Tier 2\"",
                  .read = [](const FoundSetting& found, Options& options) {
                    auto& all = options.settings.business_hours.by_value;
                    for (const auto& [value, schedule] : all) {
                      if (fold_identity(value) != fold_identity(found.names[0])) continue;
                      found.refuse(fmt::format("'{}' is '{}' already", found.names[0], value),
                                   "letter case does not matter here; give one of them", Part::key);
                    }
                    all[found.names[0]] = found.entry.value.text;
                  }});
}

void add_promise_rows(std::vector<SettingRow>& rows) {
  const std::string kPromises = "Promises and targets";
  rows.push_back({.key = "sla[].metric",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning =
                      "what is promised: frt, next_reply or resolution; of several [[sla]] the first that fits a "
                      "ticket holds",
                  .example = R"("frt")",
                  .read = read_sla_metric,
                  .required = true});
  rows.push_back({.key = "sla[].channel",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "only tickets of this channel",
                  .initial = "any",
                  .example = R"("email")",
                  .read = [](const FoundSetting& found, Options& options) {
                    policy(found, options).channel = found.entry.value.text;
                  }});
  rows.push_back({.key = "sla[].team",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "only tickets of this team",
                  .initial = "any",
                  .example = R"("Tier 2")",
                  .read = [](const FoundSetting& found, Options& options) {
                    policy(found, options).team = found.entry.value.text;
                  }});
  rows.push_back({.key = "sla[].priority",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "only tickets of this priority",
                  .initial = "any",
                  .example = R"("urgent")",
                  .read = [](const FoundSetting& found, Options& options) {
                    policy(found, options).priority = found.entry.value.text;
                  }});
  rows.push_back({.key = "sla[].threshold",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "the longest time that keeps the promise",
                  .example = R"("4h")",
                  .read = read_sla_threshold,
                  .required = true});
  rows.push_back({.key = "sla[].clock",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "calendar or business",
                  .initial = "calendar",
                  .example = R"("business")",
                  .read = read_sla_clock});
  rows.push_back(
      {.key = "targets.norms",
       .section = kPromises,
       .type = Type::truth,
       .meaning = "the usual norms of the field as targets; those that are named here win over them",
       .initial = "false",
       .example = "true",
       .read = [](const FoundSetting& found, Options& options) { options.settings.norms = found.entry.value.truth; }});
  rows.push_back({.key = "targets.METRIC",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "what a metric should be: \">=85%\", \"<=1h\", \"30s..60s\"",
                  .example = R"(">=85%")",
                  .sample_key = "targets.csat",
                  .read = [](const FoundSetting& found, Options& options) {
                    options.settings.targets.push_back(target_of(found.names[0], found));
                  }});
  rows.push_back({.key = "targets.channel.NAME.METRIC",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "the same for one channel",
                  .example = R"("<=60s")",
                  .sample_key = "targets.channel.chat.frt",
                  .read = [](const FoundSetting& found, Options& options) {
                    read_group_target(found, options, &Target::channel, "channel");
                  }});
  rows.push_back({.key = "targets.priority.NAME.METRIC",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "the same for one priority",
                  .example = R"("<=15m")",
                  .sample_key = "targets.priority.urgent.frt",
                  .read = [](const FoundSetting& found, Options& options) {
                    read_group_target(found, options, &Target::priority, "priority");
                  }});
}

/// The keys of one condition; `prefix` is "alert[]." or "alert[].also.".
void add_condition_rows(std::vector<SettingRow>& rows, const std::string& prefix,
                        ConditionDraft& (*draft)(const FoundSetting&, Options&)) {
  const bool second = prefix.ends_with("also.");
  const auto add = [&](const char* key, std::string meaning, std::string initial, std::string example,
                       AlertText ConditionDraft::*part, bool required) {
    rows.push_back({.key = prefix + key,
                    .section = "Alerts",
                    .type = Type::text,
                    .meaning = std::move(meaning),
                    .initial = std::move(initial),
                    .example = std::move(example),
                    .read = [draft, part](const FoundSetting& found,
                                          Options& options) { draft(found, options).*part = text_of(found); },
                    .required = required});
  };
  add("metric",
      second ? "a second condition, which must hold too: its metric"
             : "the metric that the rule looks at; channel.NAME.METRIC or priority.NAME.METRIC: only there",
      "", second ? R"("tickets_solved")" : R"("csat")", &ConditionDraft::metric, true);
  add("compare", "what is looked at: value, or its change since previous, quarter-ago, year-ago or a period", "value",
      second ? R"("previous")" : R"("quarter-ago")", &ConditionDraft::compare, false);
  add("threshold",
      second ? "where it holds"
             : "where the rule holds: as a target for a value (\"<80%\"); for a change \"<=-10%\" of the value before, "
               "\"<=-5pts\", \">+30m\", \">20\", or \">1.5x\" as much",
      "", R"("<=-10%")", &ConditionDraft::threshold, true);
  rows.push_back({.key = prefix + "clear",
                  .section = "Alerts",
                  .type = Type::truth,
                  .meaning = "only when the 95% interval of the change leaves zero out",
                  .initial = "false",
                  .example = "true",
                  .read = [draft](const FoundSetting& found, Options& options) {
                    draft(found, options).clear = found.entry.value.truth;
                  }});
}

void add_alert_rows(std::vector<SettingRow>& rows) {
  const std::string kAlerts = "Alerts";
  rows.push_back({.key = "alerts.defaults",
                  .section = kAlerts,
                  .type = Type::truth,
                  .meaning = "the built-in rules and checks, besides those of [[alert]]",
                  .initial = "true",
                  .example = "false",
                  .read = [](const FoundSetting& found, Options& options) {
                    options.settings.default_alerts = found.entry.value.truth;
                  }});
  rows.push_back(
      {.key = "alert[].id",
       .section = kAlerts,
       .type = Type::text,
       .meaning = "its name for --fail-on and in the JSON; that of a built-in rule replaces it",
       .initial = "alert_1, alert_2 ...",
       .example = R"("csat_drop_quarter")",
       .read = [](const FoundSetting& found, Options& options) { alert_draft(found, options).id = text_of(found); }});
  add_condition_rows(rows, "alert[].", first_condition);
  rows.push_back({.key = "alert[].min_n",
                  .section = kAlerts,
                  .type = Type::value,
                  .meaning = "with fewer cases the rule is not judged",
                  .initial = "the metric's own",
                  .example = "30",
                  .read = read_min_n});
  rows.push_back({.key = "alert[].severity",
                  .section = kAlerts,
                  .type = Type::text,
                  .meaning = "info, warning or critical",
                  .initial = "warning",
                  .example = R"("critical")",
                  .read = [](const FoundSetting& found, Options& options) {
                    alert_draft(found, options).severity = text_of(found);
                  }});
  rows.push_back({.key = "alert[].advice",
                  .section = kAlerts,
                  .type = Type::text,
                  .meaning = "what to do about it, shown beside the alert",
                  .example = R"("Read the comments of the worst ratings.")",
                  .read = [](const FoundSetting& found, Options& options) {
                    alert_draft(found, options).advice = found.entry.value.text;
                  }});
  add_condition_rows(rows, "alert[].also.", other_condition);
}

}  // namespace

void add_service_rows(std::vector<SettingRow>& rows) {
  add_hours_rows(rows);
  add_promise_rows(rows);
  add_alert_rows(rows);
}

}  // namespace csreport
