#pragma once
// What changed and what did not, as sentences in order of importance. Each rests on a signal (compare) and carries its
// evidence; what lies within its normal range is never told as a change.

#include <string>
#include <vector>

#include "csreport/compare/comparison.hpp"
#include "csreport/conclude/message.hpp"

namespace csreport {

/// A part of a change above it is said to be the whole change.
inline constexpr double kWholeChange = 0.975;

/// Where the sentences rest: the groups that are named in them, of one dimension.
struct FindingEvidence {
  std::string dimension;            ///< empty: no group is named
  std::vector<std::string> groups;  ///< in the order in which they are named
  std::int64_t n = 0;               ///< observations of the current period behind the finding
};

struct Finding {
  std::string id;                  ///< "csat", "frt.live"; "unchanged"
  const MetricRow* row = nullptr;  ///< nullptr: it is about several metrics
  std::string group;               ///< a channel class where the metric is not pooled; a channel, where `hidden`
  SignalState state = SignalState::none;
  std::string rule;                    ///< of the signal; "significant_change" where there is no range yet
  bool moved = false;                  ///< from the period before to where it is; else it was there already
  bool taken_apart = false;            ///< the groups of the evidence are the source of the change
  bool hidden = false;                 ///< in channels of a line which shows nothing of it: no mark of that line
  std::optional<double> p{};           ///< of the signal, or of the significant change; nothing for what is no test
  std::optional<double> p_adjusted{};  ///< among the lines that are judged with it: what every layout shows, or what
                                       ///< `full` adds (METRICS 4.5)
  Message sentence;                    ///< the finding itself
  std::vector<Message> support;        ///< at most two: where it comes from, what moved at the same time
  FindingEvidence evidence;
};

struct FindingList {
  std::vector<Finding> shown;   ///< at most five: worse, better, changed, on a new level, not to be judged, unchanged
  std::vector<Finding> beyond;  ///< those that hold as well and have no place among the five, in the same order
  std::size_t more = 0;         ///< signals that do not hold among so many lines, of which chance brings some
  std::size_t judged = 0;       ///< metrics that have a normal range
};

/// Sets the adjusted p-value of every signal that has a p-value: among the lines of the report (METRICS 4.5), which are
/// whole metrics, or channel classes where these are not pooled; of all other groups, among those of every metric.
void adjust_signals(Comparison& comparison);

/// Which groups are told of depends on adjust_signals(); what is told of headlines does not.
FindingList find_findings(const Comparison& comparison);

}  // namespace csreport
