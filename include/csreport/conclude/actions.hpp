#pragma once
// What could be done about a finding: a sentence that begins with its verb, what it rests on, and how to see whether it
// helped. Suggested, never ordered; who does it is left open.

#include <optional>
#include <string>
#include <vector>

#include "csreport/compare/comparison.hpp"
#include "csreport/conclude/findings.hpp"
#include "csreport/conclude/message.hpp"

namespace csreport {

/// When the action helped: the metric is back inside its range in the period after this one.
struct ActionCheck {
  const MetricRow* row = nullptr;
  std::string group;         ///< a channel class where the metric is not pooled
  bool at_most = true;       ///< else at least
  double threshold = 0;      ///< in the metric's unit
  std::optional<Period> in;  ///< nothing when the calendar is not known
};

struct Action {
  std::string id;    ///< "csat", "frt.live": the finding behind it
  Message sentence;  ///< begins with a verb
  Message evidence;  ///< what it rests on: cases, and agent hours where they can be told
  ActionCheck check;
  Message check_words;  ///< the check as a sentence
};

/// At most three, of the findings that are worse, in their order.
std::vector<Action> suggest_actions(const Comparison& comparison, const FindingList& findings);

}  // namespace csreport
