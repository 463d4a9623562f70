#pragma once
// What csreport.toml says besides the options of the command line, which go into Options, checked as far as it can be
// without data. Data only: settings_rows.hpp says which keys there are, settings_file.hpp finds and reads the file.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "csreport/compute/indicators.hpp"
#include "csreport/compute/policies.hpp"
#include "csreport/core/business_hours.hpp"
#include "csreport/normalise/normalise.hpp"

namespace csreport {

/// Where an option's value stands, for messages about it.
struct SettingOrigin {
  std::string place;                ///< "FILE:3:1: period = ..."
  std::vector<std::string> values;  ///< as the command line would have them
};

struct Settings {
  std::string file;                              ///< as it is named in messages; empty: there is none
  std::map<std::string, SettingOrigin> origins;  ///< by option ("--period"), of those that the file decides

  std::vector<std::string> key_metrics;  ///< ids of the catalogue, for the report's cards
  std::vector<WordSetting> words;        ///< for NormaliseOptions
  std::vector<Indicator> indicators;     ///< ids differ

  // For compute's business clock and SLA metrics, and for the judging of targets (settings_rows: not in use).
  std::vector<Schedule> schedules;  ///< names differ
  ScheduleChoice business_hours;    ///< names schedules that exist
  SlaPolicies sla;
  std::vector<Target> targets;
};

}  // namespace csreport
