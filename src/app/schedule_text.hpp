#pragma once
// Opening hours as people write them: "Mon-Fri 09:00-12:00, 13:00-17:00". Text in, parts of a Schedule out.

#include <optional>
#include <string_view>
#include <vector>

#include "csreport/core/business_hours.hpp"

namespace csreport {

/// What an accepted text looks like, for messages.
inline constexpr std::string_view kHoursForm = "\"Mon-Fri 09:00-12:00, 13:00-17:00\", \"Sat 22:00-06:00\" or \"24/7\"";
inline constexpr std::string_view kHolidayForm =
    "\"2026-12-25\", \"2026-12-24..2027-01-02\", or \"2026-12-24 09:00-12:00\" for other hours";

/// Days, a space, and hours with commas between. Days are Mon to Sunday in English, short or in full, "Mon-Fri",
/// "Mon,Wed" or "daily"; hours may run over midnight and to 24:00. "24/7" is always. Adds to `week`; false, and nothing
/// added, when it is no such text.
bool add_weekly_hours(std::string_view text, std::array<std::vector<OpeningHours>, 7>& week);

/// "2026-12-25"; nothing for what is no date.
std::optional<std::chrono::local_days> parse_date(std::string_view text);

/// One holiday for each date of a date or a range (both ends included, at most a year), closed or with the hours behind
/// it. Nothing when it is no such text.
std::optional<std::vector<Holiday>> parse_holidays(std::string_view text);

}  // namespace csreport
