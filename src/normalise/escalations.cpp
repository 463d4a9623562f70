#include "normalise/escalations.hpp"

#include <algorithm>
#include <limits>

#include "csreport/core/text.hpp"
#include "normalise/as_of.hpp"
#include "normalise/update_history.hpp"

namespace csreport {
namespace {

constexpr int kNoTier = -1;

/// The place of each name in the order of tiers.
std::vector<int> tiers_of(const Dimension& dimension, const std::vector<std::string>& tiers) {
  std::vector<int> places(dimension.names.size(), kNoTier);
  for (std::uint32_t code = 1; code < places.size(); ++code) {
    const std::string name = fold_identity(dimension.names.text(code));
    const auto tier =
        std::find_if(tiers.begin(), tiers.end(), [&](const std::string& one) { return fold_identity(one) == name; });
    if (tier != tiers.end()) places[code] = static_cast<int>(tier - tiers.begin());
  }
  return places;
}

Flag flag_of(bool holds) { return holds ? Flag::yes : Flag::no; }

/// Whether the changes of one ticket lead to a later tier than one before; unknown where they name none.
Flag climbed(std::span<const ValueChange> changes, const std::vector<int>& tiers) {
  int lowest = std::numeric_limits<int>::max();
  bool higher = false;
  for (const ValueChange& change : changes) {
    const int tier = tiers[change.code];
    if (tier == kNoTier) continue;
    higher = higher || tier > lowest;
    lowest = std::min(lowest, tier);
  }
  return lowest == std::numeric_limits<int>::max() ? Flag::unknown : flag_of(higher);
}

/// Tickets begin in the first tier: without a history, one in a later tier has come from there.
std::vector<Flag> escalated_by_tier(const TicketTable& tickets, const Dimension& dimension,
                                    const EscalationRules& rules, std::optional<Instant> as_of) {
  const auto tiers = tiers_of(dimension, rules.tiers);
  std::vector<Flag> escalated(tickets.rows, Flag::unknown);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const int tier = tiers[dimension.codes[row]];
    if (tier != kNoTier) escalated[row] = flag_of(tier > 0);
  }
  auto changes = value_history(tickets, rules.column);
  if (as_of) std::erase_if(changes, [&](const ValueChange& change) { return change.at > as_seconds(*as_of); });
  for (std::size_t begin = 0; begin < changes.size();) {
    std::size_t end = begin;
    while (end < changes.size() && changes[end].ticket_row == changes[begin].ticket_row) ++end;
    escalated[changes[begin].ticket_row] = climbed(std::span(changes).subspan(begin, end - begin), tiers);
    begin = end;
  }
  return escalated;
}

/// Yes wins over no, and both over unknown.
void add(const std::vector<Flag>& source, std::vector<Flag>& escalated) {
  escalated.resize(source.size(), Flag::unknown);
  for (std::size_t row = 0; row < source.size(); ++row) escalated[row] = std::max(escalated[row], source[row]);
}

}  // namespace

void settle_escalations(LoadState& state, const NormaliseOptions& options) {
  static_assert(Flag::unknown < Flag::no && Flag::no < Flag::yes);
  TicketTable& tickets = state.data.tickets;
  EscalationSources& sources = state.data.escalations;
  sources.flag = !tickets.escalated.empty();
  sources.tags = !state.escalated_by_tag.empty();
  if (sources.tags) add(state.escalated_by_tag, tickets.escalated);
  const EscalationRules& rules = options.escalation;
  const Dimension* const dimension = rules.tiers.empty() ? nullptr : tickets.dimension(rules.column);
  sources.tiers = dimension != nullptr && dimension->codes.present();
  if (sources.tiers) add(escalated_by_tier(tickets, *dimension, rules, options.as_of), tickets.escalated);
}

}  // namespace csreport
