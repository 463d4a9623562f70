#include "csreport/normalise/number_text.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("numbers are read whole or not at all", "[number]") {
  const struct {
    const char* text;
    std::optional<double> point;
    std::optional<double> comma;
  } cases[] = {
      {"5400", 5400, 5400},
      {" 4.5 ", 4.5, std::nullopt},
      {"4,5", std::nullopt, 4.5},
      {"1,234.5", 1234.5, std::nullopt},
      {"1.234,5", std::nullopt, 1234.5},
      {"1,234", 1234, 1.234},
      {"1 234 567", 1234567, 1234567},
      {"1\xC2\xA0"
       "234",
       1234, 1234},
      {"-0.5", -0.5, std::nullopt},
      {"\xE2\x88\x92"
       "3",
       -3, -3},
      {"+7", 7, 7},
      {".5", 0.5, std::nullopt},
      {"94.01%", 0.9401, std::nullopt},
      {"85 %", 0.85, 0.85},
      {"1.03006E+13", 1.03006e13, std::nullopt},
      {"1.2.3", std::nullopt, std::nullopt},
      {"3,87,16,91,111", std::nullopt, std::nullopt},
      {"1234,567.5", std::nullopt, std::nullopt},
      {"12 apples", std::nullopt, std::nullopt},
      {"", std::nullopt, std::nullopt},
      {"-", std::nullopt, std::nullopt},
      {"nan", std::nullopt, std::nullopt},
      {"inf", std::nullopt, std::nullopt},
      {"1e999", std::nullopt, std::nullopt},
      {"0x10", std::nullopt, std::nullopt},
      {"--5", std::nullopt, std::nullopt},
  };
  for (const auto& c : cases) {
    INFO(c.text);
    CHECK(parse_number(c.text, DecimalMark::point) == c.point);
    CHECK(parse_number(c.text, DecimalMark::comma) == c.comma);
  }
}

TEST_CASE("the decimal mark is a point unless the values need a comma", "[number]") {
  const auto guess = [](std::vector<std::string_view> values) { return guess_decimal_mark(values); };
  CHECK(guess({"1,234", "5"}) == DecimalMark::point);
  CHECK(guess({"4,5", "3"}) == DecimalMark::comma);
  CHECK(guess({"1.234,5"}) == DecimalMark::comma);
  CHECK(guess({"4.5", "1,234"}) == DecimalMark::point);
  CHECK(guess({}) == DecimalMark::point);
}

TEST_CASE("durations are whole seconds, whatever their form", "[number]") {
  const auto minutes = DurationUnit::minutes;
  const struct {
    const char* text;
    std::optional<DurationUnit> unit;
    std::optional<std::int64_t> seconds;
  } cases[] = {
      {"01:30:00", {}, 5400},  // L3
      {"1h 30m", {}, 5400},
      {"90m", {}, 5400},
      {"5400", DurationUnit::seconds, 5400},
      {"PT1H30M", {}, 5400},
      {"5400", {}, std::nullopt},
      {"90.5", minutes, 5430},  // A19
      {"90.5 min", DurationUnit::hours, 5430},
      {"1.5", DurationUnit::days, 129'600},
      {"1500", DurationUnit::milliseconds, 2},
      {"2499", DurationUnit::milliseconds, 2},
      {"-1500", DurationUnit::milliseconds, -2},
      {"36:15", {}, 130'500},
      {"-0:30", {}, -1800},
      {"-12:34", {}, -45'240},
      {"00:03:37.6", {}, 218},
      {"1 d 3 h", {}, 97'200},
      {"3 hours 20 minutes", {}, 12'000},
      {"1 hour, 2 minutes and 3 seconds", {}, 3723},
      {"19m 10s", {}, 1150},
      {"44 s", {}, 44},
      {"1 day, 02:03:04", {}, 93'784},
      {"P1DT2H", {}, 93'600},
      {"P2W", {}, 1'209'600},
      {"PT0.5S", {}, 1},
      {"1\u5c0f\u65f6"
       "30\u5206",
       {},
       5400},
      {"250ms", {}, 0},
      {"1,234", DurationUnit::seconds, 1234},
      {"1h. 30m.", {}, 5400},
      {"1h..2h", {}, std::nullopt},
      {"12:60", {}, std::nullopt},
      {"1:2", {}, std::nullopt},
      {"1:02:03:04", {}, std::nullopt},
      {"9:12:58 AM", {}, std::nullopt},
      {"2024-03-01", {}, std::nullopt},
      {"P1Y", {}, std::nullopt},
      {"PT", {}, std::nullopt},
      {"50%", minutes, std::nullopt},
      {"soon", minutes, std::nullopt},
      {"", minutes, std::nullopt},
      {"N/A", minutes, std::nullopt},
      {"99999", DurationUnit::days, std::nullopt},
      {"2147483647", DurationUnit::seconds, std::nullopt},
      {"2147483646", DurationUnit::seconds, 2147483646},
  };
  for (const auto& c : cases) {
    INFO(c.text);
    const auto read = parse_duration(c.text, c.unit);
    CHECK(read.has_value() == c.seconds.has_value());
    if (read && c.seconds) CHECK(read->count() == *c.seconds);
  }
  CHECK(parse_duration("1,5", DurationUnit::hours, DecimalMark::comma) == Seconds{5400});
  CHECK(parse_duration("1,5 h", {}, DecimalMark::comma) == Seconds{5400});
}

TEST_CASE("a column's form of durations is what three values in five have", "[number]") {
  const auto guess = [](std::vector<std::string_view> values) { return guess_duration_shape(values); };
  CHECK(guess({"90", "12.5", "-3"}) == DurationShape::number);
  CHECK(guess({"3:42", "-0:30", "29:17"}) == DurationShape::clock);
  CHECK(guess({"4 h 10 m", "1 d 1 h"}) == DurationShape::words);
  CHECK(guess({"3:42", "1h 30m"}) == DurationShape::words);
  CHECK(guess({"90", "3:42", "1h 30m"}) == DurationShape::number);
  CHECK(guess({"3:42", "soon"}) == std::nullopt);
  CHECK(guess({"2024-03-01 09:12"}) == std::nullopt);
  CHECK(guess({"50%"}) == std::nullopt);
  CHECK(guess({}) == std::nullopt);
}

TEST_CASE("unit words are known in their usual spellings", "[number]") {
  CHECK(parse_duration_unit("s") == DurationUnit::seconds);
  CHECK(parse_duration_unit("Mins") == DurationUnit::minutes);
  CHECK(parse_duration_unit("hrs") == DurationUnit::hours);
  CHECK(parse_duration_unit("ms") == DurationUnit::milliseconds);
  CHECK(parse_duration_unit("day") == DurationUnit::days);
  CHECK(parse_duration_unit("fortnight") == std::nullopt);
  CHECK(duration_unit_name(DurationUnit::minutes) == "minutes");
}
