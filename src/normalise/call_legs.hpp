#pragma once
// Call systems that write a row for each leg of a call: the legs of one call become one contact.

#include <cstdint>
#include <span>
#include <vector>

#include "csreport/core/dataset.hpp"

namespace csreport {

/// What a contact takes from one of its legs, each from another perhaps; a bit each.
enum class LegPart : std::uint8_t { first = 1, agent = 2, status = 4, outcome = 8 };
using LegParts = std::uint8_t;
constexpr LegParts leg_part(LegPart part) { return static_cast<LegParts>(part); }
/// A row that is out of its call for another reason than --where.
inline constexpr LegParts kNoLeg = 128;

struct FoldedCalls {
  struct Follower {
    Key leg;  ///< an id that only a further leg had
    Key contact;
  };
  std::vector<Follower> followers;
  std::int64_t far_apart = 0;  ///< calls with legs that begin more than half a day after the leg before
};

/// Of the rows with one call id the earliest leg stays and becomes the contact: the sum of the parts that agents
/// worked on, the queue time of the first leg, answered when one leg was, else the last known outcome, the last agent
/// and ending, how many legs and transfers. The others become `call_leg`; a leg that is there twice becomes a
/// duplicate. Rows without a call id stay as they are.
/// Legs are rows that are used, and rows that --where dropped: `failed` holds for each row the parts of which a
/// condition is not met (it may be shorter than the table; 0 for the rest). The contact is used when it meets those of
/// the parts that it has from each leg.
/// TicketTable::call_legs has the legs of calls of which one lacks a part of its handle time; `keep_legs`: of all
/// calls.
FoldedCalls fold_call_legs(TicketTable& tickets, std::span<const LegParts> failed = {}, bool keep_legs = false);

/// The row is told by its call id alone: the export has no id of the row itself.
inline bool named_by_its_call(const TicketTable& tickets, std::size_t row) {
  return !tickets.call.empty() && !tickets.call[row].absent() && tickets.call[row] == tickets.id[row];
}

}  // namespace csreport
