#include "normalise/calendar_groups.hpp"

#include <array>
#include <chrono>
#include <string>

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

std::string hour_name(LocalTime time) {
  const auto hour = std::chrono::floor<std::chrono::hours>(time - std::chrono::floor<std::chrono::days>(time)).count();
  return (hour < 10 ? "0" : "") + std::to_string(hour) + ":00";
}

std::string weekday_name(LocalTime time) {
  static constexpr std::array<const char*, 7> kNames = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                        "Thursday", "Friday", "Saturday"};
  return kNames[std::chrono::weekday{std::chrono::floor<std::chrono::days>(time)}.c_encoding()];
}

}  // namespace

bool is_calendar_group(std::string_view id) { return id == "hour" || id == "weekday"; }

void add_calendar_group(TicketTable& tickets, std::string_view id, const TimeZone& zone) {
  Dimension& dimension = dimension_of(tickets, std::string(id));
  dimension.codes.resize(tickets.rows);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const LocalTime created = zone.to_local(to_instant(*tickets.created_at[row]));
    dimension.codes.set(row, dimension.names.intern(id == "hour" ? hour_name(created) : weekday_name(created)));
  }
}

}  // namespace csreport
