#pragma once
// Which [[sla]] policy holds for a ticket.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/compute/policies.hpp"
#include "csreport/core/dataset.hpp"

namespace csreport {

/// What a policy can be limited to.
struct PolicyCondition {
  std::string_view dimension;
  std::optional<std::string> SlaPolicy::*value;
};
inline constexpr PolicyCondition kPolicyConditions[] = {
    {"channel", &SlaPolicy::channel}, {"team", &SlaPolicy::team}, {"priority", &SlaPolicy::priority}};

/// By code: whether it is that name, compared without regard to case.
std::vector<std::uint8_t> codes_named(const Dimension& dimension, const std::string& name);

/// The policies of one metric, with the groups they hold for. Points into both arguments.
class PolicyChoice {
 public:
  PolicyChoice(const SlaPolicies& policies, SlaMetric metric, const TicketTable& tickets);

  /// The first that fits the ticket, or kNoRow; nullptr: none does.
  [[nodiscard]] const SlaPolicy* of(std::uint32_t ticket) const;

 private:
  struct Group {
    const Dimension* dimension;
    std::vector<std::uint8_t> named;  // by code
  };
  struct Row {
    const SlaPolicy* policy;
    std::vector<Group> groups;
  };
  std::vector<Row> rows_;
};

}  // namespace csreport
