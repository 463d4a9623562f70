#include "render/json_values.hpp"

#include <cmath>
#include <string>

namespace csreport {

Json number(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return *value == 0 ? 0.0 : *value;  // no -0.0
}

Json text_or_null(std::string_view text) {
  if (text.empty()) return nullptr;
  return std::string(text);
}

}  // namespace csreport
