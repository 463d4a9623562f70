#include "app/service_plan.hpp"

#include <algorithm>
#include <map>

#include "fmt/format.h"
#include "fmt/ranges.h"

#include "app/option_values.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

/// A column whose values nothing gives a schedule names the schedules.
void choose_by_name(BusinessHours& hours) {
  if (hours.choice.by.empty() || !hours.choice.by_value.empty()) return;
  hours.choice.values_by = hours.choice.asked_by;
  for (const Schedule& schedule : hours.schedules) {
    if (schedule.name != hours.choice.schedule) hours.choice.by_value.emplace(schedule.name, schedule.name);
  }
}

/// Values of rows: "Live Chat" is chat. Two names of one value must not choose two schedules.
void settle_values(const std::vector<WordSetting>& words, ScheduleChoice& choice) {
  struct Named {
    std::string value;
    std::string schedule;
  };
  std::map<std::string, Named> by_folded;
  std::map<std::string, std::string> settled;
  for (const auto& [value, schedule] : choice.by_value) {
    const std::string meant = choice.by == "channel" ? channel_name(value, words) : value;
    const auto [known, is_new] = by_folded.emplace(fold_identity(meant), Named{value, schedule});
    if (!is_new && known->second.schedule != schedule) {
      throw Error(ExitCode::usage,
                  fmt::format("{}: '{}' and '{}' are one {}, and name two schedules", choice.values_by,
                              known->second.value, value, choice.by),
                  "write one of them under [business_hours.values]");
    }
    if (is_new) settled.emplace(meant, schedule);
  }
  choice.by_value = std::move(settled);
}

/// --schedule-by goes before the file's column, whose values are no values of another one.
void choose_by(const std::string& column, BusinessHours& hours) {
  if (column.empty()) reject_value("--schedule-by", column, "a column, such as team");
  if (hours.schedules.empty()) {
    throw Error(ExitCode::usage, "--schedule-by: there are no schedules",
                "add a table [schedules.NAME] to csreport.toml");
  }
  ScheduleChoice& choice = hours.choice;
  if (!choice.by.empty() && fold_word(choice.by) != fold_word(column)) choice.by_value.clear();
  choice.by = column;
  choice.asked_by = "--schedule-by";
}

}  // namespace

BusinessHours business_hours_of(const Options& options) {
  BusinessHours hours{options.settings.schedules, options.settings.business_hours};
  if (options.schedule_by && options.business_hours) {
    throw Error(ExitCode::usage, "--schedule-by does not go with --business-hours",
                "--business-hours names one schedule for all tickets: leave one of them out");
  }
  if (options.schedule_by) choose_by(*options.schedule_by, hours);
  choose_by_name(hours);
  settle_values(options.settings.words, hours.choice);
  std::vector<std::string> names;
  for (const Schedule& schedule : hours.schedules) names.push_back(schedule.name);
  if (const auto& name = options.business_hours) {
    if (std::find(names.begin(), names.end(), *name) == names.end()) {
      const std::string near = did_you_mean(nearest_words(*name, names));
      throw Error(ExitCode::usage, fmt::format("--business-hours: there is no schedule '{}'", *name),
                  near.empty() ? fmt::format("add a table [schedules.{}] to csreport.toml", *name) : near);
    }
    hours.choice = {.schedule = *name};
  }
  const ScheduleChoice& choice = hours.choice;
  if (!choice.schedule.empty() || !choice.by.empty() || names.empty()) return hours;
  if (names.size() > 1) {
    throw Error(ExitCode::usage,
                fmt::format("{}: nothing says which of the schedules counts: {}", options.settings.file,
                            fmt::join(names, ", ")),
                fmt::format("add [business_hours] with schedule = \"{0}\", or --business-hours {0}", names[0]));
  }
  hours.choice.schedule = names[0];
  return hours;
}

Clock measuring_clock(const Options& options, const BusinessHours& hours) {
  const bool typed = options.clock && !options.settings.origins.contains("--clock");
  if ((options.business_hours || options.schedule_by) && !typed) return Clock::business;
  const Clock clock = options.clock ? parse_clock(*options.clock) : Clock::calendar;
  if (clock == Clock::business && hours.schedules.empty()) {
    throw Error(ExitCode::usage, "--clock business needs business hours, and there is no schedule",
                "add a table [schedules.NAME] with its zone and hours to csreport.toml; docs/configuration.md has one");
  }
  return clock;
}

SlaPolicies sla_of(const Options& options) {
  SlaPolicies policies = options.settings.sla;
  for (SlaPolicy& policy : policies) {
    if (policy.channel) policy.channel = channel_name(*policy.channel, options.settings.words);
  }
  return policies;
}

}  // namespace csreport
