#pragma once
// The catalogue: one row per metric. A row holds only data (enums, texts, numbers), so that the
// column evaluator (src/compute/observe.hpp) and, later, a translation to SQL run the same rows, and so that
// `--help`, `csreport metrics` and the report's appendix can print them.

#include <cstdint>
#include <span>
#include <string_view>

namespace csreport {

enum class Unit : std::uint8_t { seconds, ratio, count, score, currency };
enum class Better : std::uint8_t { lower, higher, none };
/// A census counts every case; a survey asks some, so its value carries an interval on the page.
enum class MetricKind : std::uint8_t { census, survey };
/// Which statistic `value` is.
enum class Headline : std::uint8_t { median, mean, ratio, count, score, maximum, sum };
/// The page's groups of metrics, in its order.
enum class Family : std::uint8_t { customers, speed, solving, volume };

/// Where the page shows a metric that nobody asked for by name; the JSON holds all.
enum class Shown : std::uint8_t {
  in_every_layout,
  in_full,
  with_its_input  ///< in every layout, where the files have what it needs
};

/// What is observed, one observation each.
enum class Population : std::uint8_t {
  inbound_tickets,      ///< tickets not opened by an agent
  reply_pairs,          ///< answered runs of customer messages in the log
  tickets,              ///< every countable ticket
  solved_tickets,       ///< tickets solved or closed at the horizon
  ever_solved_tickets,  ///< solved now, or open again with the time of their solution
  once_solved_tickets,  ///< tickets solved at least once, also where only their reopening tells it
  handled_contacts,     ///< answered calls and other contacts with handle parts
  answered_calls,
  offered_calls,  ///< answered + abandoned
  abandoned_calls,
  issues,        ///< chains of contacts about one thing (METRICS 3.3)
  open_tickets,  ///< open at the end of the period
  csat_answers,
  nps_answers,
  ces_answers,
  solutions,   ///< every time that a ticket was solved (METRICS 1.20)
  requesters,  ///< of the period's tickets
  reviews,
  sessions,   ///< of agents, cut to the period
  customers,  ///< of the business
  indicator_values,
  messages,           ///< public ones of the log
  waiting_customers,  ///< whose message nobody has answered yet
  agents,             ///< who solved something
  failed_callers      ///< who were abandoned or blocked
};

/// The event that decides the period of an observation (METRICS 0.2).
enum class Anchor : std::uint8_t {
  created,  ///< the ticket was created, the call arrived
  first_reply,
  reply,
  solved,
  first_solved,  ///< where it is known, else solved
  matured,       ///< solved plus the follow-up window: the moment a "no repeat" can be judged
  rated,
  decided,     ///< a promise was kept, or its time ran out: whichever came first
  period_end,  ///< a state at the end of the period, not an event
  reviewed,
  during,  ///< the part of it that lies in the period
  measured,
  written  ///< the message was
};
/// "created", "first reply", ...: for the page, which always names the anchor.
std::string_view anchor_title(Anchor anchor);

/// What is measured of an observation. Named kernels in ticket_measures.hpp and observe.cpp.
enum class Measure : std::uint8_t {
  one,
  first_response_time,
  response_time,
  resolution_time,
  handle_time,
  queue_time,
  answered_in_time,
  was_abandoned,
  first_contact_resolved,
  no_repeat_contact,
  is_satisfied,
  nps_class,
  ces_score,
  was_reopened,
  was_escalated,
  replies,
  interactions,
  is_repeat_contact,
  replied_within,  ///< the parameter, in seconds
  talk_time,
  hold_time,
  after_call_work_time,
  abandon_wait,
  is_call,
  is_blocked_call,
  was_blocked,
  has_replies,  ///< as many as the parameter
  has_many_replies,
  reopens,
  is_solved,
  solved_within,  ///< the parameter, in seconds
  is_assigned,
  is_assigned_and_solved,
  was_completed,
  is_categorised,
  satisfaction_score,
  satisfaction_class,
  is_in_class,  ///< RatingClass as the parameter
  is_open,
  age_when_open,
  awaits_first_reply,
  first_reply_promise,
  next_reply_promise,
  resolution_promise,
  first_resolution_time,
  ring_time,
  rings,
  was_transferred,
  was_reassigned,
  has_comment,
  is_negative_comment,
  was_rated,  ///< of those asked for a rating
  was_deflected,
  is_lead,
  time_in_statuses,  ///< those of the parameter: a sum of status_bit()
  solution,
  review_score,
  online_time,
  handling_time,
  staffed_time,  ///< handling contacts, or ready to
  paid_time,     ///< with work that is told
  paid_work,     ///< staffed time in it
  is_active_customer,
  was_customer_at_start,
  was_lost,
  has_stayed,
  came_by_referral,
  revenue,
  is_active_requester,  ///< the first contact of a requester in a period
  indicator_value,      ///< of the indicator with the number of the parameter
  is_customer_message,
  is_human_reply,
  is_automatic_reply,  ///< of all replies
  replying_agents,
  is_waiting_customer,
  has_requester,
  solved_by_agent,
  is_hard,
  contacts_of_issue,
  was_lost_caller,
  was_solved_lately,  ///< within the four weeks before the end of the period
  is_open_in_known_topics,
  is_at_risk,
  answer_speed,
  is_call_in_direction,  ///< Direction as the parameter
  satisfaction_index,    ///< the score as a share of the highest one
  is_easy,               ///< a score from the parameter on, on the effort scale from 1 to 7
  ease_class,            ///< easy (6-7), neutral or hard (1-3), on the same scale
  is_open_with_agent,    ///< new or open, not waiting for anybody else
  is_ticket_replied_to,  ///< by a person, once for each of them
  is_returning,          ///< of requesters: had a contact before the period
  was_reopened_within,   ///< the parameter, in seconds after the first solution
  internal_authors       ///< distinct ones of a ticket, of notes too
};

/// How the observations of a period become one value.
enum class Fold : std::uint8_t {
  distribution,  ///< mean, percentiles (type 7), minimum, maximum
  ratio,         ///< share of observations whose measure is 1
  mean,
  net_score,  ///< 100 * (promoters - detractors) / n
  net_ratio,  ///< the same as a share, from -1 to 1
  count,
  count_open,  ///< tickets open at the period's end
  sum,
  quotient  ///< of two other metrics or supplied numbers; nothing is observed for it
};

/// Numbers that no record has.
enum class Supplied : std::uint8_t {
  none,
  days,           ///< of the period
  business_days,  ///< likewise: those on which the schedule is open, else Monday to Friday
  cost,           ///< of the current period, in the currency of --cost
  customers,      ///< of the current period
  gross_margin,   ///< a share
  hour,           ///< in seconds
  four_weeks      ///< likewise
};
/// One side of a quotient: a supplied number, or the value of a metric where there is none or it was not given.
struct QuotientSide {
  std::string_view metric{};
  Supplied supplied = Supplied::none;
  std::string_view otherwise{};  ///< the metric instead where the data has nothing for the first
};

/// One metric. Ids are those of the JSON output: never renamed or reused.
struct MetricRow {
  std::string_view id;
  std::string_view title;        ///< for the page, English
  std::string_view short_title;  ///< for cards and table heads
  Family family;
  Unit unit;
  Better better;
  MetricKind kind;
  Headline headline;
  Population population;
  Anchor anchor;
  Measure measure;
  Fold fold;
  std::int64_t min_n;           ///< below it the page gives no verdict
  bool by_agent;                ///< false: the failing cases belong to no agent, so no agent gets a value
  std::string_view needs;       ///< canonical fields, as a sentence for people
  std::string_view definition;  ///< who is counted, from when to when; ends with a full stop
  std::string_view formula;
  std::string_view source;             ///< where the definition comes from
  std::int32_t parameter = 0;          ///< what the measure asks for it
  QuotientSide dividend{}, divisor{};  ///< of Fold::quotient
  Supplied factor = Supplied::none;    ///< what the quotient is multiplied by
  Shown shown = Shown::in_every_layout;
  bool still_moving = false;  ///< judged at the horizon: cases of the newest period can still change it
};

/// All metrics in display order.
std::span<const MetricRow> metric_catalogue();
/// Numbers that only quotients of the catalogue need; no report shows them.
std::span<const MetricRow> supporting_metrics();
/// nullptr when there is no such id.
const MetricRow* find_metric(std::string_view id);

/// What grows with the tickets of a period or is a state at its end: without some of the days it is too low. Rates and
/// times of the few tickets that there are stay what they are.
bool needs_all_days(const MetricRow& row);

std::string_view unit_name(Unit unit);        ///< "s", "ratio", "count", "score", "currency"
std::string_view better_name(Better better);  ///< "lower", "higher", "none"
std::string_view kind_name(MetricKind kind);
std::string_view headline_name(Headline headline);
std::string_view family_title(Family family);  ///< "What customers felt", ...

}  // namespace csreport
