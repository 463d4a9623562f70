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
  for (const Schedule& schedule : hours.schedules) {
    if (schedule.name != hours.choice.schedule) hours.choice.by_value.emplace(schedule.name, schedule.name);
  }
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
  if (hours.choice.by == "channel") {
    std::map<std::string, std::string> by_name;
    for (const auto& [value, name] : hours.choice.by_value)
      by_name.emplace(channel_name(value, options.settings.words), name);
    hours.choice.by_value = std::move(by_name);
  }
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
