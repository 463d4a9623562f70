#pragma once
// Where the report goes, in which formats, and how it is dressed there: the part of the plan behind -o.

#include <string>
#include <string_view>
#include <vector>

#include "app/plan.hpp"

namespace csreport {

/// Throws Error(usage) when the name is empty; `what` says whose it is.
void require_name(std::string_view what, const std::string& path);

/// Never empty: standard output when none is named. The names of the files that were read for templates, style and logo
/// go to `dress_files`. Throws Error(usage) that names the option, quotes the value and says what is accepted.
std::vector<ReportOutput> plan_outputs(const Options& options, const InputPlan& input, const Surroundings& surroundings,
                                       std::vector<std::string>& dress_files);

}  // namespace csreport
