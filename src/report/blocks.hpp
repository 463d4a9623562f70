#pragma once
// The builders of blocks, one file each. Every one looks only at the data in the report.

#include <vector>

#include "csreport/report/report.hpp"

namespace csreport {

std::vector<Block> alert_list(const Report& report);
std::vector<Block> kpi_cards(const Report& report);
std::vector<Block> change_list(const Report& report);
std::vector<Block> metrics_table(const Report& report);
std::vector<Block> trend_figures(const Report& report);
std::vector<Block> group_tables(const Report& report);
std::vector<Block> definitions(const Report& report);
std::vector<Block> exclusions(const Report& report);
std::vector<Block> row_accounting(const Report& report);
std::vector<Block> column_readings(const Report& report);
std::vector<Block> notes(const Report& report);

/// The metric's lines for the page: one, or one per channel class where they are not pooled, then those of the channels
/// and priorities that have targets of their own.
std::vector<MetricLine> metric_lines(const MetricComparison& metric, const Verdicts& verdicts);
/// The lines on the cards, in display order.
std::vector<MetricLine> card_lines(const Report& report);

}  // namespace csreport
