#pragma once
// The ways to write a time that csreport recognises by itself: one row each, tried in this order.

#include <span>
#include <string_view>

namespace csreport {

struct KnownTimeFormat {
  std::string_view name;     ///< what `inspect` prints; patterns without a clock get the one seen
  std::string_view pattern;  ///< of time_pattern.hpp; empty for numbers (epoch, spreadsheet serials)
  std::string_view example;
};

std::span<const KnownTimeFormat> known_time_formats();

}  // namespace csreport
