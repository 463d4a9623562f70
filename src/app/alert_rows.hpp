#pragma once
// Alert rules: the default ones as rows of text in the form that [[alert]] takes, and the [[alert]] tables of a file
// made into rules. What a rule does is conclude's.

#include <functional>
#include <string>
#include <vector>

#include "app/settings.hpp"
#include "csreport/conclude/alerts.hpp"

namespace csreport {

/// METRICS 1.27, in its order; those about metrics that the catalogue does not have are left out.
std::vector<AlertRule> default_alert_rules();

/// Ends the run: what is wrong with a text of the file, and what would be right.
using RefuseText = std::function<void(const AlertText& text, const std::string& what, const std::string& hint)>;

/// A rule for each draft. Ids that are missing are "alert_1", "alert_2" by their place.
std::vector<AlertRule> understand_alerts(const std::vector<AlertDraft>& drafts, const RefuseText& refuse);

}  // namespace csreport
