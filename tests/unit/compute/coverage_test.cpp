#include "compute/coverage.hpp"

#include <chrono>
#include <string>

#include "csreport/render/words.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

using namespace std::chrono;

Period month_of(unsigned number) {
  const year_month month = 2026y / std::chrono::month{number};
  return {.start = sys_days{month / 1},
          .end = sys_days{(month + months{1}) / 1},
          .grain = Grain::month,
          .label = "month " + std::to_string(number)};
}

/// June without an earlier period; 24 June is a holiday of two schedules.
ComputeOptions june() {
  ComputeOptions options;
  options.current = month_of(6);
  Schedule office;
  office.holidays = {{.date = local_days{2026y / June / 24}, .hours = {}}};
  options.business_hours.schedules = {office, office};
  return options;
}

/// The text of the warning about holidays; empty without one.
std::string holidays_told(const ComputeOptions& options, const char* language = "en") {
  for (const Warning& warning : check_coverage(Dataset(), options).warnings) {
    if (warning.code == "holidays") return in_words(warning.text, language);
  }
  return {};
}

}  // namespace

TEST_CASE("holidays of the period are told where there is none to compare it with", "[coverage]") {
  ComputeOptions options = june();
  CHECK(holidays_told(options) == "Holidays in the period: 24 Jun 2026.");
  options.current = month_of(7);
  CHECK(holidays_told(options).empty());
}

TEST_CASE("beside an earlier period holidays are told where their numbers differ", "[coverage]") {
  ComputeOptions options = june();
  options.previous = month_of(5);
  CHECK(holidays_told(options) == "Holidays differ: 24 Jun 2026 in the period, no holiday in the one compared with.");
  options.business_hours.schedules[0].holidays.push_back({.date = local_days{2026y / May / 1}, .hours = {}});
  CHECK(holidays_told(options).empty());
  options.current = month_of(7);
  CHECK(holidays_told(options) == "Holidays differ: no holiday in the period, 1 May 2026 in the one compared with.");
}

TEST_CASE("every language writes the holidays in its own way", "[coverage]") {
  ComputeOptions options = june();
  auto& holidays = options.business_hours.schedules[0].holidays;
  holidays.push_back({.date = local_days{2026y / June / 23}, .hours = {}});
  CHECK(holidays_told(options) == "Holidays in the period: 23 Jun 2026 and 24 Jun 2026.");
  CHECK(holidays_told(options, "lv") ==
        "Periodā ir brīvdienas (2026.\u00a0gada 23.\u00a0jūn. un 2026.\u00a0gada 24.\u00a0jūn.).");
  CHECK(holidays_told(options, "zh-Hans") == "本期内的节假日：2026年6月23日和2026年6月24日。");
}

TEST_CASE("the whole of the data has too many holidays to name", "[coverage]") {
  ComputeOptions options = june();
  options.current.label = "all";
  CHECK(holidays_told(options).empty());
}

TEST_CASE("a period that is cut where the data ends says so, one that still runs does not", "[coverage]") {
  ComputeOptions options = june();
  options.business_hours = {};
  options.current.to_date = true;
  Dataset data;
  data.has_tickets = true;
  data.first_event = sys_days{2026y / May / 1};
  data.horizon = sys_days{2026y / June / 14};
  CHECK(check_coverage(data, options).warnings.empty());
  options.current.data_ends = true;
  const Coverage coverage = check_coverage(data, options);
  REQUIRE(coverage.warnings.size() == 1);
  CHECK(coverage.warnings.front().code == "incomplete_period");
  CHECK(coverage.gaps.counts_compare());
}
