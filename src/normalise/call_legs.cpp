#include "normalise/call_legs.hpp"

#include <algorithm>
#include <span>
#include <tuple>

namespace csreport {
namespace {

struct Leg {
  std::uint64_t call;
  std::uint32_t begins;
  std::size_t row;
};

std::vector<Leg> legs_in_order(const TicketTable& tickets) {
  std::vector<Leg> legs;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] != RowState::used || tickets.call[row].absent()) continue;
    legs.push_back({tickets.call[row].bits, *tickets.created_at[row], row});
  }
  std::sort(legs.begin(), legs.end(), [](const Leg& a, const Leg& b) {
    return std::tie(a.call, a.begins, a.row) < std::tie(b.call, b.begins, b.row);
  });
  return legs;
}

class LegFolder {
 public:
  explicit LegFolder(TicketTable& tickets) : tickets_(tickets) {
    for (Dimension& dimension : tickets.dimensions) {
      if (dimension.id == "agent") agents_ = &dimension.codes;
    }
    tickets.legs.resize(tickets.rows);
    tickets.transfers.resize(tickets.rows);
  }

  /// The legs of one call, earliest first.
  void fold(std::span<const Leg> legs) {
    const std::size_t first = legs.front().row;
    std::uint16_t count = 1;
    for (std::size_t i = 1; i < legs.size(); ++i) {
      tickets_.state[legs[i].row] = is_copy(legs.first(i), legs[i]) ? RowState::duplicate : RowState::call_leg;
    }
    for (const Leg& leg : legs.subspan(1)) {
      if (tickets_.state[leg.row] != RowState::call_leg) continue;
      if (count + 1 < CountColumn::kMissing) ++count;
      add(first, leg.row);
    }
    if (!tickets_.legs[first]) tickets_.legs.set(first, count);
    if (!tickets_.transfers[first]) tickets_.transfers.set(first, static_cast<std::uint16_t>(count - 1));
  }

 private:
  /// Exports that overlap hold a leg twice. Copies begin at the same time, so they stand close together.
  [[nodiscard]] bool is_copy(std::span<const Leg> earlier, const Leg& leg) const {
    const auto same_in = [](std::size_t a, std::size_t b, const auto&... columns) {
      return ((columns[a] == columns[b]) && ...);
    };
    const TicketTable& t = tickets_;
    for (auto other = earlier.rbegin(); other != earlier.rend() && other->begins == leg.begins; ++other) {
      if (agent_of(other->row) != agent_of(leg.row) || t.id[other->row] != t.id[leg.row]) continue;
      if (same_in(other->row, leg.row, t.queue_time, t.ring_time, t.talk_time, t.hold_time)) return true;
    }
    return false;
  }

  void add(std::size_t first, std::size_t row) {
    for (DurationColumn* column :
         {&tickets_.talk_time, &tickets_.hold_time, &tickets_.after_call_work_time, &tickets_.handle_time}) {
      const auto more = (*column)[row];
      if (more) column->set(first, static_cast<std::int32_t>((*column)[first].value_or(0) + *more));
    }
    for (InstantColumn* column : {&tickets_.solved_at, &tickets_.closed_at, &tickets_.updated_at}) {
      const auto at = (*column)[row];
      if (at) column->set(first, std::max((*column)[first].value_or(0), *at));
    }
    if (const auto given = tickets_.transfers[row])
      tickets_.transfers.set(first, std::max(tickets_.transfers[first].value_or(0), *given));
    if (const auto given = tickets_.legs[row])
      tickets_.legs.set(first, std::max(tickets_.legs[first].value_or(0), *given));
    if (agents_ != nullptr && agent_of(row) != Dictionary::kNone) agents_->set(first, agent_of(row));
    if (!tickets_.status.empty() && tickets_.status[row] != Status::unknown)
      tickets_.status[first] = tickets_.status[row];
    for (RatingColumn* column : {&tickets_.csat, &tickets_.nps, &tickets_.ces}) {
      if (column->present() && column->codes[row] != Dictionary::kNone) column->codes.set(first, column->codes[row]);
    }
  }
  [[nodiscard]] std::uint32_t agent_of(std::size_t row) const {
    return agents_ == nullptr ? Dictionary::kNone : (*agents_)[row];
  }

  TicketTable& tickets_;
  CodeColumn* agents_ = nullptr;
};

}  // namespace

void fold_call_legs(TicketTable& tickets) {
  if (tickets.call.empty()) return;
  const std::vector<Leg> legs = legs_in_order(tickets);
  LegFolder folder(tickets);
  for (auto begin = legs.begin(); begin != legs.end();) {
    const auto end = std::find_if(begin, legs.end(), [&](const Leg& leg) { return leg.call != begin->call; });
    folder.fold({begin, end});
    begin = end;
  }
}

}  // namespace csreport
