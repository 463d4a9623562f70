#include "csreport/normalise/time_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "csreport/core/error.hpp"
#include "csreport/normalise/number_text.hpp"
#include "normalise/iso_time.hpp"
#include "time_formats.hpp"
#include "time_pattern.hpp"
#include "zone_stretch.hpp"

namespace csreport {
namespace {

constexpr double kNeededShare = 0.6;                  // the header has already said what the column should be
constexpr std::int64_t kEarliestEpoch = 631'152'000;  // 1990
constexpr std::int64_t kLatestEpoch = 4'102'444'800;  // 2100
constexpr double kEarliestSerial = 30'000;            // 1982
constexpr double kLatestSerial = 70'000;              // 2091
constexpr LocalTime kSerialEpoch = std::chrono::local_days{std::chrono::year{1899} / 12 / 30};

enum class Shape { iso, pattern, epoch_s, epoch_ms, epoch_us, excel_serial };

struct NamedShape {
  std::string_view name;
  Shape shape;
};
constexpr NamedShape kNamedShapes[] = {
    {"iso8601", Shape::iso},       {"epoch-s", Shape::epoch_s},           {"epoch-ms", Shape::epoch_ms},
    {"epoch-us", Shape::epoch_us}, {"excel-serial", Shape::excel_serial},
};

Shape shape_of(std::string_view name) {
  for (const auto& row : kNamedShapes) {
    if (row.name == name) return row.shape;
  }
  // Dates in this order are ISO 8601 whatever follows, and have the fast path.
  const bool iso = name.starts_with("YYYY-MM-DD") && name.find("h:mm A") == std::string_view::npos;
  return iso ? Shape::iso : Shape::pattern;
}

const KnownTimeFormat* known_format(std::string_view name) {
  for (const auto& row : known_time_formats()) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

/// The steps of a format; none for numbers. Throws Error(usage) for a pattern that is none.
std::vector<PatternToken> steps_of(std::string_view name) {
  if (const auto* row = known_format(name)) {
    return row->pattern.empty() ? std::vector<PatternToken>{} : compile_time_pattern(row->pattern);
  }
  return compile_time_pattern(name);
}

/// Seconds since 1970 from a count of 1/`per_second` seconds; a decimal part is dropped.
std::optional<std::int64_t> read_epoch(std::string_view text, std::int64_t per_second) {
  std::int64_t count = 0;
  const char* const last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data(), last, count);
  if (error != std::errc{}) return std::nullopt;
  if (end != last && *end == '.') {
    for (++end; end != last && *end >= '0' && *end <= '9';) ++end;
  }
  const std::int64_t seconds = count / per_second;
  if (end != last || seconds < kEarliestEpoch || seconds >= kLatestEpoch) return std::nullopt;
  return seconds;
}

/// Rounded to the second: spreadsheets cut the fraction of a day, so flooring would lose a second.
std::optional<LocalTime> read_serial(std::string_view text) {
  auto days = parse_number(text, DecimalMark::point);
  if (!days) days = parse_number(text, DecimalMark::comma);
  if (!days || *days < kEarliestSerial || *days > kLatestSerial || text.ends_with('%')) return std::nullopt;
  return kSerialEpoch + Seconds{std::llround(*days * 86'400)};
}

std::int64_t units_per_second(Shape shape) {
  return shape == Shape::epoch_us ? 1'000'000 : shape == Shape::epoch_ms ? 1'000 : 1;
}

/// What one cell says in one format, before any zone: for comparing formats with each other.
std::optional<WallTime> read_as(Shape shape, const std::vector<PatternToken>& steps, std::string_view text) {
  switch (shape) {
    case Shape::iso:
    case Shape::pattern: return read_wall_time(steps, text);
    case Shape::epoch_s:
    case Shape::epoch_ms:
    case Shape::epoch_us: {
      const auto digits = shape == Shape::epoch_s ? 10U : shape == Shape::epoch_ms ? 13U : 16U;
      if (text.find('.') > digits && text.size() != digits) return std::nullopt;
      const auto seconds = read_epoch(text, units_per_second(shape));
      if (!seconds) return std::nullopt;
      return WallTime{.local = LocalTime{Seconds{*seconds}}, .offset = Seconds{0}};
    }
    case Shape::excel_serial: {
      // Whole numbers of this size are more often ids and amounts than dates.
      if (text.find_first_of(".,") == std::string_view::npos) return std::nullopt;
      const auto local = read_serial(text);
      if (!local) return std::nullopt;
      return WallTime{.local = *local, .offset = std::nullopt};
    }
  }
  return std::nullopt;
}

/// One known format tried on all values.
struct Candidate {
  const KnownTimeFormat* row = nullptr;
  std::vector<std::optional<WallTime>> readings;
  std::size_t fits = 0;
};

Candidate try_format(const KnownTimeFormat& row, std::span<const std::string_view> values) {
  Candidate candidate{.row = &row, .readings = {}};
  const auto shape = shape_of(row.name);
  const auto steps = steps_of(row.name);
  candidate.readings.reserve(values.size());
  const auto most_misfits = static_cast<double>(values.size()) * (1 - kNeededShare) + 1;
  for (const std::string_view value : values) {
    candidate.readings.push_back(read_as(shape, steps, trim_blanks(value)));
    if (candidate.readings.back()) ++candidate.fits;
    // Most formats fit nothing and need not be tried on everything.
    if (static_cast<double>(candidate.readings.size() - candidate.fits) > most_misfits) break;
  }
  return candidate;
}

/// True when the values themselves cannot decide between the two: they read a value differently,
/// and neither reads more of the values than the other without failing on some that it reads.
bool compete(const Candidate& a, const Candidate& b) {
  std::size_t only_a = 0, only_b = 0, different = 0;
  for (std::size_t i = 0; i < a.readings.size(); ++i) {
    const auto& x = a.readings[i];
    const auto& y = b.readings[i];
    if (x && y && (x->local != y->local || x->offset != y->offset)) ++different;
    if (x && !y) ++only_a;
    if (y && !x) ++only_b;
  }
  return different > 0 && ((only_a == 0 && only_b == 0) || (only_a > 0 && only_b > 0));
}

/// The row's name with the clock that its values show.
std::string pattern_with_clock(const Candidate& candidate) {
  std::string pattern(candidate.row->name);
  if (shape_of(pattern) != Shape::pattern || pattern == "rfc2822" || pattern.find('h') != std::string::npos) {
    return pattern;
  }
  bool clock = false, seconds = false, am_pm = false;
  for (const auto& reading : candidate.readings) {
    if (!reading) continue;
    clock = clock || reading->has_clock;
    seconds = seconds || reading->has_seconds;
    am_pm = am_pm || reading->has_am_pm;
  }
  if (clock) pattern += std::string(am_pm ? " h:mm" : " hh:mm") + (seconds ? ":ss" : "") + (am_pm ? " A" : "");
  return pattern;
}

}  // namespace

TimeFormatGuess guess_time_format(std::span<const std::string_view> values) {
  TimeFormatGuess guess;
  if (values.empty()) return guess;
  std::vector<Candidate> candidates;
  for (const auto& row : known_time_formats()) {
    Candidate candidate = try_format(row, values);
    const double share = static_cast<double>(candidate.fits) / static_cast<double>(values.size());
    guess.share = std::max(guess.share, share);
    if (share >= kNeededShare) candidates.push_back(std::move(candidate));
  }
  if (candidates.empty()) return guess;
  const auto best = std::max_element(candidates.begin(), candidates.end(),
                                     [](const Candidate& a, const Candidate& b) { return a.fits < b.fits; });
  for (const Candidate& other : candidates) {
    if (&other != &*best && compete(*best, other)) guess.ambiguous.push_back(pattern_with_clock(other));
  }
  if (guess.ambiguous.empty()) {
    guess.format = TimeFormat{pattern_with_clock(*best)};
  } else {
    guess.ambiguous.insert(guess.ambiguous.begin(), pattern_with_clock(*best));
  }
  return guess;
}

TimeFormat parse_time_pattern(std::string_view pattern) {
  if (known_format(pattern) == nullptr) compile_time_pattern(pattern);
  return {std::string(pattern)};
}

struct TimeReader::Compiled {
  Shape shape;
  std::vector<PatternToken> steps;
  ZoneStretches stretches;
  std::int64_t zoneless = 0;

  Instant in_zone(LocalTime local) {
    ++zoneless;
    return stretches.to_instant(local);
  }
};

namespace {

/// Two digits at `at`; `bad` collects every byte that is none, so that the caller tests once.
inline unsigned two_digits(const char* at, unsigned& bad) {
  const unsigned tens = static_cast<unsigned char>(at[0]) - unsigned{'0'};
  const unsigned ones = static_cast<unsigned char>(at[1]) - unsigned{'0'};
  bad |= static_cast<unsigned>(tens > 9) | static_cast<unsigned>(ones > 9);
  return tens * 10 + ones;
}

/// "YYYY-MM-DD[T ]hh:mm[:ss[Z|+hh:mm]]" by position. Nothing for every other shape, valid or not.
std::optional<WallTime> read_iso_by_position(std::string_view text) {
  const std::size_t size = text.size();
  if (size != 19 && size != 16 && size != 20 && size != 25) return std::nullopt;
  const char* const p = text.data();
  unsigned bad = static_cast<unsigned>(p[4] != '-') | static_cast<unsigned>(p[7] != '-') |
                 static_cast<unsigned>(p[10] != ' ' && p[10] != 'T') | static_cast<unsigned>(p[13] != ':');
  const unsigned century = two_digits(p, bad), year = two_digits(p + 2, bad);
  const unsigned month = two_digits(p + 5, bad), day = two_digits(p + 8, bad);
  const unsigned hour = two_digits(p + 11, bad), minute = two_digits(p + 14, bad);
  unsigned second = 0;
  if (size >= 19) {
    bad |= static_cast<unsigned>(p[16] != ':');
    second = two_digits(p + 17, bad);
  }
  std::optional<Seconds> offset;
  if (size == 20) {
    bad |= static_cast<unsigned>(p[19] != 'Z');
    offset = Seconds{0};
  } else if (size == 25) {
    const unsigned hours = two_digits(p + 20, bad), minutes = two_digits(p + 23, bad);
    bad |= static_cast<unsigned>(p[22] != ':' || (p[19] != '+' && p[19] != '-') || hours > 17 || minutes > 59);
    const Seconds size_of_offset{hours * 3600 + minutes * 60};
    offset = p[19] == '-' ? -size_of_offset : size_of_offset;
  }
  bad |= static_cast<unsigned>(hour > 23) | static_cast<unsigned>(minute > 59) | static_cast<unsigned>(second > 59);
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(century * 100 + year)},
                                         std::chrono::month{month}, std::chrono::day{day}};
  if (bad != 0 || !date.ok()) return std::nullopt;
  return WallTime{.local = std::chrono::local_days{date} + Seconds{hour * 3600 + minute * 60 + second},
                  .offset = offset};
}

}  // namespace

TimeReader::TimeReader(const TimeFormat& format, TimeZone input_zone)
    : compiled_(std::make_unique<Compiled>(Compiled{.shape = shape_of(format.pattern),
                                                    .steps = steps_of(format.pattern),
                                                    .stretches = ZoneStretches(std::move(input_zone))})) {}
TimeReader::~TimeReader() = default;
TimeReader::TimeReader(TimeReader&&) noexcept = default;
TimeReader& TimeReader::operator=(TimeReader&&) noexcept = default;

std::optional<Instant> TimeReader::read(std::string_view text) {
  std::optional<WallTime> wall;
  switch (compiled_->shape) {
    case Shape::iso:
      if (const IsoTime time = read_iso_time(text); time.valid) {
        if (time.utc) return Instant{Seconds{time.seconds}};
        return compiled_->in_zone(LocalTime{Seconds{time.seconds}});
      }
      wall = read_iso_by_position(text);
      if (!wall) wall = read_wall_time(compiled_->steps, text);
      break;
    case Shape::pattern: wall = read_wall_time(compiled_->steps, text); break;
    case Shape::epoch_s:
    case Shape::epoch_ms:
    case Shape::epoch_us: {
      const auto seconds = read_epoch(trim_blanks(text), units_per_second(compiled_->shape));
      if (!seconds) return std::nullopt;
      return Instant{Seconds{*seconds}};
    }
    case Shape::excel_serial: {
      const auto local = read_serial(trim_blanks(text));
      if (!local) return std::nullopt;
      return compiled_->in_zone(*local);
    }
  }
  if (!wall) return std::nullopt;
  if (wall->offset) return Instant{wall->local.time_since_epoch() - *wall->offset};
  return compiled_->in_zone(wall->local);
}

std::int64_t TimeReader::skipped_local_times() const noexcept { return compiled_->stretches.skipped(); }
std::int64_t TimeReader::repeated_local_times() const noexcept { return compiled_->stretches.repeated(); }
std::int64_t TimeReader::zoneless_times() const noexcept { return compiled_->zoneless; }

}  // namespace csreport
