#pragma once
// The rows of the catalogue, a file for each group of them.

#include <span>

#include "csreport/compute/catalogue.hpp"

namespace csreport {

std::span<const MetricRow> customers_metrics();
std::span<const MetricRow> business_metrics();
std::span<const MetricRow> speed_metrics();
std::span<const MetricRow> status_metrics();
std::span<const MetricRow> calls_metrics();
std::span<const MetricRow> solving_metrics();
std::span<const MetricRow> effort_metrics();
std::span<const MetricRow> volume_metrics();
std::span<const MetricRow> load_metrics();
std::span<const MetricRow> message_metrics();
std::span<const MetricRow> people_metrics();
std::span<const MetricRow> supporting_rows();  ///< of no report

}  // namespace csreport
