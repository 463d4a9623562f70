#include "csreport/compute/policies.hpp"

#include <array>

namespace csreport {

std::string_view target_operator_name(TargetOperator op) {
  static constexpr std::array<std::string_view, 5> kNames = {"<", "<=", ">", ">=", "between"};
  return kNames[static_cast<std::size_t>(op)];
}

}  // namespace csreport
