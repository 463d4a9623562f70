#pragma once
// Metrics that are the quotient of two others, or of one and a number that was supplied: clearance rate, contacts per
// day, cost per contact. They are made from values, not from records.

#include <span>
#include <vector>

#include "csreport/compute/compute.hpp"
#include "csreport/compute/snapshot.hpp"

namespace csreport {

/// The metrics that quotients among `rows` are made of and that are not there themselves; also of such that those are
/// made of.
std::vector<const MetricRow*> sides_of_quotients(std::span<const MetricRow* const> rows);
/// The quotients among `rows` and among what they are made of, each behind its own sides.
std::vector<const MetricRow*> quotients_of(std::span<const MetricRow* const> rows);

/// REQUIRES: row.fold is Fold::quotient, and `metrics` has its sides.
MetricSnapshot divide(const MetricRow& row, std::span<const MetricSnapshot> metrics, const ComputeOptions& options);

}  // namespace csreport
