#pragma once
// Periods and days in the words of a language: "Week 46", "Nov 2026", "9 Nov".

#include <chrono>
#include <string>

#include "csreport/core/period.hpp"
#include "render/language.hpp"

namespace csreport {

/// Whether a week says its year: two weeks with one number need it.
enum class YearOfWeek { without, with };

/// The short name: "Week 46", "Nov 2026", "Q3 2026", "9 Nov 2026"; ranges as their days.
std::string period_name(const Period& period, const TimeZone& zone, const Language& language,
                        YearOfWeek year = YearOfWeek::without);

/// The days in words: "9–15 Nov 2026", "28 Sep – 4 Oct 2026", "Nov 2026", "9 Nov 2026". REQUIRES: it has some.
std::string period_days(const Period& period, const TimeZone& zone, const Language& language);

/// "Mon": the day on which the period begins.
std::string weekday_name(const Period& period, const TimeZone& zone, const Language& language);
/// For an axis: the first day of a week ("9 Nov"), a month ("Nov"), else the short name.
std::string axis_name(const Period& period, const TimeZone& zone, const Language& language);

/// "15 Nov 2026".
std::string date_words(std::chrono::local_days day, const Language& language);
/// "15 Nov 2026, 23:59".
std::string date_and_time(Instant instant, const TimeZone& zone, const Language& language);

}  // namespace csreport
