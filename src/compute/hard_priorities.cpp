#include "compute/hard_priorities.hpp"

#include "csreport/core/text.hpp"

namespace csreport {

std::vector<std::uint8_t> hard_priorities(const Evidence& evidence) {
  const Dimension* const priority = evidence.tickets().dimension("priority");
  if (priority == nullptr) return {0};
  std::vector<std::uint8_t> hard(priority->names.size(), 0);
  for (std::uint32_t code = 0; code < hard.size(); ++code) {
    for (const std::string& name : evidence.options().work.hard_priorities) {
      if (fold_identity(priority->names.text(code)) == fold_identity(name)) hard[code] = 1;
    }
  }
  hard[Dictionary::kNone] = 0;
  return hard;
}

}  // namespace csreport
