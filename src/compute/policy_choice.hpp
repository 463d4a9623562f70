#pragma once
// Which [[sla]] policy holds for a ticket.

#include <cstdint>
#include <optional>
#include <span>
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

/// The policies of one metric, with the groups they hold for. Points into its arguments.
class PolicyChoice {
 public:
  /// `priorities`: of tickets over time; empty: those of the export hold.
  PolicyChoice(const SlaPolicies& policies, SlaMetric metric, const TicketTable& tickets,
               std::span<const ValueChange> priorities);

  /// The first that fits the ticket, or kNoRow, when it was promised; nullptr: none does.
  [[nodiscard]] const SlaPolicy* of(std::uint32_t ticket, std::uint32_t promised_at) const;

 private:
  struct Group {
    const Dimension* dimension;
    std::vector<std::uint8_t> named;  // by code
  };
  struct Row {
    const SlaPolicy* policy;
    std::vector<Group> groups;
  };
  [[nodiscard]] std::uint32_t code_of(const Dimension& dimension, std::uint32_t ticket, std::uint32_t at) const;

  std::span<const ValueChange> priorities_;
  std::vector<Row> rows_;
};

}  // namespace csreport
