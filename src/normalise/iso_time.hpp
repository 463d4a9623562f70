#pragma once
// The commonest way to write a time, "YYYY-MM-DDThh:mm:ss" with or without Z, read eight bytes at a time: the digits of
// date and clock are moved together, checked at once, and become numbers in pairs; a table knows the day on which each
// month begins. Every other form, also a wrong one, is left to the general readers.

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

/// [(year - kFirstYear) * 16 + month]
inline const std::array<Month, kYears * 16>& months() {
  static const auto kMonths = [] {
    std::array<Month, kYears * 16> table{};
    for (unsigned y = 0; y < kYears; ++y) {
      for (unsigned m = 1; m <= 12; ++m) {
        const auto month = std::chrono::year{static_cast<int>(kFirstYear + y)} / std::chrono::month{m};
        const std::chrono::sys_days first{month / 1};
        table[y * 16 + m] = {static_cast<std::int32_t>(first.time_since_epoch().count() - 1),
                             static_cast<unsigned>((month / std::chrono::last).day())};
      }
    }
    return table;
  }();
  return kMonths;
}

/// Four numbers of two digits each, in the bytes 0, 2, 4 and 6. REQUIRES: eight digits.
inline std::uint64_t pairs(std::uint64_t digits) {
  const std::uint64_t low = digits & 0x0F0F0F0F0F0F0F0FU;
  return (low * 10 + (low >> 8)) & 0x00FF00FF00FF00FFU;
}
inline unsigned pair(std::uint64_t pairs, unsigned place) {
  return static_cast<unsigned>(pairs >> (16 * place)) & 0xFFU;
}
inline char byte(std::uint64_t word, unsigned place) { return static_cast<char>(word >> (8 * place)); }

}  // namespace iso_time

inline IsoTime read_iso_time(std::string_view text) {
  const std::size_t size = text.size();
  if (size != 19 && size != 20) return {};
  const char* const p = text.data();
  const std::uint64_t head = load_8(p);        // YYYY-MM-
  const std::uint64_t middle = load_8(p + 8);  // DDThh:mm
  const std::uint64_t tail = load_4(p + 15);   // m:ss
  using iso_time::byte;
  const bool separated = byte(head, 4) == '-' && byte(head, 7) == '-' && byte(middle, 5) == ':' &&
                         byte(tail, 1) == ':' && (byte(middle, 2) == 'T' || byte(middle, 2) == ' ');
  const std::uint64_t date = (head & 0xFFFFFFFFU) | ((head >> 40) & 0xFFFFU) << 32 | (middle & 0xFFFFU) << 48;
  const std::uint64_t clock =
      ((middle >> 24) & 0xFFFFU) | (middle >> 48) << 16 | (tail >> 16) << 32 | std::uint64_t{0x3030} << 48;
  const bool utc = size == 20;
  if (!separated || !all_digits(date) || !all_digits(clock) || (utc && p[19] != 'Z')) return {};
  const std::uint64_t d = iso_time::pairs(date);
  const std::uint64_t c = iso_time::pairs(clock);
  const unsigned year = iso_time::pair(d, 0) * 100 + iso_time::pair(d, 1) - iso_time::kFirstYear;
  const unsigned month = iso_time::pair(d, 2);
  const unsigned day = iso_time::pair(d, 3);
  const unsigned hour = iso_time::pair(c, 0);
  const unsigned minute = iso_time::pair(c, 1);
  const unsigned second = iso_time::pair(c, 2);
  if (year >= iso_time::kYears || month > 12) return {};
  const iso_time::Month& of = iso_time::months()[year * 16 + month];
  if (day == 0 || day > of.length || hour > 23 || minute > 59 || second > 59) return {};
  const std::int64_t days = std::int64_t{of.day_before} + day;
  return {days * 86'400 + hour * 3'600 + minute * 60 + second, true, utc};
}

}  // namespace csreport
