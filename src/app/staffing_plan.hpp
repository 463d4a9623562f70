#pragma once
// What the hours of a week are judged by, from promises, targets and the configuration.

#include "app/plan.hpp"
#include "csreport/compute/hour_grid.hpp"
#include "csreport/conclude/staffing.hpp"

namespace csreport {

/// First what [[sla]] promises for first responses, in its order: that was said to customers. For contacts of which it
/// says nothing the upper targets of `frt`: of their channel, of their priority, of all; a target is an aim for the
/// median, and the next best thing to a promise. None stands behind one for all contacts. Calls are judged in the
/// queue, by the threshold of the service level.
AnswerLimits answer_limits_of(const ReportPlan& plan);

/// The share of the service level's target, of all contacts, within its threshold.
StaffingOptions staffing_options_of(const ReportPlan& plan);

}  // namespace csreport
