#pragma once
// Business hours and promises of a run, out of the command line and csreport.toml.

#include "app/options.hpp"
#include "csreport/compute/compute.hpp"

namespace csreport {

/// Which of the file's schedules count for whom (METRICS 0.5). Throws Error(usage), as the others.
BusinessHours business_hours_of(const Options& options);

/// A schedule that was typed asks for its clock; so it wins over a clock of the file.
Clock measuring_clock(const Options& options, const BusinessHours& hours);

/// Promises to a channel, which may be in the words of the help desk.
SlaPolicies sla_of(const Options& options);

}  // namespace csreport
