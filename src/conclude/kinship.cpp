#include "conclude/kinship.hpp"

#include <algorithm>

namespace csreport {
namespace {

/// One row a family, its members in the order in which they speak for it: what a customer feels before how often it
/// happened, the whole before its parts, a rate before the count behind it. A metric stands in one row. Promises are no
/// kin of the times that they are about: who promises less keeps more.
constexpr Kin kKin[] = {
    {"csat", "csat_mean", "csat_net", "csat_index", "ratings_bad", "ratings_good", "ratings_neutral"},
    {"ces", "ces_easy", "ces_very_easy", "ces_index"},
    {"frt", "share_within_120s", "slowest_first_reply"},
    {"resolution_time", "first_resolution_time", "requester_wait_time", "solve_time", "agent_work_time",
     "resolved_within_24h"},
    {"fcr", "fcr_no_repeat", "repeat_contact_rate", "contacts_per_issue", "one_touch_rate"},
    {"replies_per_ticket", "interactions_per_ticket", "multi_touch_rate", "two_touch_rate", "zero_touch_rate"},
    {"reopen_rate", "reopened_within_7d", "reopens_per_ticket"},
    {"transfer_rate", "reassign_rate", "agents_per_ticket", "handoffs"},
    {"tickets_created", "contacts_per_day", "contacts_per_business_day", "contact_rate", "requesters", "assigned"},
    {"tickets_solved", "solve_events", "tickets_per_agent"},
    {"backlog", "backlog_days", "backlog_awaiting_agent"},
    {"service_level", "asa", "queue_time"},
    {"abandonment_rate", "lost_caller_rate", "calls_abandoned"},
    {"blocked_rate", "calls_blocked"},
    {"calls_total", "calls_inbound", "calls_answered"},
    {"aht", "talk_time", "hold_time", "acw_time"},
    {"ring_time", "rings"},
    {"replies_sent", "tickets_replied"},
    {"occupancy", "utilization"},
    {"churn_rate", "retention_rate"},
    {"cost_per_resolution", "cost_per_contact"},
};

/// The id without the number that a user may choose: "share_within_" of share_within_60s.
std::string_view without_number(std::string_view id) {
  const auto last = id.rfind('_');
  if (last == std::string_view::npos || last + 1 == id.size()) return id;
  return id[last + 1] >= '0' && id[last + 1] <= '9' ? id.substr(0, last + 1) : id;
}

const std::string_view* find_in(const Kin& kin, std::string_view id) {
  return std::find_if(kin.begin(), kin.end(),
                      [id](std::string_view member) { return without_number(member) == without_number(id); });
}

const Kin* kin_of(std::string_view id) {
  const auto* const found =
      std::find_if(std::begin(kKin), std::end(kKin), [id](const Kin& kin) { return find_in(kin, id) != kin.end(); });
  return found == std::end(kKin) ? nullptr : found;
}

}  // namespace

std::span<const Kin> kinships() { return kKin; }

std::string_view head_of_kin(const MetricRow& row) {
  const Kin* const kin = kin_of(row.id);
  return kin == nullptr ? row.id : kin->front();
}

int place_among_kin(const MetricRow& row) {
  const Kin* const kin = kin_of(row.id);
  return kin == nullptr ? 0 : static_cast<int>(find_in(*kin, row.id) - kin->begin());
}

}  // namespace csreport
