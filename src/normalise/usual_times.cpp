// A time of 20 characters is two overlapping vectors of 16. One comparison with the lowest and the highest character
// that may stand at each place checks the form; a shuffle takes the separators out; a multiplication makes numbers of
// pairs of digits and another adds up hours and minutes; a table knows the day on which each month begins. No step
// depends on what the cell is, since a branch would be a guess for each: an empty cell reads another text instead.
//
// The same one cell at a time, for machines without SSE 4.1 and as the reference of the tests: iso_time.hpp.

#include "normalise/usual_times.hpp"

#include <algorithm>

#include "core/vector_instructions.hpp"
#include "csreport/core/column.hpp"
#include "normalise/iso_time.hpp"

namespace csreport {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::size_t kSize = 20;

void read_portably(std::span<const std::string_view> cells, std::span<std::uint32_t> seconds) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const IsoTime time = read_iso_time(cells[i]);
    const bool usual = time.valid && time.utc && time.seconds >= kDay && time.seconds < InstantColumn::kMissing;
    seconds[i] = usual ? static_cast<std::uint32_t>(time.seconds)
                       : (cells[i].empty() ? InstantColumn::kMissing : kUnusualTime);
  }
}

#if defined(CSREPORT_HAS_SSE2)

#define CSREPORT_SSE41 __attribute__((target("sse4.1")))

/// The years whose every second is below 2^32, and one more that has no month. Nor is there a January 1970: what it
/// looks like may be a word for "no value".
constexpr std::uint32_t kWholeYears = 136;
constexpr auto make_usual_months() {
  std::array<iso_time::Month, (kWholeYears + 1) * 16> table{};
  std::copy_n(iso_time::kMonths.begin(), kWholeYears * 16, table.begin());
  table[1] = {};
  return table;
}
/// [(year - kFirstYear) * 16 + month]
constexpr std::array<iso_time::Month, (kWholeYears + 1) * 16> kUsualMonths = make_usual_months();

CSREPORT_SSE41 inline __m128i load_16(const char* from) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));  // NOLINT(*-reinterpret-cast): what the call takes
}

/// All ones where the byte is between the two of the form.
CSREPORT_SSE41 inline __m128i between(__m128i lowest, __m128i bytes, __m128i highest) {
  return _mm_cmpeq_epi8(_mm_min_epu8(_mm_max_epu8(bytes, lowest), highest), bytes);
}

/// kUnusualTime for what is not in the usual form. REQUIRES: 20 readable bytes.
CSREPORT_SSE41 inline std::uint32_t read_one(const char* text) {
  const __m128i front_lowest = load_16("0000-00-00T00:00");
  const __m128i front_highest = load_16("9999-19-39T29:59");
  const __m128i back_lowest = load_16("\0\0\0\0\0\0\0\0\0\0\0\0:00Z");  // bytes 0 to 11 are looked at in front
  const __m128i back_highest = load_16("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF:59Z");
  const __m128i space = _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ' ', 0, 0, 0, 0, 0);
  const __m128i space_to_t = _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ' ' ^ 'T', 0, 0, 0, 0, 0);
  const __m128i read = load_16(text);
  const __m128i front = _mm_xor_si128(read, _mm_and_si128(_mm_cmpeq_epi8(read, space), space_to_t));
  const __m128i back = load_16(text + 4);
  const __m128i formed =
      _mm_and_si128(between(front_lowest, front, front_highest), between(back_lowest, back, back_highest));

  // YYYYMMDDhhmm of the front and ss of the back.
  const __m128i from_front = _mm_setr_epi8(0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, -1, -1, -1, -1);
  const __m128i from_back = _mm_setr_epi8(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 13, 14, -1, -1);
  const __m128i characters = _mm_or_si128(_mm_shuffle_epi8(front, from_front), _mm_shuffle_epi8(back, from_back));
  const __m128i pairs = _mm_maddubs_epi16(_mm_and_si128(characters, _mm_set1_epi8(0x0F)), _mm_set1_epi16(1 << 8 | 10));
  const __m128i most = _mm_setr_epi16(99, 99, 12, 31, 23, 59, 59, 0);
  const __m128i wrong = _mm_or_si128(_mm_cmpgt_epi16(pairs, most), _mm_andnot_si128(formed, _mm_set1_epi8(-1)));

  // The year, month and day; the seconds of hours and minutes, and the seconds.
  const __m128i parts = _mm_madd_epi16(pairs, _mm_setr_epi16(100, 1, 64, 1, 3'600, 60, 1, 0));
  const auto date = static_cast<std::uint64_t>(_mm_cvtsi128_si64(parts));
  const auto clock = static_cast<std::uint64_t>(_mm_extract_epi64(parts, 1));
  const std::uint32_t year = static_cast<std::uint32_t>(date) - iso_time::kFirstYear;  // wraps around
  const auto month = static_cast<std::uint32_t>(date >> 38) & 15;
  const auto day = static_cast<std::uint32_t>(date >> 32) & 63;
  const iso_time::Month& of = kUsualMonths[std::min(year, kWholeYears) * 16 + month];
  const std::uint32_t days = static_cast<std::uint32_t>(of.day_before) + day;
  const std::uint32_t seconds = days * 86'400 + static_cast<std::uint32_t>(clock) + static_cast<std::uint32_t>(clock >> 32);
  const auto right = static_cast<std::uint32_t>(_mm_testz_si128(wrong, wrong)) & std::uint32_t{day - 1 < of.length};
  return seconds & (0U - right);  // otherwise kUnusualTime
}

CSREPORT_SSE41 void read_with_sse41(std::span<const std::string_view> cells, std::span<std::uint32_t> seconds) {
  static constexpr char kOther[] = "....................";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view cell = cells[i];
    const std::uint32_t read = read_one(cell.size() == kSize ? cell.data() : kOther);
    seconds[i] = read | (0U - std::uint32_t{cell.empty()});
  }
}
#endif

}  // namespace

void read_usual_times(std::span<const std::string_view> cells, std::span<std::uint32_t> seconds) {
#if defined(CSREPORT_HAS_SSE2)
  if (__builtin_cpu_supports("sse4.1")) return read_with_sse41(cells, seconds);
#endif
  read_portably(cells, seconds);
}

}  // namespace csreport
