#include "normalise/fields.hpp"

#include <algorithm>

namespace csreport {
namespace {

using enum Field;
using enum RecordKind;
using T = FieldType;

template <typename... Kinds>
constexpr KindSet in(Kinds... kinds) {
  return static_cast<KindSet>((kind_bit(kinds) | ...));
}

// In the order of the enum (a test holds it to that).
constexpr FieldRow kRows[] = {
    // field, id, type, kinds, weight, enables
    {ticket_id, "ticket_id", T::key, in(tickets, messages, surveys, reviews), 0,
     "duplicate rows, joins with messages and surveys"},
    {created_at, "created_at", T::time, in(tickets), 2, "all metrics"},
    {first_response_at, "first_response_at", T::time, in(tickets), 3, "frt"},
    {first_response_time, "first_response_time", T::duration, in(tickets), 3, "frt"},
    {first_resolution_time, "first_resolution_time", T::duration, in(tickets), 2, "first_resolution_time"},
    {resolution_time, "resolution_time", T::duration, in(tickets), 3, "resolution_time"},
    {solved_at, "solved_at", T::time, in(tickets), 3, "resolution_time, tickets_solved, backlog, fcr"},
    {closed_at, "closed_at", T::time, in(tickets), 3, "resolution_time, tickets_solved, backlog"},
    {updated_at, "updated_at", T::time, in(tickets), 1, "newest row of a duplicate"},
    {rated_at, "rated_at", T::time, in(tickets), 1, "satisfaction by period"},
    {status, "status", T::word, in(tickets, messages), 2, "backlog, resolution_time"},
    {channel, "channel", T::word, in(tickets, surveys), 1, "groups by channel"},
    {team, "team", T::name, in(tickets, surveys), 1, "groups by team"},
    {agent, "agent", T::name, in(tickets, surveys, reviews, sessions), 1, "groups by agent"},
    {category, "category", T::name, in(tickets), 1, "groups by category, repeat contacts"},
    {priority, "priority", T::name, in(tickets), 2, "groups by priority"},
    {requester, "requester", T::name, in(tickets), 1, "fcr_no_repeat, repeat_contact_rate"},
    {organization, "organization", T::name, in(tickets), 1, ""},
    {subject, "subject", T::text, in(tickets), 2, ""},
    {tags, "tags", T::text, in(tickets), 1, ""},
    {csat, "csat", T::rating, in(tickets, surveys), 2, "csat"},
    {csat_comment, "csat_comment", T::text, in(tickets), 0, "comment_rate, negative_comment_share"},
    {nps, "nps", T::rating, in(tickets, surveys), 2, "nps"},
    {ces, "ces", T::rating, in(tickets, surveys), 2, "ces"},
    {reopens, "reopens", T::count, in(tickets), 2, "reopen_rate, fcr"},
    {replies, "replies", T::count, in(tickets), 2, "fcr, replies_per_ticket"},
    {customer_replies, "customer_replies", T::count, in(tickets), 2, "interactions_per_ticket"},
    {escalated, "escalated", T::flag, in(tickets), 2, "escalation_rate"},
    {first_contact_resolved, "first_contact_resolved", T::flag, in(tickets), 2, "fcr by flag"},
    {talk_time, "talk_time", T::duration, in(tickets), 2, "aht"},
    {hold_time, "hold_time", T::duration, in(tickets), 2, "aht"},
    {after_call_work_time, "after_call_work_time", T::duration, in(tickets), 2, "aht"},
    {handle_time, "handle_time", T::duration, in(tickets), 2, "aht"},
    {queue_time, "queue_time", T::duration, in(tickets), 2, "asa, service_level"},
    {call_outcome, "call_outcome", T::word, in(tickets), 2, "abandonment_rate, asa, service_level"},
    {answered, "answered", T::flag, in(tickets), 2, "abandonment_rate, asa, service_level"},
    {abandoned, "abandoned", T::flag, in(tickets), 2, "abandonment_rate, asa, service_level"},
    {direction, "direction", T::word, in(tickets), 1, "outbound contacts are left out of frt"},
    {spam, "spam", T::flag, in(tickets), 0, ""},
    {deleted, "deleted", T::flag, in(tickets), 0, ""},
    {merged, "merged", T::flag, in(tickets), 0, ""},
    {survey_sent, "survey_sent", T::flag, in(tickets, surveys), 0, "csat_response_rate"},
    {call_id, "call_id", T::key, in(tickets), 0, "transfer_rate"},
    {ring_time, "ring_time", T::duration, in(tickets), 2, "ring_time"},
    {rings, "rings", T::count, in(tickets), 1, "rings"},
    {transfers, "transfers", T::count_or_flag, in(tickets), 1, "transfer_rate"},
    {assignees, "assignees", T::count, in(tickets), 1, "reassign_rate"},
    {legs, "legs", T::count, in(tickets), 1, "transfer_rate"},
    {first_solved_at, "first_solved_at", T::time, in(tickets), 2, "first_resolution_time, reopen_rate"},
    {bot, "bot", T::flag, in(tickets), 0, "bot_deflection_rate"},
    {handed_off, "handed_off", T::flag, in(tickets), 1, "bot_deflection_rate"},
    {lead, "lead", T::flag, in(tickets), 1, "lead_rate"},
    {sentiment, "sentiment", T::word, in(tickets, surveys), 1, "negative_comment_share"},
    {assigned_at, "assigned_at", T::time, in(tickets), 0, ""},
    {handed_off_at, "handed_off_at", T::time, in(tickets), 0, ""},
    {last_assigned_at, "last_assigned_at", T::time, in(tickets), 0, ""},
    {concurrency, "concurrency", T::count, in(tickets), 1, ""},
    {average_response_time, "average_response_time", T::duration, in(tickets), 2, ""},
    {message_id, "message_id", T::key, in(messages), 2, ""},
    {sent_at, "sent_at", T::time, in(messages), 2, "art, frt"},
    {role, "role", T::word, in(messages), 4, "art, frt"},
    {is_public, "public", T::flag, in(messages), 4, "internal notes are left out"},
    {author, "author", T::name, in(messages), 1, "art, frt by agent"},
    {author_email, "author_email", T::name, in(messages), 1, ""},
    {automatic, "automatic", T::flag, in(messages), 3, "automatic replies are left out"},
    {message_text, "message_text", T::text, in(messages), 0, ""},
    {via, "via", T::word, in(messages), 0, "automatic replies are left out"},
    {response_id, "response_id", T::key, in(surveys), 2, ""},
    {answered_at, "answered_at", T::time, in(surveys), 1, "answers by period"},
    {score, "score", T::rating, in(surveys), 2, "csat, nps or ces"},
    {survey_kind, "survey_kind", T::word, in(surveys), 3, ""},
    {comment, "comment", T::text, in(surveys), 1, "comment_rate, negative_comment_share"},
    {respondent, "respondent", T::name, in(surveys), 2, "one answer per person"},
    {resolved, "resolved", T::flag, in(surveys), 1, "fcr by survey"},
    {contacts_needed, "contacts_needed", T::count, in(surveys), 2, "fcr by survey"},
    {review_id, "review_id", T::key, in(reviews), 2, "reviews of several categories"},
    {reviewed_at, "reviewed_at", T::time, in(reviews), 2, "iqs"},
    {review_score, "review_score", T::number, in(reviews), 2, "iqs"},
    {review_category, "review_category", T::name, in(reviews), 1, "iqs of several categories"},
    {scale_min, "scale_min", T::number, in(reviews), 2, "iqs of several scales"},
    {scale_max, "scale_max", T::number, in(reviews), 2, "iqs of several scales"},
    {weight, "weight", T::number, in(reviews), 2, "iqs by weight"},
    {critical, "critical", T::flag, in(reviews), 2, "iqs of 0 where it fails"},
    {started_at, "started_at", T::time, in(sessions), 2, "online_time, solved_per_online_hour"},
    {ended_at, "ended_at", T::time, in(sessions), 2, "online_time, solved_per_online_hour"},
    {session_time, "session_time", T::duration, in(sessions), 2, "online_time, solved_per_online_hour"},
    {agent_state, "agent_state", T::word, in(sessions), 3, "occupancy, utilization"},
    {online_time, "online_time", T::duration, in(sessions), 3, "online_time, solved_per_online_hour"},
    {handling_time, "handling_time", T::duration, in(sessions), 2, "occupancy, utilization"},
    {available_time, "available_time", T::duration, in(sessions), 3, "occupancy, utilization"},
    {not_ready_time, "not_ready_time", T::duration, in(sessions), 3, "online_time"},
    {paid_time, "paid_time", T::duration, in(sessions), 3, "utilization"},
    {customer, "customer", T::name, in(customers), 1, "retention_rate, churn_rate, contact_rate, engagement"},
    {customer_since, "customer_since", T::time, in(customers), 3, "retention_rate, churn_rate, referral_rate"},
    {customer_until, "customer_until", T::time, in(customers), 3, "retention_rate, churn_rate, clv"},
    {revenue, "revenue", T::number, in(customers), 3, "clv"},
    {referred, "referred", T::flag, in(customers), 3, "referral_rate"},
    {measured_at, "measured_at", T::time, in(indicators), 1, "metrics of [indicators]"},
    {indicator, "indicator", T::name, in(indicators), 4, "metrics of [indicators]"},
    {value, "value", T::number, in(indicators), 3, "metrics of [indicators]"},
    {indicator_group, "indicator_group", T::name, in(indicators), 1, ""},
};

}  // namespace

std::span<const FieldRow> field_rows() { return kRows; }

const FieldRow& field_row(Field field) { return kRows[static_cast<std::size_t>(field)]; }

const FieldRow* find_field(std::string_view id) {
  const auto found =
      std::find_if(std::begin(kRows), std::end(kRows), [id](const FieldRow& row) { return row.id == id; });
  return found == std::end(kRows) ? nullptr : found;
}

bool is_dimension(Field field) {
  return field == Field::channel || field == Field::team || field == Field::agent || field == Field::category ||
         field == Field::priority;
}

bool belongs_to(const FieldRow& row, RecordKind kind) { return (row.kinds & kind_bit(kind)) != 0; }

}  // namespace csreport
