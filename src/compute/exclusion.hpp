#pragma once
// The reasons why a case does not enter a metric's value.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace csreport {

/// Why a case did not enter a metric's value. Names in exclusion_name().
enum class Exclusion : std::uint8_t {
  abandoned,
  abandoned_within_threshold,
  awaiting_first_reply,
  closed_by_resolution,
  first_response,
  immature,
  invalid,
  left_in_menu,
  missing_duration,
  missing_handle_time,
  missing_queue_time,
  missing_solved_at,
  negative,
  neutral,
  no_comment,
  no_date,
  no_replies,
  no_revenue,
  no_schedule,
  no_score,
  no_sla_policy,
  no_status_history,
  not_first_contact,
  open,
  outbound,
  outside_paid_time,
  pending_sla,
  retried,
  short_abandon,
  solved_without_reply,
  superseded,
  unanswered,
  unknown_agent,
  unknown_assignees,
  unknown_assignment,
  unknown_author,
  unknown_comment,
  unknown_contacts,
  unknown_escalation,
  unknown_first_solution,
  unknown_flag,
  unknown_referral,
  unknown_reopens,
  unknown_replies,
  unknown_requester,
  unknown_state,
  unknown_transfers,
  without_human_reply,
  none,    ///< it did enter
  outside  ///< it does not belong to the population, and is counted nowhere
};
inline constexpr std::size_t kExclusions = 48;
std::string_view exclusion_name(Exclusion exclusion);

}  // namespace csreport
