#pragma once
// Instants for tests, written as people read them: at("2026-11-09T07:30:00") is UTC.

#include <string>

#include "csreport/core/time_zone.hpp"

namespace csreport::test {

/// REQUIRES: "YYYY-MM-DDThh:mm:ss"
inline LocalTime local(const std::string& text) {
  using namespace std::chrono;
  const auto number = [&](std::size_t from, std::size_t n) { return std::stoi(text.substr(from, n)); };
  const year_month_day date{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))},
                            day{static_cast<unsigned>(number(8, 2))}};
  return local_days{date} + hours{number(11, 2)} + minutes{number(14, 2)} + seconds{number(17, 2)};
}
inline Instant at(const std::string& text) { return Instant{local(text).time_since_epoch()}; }
inline std::string utc(Instant instant) { return format_iso8601(instant, TimeZone::utc()).substr(0, 19); }

}  // namespace csreport::test
