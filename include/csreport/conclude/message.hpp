#pragma once
// A sentence before it has words: the key of a whole-sentence template and its typed slots. The
// words stand in assets/messages/<language>.json; a renderer fills the slots, so that numbers and
// names are written by the rules of its language and escaped by the rules of its format.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "csreport/compare/comparison.hpp"
#include "csreport/compute/policies.hpp"

namespace csreport {

/// Where a metric's name stands: languages with capitals or cases write it differently.
enum class NamePlace {
  inside,
  sentence_start,
  table_head,  ///< alone and short: the head of a column
  title        ///< alone and in full: the title of a figure
};
/// The metric's name as a part of a sentence ("satisfaction").
struct MetricName {
  const MetricRow* row = nullptr;
  std::string group;  ///< when only it is meant: a channel class ("live"), a channel, a priority
  NamePlace place = NamePlace::inside;
  std::string dimension{};  ///< of the group; empty: a channel or channel class
};

/// A metric's value as the page writes it: 81.3%, 38m, 1,284.
struct Amount {
  const MetricRow* row = nullptr;
  MetricValue value;
  std::optional<double> beside;  ///< a limit in the same sentence: another number must not look like it
};

/// The size of a change, without a sign: 4.2 pts, 3m, 63 (38%).
struct Difference {
  const MetricRow* row = nullptr;
  Change change;
  std::int64_t n = 0;          ///< observations behind it: decides the decimals of shares
  std::optional<double> base;  ///< the previous value: small bases get no percentage
};

/// Between two values of a metric: a normal range, an interval.
struct ValueRange {
  const MetricRow* row = nullptr;
  double low = 0;
  double high = 0;
  std::int64_t n = 0;  ///< observations behind the value that stands beside it: decides the decimals of shares
  std::optional<double> beside{};  ///< that value, where it must not look as if it lay inside
};

/// A part of a whole, rounded to 5 %: "about 70%".
struct RoughShare {
  double share = 0;
};

/// Working time of agents, in whole hours ("12 agent hours"), below ten in halves, below one in tenths.
struct AgentHours {
  double hours = 0;
};

/// Several metrics' names: "satisfaction, escalated tickets and replies per ticket".
struct MetricNames {
  std::vector<MetricName> names;  ///< at least one
};

/// What a target or a rule asks for: "85% or more", "30s–1m".
struct Limit {
  const MetricRow* row = nullptr;
  Target target;
};

/// A whole number of things. The first Count of a message chooses its plural form.
struct Count {
  std::int64_t n = 0;
};

/// The period's name: "Week 46", "November 2026".
struct PeriodName {
  Period period;
};

/// The period where many stand side by side: "9 Nov", "14:00", "Nov"; a day of a week by its name, "Mon".
struct ShortPeriod {
  Period period;
  bool of_week = false;
};

/// The period's days in words: "9–15 Nov 2026".
struct PeriodSpan {
  Period period;
};

/// A text from the data (a channel, a file): escaped, cut and isolated by the renderer.
struct Name {
  std::string text;
  std::string dimension{};  ///< whose group it names ("channel"); empty: of none
  bool whole = false;       ///< a quotation: pages do not cut it as they cut names
  /// Nothing beside it says which dimension it is of: "priority high", where "high" alone would say too little.
  bool introduced = false;
};

using Argument = std::variant<MetricName, MetricNames, Amount, Difference, Limit, ValueRange, RoughShare, AgentHours,
                              Count, PeriodName, ShortPeriod, PeriodSpan, Phrase, Name>;

struct Message {
  std::string key;                                     ///< "headline.lower"; every language has it
  std::vector<std::pair<std::string, Argument>> args;  ///< slot name and content, in the order of the English text
};

}  // namespace csreport
