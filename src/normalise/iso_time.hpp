#pragma once
// The commonest way to write a time, "YYYY-MM-DDThh:mm:ss" with or without Z, read eight bytes at a time: an
// exclusive-or with the form leaves the digits and takes the separators away, one sum checks all of them, and another
// makes numbers of pairs; a table knows the day on which each month begins. Every other form, also a wrong one, is left
// to the general readers.

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "normalise/short_text.hpp"

namespace csreport {

/// Wall-clock seconds since 1970.
struct IsoTime {
  std::int64_t seconds = 0;
  bool valid = false;
  bool utc = false;  ///< it ends in Z
};

namespace iso_time {

inline constexpr unsigned kFirstYear = 1970;
inline constexpr unsigned kYears = 140;

struct Month {
  std::int32_t day_before = 0;  ///< of the first day, in days since 1970
  std::uint32_t length = 0;     ///< 0: there is no such month
};

constexpr std::array<Month, kYears * 16> make_months() {
  std::array<Month, kYears * 16> table{};
  for (unsigned y = 0; y < kYears; ++y) {
    for (unsigned m = 1; m <= 12; ++m) {
      const auto month = std::chrono::year{static_cast<int>(kFirstYear + y)} / std::chrono::month{m};
      const std::chrono::sys_days first{month / 1};
      const unsigned length = static_cast<unsigned>((month / std::chrono::last).day());
      table[y * 16 + m] = {static_cast<std::int32_t>(first.time_since_epoch().count() - 1), length};
    }
  }
  return table;
}
/// [(year - kFirstYear) * 16 + month]
inline constexpr std::array<Month, kYears* 16> kMonths = make_months();

/// The text with its separators gone: digits become 0 to 9 and separators 0.
struct Digits {
  std::uint64_t date = 0;   ///< YYYY-MM-
  std::uint64_t clock = 0;  ///< DDThh:mm
  std::uint64_t tail = 0;   ///< m:ss
};
inline Digits digits_of(const char* text) {
  constexpr std::uint64_t kDate = 0x2D30302D30303030U;   // "0000-00-", the first character lowest
  constexpr std::uint64_t kClock = 0x30303A3030543030U;  // "00T00:00"
  constexpr std::uint64_t kTail = 0x30303A30U;           // "0:00"
  constexpr std::uint64_t kSpace = std::uint64_t{'T' ^ ' '} << 16;
  const std::uint64_t clock = load_8(text + 8) ^ kClock;
  const std::uint64_t separator = clock & 0xFF0000U;
  return {.date = load_8(text) ^ kDate,
          .clock = separator == kSpace ? clock ^ kSpace : clock,
          .tail = (load_8(text + 11) >> 32) ^ kTail};
}
/// Every digit is one, and every separator is the right one.
inline bool well_formed(const Digits& digits) {
  constexpr std::uint64_t kTo80 = 0x7676767676767676U;  // 10 + 0x76 has the highest bit
  const std::uint64_t above_nine = (digits.date | digits.clock | digits.tail | (digits.date + kTo80) |
                                    (digits.clock + kTo80) | (digits.tail + kTo80)) &
                                   0x8080808080808080U;
  const std::uint64_t separators =
      (digits.date & 0xFF0000FF00000000U) | (digits.clock & 0x0000FF0000FF0000U) | (digits.tail & 0xFF00U);
  return (above_nine | separators) == 0;
}
/// In each byte the number that its digit and the next one make, at most 99. REQUIRES: well formed.
inline std::uint64_t pairs(std::uint64_t digits) { return digits * 10 + (digits >> 8); }
inline unsigned pair(std::uint64_t pairs, unsigned byte) { return static_cast<unsigned>(pairs >> (8 * byte)) & 0xFFU; }

}  // namespace iso_time

inline IsoTime read_iso_time(std::string_view text) {
  const std::size_t size = text.size();
  if (size != 19 && size != 20) return {};
  const bool utc = size == 20;
  const iso_time::Digits digits = iso_time::digits_of(text.data());
  if (!iso_time::well_formed(digits) || (utc && text[19] != 'Z')) return {};
  const std::uint64_t date = iso_time::pairs(digits.date);
  const std::uint64_t clock = iso_time::pairs(digits.clock);
  const unsigned year = iso_time::pair(date, 0) * 100 + iso_time::pair(date, 2) - iso_time::kFirstYear;
  const unsigned month = iso_time::pair(date, 5);
  const unsigned day = iso_time::pair(clock, 0);
  const unsigned hour = iso_time::pair(clock, 3);
  const unsigned minute = iso_time::pair(clock, 6);
  const unsigned second = iso_time::pair(iso_time::pairs(digits.tail), 2);
  if (year >= iso_time::kYears || month > 12) return {};
  const iso_time::Month& of = iso_time::kMonths[year * 16 + month];
  if (day - 1 >= of.length || hour > 23 || minute > 59 || second > 59) return {};  // day 0 wraps around
  const std::int64_t days = std::int64_t{of.day_before} + day;
  return {days * 86'400 + hour * 3'600 + minute * 60 + second, true, utc};
}

}  // namespace csreport
