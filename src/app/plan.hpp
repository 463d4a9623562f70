#pragma once
// The command line, checked and resolved before a row is read: zones loaded, words turned into
// enums, output formats known. What depends on the data (which week is the last one) is still open.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/options.hpp"
#include "csreport/compute/compute.hpp"
#include "csreport/conclude/alerts.hpp"
#include "csreport/core/period.hpp"
#include "csreport/normalise/normalise.hpp"
#include "csreport/render/renderer.hpp"
#include "csreport/report/report.hpp"

namespace csreport {

/// What the process knows of its surroundings; read in run.cpp only.
struct Surroundings {
  Instant clock;
  std::optional<std::string> source_date_epoch;
  unsigned processors = 1;
  std::optional<std::size_t> terminal_columns;  ///< of standard output; nothing: it is no terminal
  bool colors_wanted = true;                    ///< neither NO_COLOR nor a terminal that knows none
};

inline constexpr std::string_view kStandardStream = "-";

struct ReportOutput {
  std::string path;  ///< "-" is standard output
  const RendererRow* renderer = nullptr;
  RenderOptions render = {};
};

/// --max-rejects: a count or a share of all records read.
struct RejectLimit {
  std::optional<std::int64_t> count;
  std::optional<double> share;
};
/// Without a limit only input of which nothing is left is too bad.
bool rejects_exceed(const std::optional<RejectLimit>& limit, std::int64_t rejected, std::int64_t records);

/// Whether cells that a spreadsheet would run as a formula get a leading '.
enum class FormulaGuard { on, off };

/// How `report`, `inspect` and `normalize` read their files.
struct InputPlan {
  std::string settings_file;  ///< csreport.toml, empty: none
  NormaliseOptions normalise;
  std::optional<RejectLimit> reject_limit;
  std::optional<std::string> rejects_path;
  FormulaGuard formula_guard = FormulaGuard::on;
};

enum class Verbosity { quiet, normal, verbose };

/// Where it is said how long the stages took.
struct TimingsPlan {
  bool on_standard_error = false;
  bool in_json = false;
};

/// Read only because a setting asks about it: no group of the report.
struct ColumnOfSetting {
  std::string setting;  ///< "[business_hours] by"
  std::string column;
};

struct ReportPlan {
  InputPlan input;
  LayoutInfo layout;
  std::string agent;                     ///< the only one with a scorecard; empty: all
  std::vector<ReportOutput> outputs;     ///< never empty
  std::vector<std::string> dress_files;  ///< read already; no output may be one of them
  std::string title;
  std::string organisation;
  std::vector<KeyMetric> key_metrics;

  PeriodContext clock;  ///< without the data's own times
  std::string period = "auto";
  std::string compare = "previous";
  std::optional<Grain> grain;

  ComputeOptions compute;  ///< without the periods
  Judging judging;         ///< without what the data brings
  double shrinkage = 0;    ///< share of the paid time that agents are not at the queue
  ReasonSettings reasons;
  std::vector<ColumnOfSetting> columns_of_settings;
  std::vector<std::string> hidden_dimensions;  ///< that are no groups of the report, unless --by names them
  TimingsPlan timings;
  Verbosity verbosity = Verbosity::normal;
};

enum class TableFormat { csv, ndjson };
struct NormalizePlan {
  InputPlan input;
  std::string output = std::string(kStandardStream);
  TableFormat format = TableFormat::csv;
  Verbosity verbosity = Verbosity::normal;
};

/// All three throw Error(usage) that names the option, quotes the value and says what is accepted.
InputPlan plan_input(const Options& options, const Surroundings& surroundings);
ReportPlan plan_report(const Options& options, const Surroundings& surroundings);
NormalizePlan plan_normalize(const Options& options, const Surroundings& surroundings);

}  // namespace csreport
