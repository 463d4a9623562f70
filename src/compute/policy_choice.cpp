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

PolicyChoice::PolicyChoice(const SlaPolicies& policies, SlaMetric metric, const TicketTable& tickets) {
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

const SlaPolicy* PolicyChoice::of(std::uint32_t ticket) const {
  for (const Row& row : rows_) {
    const bool fits = std::all_of(row.groups.begin(), row.groups.end(), [&](const Group& group) {
      if (group.dimension == nullptr || ticket == kNoRow) return false;
      const std::uint32_t code = group.dimension->codes[ticket];
      return code < group.named.size() && group.named[code] != 0;
    });
    if (fits) return row.policy;
  }
  return nullptr;
}

}  // namespace csreport
