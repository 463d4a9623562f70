// Metrics of the statuses that tickets went through.
#include "compute/catalogue_rows.hpp"
#include "compute/status_set.hpp"

namespace csreport {
namespace {

constexpr MetricRow kRows[] = {
    {.id = "first_resolution_time",
     .title = "Time to the first solution",
     .short_title = "First solution",
     .family = Family::speed,
     .unit = Unit::seconds,
     .better = Better::lower,
     .kind = MetricKind::census,
     .headline = Headline::median,
     .population = Population::tickets,
     .anchor = Anchor::first_solved,
     .measure = Measure::first_resolution_time,
     .fold = Fold::distribution,
     .min_n = 30,
     .by_agent = true,
     .needs = "first_solved_at, first_resolution_time, a history of statuses, or reopens with solved_at",
     .definition = "Median time from the creation to the first solution of the tickets first solved in the "
                   "period, also of those that were reopened later.",
     .formula = "first entry into solved - created",
     .source = "Zendesk Support, first resolution time",
     .shown = Shown::in_full},
    {.id = "requester_wait_time",
     .title = "Time in which customers waited",
     .short_title = "Customer waits",
     .family = Family::speed,
     .unit = Unit::seconds,
     .better = Better::lower,
     .kind = MetricKind::census,
     .headline = Headline::median,
     .population = Population::solved_tickets,
     .anchor = Anchor::solved,
     .measure = Measure::time_in_statuses,
     .fold = Fold::distribution,
     .min_n = 30,
     .by_agent = true,
     .needs = "a history of statuses (a status in the message log, or a row for each update of a "
              "ticket)",
     .definition = "Median time that the tickets solved in the period spent waiting for the team (new, open "
                   "or on hold) between their creation and their last solution; times between a solution and "
                   "a reopening do not count.",
     .formula = "time in new, open and hold",
     .source = "Zendesk Support, native duration metrics, by the same statuses",
     .parameter = status_bit(Status::new_) | status_bit(Status::open) | status_bit(Status::hold),
     .shown = Shown::in_full},
    {.id = "agent_wait_time",
     .title = "Time of waiting for customers",
     .short_title = "Waiting for customers",
     .family = Family::speed,
     .unit = Unit::seconds,
     .better = Better::lower,
     .kind = MetricKind::census,
     .headline = Headline::median,
     .population = Population::solved_tickets,
     .anchor = Anchor::solved,
     .measure = Measure::time_in_statuses,
     .fold = Fold::distribution,
     .min_n = 30,
     .by_agent = true,
     .needs = "a history of statuses (a status in the message log, or a row for each update of a "
              "ticket)",
     .definition = "Median time that the tickets solved in the period spent waiting for the customer "
                   "(pending) between their creation and their last solution; times between a solution and a "
                   "reopening do not count.",
     .formula = "time in pending",
     .source = "Zendesk Support, native duration metrics, by the same statuses",
     .parameter = status_bit(Status::pending),
     .shown = Shown::in_full},
    {.id = "on_hold_time",
     .title = "Time on hold",
     .short_title = "On hold",
     .family = Family::speed,
     .unit = Unit::seconds,
     .better = Better::lower,
     .kind = MetricKind::census,
     .headline = Headline::median,
     .population = Population::solved_tickets,
     .anchor = Anchor::solved,
     .measure = Measure::time_in_statuses,
     .fold = Fold::distribution,
     .min_n = 30,
     .by_agent = true,
     .needs = "a history of statuses (a status in the message log, or a row for each update of a "
              "ticket)",
     .definition = "Median time that the tickets solved in the period spent on hold, waiting for a third "
                   "party between their creation and their last solution; times between a solution and a "
                   "reopening do not count.",
     .formula = "time in hold",
     .source = "Zendesk Support, native duration metrics, by the same statuses",
     .parameter = status_bit(Status::hold),
     .shown = Shown::in_full},
    {.id = "agent_work_time",
     .title = "Time at work",
     .short_title = "At work",
     .family = Family::speed,
     .unit = Unit::seconds,
     .better = Better::lower,
     .kind = MetricKind::census,
     .headline = Headline::median,
     .population = Population::solved_tickets,
     .anchor = Anchor::solved,
     .measure = Measure::time_in_statuses,
     .fold = Fold::distribution,
     .min_n = 30,
     .by_agent = true,
     .needs = "a history of statuses (a status in the message log, or a row for each update of a "
              "ticket)",
     .definition = "Median time that the tickets solved in the period spent with the team (new or open) "
                   "between their creation and their last solution; times between a solution and a reopening "
                   "do not count.",
     .formula = "time in new and open",
     .source = "Zendesk Support, native duration metrics, by the same statuses",
     .parameter = status_bit(Status::new_) | status_bit(Status::open),
     .shown = Shown::in_full},
    {.id = "solve_time",
     .title = "Time not solved",
     .short_title = "Not solved",
     .family = Family::speed,
     .unit = Unit::seconds,
     .better = Better::lower,
     .kind = MetricKind::census,
     .headline = Headline::median,
     .population = Population::solved_tickets,
     .anchor = Anchor::solved,
     .measure = Measure::time_in_statuses,
     .fold = Fold::distribution,
     .min_n = 30,
     .by_agent = true,
     .needs = "a history of statuses (a status in the message log, or a row for each update of a "
              "ticket)",
     .definition = "Median time that the tickets solved in the period spent in any status but solved between "
                   "their creation and their last solution; times between a solution and a reopening do not "
                   "count.",
     .formula = "time in new, open, hold and pending",
     .source = "Zendesk Support, native duration metrics, by the same statuses",
     .parameter =
         status_bit(Status::new_) | status_bit(Status::open) | status_bit(Status::hold) | status_bit(Status::pending),
     .shown = Shown::in_full},
};

}  // namespace

std::span<const MetricRow> status_metrics() { return kRows; }

}  // namespace csreport
