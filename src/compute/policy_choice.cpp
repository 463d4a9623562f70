#include "compute/policy_choice.hpp"

#include <algorithm>

#include "compute/ticket_facts.hpp"
#include "csreport/core/text.hpp"

namespace csreport {

std::vector<std::uint8_t> codes_named(const Dimension& dimension, const std::string& name) {
  std::vector<std::uint8_t> named(dimension.names.size());
  for (std::uint32_t code = 0; code < named.size(); ++code) {
    named[code] = fold_identity(dimension.names.text(code)) == fold_identity(name) ? 1 : 0;
  }
  if (!named.empty()) named[Dictionary::kNone] = 0;
  return named;
}

PolicyChoice::PolicyChoice(const SlaPolicies& policies, SlaMetric metric, const TicketTable& tickets,
                           std::span<const ValueChange> priorities)
    : priorities_(priorities) {
  for (const SlaPolicy& policy : policies) {
    if (policy.metric != metric) continue;
    Row row{.policy = &policy, .groups = {}};
    for (const PolicyCondition& condition : kPolicyConditions) {
      const auto& value = policy.*condition.value;
      if (!value) continue;
      const Dimension* const dimension = tickets.dimension(condition.dimension);
      row.groups.push_back(
          {dimension, dimension == nullptr ? std::vector<std::uint8_t>() : codes_named(*dimension, *value)});
    }
    rows_.push_back(std::move(row));
  }
}

/// The first priority that is told also holds before it; so does the export's, where it is the only one.
std::uint32_t PolicyChoice::code_of(const Dimension& dimension, std::uint32_t ticket, std::uint32_t at) const {
  if (dimension.id != "priority") return dimension.codes[ticket];
  const auto changes = std::ranges::equal_range(priorities_, ticket, {}, &ValueChange::ticket_row);
  if (changes.empty()) return dimension.codes[ticket];
  const auto next = std::ranges::upper_bound(changes, at, {}, &ValueChange::at);
  return next == changes.begin() ? next->code : std::prev(next)->code;
}

const SlaPolicy* PolicyChoice::of(std::uint32_t ticket, std::uint32_t promised_at) const {
  for (const Row& row : rows_) {
    const bool fits = std::all_of(row.groups.begin(), row.groups.end(), [&](const Group& group) {
      if (group.dimension == nullptr || ticket == kNoRow) return false;
      const std::uint32_t code = code_of(*group.dimension, ticket, promised_at);
      return code < group.named.size() && group.named[code] != 0;
    });
    if (fits) return row.policy;
  }
  return nullptr;
}

}  // namespace csreport
