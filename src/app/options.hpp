#pragma once
// The command line as it was typed, over csreport.toml: texts, not yet checked for meaning (that is plan.hpp).

#include <optional>
#include <string>
#include <vector>

#include "app/settings.hpp"

namespace csreport {

enum class Command { report, inspect, normalize, metrics, profiles, templates, schema, init };

struct Options {
  Command command = Command::report;
  bool help = false;
  bool version = false;

  /// FILE, KIND=FILE or "-"; for `metrics`, `profiles` and `templates` the id.
  std::vector<std::string> arguments;

  std::vector<std::string> outputs;
  std::optional<std::string> format;
  bool ascii = false;
  std::optional<std::string> lang;
  std::optional<std::string> color;
  bool csv_raw = false;
  std::optional<std::string> layout;
  std::optional<std::string> agent;
  std::optional<std::string> title;
  std::optional<std::string> organisation;
  std::optional<std::string> page_template;
  std::optional<std::string> css;
  std::optional<std::string> logo;
  std::optional<std::string> accent;
  std::vector<std::string> email_to;
  std::optional<std::string> email_from;
  std::optional<std::string> email_link;

  std::optional<std::string> period;
  std::optional<std::string> compare;
  std::optional<std::string> grain;
  std::optional<std::string> tz;
  std::optional<std::string> input_tz;
  std::optional<std::string> week_start;
  std::optional<std::string> as_of;

  std::vector<std::string> by;
  bool group_series = false;
  std::vector<std::string> where;
  std::vector<std::string> metrics;
  std::vector<std::string> exclude_requester;
  std::vector<std::string> exclude_tag;

  std::vector<std::string> target;
  std::vector<std::string> fail_on;

  std::optional<std::string> profile;
  std::vector<std::string> map;
  std::vector<std::string> unit;
  std::vector<std::string> date_format;
  std::optional<std::string> encoding;
  std::optional<std::string> delimiter;

  bool strict = false;
  std::optional<std::string> max_rejects;
  std::optional<std::string> rejects;

  std::optional<std::string> anchor;
  std::optional<std::string> clock;
  std::optional<std::string> business_hours;
  std::optional<std::string> schedule_by;
  bool frt_include_auto = false;
  std::optional<std::string> frt_start;
  std::optional<std::string> frt_outbound;
  std::optional<std::string> art;
  std::optional<std::string> art_start;
  bool art_exclude_first = false;
  bool auto_counts = false;
  bool human_only = false;
  std::optional<std::string> fcr;
  std::optional<std::string> fcr_base;
  bool fcr_no_transfer = false;
  std::optional<std::string> fcr_window;
  std::vector<std::string> fcr_key;
  std::optional<std::string> repeat_base;
  std::optional<std::string> aht;
  bool talk_includes_hold = false;
  std::optional<std::string> asa;
  std::optional<std::string> net_of;
  std::optional<std::string> resolution_start;
  std::optional<std::string> resolution_end;
  std::optional<std::string> aht_per;
  std::optional<std::string> third_party;
  std::optional<std::string> rating_credit;
  std::optional<std::string> abandonment_base;
  std::optional<std::string> percentiles;
  std::optional<std::string> plus_tags;
  std::optional<std::string> sla_priority;
  std::optional<std::string> sl;
  std::optional<std::string> sl_threshold;
  std::optional<std::string> exclude_short;
  std::optional<std::string> at_risk_within;
  std::vector<std::string> tier_order;
  std::optional<std::string> cost;
  std::optional<std::string> customers;
  std::optional<std::string> gross_margin;
  std::vector<std::string> bot_authors;
  std::optional<std::string> csat_scale;
  std::optional<std::string> csat_neutral;
  std::optional<std::string> ces_scale;

  std::optional<std::string> config;
  std::optional<std::string> threads;
  bool timings = false;
  bool timings_in_json = false;
  bool quiet = false;
  bool verbose = false;

  /// What csreport.toml says besides; filled by apply_settings.
  Settings settings;
};

/// Throws Error(usage) for an unknown or repeated option or a missing value, naming the nearest
/// option.
Options parse_options(int argc, const char* const* argv);

}  // namespace csreport
