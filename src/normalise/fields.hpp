#pragma once
// The canonical fields: what a column of an export can mean. A row here plus its line in the loader
// of its kind is all that a new field needs; headers are data (assets/profiles).

#include <span>
#include <string_view>

#include "csreport/core/dataset.hpp"

namespace csreport {

/// Every field of any kind; several kinds share a field (ticket_id, agent).
enum class Field : std::uint8_t {
  ticket_id,
  created_at,
  first_response_at,
  first_response_time,
  first_resolution_time,
  resolution_time,
  solved_at,
  closed_at,
  updated_at,
  rated_at,
  status,
  channel,
  team,
  agent,
  category,
  priority,
  requester,
  organization,
  subject,
  tags,
  csat,
  csat_comment,
  nps,
  ces,
  reopens,
  replies,
  customer_replies,
  escalated,
  first_contact_resolved,
  talk_time,
  hold_time,
  after_call_work_time,
  handle_time,
  queue_time,
  call_outcome,
  answered,
  abandoned,
  direction,
  spam,
  deleted,
  merged,
  survey_sent,
  call_id,
  ring_time,
  rings,
  transfers,
  assignees,
  legs,
  first_solved_at,
  bot,
  handed_off,
  lead,
  sentiment,
  assigned_at,
  handed_off_at,
  last_assigned_at,
  concurrency,
  average_response_time,
  message_id,
  sent_at,
  role,
  is_public,
  author,
  author_email,
  automatic,
  message_text,
  via,
  response_id,
  answered_at,
  score,
  survey_kind,
  comment,
  respondent,
  resolved,
  contacts_needed,
  review_id,
  reviewed_at,
  review_score,
  review_category,
  scale_min,
  scale_max,
  weight,
  critical,
  started_at,
  ended_at,
  session_time,
  agent_state,
  online_time,
  handling_time,
  available_time,
  not_ready_time,
  paid_time,
  customer,
  customer_since,
  customer_until,
  revenue,
  referred,
  measured_at,
  indicator,
  value,
  indicator_group
};

/// What kind of values a column of this field has; decides how its cells are read.
enum class FieldType : std::uint8_t {
  key,
  time,
  duration,
  count,
  count_or_flag,  ///< a number, or yes and no for 1 and 0
  number,
  rating,
  word,
  flag,
  name,
  text
};

/// A bit for each kind.
using KindSet = std::uint8_t;
constexpr KindSet kind_bit(RecordKind kind) { return static_cast<KindSet>(1U << static_cast<unsigned>(kind)); }

struct FieldRow {
  Field field;
  std::string_view id;  ///< as in --map and in profiles
  FieldType type;
  KindSet kinds;             ///< the kinds of records that have it
  int weight;                ///< how much a column of this field speaks for the kind (see recognise.cpp)
  std::string_view enables;  ///< metrics that the field makes possible, for `inspect`; may be empty
};

std::span<const FieldRow> field_rows();
const FieldRow& field_row(Field field);
const FieldRow* find_field(std::string_view id);
/// The fields that every report is broken down by.
bool is_dimension(Field field);
bool belongs_to(const FieldRow& row, RecordKind kind);

}  // namespace csreport
