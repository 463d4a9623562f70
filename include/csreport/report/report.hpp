#pragma once
// The finished report as a plain document: what is shown, in which order, and the data it was made
// from. No markup and no formatted numbers: values keep their unit and size, sentences are message
// keys with typed slots. A renderer needs nothing else.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "csreport/compare/comparison.hpp"
#include "csreport/compute/details.hpp"
#include "csreport/conclude/alerts.hpp"
#include "csreport/conclude/conclusions.hpp"
#include "csreport/conclude/outlook.hpp"
#include "csreport/conclude/staffing.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/core/diagnostic.hpp"
#include "csreport/core/period.hpp"
#include "csreport/core/time_zone.hpp"
#include "csreport/core/timings.hpp"
#include "csreport/report/figure.hpp"

namespace csreport {

/// A metric of all cases, or of one channel or priority, that the user wants to see first.
struct KeyMetric {
  std::string metric;       ///< an id
  std::string dimension{};  ///< "channel" or "priority"; empty: all cases
  std::string group{};      ///< letter case does not matter

  friend bool operator==(const KeyMetric&, const KeyMetric&) = default;
};

/// One metric, or one group of it, with all that a card, a table row or a chart shows.
struct MetricLine {
  const MetricRow* row = nullptr;  ///< never null in a built report
  std::string dimension;           ///< that of the group
  std::string group;               ///< channel class ("live", "waiting") when the metric is split; a channel or
                                   ///< priority that a target or key metric names; else empty
  Phrases variant;
  MetricValue current;
  std::optional<MetricValue> previous;
  std::optional<Interval> interval;
  Change change;
  std::vector<SeriesPoint> series;  ///< oldest first, ends with the current period; may be empty
  SeriesJudgement judgement;
  Quality quality;
  std::optional<TargetResult> target;  ///< nothing: there is none for this line
};

/// A share of fewer cases is told in words ("5 of 7"), without a percentage, a change or a chart.
inline constexpr std::int64_t kFewestForShare = 20;
/// A value of fewer cases is grey in the figures' tables (METRICS 4.4).
inline constexpr std::int64_t kFewestForInk = 10;

/// Whether a chart shows the point; it leaves a gap where not.
[[nodiscard]] inline bool is_charted(const MetricRow& row, const SeriesPoint& point) {
  return point.value.has_value() && (row.unit != Unit::ratio || point.n >= kFewestForShare);
}

// ---- blocks -------------------------------------------------------------------------------------

struct KpiCards {
  std::vector<MetricLine> cards;  ///< at most six, each with a value
};

/// What changed and what did not, in sentences.
struct ChangeList {
  std::vector<Finding> findings;    ///< at most five
  std::optional<Message> beyond;    ///< names of what changed as well and has no place
  std::size_t more = 0;             ///< signals that only the table of all metrics shows, such as chance brings
  std::vector<Action> actions;      ///< suggested, at most three
  std::size_t further = 0;          ///< findings that a layout of one page has no room for
  std::size_t further_actions = 0;  ///< likewise
};

/// The alerts that fired, the most severe first.
struct AlertList {
  std::vector<Alert> alerts;  ///< at most eight; four on a page that shares its room with goals
  std::size_t more = 0;       ///< that are only in the JSON
};

struct MetricFamily {
  Family family = Family::customers;
  std::vector<MetricLine> lines;  ///< lines without data stay and say why
};
struct MetricsTable {
  std::vector<MetricFamily> families;
  bool judged = false;  ///< some line has a target
};

struct TrendFigures {
  std::vector<MetricLine> figures;  ///< each with at least two charted points
};

enum class GroupRowKind {
  named,
  other,  ///< the groups beyond the first twelve, added up
  none,   ///< observations without a name
  total
};
struct GroupCell {
  MetricValue current;
  std::optional<MetricValue> previous;
  Change change;
  bool available = true;  ///< false: cannot be added up (the median of "N other")
  Signal signal;          ///< of the group's own range; none where it has no series
};
struct GroupRow {
  GroupRowKind kind = GroupRowKind::named;
  std::string name;              ///< text from the data; empty unless `named`
  std::size_t merged = 0;        ///< groups in `other`
  std::vector<GroupCell> cells;  ///< one per column of the table
};
/// The groups of one dimension, by volume: never a ranking of people. The counts of the rows add up
/// to the total row.
struct GroupTable {
  std::string dimension;                  ///< "channel", or the header given to --by
  std::vector<const MetricRow*> columns;  ///< the first one is the volume
  std::vector<GroupRow> rows;             ///< named, other, none, total

  /// The part of the row in the volume, 0 to 1, where that is a number of things.
  [[nodiscard]] std::optional<double> share_of(const GroupRow& row) const;
};

struct Definition {
  const MetricRow* row = nullptr;
  Phrases variant;
  std::vector<Phrase> notes;  ///< of the metric's quality
};
struct Definitions {
  std::vector<Definition> rows;  ///< every metric that the report shows, in catalogue order
};

struct MetricExclusions {
  const MetricRow* row = nullptr;
  std::int64_t n = 0;
  std::vector<ExcludedCount> excluded;
};
struct Exclusions {
  std::vector<MetricExclusions> rows;  ///< only metrics that excluded something
};

/// Row accounting, rejects and what went wrong in cells; shows Report::inputs and diagnostics.
struct RowAccounting {};
/// How every column of every input was understood; shows Report::inputs.
struct ColumnReadings {};

struct Notes {
  std::vector<Note> notes;
};

using BlockContent = std::variant<KpiCards, MetricsTable, TrendFigures, GroupTable, Definitions, Exclusions,
                                  RowAccounting, ColumnReadings, Notes, AlertList, ChangeList, Figure>;
struct Block {
  std::string id;  ///< unique in the report; key of JSON "tables", anchor on the page
  BlockContent content;
};

struct Section {
  std::string id;      ///< anchor; its title is the message "section.<id>"
  bool titled = true;  ///< false: the title is only for screen readers and not in the navigation
  std::vector<Block> blocks;
};

// ---- header -------------------------------------------------------------------------------------

enum class ScopeFact { period, compared_with, clock, data, only };
struct ScopeEntry {
  ScopeFact fact = ScopeFact::period;
  Note text;
};
struct Header {
  std::string organisation;  ///< may be empty
  Note headline;             ///< the top conclusion, or the title that the user gave
  std::vector<Message> lead;
  std::vector<ScopeEntry> scope;
};

// ---- the report ---------------------------------------------------------------------------------

/// The period by hour and weekday, with what an answer in time is and the agents that it takes.
struct HoursOfWeek {
  HourGrid grid;
  AnswerLimits limits;
  Staffing staffing;
};

/// How the reasons of contacts are told, from the configuration.
struct ReasonSettings {
  std::map<std::string, std::string>
      departments;           ///< who answers for a category, by its name as fold_identity() has it
  std::string second_level;  ///< dimension that tells reasons apart further; empty: none
  bool by_severity = false;  ///< those with the most hard tickets first, not the largest
};

struct Generator {
  std::string name = "csreport";
  std::string version;
};

struct Report {
  Header header;
  std::vector<Section> sections;

  // What it was made from.
  Generator generator;
  std::string layout;
  std::optional<Instant> as_of;  ///< --as-of or the horizon; nothing when there is no time in the data
  TimeZone zone = TimeZone::utc();
  Phrase period_reason;
  std::vector<std::string> conditions;  ///< of --where, as on the command line: all other rows are left out
  Comparison comparison;
  Details details;                   ///< as far as the layout asked for them
  std::optional<HoursOfWeek> hours;  ///< likewise
  std::vector<Outlook> outlooks;     ///< likewise
  FindingList findings;
  std::vector<Action> actions;
  Verdicts verdicts;
  std::vector<KeyMetric> key_metrics;  ///< stand first on the cards
  std::string agent;                   ///< see ReportInputs
  ReasonSettings reasons;
  std::vector<InputSummary> inputs;
  std::vector<Diagnostic> diagnostics;
  std::vector<Warning> warnings;   ///< of reading and of the comparison
  std::optional<Timings> timings;  ///< only when they are to stand in the JSON
};

struct ReportInputs {
  Comparison comparison;
  Details details;                   ///< of the same period; what is missing is not shown
  std::optional<HoursOfWeek> hours;  ///< likewise
  std::vector<Outlook> outlooks;     ///< likewise
  Verdicts verdicts;                 ///< on that comparison
  std::vector<InputSummary> inputs;
  std::vector<Diagnostic> diagnostics;
  std::vector<Warning> warnings;  ///< of reading; those of the comparison are added
  Generator generator;
  std::string layout = "team";
  std::optional<Instant> as_of;
  TimeZone zone = TimeZone::utc();
  Phrase period_reason;                 ///< of PeriodChoice
  std::vector<std::string> conditions;  ///< of --where; see Report
  std::string organisation;
  std::string title;                   ///< replaces the headline; empty: the conclusion
  std::vector<KeyMetric> key_metrics;  ///< those with data stand first on the cards, in this order
  std::string agent;                   ///< the only one with a scorecard; empty: all
  ReasonSettings reasons;
};

/// REQUIRES: every metric of the comparison has a row, adjust_signals() has been there, and `layout` is one of
/// report_layouts().
Report build_report(ReportInputs inputs);

/// What a layout shows that has to be computed for it.
struct LayoutNeeds {
  std::span<const std::string_view> series;     ///< dimensions whose groups it shows over time
  std::span<const std::string_view> metrics{};  ///< ids that it draws besides those that it shows as metrics
  bool agents = true;                           ///< the groups of agents: nothing names them without it, in no format
  bool every_metric = false;                    ///< all that have what they need, also those that no other layout shows
  bool lists_tickets = false;                   ///< open tickets by their ids
  bool answers = false;                         ///< how satisfaction answers are spread
  bool flow = false;                            ///< what came and went in the parts of the period
  bool hours = false;                           ///< the period by hour and weekday
  bool waits = false;                           ///< which tickets are about to break a promise, and who waits longest
  bool peers = false;                           ///< agents beside those who do the same work
  bool comments = false;                        ///< what customers wrote beside their ratings
  bool reasons = false;                         ///< whose contacts a category is
  bool outlook = false;                         ///< the days of the whole data, and what comes next
};
struct LayoutInfo {
  std::string_view id;
  std::string_view title;  ///< English, for --help
  LayoutNeeds needs;
};
/// The layouts that build_report knows.
std::vector<LayoutInfo> report_layouts();

}  // namespace csreport
