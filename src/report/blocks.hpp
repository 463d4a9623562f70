#pragma once
// The builders of blocks, one file each. Every one looks only at the data in the report.

#include <vector>

#include "csreport/report/report.hpp"

namespace csreport {

std::vector<Block> alert_list(const Report& report);
std::vector<Block> kpi_cards(const Report& report);
std::vector<Block> operations_cards(const Report& report);
std::vector<Block> change_list(const Report& report);
std::vector<Block> metrics_table(const Report& report);
/// Without costs and what concerns single people.
std::vector<Block> customer_metrics_table(const Report& report);
/// Of the top finding.
std::vector<Block> top_trend_figure(const Report& report);
/// Of the first four cards.
std::vector<Block> trend_figures(const Report& report);
std::vector<Block> all_trend_figures(const Report& report);
std::vector<Block> driver_figures(const Report& report);
std::vector<Block> answer_spread(const Report& report);
/// The worst and newest of them.
std::vector<Block> customer_comments(const Report& report);
/// Good, neutral and bad ratings by period.
std::vector<Block> ratings_over_time(const Report& report);
std::vector<Block> volume_by_channel(const Report& report);
/// Both periods of every metric, and by how much they differ.
std::vector<Block> before_and_after(const Report& report);
std::vector<Block> channel_waits(const Report& report);
std::vector<Block> top_reasons(const Report& report);
/// With the customers, the hard tickets, what they are about and the department.
std::vector<Block> reasons_with_owners(const Report& report);
/// What came and what was done, day by day or hour by hour.
std::vector<Block> arrivals_and_solutions(const Report& report);
std::vector<Block> backlog_ages(const Report& report);
std::vector<Block> oldest_tickets(const Report& report);
/// What will break next, and who waits longest.
std::vector<Block> urgent_tickets(const Report& report);
/// Whether goals or tracked actions share the room of a layout of one page: what matters least is then only counted.
bool goals_take_room(const Report& report);
std::vector<Block> goals_with_progress(const Report& report);
std::vector<Block> tracked_actions(const Report& report);
std::vector<Block> arrivals_by_hour(const Report& report);
std::vector<Block> late_answers_by_hour(const Report& report);
std::vector<Block> workload_by_hour(const Report& report);
/// Of each hour of the week.
std::vector<Block> agents_needed_by_hour(const Report& report);
std::vector<Block> outlook(const Report& report);
std::vector<Block> team_table(const Report& report);
/// What each agent did and how it went, in numbers (METRICS 1.25).
std::vector<Block> agent_table(const Report& report);
std::vector<Block> scorecards(const Report& report);
std::vector<Block> group_tables(const Report& report);
/// Of all dimensions but the agents, whom the figure of the team shows.
std::vector<Block> further_group_tables(const Report& report);
std::vector<Block> definitions(const Report& report);
std::vector<Block> exclusions(const Report& report);
std::vector<Block> row_accounting(const Report& report);
std::vector<Block> column_readings(const Report& report);
std::vector<Block> notes(const Report& report);
/// Three lines instead of the five blocks before.
std::vector<Block> brief_method(const Report& report);
/// Likewise, for readers who have nothing but this page.
std::vector<Block> client_method(const Report& report);

/// The metric's lines for the page: one, or one per channel class where they are not pooled, then those of the channels
/// and priorities that have targets of their own or are key metrics.
std::vector<MetricLine> metric_lines(const MetricComparison& metric, const Report& report);

}  // namespace csreport
