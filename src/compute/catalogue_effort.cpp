// Metrics of how much it takes to solve something.
#include "compute/catalogue_rows.hpp"

namespace csreport {
namespace {

constexpr MetricRow kRows[] = {
    {.id = "agents_per_ticket",
     .title = "Agents per ticket",
     .short_title = "Agents per ticket",
     .family = Family::solving,
     .unit = Unit::count,
     .better = Better::lower,
     .kind = MetricKind::census,
     .headline = Headline::mean,
     .population = Population::solved_tickets,
     .anchor = Anchor::solved,
     .measure = Measure::replying_agents,
     .fold = Fold::mean,
     .min_n = 30,
     .by_agent = true,
     .needs = "a message log with ticket, time and role or author",
     .definition =
         "Mean number of distinct human agents who wrote public replies, over the tickets solved in the period.",
     .formula = "distinct authors of public human replies / solved tickets",
     .source = "Fivetran dbt_zendesk, distinct internal authors of a ticket, without those of notes",
     .shown = Shown::in_full},
    {.id = "handoffs",
     .title = "People per ticket",
     .short_title = "People per ticket",
     .family = Family::solving,
     .unit = Unit::count,
     .better = Better::lower,
     .kind = MetricKind::census,
     .headline = Headline::mean,
     .population = Population::solved_tickets,
     .anchor = Anchor::solved,
     .measure = Measure::internal_authors,
     .fold = Fold::mean,
     .min_n = 30,
     .by_agent = true,
     .needs = "a message log with ticket, time and role or author",
     .definition = "Mean number of distinct people of the desk who wrote in a ticket, internal notes included, over "
                   "the tickets solved in the period.",
     .formula = "distinct authors of human replies and internal notes / solved tickets",
     .source = "Fivetran dbt_zendesk, count_ticket_handoffs: distinct internal authors of a ticket",
     .shown = Shown::in_full},
    {.id = "contacts_per_issue",
     .title = "Contacts per issue",
     .short_title = "Contacts per issue",
     .family = Family::solving,
     .unit = Unit::count,
     .better = Better::lower,
     .kind = MetricKind::census,
     .headline = Headline::mean,
     .population = Population::issues,
     .anchor = Anchor::matured,
     .measure = Measure::contacts_of_issue,
     .fold = Fold::mean,
     .min_n = 30,
     .by_agent = true,
     .needs = "requester and solved_at; category (or --fcr-key) tells issues of one person apart",
     .definition =
         "Mean number of contacts that one person needed about one thing (--fcr-key, by default the category) "
         "until it was solved, over the issues whose follow-up window (7 days, --fcr-window) after the last "
         "solution ended in the period.",
     .formula = "contacts of the chain / chains without an open contact or a window that has not ended",
     .source = "contact-centre practice; chains as those of first contact resolution by issue",
     .shown = Shown::in_full},
    {.id = "hard_share",
     .title = "Hard tickets",
     .short_title = "Hard",
     .family = Family::solving,
     .unit = Unit::ratio,
     .better = Better::none,
     .kind = MetricKind::census,
     .headline = Headline::ratio,
     .population = Population::solved_tickets,
     .anchor = Anchor::solved,
     .measure = Measure::is_hard,
     .fold = Fold::ratio,
     .min_n = 30,
     .by_agent = true,
     .needs = "a solution time or status, and priority, replies, a message log or category",
     .definition = "Share of the tickets solved in the period that were hard: of a high priority (hard_priorities), "
                   "with three replies or more, or of a category whose tickets take at least twice as long to solve as "
                   "all do, by the medians of the data.",
     .formula = "hard tickets / solved tickets",
     .source = "team leads compare agents only with it at hand: an agent against the team",
     .shown = Shown::in_full},
    {.id = "lost_caller_rate",
     .title = "Lost callers",
     .short_title = "Lost callers",
     .family = Family::solving,
     .unit = Unit::ratio,
     .better = Better::lower,
     .kind = MetricKind::census,
     .headline = Headline::ratio,
     .population = Population::failed_callers,
     .anchor = Anchor::matured,
     .measure = Measure::was_lost_caller,
     .fold = Fold::ratio,
     .min_n = 30,
     .by_agent = false,
     .needs = "requester and the outcome of calls",
     .definition = "Share of the callers who were abandoned or blocked and did not contact us again within the "
                   "follow-up window (7 days, --fcr-window), which ended in the period; several such calls in a row "
                   "count once, by the last of them.",
     .formula = "callers without a later contact / abandoned or blocked callers",
     .source = "contact-centre practice: what an abandoned call costs depends on who comes back",
     .shown = Shown::in_full},
};

}  // namespace

std::span<const MetricRow> effort_metrics() { return kRows; }

}  // namespace csreport
