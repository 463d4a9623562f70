#include "report/layouts.hpp"

#include <array>

#include "report/blocks.hpp"

namespace csreport {
namespace {

using Builders = std::span<const BlockBuilder>;

constexpr std::array<BlockBuilder, 2> kSummary = {kpi_cards, alert_list};
constexpr std::array<BlockBuilder, 2> kOperationsSummary = {operations_cards, alert_list};
constexpr std::array<BlockBuilder, 3> kChanges = {change_list, goals_with_progress, tracked_actions};
constexpr std::array<BlockBuilder, 1> kCustomerChanges = {change_list};  // goals and who does what are internal
constexpr std::array<BlockBuilder, 4> kStaffing = {arrivals_by_hour, late_answers_by_hour, workload_by_hour,
                                                   agents_needed_by_hour};
constexpr std::array<BlockBuilder, 1> kOutlook = {outlook};
constexpr std::array<BlockBuilder, 1> kMetrics = {metrics_table};
constexpr std::array<BlockBuilder, 1> kCustomerMetrics = {customer_metrics_table};
constexpr std::array<BlockBuilder, 1> kTopTrend = {top_trend_figure};
constexpr std::array<BlockBuilder, 1> kTrends = {trend_figures};
constexpr std::array<BlockBuilder, 1> kAllTrends = {all_trend_figures};
constexpr std::array<BlockBuilder, 2> kClientsCustomers = {driver_figures, answer_spread};
constexpr std::array<BlockBuilder, 3> kCustomers = {driver_figures, answer_spread, customer_comments};
constexpr std::array<BlockBuilder, 4> kAllCustomers = {driver_figures, answer_spread, ratings_over_time,
                                                       customer_comments};
constexpr std::array<BlockBuilder, 2> kAllMetrics = {metrics_table, before_and_after};
constexpr std::array<BlockBuilder, 1> kChannels = {channel_waits};
constexpr std::array<BlockBuilder, 1> kReasons = {top_reasons};
constexpr std::array<BlockBuilder, 4> kDemand = {reasons_with_owners, arrivals_and_solutions, backlog_ages,
                                                 oldest_tickets};
constexpr std::array<BlockBuilder, 6> kFlow = {volume_by_channel, reasons_with_owners, arrivals_and_solutions,
                                               backlog_ages,      oldest_tickets,      urgent_tickets};
constexpr std::array<BlockBuilder, 2> kTeamTable = {team_table, agent_table};
constexpr std::array<BlockBuilder, 1> kScorecards = {scorecards};
constexpr std::array<BlockBuilder, 1> kGroups = {further_group_tables};
constexpr std::array<BlockBuilder, 1> kAllGroups = {group_tables};
constexpr std::array<BlockBuilder, 5> kMethod = {notes, definitions, exclusions, row_accounting, column_readings};
constexpr std::array<BlockBuilder, 1> kBriefMethod = {brief_method};
constexpr std::array<BlockBuilder, 2> kClientMethod = {client_method, definitions};

constexpr SectionRow section(std::string_view id, Builders blocks) {
  return {.id = id, .titled = id != "summary", .blocks = blocks};
}

// Customer outcomes before speed, speed before volume, volume before people; always in this order (UX.md 3).
constexpr std::array<SectionRow, 5> kExecutive = {section("summary", kSummary), section("changes", kChanges),
                                                  section("trends", kTopTrend), section("demand", kReasons),
                                                  section("method", kBriefMethod)};
constexpr std::array<SectionRow, 10> kTeam = {section("summary", kSummary),     section("changes", kChanges),
                                              section("metrics", kMetrics),     section("trends", kTrends),
                                              section("customers", kCustomers), section("channels", kChannels),
                                              section("demand", kDemand),       section("team", kTeamTable),
                                              section("groups", kGroups),       section("method", kMethod)};
constexpr std::array<SectionRow, 2> kAgent = {section("scorecard", kScorecards), section("method", kBriefMethod)};
constexpr std::array<SectionRow, 9> kOperations = {
    section("summary", kOperationsSummary), section("channels", kChannels), section("changes", kChanges),
    section("metrics", kMetrics),           section("trends", kTrends),     section("demand", kFlow),
    section("staffing", kStaffing),         section("outlook", kOutlook),   section("method", kMethod)};
constexpr std::array<SectionRow, 7> kCustomer = {
    section("summary", kSummary),         section("changes", kCustomerChanges),
    section("metrics", kCustomerMetrics), section("customers", kClientsCustomers),
    section("channels", kChannels),       section("demand", kReasons),
    section("method", kClientMethod)};
constexpr std::array<SectionRow, 13> kFull = {
    section("summary", kSummary),  section("changes", kChanges),        section("metrics", kAllMetrics),
    section("trends", kAllTrends), section("customers", kAllCustomers), section("channels", kChannels),
    section("demand", kFlow),      section("staffing", kStaffing),      section("outlook", kOutlook),
    section("team", kTeamTable),   section("scorecard", kScorecards),   section("groups", kAllGroups),
    section("method", kMethod)};

constexpr std::array<std::string_view, 3> kOfAgents = {"replies_sent", "tickets_replied", "one_touch_rate"};
constexpr std::array<std::string_view, 6> kOfAgentsAndRatings = {"replies_sent", "tickets_replied", "one_touch_rate",
                                                                 "ratings_bad",  "ratings_neutral", "ratings_good"};
constexpr std::array<std::string_view, 2> kChannelSeries = {"channel", "channel_class"};
constexpr std::array<std::string_view, 3> kAgentSeries = {"channel", "channel_class", "agent"};

constexpr std::array<LayoutRow, 6> kLayouts = {{
    {.id = "executive",
     .title = "one page: what changed, is it good enough, what to do",
     .needs = {.series = kChannelSeries},
     .sections = kExecutive},
    {.id = "team",
     .title = "the weekly report of a team: all of it, with where changes come from",
     .needs = {.series = kChannelSeries,
               .metrics = kOfAgents,
               .lists_tickets = true,
               .answers = true,
               .flow = true,
               .comments = true,
               .reasons = true},
     .sections = kTeam},
    {.id = "agent",
     .title = "one scorecard per agent, or the one of --agent",
     .needs = {.series = kAgentSeries, .peers = true},
     .sections = kAgent,
     .headline = "headline.scorecards"},
    {.id = "operations",
     .title = "volume, waits, backlog and staffing",
     .needs = {.series = kChannelSeries,
               .lists_tickets = true,
               .answers = false,
               .flow = true,
               .hours = true,
               .waits = true,
               .reasons = true,
               .outlook = true},
     .sections = kOperations},
    {.id = "customer",
     .title = "for the client who is served: no agents, no costs, no ticket lists",
     .needs = {.series = kChannelSeries, .agents = false, .answers = true},
     .sections = kCustomer},
    {.id = "full",
     .title = "everything there is",
     .needs = {.series = kAgentSeries,
               .metrics = kOfAgentsAndRatings,
               .every_metric = true,
               .lists_tickets = true,
               .answers = true,
               .flow = true,
               .hours = true,
               .waits = true,
               .peers = true,
               .comments = true,
               .reasons = true,
               .outlook = true},
     .sections = kFull},
}};

}  // namespace

std::span<const LayoutRow> layouts() { return kLayouts; }

}  // namespace csreport
