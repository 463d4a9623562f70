#include "normalise/call_legs.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "absl/container/flat_hash_set.h"

#include "core/handled_legs.hpp"

namespace csreport {
namespace {

constexpr std::uint32_t kHalfDay = 43'200;

struct Leg {
  std::uint64_t call;
  std::uint32_t begins;
  std::size_t row;
};

LegParts failed_of(std::span<const LegParts> failed, std::size_t row) {
  return row < failed.size() ? failed[row] : LegParts{0};
}

std::vector<Leg> legs_in_order(const TicketTable& tickets, std::span<const LegParts> failed) {
  std::vector<Leg> legs;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const bool filtered = tickets.state[row] == RowState::filtered && failed_of(failed, row) != kNoLeg;
    if ((tickets.state[row] != RowState::used && !filtered) || tickets.call[row].absent()) continue;
    legs.push_back({tickets.call[row].bits, *tickets.created_at[row], row});
  }
  std::sort(legs.begin(), legs.end(), [](const Leg& a, const Leg& b) {
    return std::tie(a.call, a.begins, a.row) < std::tie(b.call, b.begins, b.row);
  });
  return legs;
}

class LegFolder {
 public:
  LegFolder(TicketTable& tickets, std::span<const LegParts> failed, bool keep_legs)
      : tickets_(tickets), failed_(failed), keep_legs_(keep_legs) {
    for (Dimension& dimension : tickets.dimensions) {
      if (dimension.id == "agent") agents_ = &dimension.codes;
      if (dimension.id == "team") teams_ = &dimension.codes;
    }
    tickets.legs.resize(tickets.rows);
    tickets.transfers.resize(tickets.rows);
  }

  /// The legs of one call, earliest first.
  void fold(std::span<const Leg> legs) {
    const std::size_t first = legs.front().row;
    std::uint16_t count = 1;
    std::optional<std::uint16_t> transfers;
    if (tickets_.legs[first].value_or(1) <= 1) transfers = 0;  // else the export tells of legs that it does not have
    if (legs.size() > 1) {
      mark_further(legs);
      transfers = transfers_of(legs);  // in front of the first row's becoming the contact
      const bool is_timed = keep(legs);
      agent_row_ = status_row_ = outcome_row_ = first;
      for (const Leg& leg : legs.subspan(1)) {
        if (tickets_.state[leg.row] != RowState::call_leg) continue;
        if (count + 1 < CountColumn::kMissing) ++count;
        add(first, leg.row);
      }
      if (!is_timed) forget_handle_time(first);
      filter(first);
    }
    if (!tickets_.legs[first]) tickets_.legs.set(first, count);
    if (transfers && !tickets_.transfers[first]) tickets_.transfers.set(first, *transfers);
  }

  FoldedCalls take_folded() { return std::move(folded_); }

 private:
  /// What tells two legs of one second apart. Exports that overlap hold a leg twice.
  using Likeness = std::tuple<std::uint32_t, std::uint64_t, std::optional<std::int32_t>, std::optional<std::int32_t>,
                              std::optional<std::int32_t>, std::optional<std::int32_t>>;
  [[nodiscard]] Likeness likeness_of(std::size_t row) const {
    const TicketTable& t = tickets_;
    const auto time = [row](const DurationColumn& column) -> std::optional<std::int32_t> { return column[row]; };
    return {agent_of(row), t.id[row].bits, time(t.queue_time), time(t.ring_time), time(t.talk_time), time(t.hold_time)};
  }

  void mark_further(std::span<const Leg> legs) {
    bool far_apart = false;
    for (std::size_t i = 0; i < legs.size(); ++i) {
      const bool as_before = i > 0 && legs[i].begins == legs[i - 1].begins;
      const bool alone = !as_before && (i + 1 == legs.size() || legs[i].begins != legs[i + 1].begins);
      if (!as_before) of_second_.clear();
      far_apart = far_apart || (i > 0 && legs[i].begins - legs[i - 1].begins > kHalfDay);
      const bool is_new = alone || of_second_.insert(likeness_of(legs[i].row)).second;
      if (i > 0) tickets_.state[legs[i].row] = is_new ? RowState::call_leg : RowState::duplicate;
    }
    of_second_.clear();
    if (far_apart) ++folded_.far_apart;
  }

  /// How many times the call went from one agent to another, or to another team's queue. A leg that rang in vain before
  /// anybody had answered, one of the same agent and one that waits again are none. Nothing: no leg says whose it was.
  [[nodiscard]] std::optional<std::uint16_t> transfers_of(std::span<const Leg> legs) const {
    std::uint16_t transfers = 0;
    bool answered = false, told = false;
    std::uint32_t agent = Dictionary::kNone, team = Dictionary::kNone;  // who had it last
    for (const Leg& leg : legs) {
      if (leg.row != legs.front().row && tickets_.state[leg.row] != RowState::call_leg) continue;
      const std::uint32_t next_agent = agent_of(leg.row), next_team = code_of(teams_, leg.row);
      told = told || next_agent != Dictionary::kNone || next_team != Dictionary::kNone;
      const CallOutcome outcome = outcome_of(leg.row);
      const bool in_vain = outcome != CallOutcome::answered && outcome != CallOutcome::none;
      if (!answered && in_vain) continue;
      const bool by_agents = agent != Dictionary::kNone && next_agent != Dictionary::kNone;
      const bool by_teams = !by_agents && team != Dictionary::kNone && next_team != Dictionary::kNone;
      const bool moved = answered && ((by_agents && agent != next_agent) || (by_teams && team != next_team));
      if (moved && transfers + 1 < CountColumn::kMissing) ++transfers;
      if (next_agent != Dictionary::kNone || moved) agent = next_agent;
      if (next_team != Dictionary::kNone) team = next_team;
      answered = true;
    }
    return told ? std::optional(transfers) : std::nullopt;
  }

  /// In front of the first row's becoming the contact. Returns whether each leg that somebody took says how long it
  /// was: what is missing of one is missing of their sum (METRICS 0.3).
  [[nodiscard]] bool keep(std::span<const Leg> legs) {
    const std::size_t before = tickets_.call_legs.size();
    bool kept = keep_legs_, is_timed = true;
    for (const Leg& leg : legs) {
      if (leg.row != legs.front().row && tickets_.state[leg.row] != RowState::call_leg) continue;
      const CallLeg& one = tickets_.call_legs.emplace_back(call_leg(leg, legs.front().row));
      if (!is_handled(one)) continue;
      kept = kept || lacks(tickets_.hold_time, one.hold) || lacks(tickets_.after_call_work_time, one.after_call_work);
      const bool taken = agents_ == nullptr || one.agent != Dictionary::kNone;
      is_timed = is_timed && !(taken && one.handle == kMissing && one.talk == kMissing);
    }
    if (!kept) tickets_.call_legs.resize(before);
    return is_timed;
  }
  static constexpr std::int32_t kMissing = DurationColumn::kMissing;
  static bool lacks(const DurationColumn& column, std::int32_t cell) { return column.present() && cell == kMissing; }
  [[nodiscard]] CallLeg call_leg(const Leg& leg, std::size_t contact) const {
    const auto time = [&](const DurationColumn& column) { return column[leg.row].value_or(kMissing); };
    return {.contact_row = static_cast<std::uint32_t>(contact),
            .began_at = leg.begins,
            .agent = agent_of(leg.row),
            .outcome = outcome_of(leg.row),
            .handle = time(tickets_.handle_time),
            .talk = time(tickets_.talk_time),
            .hold = time(tickets_.hold_time),
            .after_call_work = time(tickets_.after_call_work_time),
            .ring = time(tickets_.ring_time)};
  }
  void forget_handle_time(std::size_t first) {
    for (DurationColumn* column : {&tickets_.talk_time, &tickets_.handle_time}) {
      if (column->present()) column->set(first, kMissing);
    }
  }

  void add(std::size_t first, std::size_t row) {
    for (DurationColumn* column : {&tickets_.talk_time, &tickets_.hold_time, &tickets_.after_call_work_time,
                                   &tickets_.handle_time, &tickets_.ring_time}) {
      const auto more = (*column)[row];
      if (more) column->set(first, static_cast<std::int32_t>((*column)[first].value_or(0) + *more));
    }
    for (InstantColumn* column : {&tickets_.solved_at, &tickets_.closed_at, &tickets_.updated_at}) {
      const auto at = (*column)[row];
      if (at) column->set(first, std::max((*column)[first].value_or(0), *at));
    }
    if (const auto at = tickets_.first_response_at[row])
      tickets_.first_response_at.set(first, std::min(tickets_.first_response_at[first].value_or(*at), *at));
    if (const auto given = tickets_.transfers[row])
      tickets_.transfers.set(first, std::max(tickets_.transfers[first].value_or(0), *given));
    if (const auto given = tickets_.legs[row])
      tickets_.legs.set(first, std::max(tickets_.legs[first].value_or(0), *given));
    take_agent(first, row);  // in front of the outcome, by which it judges
    take_outcome(first, row);
    if (!tickets_.status.empty() && tickets_.status[row] != Status::unknown) {
      tickets_.status[first] = tickets_.status[row];
      status_row_ = row;
    }
    for (RatingColumn* column : {&tickets_.csat, &tickets_.nps, &tickets_.ces}) {
      if (column->present() && column->codes[row] != Dictionary::kNone) column->codes.set(first, column->codes[row]);
    }
    take_id(first, row);
  }

  /// A leg that nobody took, as of a phone that rang in vain, does not take the call from who has answered it.
  void take_agent(std::size_t first, std::size_t row) {
    if (agent_of(row) == Dictionary::kNone) return;
    const CallOutcome outcome = outcome_of(row);
    const bool in_vain = outcome != CallOutcome::answered && outcome != CallOutcome::none;
    if (outcome_of(first) == CallOutcome::answered && in_vain) return;
    agents_->set(first, agent_of(row));
    agent_row_ = row;
  }
  /// The caller who spoke with somebody has not left the queue before an agent answered (METRICS 1.8).
  void take_outcome(std::size_t first, std::size_t row) {
    if (outcome_of(row) == CallOutcome::none || outcome_of(first) == CallOutcome::answered) return;
    tickets_.outcome[first] = outcome_of(row);
    outcome_row_ = row;
  }
  void take_id(std::size_t first, std::size_t row) {
    const Key leg = tickets_.id[row];
    if (tickets_.id[first].absent()) tickets_.id[first] = leg;
    if (!leg.absent() && leg != tickets_.id[first]) folded_.followers.push_back({leg, tickets_.id[first]});
  }

  /// --where asks for what the contact has become.
  void filter(std::size_t first) {
    const auto fails = [this](std::size_t row, LegPart part) {
      return (failed_of(failed_, row) & leg_part(part)) != 0;
    };
    const bool dropped = fails(first, LegPart::first) || fails(agent_row_, LegPart::agent) ||
                         fails(status_row_, LegPart::status) || fails(outcome_row_, LegPart::outcome);
    tickets_.state[first] = dropped ? RowState::filtered : RowState::used;
  }

  [[nodiscard]] static std::uint32_t code_of(const CodeColumn* codes, std::size_t row) {
    return codes == nullptr ? Dictionary::kNone : (*codes)[row];
  }
  [[nodiscard]] std::uint32_t agent_of(std::size_t row) const { return code_of(agents_, row); }
  [[nodiscard]] CallOutcome outcome_of(std::size_t row) const {
    return tickets_.outcome.empty() ? CallOutcome::none : tickets_.outcome[row];
  }

  TicketTable& tickets_;
  std::span<const LegParts> failed_;
  bool keep_legs_;
  CodeColumn* agents_ = nullptr;
  const CodeColumn* teams_ = nullptr;
  FoldedCalls folded_;
  absl::flat_hash_set<Likeness> of_second_;  // of the legs that begin in one second
  // The rows from which the contact has its parts:
  std::size_t agent_row_ = 0;
  std::size_t status_row_ = 0;
  std::size_t outcome_row_ = 0;
};

}  // namespace

FoldedCalls fold_call_legs(TicketTable& tickets, std::span<const LegParts> failed, bool keep_legs) {
  if (tickets.call.empty()) return {};
  const std::vector<Leg> legs = legs_in_order(tickets, failed);
  LegFolder folder(tickets, failed, keep_legs);
  for (auto begin = legs.begin(); begin != legs.end();) {
    const auto end = std::find_if(begin, legs.end(), [&](const Leg& leg) { return leg.call != begin->call; });
    folder.fold({begin, end});
    begin = end;
  }
  std::stable_sort(tickets.call_legs.begin(), tickets.call_legs.end(),
                   [](const CallLeg& a, const CallLeg& b) { return a.contact_row < b.contact_row; });
  return folder.take_folded();
}

}  // namespace csreport
