#pragma once
// What a reader should know first, chosen from a comparison by rules that are data. No words (they
// are keys of the message files) and no judgement beyond the numbers.

#include <span>
#include <vector>

#include "csreport/compare/comparison.hpp"
#include "csreport/conclude/actions.hpp"
#include "csreport/conclude/alerts.hpp"
#include "csreport/conclude/findings.hpp"
#include "csreport/conclude/message.hpp"

namespace csreport {

struct Conclusions {
  Message headline;           ///< always there; at most 70 characters in English
  std::vector<Message> lead;  ///< what is incomplete, then the top finding and where it lies, volume, what is steady
  FindingList findings;
  std::vector<Action> actions;
};

/// A period with an alert is not called normal, and nothing that an alert speaks of unchanged.
Conclusions conclude(const Comparison& comparison, std::span<const Alert> alerts = {});

}  // namespace csreport
