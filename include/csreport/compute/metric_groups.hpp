#pragma once
// By what the cases of a metric can be told apart at all, whatever the data has.

#include <string_view>

#include "csreport/compute/catalogue.hpp"

namespace csreport {

/// Whether the metric's cases have groups in this dimension; of a file's own ones, whether they may.
bool has_groups(const MetricRow& metric, std::string_view dimension);

/// Whether the metric can have values by this dimension: a quotient can where both of its sides do.
bool is_counted_by(const MetricRow& metric, std::string_view dimension);

}  // namespace csreport
