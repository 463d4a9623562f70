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

/// A name that is misspelt would be a tier that no ticket ever reaches.
void add_unknown_tiers(const Dimension& dimension, const EscalationRules& rules, std::vector<Warning>& warnings) {
  const auto places = tiers_of(dimension, rules.tiers);
  for (std::size_t i = 0; i < rules.tiers.size(); ++i) {
    if (std::find(places.begin(), places.end(), static_cast<int>(i)) != places.end()) continue;
    warnings.push_back(warning_of(
        "unknown_tier", {{"dimension", dimension.id}, {"value", rules.tiers[i]}, {"source", rules.tiers_by}}));
  }
}

Flag flag_of(bool holds) { return holds ? Flag::yes : Flag::no; }

/// Whether the changes of one ticket lead to a later tier than one before; unknown where they name none. Tickets begin
/// in the first tier: one that was in a single other one has come from there.
Flag climbed(std::span<const ValueChange> changes, const std::vector<int>& tiers) {
  int lowest = std::numeric_limits<int>::max();
  int highest = kNoTier;
  bool higher = false;
  for (const ValueChange& change : changes) {
    const int tier = tiers[change.code];
    if (tier == kNoTier) continue;
    higher = higher || tier > lowest;
    lowest = std::min(lowest, tier);
    highest = std::max(highest, tier);
  }
  if (highest == kNoTier) return Flag::unknown;
  return flag_of(higher || (lowest == highest && lowest > 0));
}

/// By the way of each ticket; the tier of one that has a single row was its tier at any time. Of a way that begins
/// behind `as_of` nothing is known yet, nor of a ticket whose single row of an update log was written then: where
/// others have several rows, a row says what was so when it was written.
std::vector<Flag> escalated_by_tier(const TicketTable& tickets, const Dimension& dimension,
                                    const EscalationRules& rules, std::optional<Instant> as_of) {
  const auto tiers = tiers_of(dimension, rules.tiers);
  std::vector<Flag> escalated(tickets.rows, Flag::unknown);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const int tier = tiers[dimension.codes[row]];
    if (tier != kNoTier) escalated[row] = flag_of(tier > 0);
  }
  const auto changes = value_history(tickets, rules.column);
  if (as_of && !changes.empty()) {
    for (std::size_t row = 0; row < tickets.rows; ++row) {
      if (tickets.updated_at[row].value_or(0) > as_seconds(*as_of)) escalated[row] = Flag::unknown;
    }
  }
  const auto known = [&](const ValueChange& change) { return !as_of || change.at <= as_seconds(*as_of); };
  for (auto begin = changes.begin(); begin != changes.end();) {
    const auto of_another = [&](const ValueChange& change) { return change.ticket_row != begin->ticket_row; };
    const auto end = std::find_if(begin, changes.end(), of_another);
    escalated[begin->ticket_row] = climbed({begin, std::partition_point(begin, end, known)}, tiers);
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
  if (!sources.tiers) return;
  add(escalated_by_tier(tickets, *dimension, rules, options.as_of), tickets.escalated);
  add_unknown_tiers(*dimension, rules, state.data.warnings);
}

}  // namespace csreport
