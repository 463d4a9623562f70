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
        "Periodā ir svētku dienas (2026.\u00a0gada 23.\u00a0jūn. un 2026.\u00a0gada 24.\u00a0jūn.).");
  CHECK(holidays_told(options, "zh-Hans") == "本期内的节假日：2026年6月23日和2026年6月24日。");
}

TEST_CASE("the whole of the data has too many holidays to name", "[coverage]") {
  ComputeOptions options = june();
  options.current.label = "all";
  CHECK(holidays_told(options).empty());
}

TEST_CASE("days that usually have tickets and have none are told, and their counts are not compared", "[coverage]") {
  ComputeOptions options = june();
  options.business_hours = {};
  options.previous = month_of(5);
  Dataset data;
  data.has_tickets = true;
  data.first_event = sys_days{2026y / April / 1};
  data.horizon = sys_days{2026y / July / 1};
  data.day_gaps.busy = {false, true, true, true, true, true, false};
  const auto missing = [&data](std::initializer_list<unsigned> of_june) {
    data.day_gaps.missing.clear();
    for (const unsigned number : of_june) data.day_gaps.missing.push_back(local_days{2026y / June / number});
  };
  const auto words = [&] {
    const Coverage coverage = check_coverage(data, options);
    return coverage.warnings.empty() ? std::string() : in_words(coverage.warnings.front().text);
  };
  missing({9, 10});  // of 22 days from Monday to Friday
  CHECK(words() ==
        "No ticket was created on 9 Jun 2026 and 10 Jun 2026, although such days usually have some: missing from the "
        "export, or the desk was closed.");
  CHECK(check_coverage(data, options).gaps.missing_days == 2);
  CHECK(check_coverage(data, options).gaps.counts_compare());
  missing({8, 9, 10, 11});
  CHECK(words() ==
        "No ticket was created on 4 days between 8 Jun 2026 and 11 Jun 2026, although such days usually have some: "
        "missing from the export, or the desk was closed.");
  CHECK(check_coverage(data, options).gaps.days_missing);
  CHECK_FALSE(check_coverage(data, options).gaps.counts_compare());
  SECTION("a holiday of a schedule is known to be closed") {
    Schedule office;
    office.holidays = {{.date = local_days{2026y / June / 9}, .hours = {}}};
    options.business_hours.schedules = {office};
    CHECK(check_coverage(data, options).gaps.missing_days == 3);
  }
  SECTION("of the period before, half of which is no longer a period to compare with") {
    options.current = month_of(7);
    options.previous = month_of(6);
    CHECK(check_coverage(data, options).gaps.previous_missing_days == 4);
    CHECK(check_coverage(data, options).previous_has_data);
    missing({1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15});
    const Coverage coverage = check_coverage(data, options);
    CHECK_FALSE(coverage.previous_has_data);
    CHECK(coverage.warnings.back().code == "previous_missing");
  }
}

TEST_CASE("a period of the trend of which half of the days are missing is a gap", "[coverage]") {
  ComputeOptions options;
  options.trend = {month_of(4), month_of(5), month_of(6), month_of(7)};
  options.current = month_of(7);
  Dataset data;
  data.first_event = sys_days{2026y / April / 1};
  data.day_gaps.busy = {false, true, true, true, true, true, false};
  for (unsigned number = 1; number <= 14; ++number) data.day_gaps.missing.push_back(local_days{2026y / May / number});
  for (unsigned number = 1; number <= 16; ++number) data.day_gaps.missing.push_back(local_days{2026y / June / number});
  for (unsigned number = 1; number <= 31; ++number) data.day_gaps.missing.push_back(local_days{2026y / July / number});
  CHECK(missing_periods(data, options) == std::vector<std::size_t>{2});  // 12 of 22 in June, 10 of 21 in May
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

TEST_CASE("the day in which a period is cut is not missing, as its tickets may be yet to come", "[coverage]") {
  ComputeOptions options = june();
  options.business_hours = {};
  options.current.to_date = true;
  options.current.end = Instant{sys_days{2026y / June / 11}} + std::chrono::hours{7};
  Dataset data;
  data.has_tickets = true;
  data.first_event = sys_days{2026y / May / 1};
  data.horizon = options.current.end;
  data.day_gaps.busy.fill(true);
  data.day_gaps.missing = {std::chrono::local_days{2026y / June / 11}};
  CHECK(check_coverage(data, options).gaps.missing_days == 0);
  data.day_gaps.missing = {std::chrono::local_days{2026y / June / 10}, std::chrono::local_days{2026y / June / 11}};
  CHECK(check_coverage(data, options).gaps.missing_days == 1);
}

TEST_CASE("a longer period of which the data tells less than a day has no counts to compare", "[coverage]") {
  ComputeOptions options = june();
  options.business_hours = {};
  options.current.to_date = options.current.data_ends = true;
  options.current.end = options.current.start + std::chrono::hours{20};
  Dataset data;
  data.has_tickets = true;
  data.first_event = sys_days{2026y / May / 1};
  data.horizon = options.current.end;
  CHECK(check_coverage(data, options).gaps.barely_begun);
  CHECK_FALSE(check_coverage(data, options).gaps.counts_compare());
  options.current.end += std::chrono::hours{24};
  CHECK_FALSE(check_coverage(data, options).gaps.barely_begun);
}
