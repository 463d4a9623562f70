#include "normalise/ticket_followers.hpp"

#include <algorithm>
#include <unordered_map>

#include "normalise/call_legs.hpp"

namespace csreport {
namespace {

/// Messages and answers of a ticket that is not counted are not counted either. Those of tickets that
/// no file has are kept, unless --where asks for tickets with certain values.
class TicketStates {
 public:
  TicketStates(const TicketTable& tickets, bool filtering) : filtering_(filtering) {
    states_.reserve(tickets.rows);
    for (std::size_t row = 0; row < tickets.rows; ++row) {
      const bool stands_for_itself =
          tickets.state[row] != RowState::duplicate && tickets.state[row] != RowState::call_leg;
      if (!stands_for_itself || tickets.id[row].absent()) continue;
      states_.emplace(tickets.id[row].bits, tickets.state[row]);
    }
  }

  void apply(Key ticket, RowState& state) {
    if (state != RowState::used) return;
    const auto known = ticket.absent() ? states_.end() : states_.find(ticket.bits);
    if (known != states_.end()) {
      state = known->second;
      return;
    }
    ++orphans_;
    if (filtering_) state = RowState::filtered;
  }
  [[nodiscard]] bool knows(Key ticket) const { return !ticket.absent() && states_.count(ticket.bits) != 0; }
  [[nodiscard]] std::int64_t orphans() const { return orphans_; }

 private:
  std::unordered_map<std::uint64_t, RowState> states_;
  bool filtering_;
  std::int64_t orphans_ = 0;
};

/// What names a further leg of a call belongs to the call.
void lead_to_calls(Dataset& data, const std::vector<FoldedCalls::Follower>& followers) {
  if (followers.empty()) return;
  std::unordered_map<std::uint64_t, Key> contacts;
  for (const FoldedCalls::Follower& follower : followers) contacts.emplace(follower.leg.bits, follower.contact);
  for (std::vector<Key>* keys :
       {&data.messages.ticket, &data.statuses.ticket, &data.surveys.ticket, &data.reviews.ticket}) {
    for (Key& key : *keys) {
      const auto known = key.absent() ? contacts.end() : contacts.find(key.bits);
      if (known != contacts.end()) key = known->second;
    }
  }
}

/// An answer need not name a ticket. What its own row does not say to --where, its ticket says, if it is known.
void follow_tickets(SurveyTable& surveys, const std::vector<char>& asks_ticket, TicketStates& states) {
  for (std::size_t row = 0; row < surveys.rows; ++row) {
    if (asks_ticket[row] != 0 || states.knows(surveys.ticket[row]))
      states.apply(surveys.ticket[row], surveys.state[row]);
  }
}

}  // namespace

void fold_calls(LoadState& state, const NormaliseOptions& options) {
  const FoldedCalls folded = fold_call_legs(state.data.tickets, state.failed_parts, options.keep_call_legs);
  lead_to_calls(state.data, folded.followers);
  if (folded.far_apart == 0) return;
  state.data.warnings.push_back(warning_of("call_legs_apart", {{"n", static_cast<std::int64_t>(folded.far_apart)}}));
}

void follow_tickets(LoadState& state, const NormaliseOptions& options) {
  Dataset& data = state.data;
  const bool any = data.has_messages || data.has_surveys || data.has_reviews || data.statuses.rows > 0;
  if (!any) return;
  TicketStates states(data.tickets, !options.where.empty());
  if (!data.has_tickets) return follow_tickets(data.surveys, state.survey_asks_ticket, states);
  for (std::size_t row = 0; row < data.messages.rows; ++row)
    states.apply(data.messages.ticket[row], data.messages.state[row]);
  if (states.orphans() > 0) {
    data.warnings.push_back(warning_of("unknown_tickets", {{"n", static_cast<std::int64_t>(states.orphans())}}));
  }
  for (std::size_t row = 0; row < data.statuses.rows; ++row)
    states.apply(data.statuses.ticket[row], data.statuses.state[row]);
  for (std::size_t row = 0; row < data.reviews.rows; ++row) {
    if (!data.reviews.ticket[row].absent()) states.apply(data.reviews.ticket[row], data.reviews.state[row]);
  }
  follow_tickets(data.surveys, state.survey_asks_ticket, states);
}

void lead_to_survivors(LoadState& state) {
  const TicketTable& tickets = state.data.tickets;
  std::unordered_map<std::uint64_t, Key> into;
  std::unordered_map<std::uint64_t, std::size_t> known;
  for (std::size_t row = 0; row < std::min(state.merged_into.size(), state.merged_is_id.size()); ++row) {
    if (tickets.state[row] != RowState::merged || state.merged_is_id[row] == 0) continue;
    into.emplace(tickets.id[row].bits, state.merged_into[row]);
  }
  if (into.empty()) return;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] != RowState::duplicate) known.emplace(tickets.id[row].bits, row);
  }
  const auto survivor = [&](Key key) {
    for (std::size_t mergers = 0; mergers <= into.size(); ++mergers) {  // no longer where they go in a circle
      const auto next = into.find(key.bits);
      if (next == into.end() || known.count(next->second.bits) == 0) break;
      key = next->second;
    }
    return key;
  };
  for (Key& ticket : state.data.messages.ticket) {
    if (!ticket.absent()) ticket = survivor(ticket);
  }
}

}  // namespace csreport
