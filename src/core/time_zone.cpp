#include "csreport/core/time_zone.hpp"

#include <charconv>
#include <cstdint>
#include <fstream>
#include <optional>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "fmt/format.h"

#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"

namespace csreport {

struct TimeZone::Rules {
  std::string name;
  absl::TimeZone zone;
};

namespace {

constexpr const char* kZoneLists[] = {"/usr/share/zoneinfo/tzdata.zi", "/usr/share/zoneinfo/zone1970.tab",
                                      "/usr/share/zoneinfo/zone.tab"};
/// The Gregorian calendar repeats after 400 years, and so do the rules of the far future, which
/// Abseil tabulates for four centuries only.
constexpr std::int64_t kCycleSeconds = 146'097LL * 86'400;
constexpr std::int64_t kTabulatedUntil = 13'569'465'600;  // 2400-01-01T00:00:00Z
constexpr int kMaxOffsetHours = 18;

constexpr absl::CivilSecond kEpoch{1970, 1, 1, 0, 0, 0};

absl::CivilSecond to_civil(LocalTime local) { return kEpoch + local.time_since_epoch().count(); }
absl::Time to_absl(std::int64_t seconds) { return absl::FromUnixSeconds(seconds); }
std::int64_t unix_seconds(absl::Time time) { return absl::ToUnixSeconds(time); }

/// One or two digits from the front; nothing when there are none.
std::optional<int> two_digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.size() != 2 || text[0] == '-' || error != std::errc{} || end != text.data() + 2) {
    return std::nullopt;
  }
  return value;
}

/// "+02:00", "-0530" or "+02".
std::optional<int> fixed_offset(std::string_view name) {
  if (name.size() < 3 || (name[0] != '+' && name[0] != '-')) return std::nullopt;
  const auto hours = two_digits(name.substr(1, 2));
  std::string_view rest = name.substr(3);
  if (rest.size() == 3 && rest[0] == ':') rest.remove_prefix(1);
  const auto minutes = rest.empty() && name.size() == 3 ? std::optional{0} : two_digits(rest);
  if (!hours || !minutes || *minutes > 59 || *hours * 60 + *minutes > kMaxOffsetHours * 60) {
    return std::nullopt;
  }
  const int seconds = *hours * 3600 + *minutes * 60;
  return name[0] == '-' ? -seconds : seconds;
}

/// Zone names of tzdata.zi ("Z name ...", "L target name") or of zone1970.tab (third column).
std::vector<std::string> names_in(const char* path) {
  std::ifstream file(path);
  const bool compact = std::string_view(path).ends_with(".zi");
  const char separator = compact ? ' ' : '\t';
  std::vector<std::string> names;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (compact && (line.size() < 2 || (line[0] != 'Z' && line[0] != 'L') || line[1] != ' ')) continue;
    std::size_t begin = 0;
    for (int skip = compact && line[0] == 'Z' ? 1 : 2; skip > 0 && begin != std::string::npos; --skip) {
      begin = line.find(separator, begin);
      if (begin != std::string::npos) ++begin;
    }
    if (begin == std::string::npos) continue;
    names.push_back(line.substr(begin, line.find(separator, begin) - begin));
  }
  return names;
}

std::vector<std::string> known_names() {
  for (const char* path : kZoneLists) {
    if (auto names = names_in(path); !names.empty()) return names;
  }
  return {};
}

/// Names that Abseil would read from a path or from the machine's own setting are not names of
/// zones ("/etc/passwd", "../x", "localtime", "libc:UTC"); "right/" counts leap seconds.
bool is_plausible_name(std::string_view name) {
  if (name.empty() || name.size() > 64 || name.front() == '/' || name == "localtime" || name == "posixrules" ||
      name.starts_with("right/") || name.find("..") != std::string_view::npos) {
    return false;
  }
  for (const char c : name) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && c != '/' && c != '_' && c != '-' && c != '+') return false;
  }
  return true;
}

/// The part after the last slash is what people remember, so it is compared on its own too.
std::vector<std::string> nearest_zones(std::string_view name, const std::vector<std::string>& names) {
  if (name.size() < 3) return {};
  auto found = nearest_words(name, names);
  if (!found.empty()) return found;
  std::vector<std::string> cities;
  for (const std::string& known : names) cities.push_back(known.substr(known.rfind('/') + 1));
  const std::string city(name.substr(name.rfind('/') + 1));
  for (const auto& near : nearest_words(city, cities)) {
    for (std::size_t i = 0; i < names.size() && found.size() < 3; ++i) {
      if (cities[i] == near) found.push_back(names[i]);
    }
  }
  return found;
}

[[noreturn]] void throw_unknown(std::string_view name) {
  absl::TimeZone probe;
  const auto names = known_names();
  if (names.empty() && !absl::LoadTimeZone("America/New_York", &probe)) {
    throw Error(ExitCode::resource_limit,
                fmt::format("cannot load time zone '{}': this system has no time zone database", name),
                "install the package tzdata, or give a fixed offset such as +02:00");
  }
  const std::string near = did_you_mean(nearest_zones(name, names));
  throw Error(ExitCode::usage, fmt::format("unknown time zone '{}'", name),
              near.empty() ? "give an IANA name such as Europe/Riga, UTC, or an offset such as +02:00" : near);
}

}  // namespace

TimeZone::TimeZone(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}

TimeZone TimeZone::utc() {
  static const TimeZone zone(std::make_shared<const Rules>(Rules{"UTC", absl::UTCTimeZone()}));
  return zone;
}

TimeZone TimeZone::load(std::string_view name) {
  if (name == "UTC") return utc();
  if (const auto offset = fixed_offset(name)) {
    return TimeZone(std::make_shared<const Rules>(Rules{std::string(name), absl::FixedTimeZone(*offset)}));
  }
  Rules rules{std::string(name), {}};
  if (!is_plausible_name(name) || !absl::LoadTimeZone(rules.name, &rules.zone)) throw_unknown(name);
  return TimeZone(std::make_shared<const Rules>(std::move(rules)));
}

const std::string& TimeZone::name() const noexcept { return rules_->name; }

Seconds TimeZone::offset_at(Instant instant) const {
  return Seconds{rules_->zone.At(to_absl(instant.time_since_epoch().count())).offset};
}

LocalTime TimeZone::to_local(Instant instant) const {
  return LocalTime{instant.time_since_epoch() + offset_at(instant)};
}

ResolvedLocalTime TimeZone::to_instant(LocalTime local) const {
  const auto info = rules_->zone.At(to_civil(local));
  const Instant instant{Seconds{unix_seconds(info.pre)}};
  switch (info.kind) {
    case absl::TimeZone::TimeInfo::UNIQUE: return {instant, LocalTimeKind::unique};
    case absl::TimeZone::TimeInfo::SKIPPED: return {instant, LocalTimeKind::skipped};
    case absl::TimeZone::TimeInfo::REPEATED: return {instant, LocalTimeKind::repeated};
  }
  return {instant, LocalTimeKind::unique};
}

Instant TimeZone::next_transition(Instant instant) const {
  std::int64_t at = instant.time_since_epoch().count();
  std::int64_t shift = 0;
  if (at > kTabulatedUntil) {
    shift = ((at - kTabulatedUntil) / kCycleSeconds + 1) * kCycleSeconds;
    at -= shift;
  }
  absl::TimeZone::CivilTransition change;
  // NextTransition looks strictly after; a change of the abbreviation alone is none for us.
  for (auto from = to_absl(at) - absl::Seconds(1); rules_->zone.NextTransition(from, &change);) {
    const bool forward = change.from < change.to;
    const auto trans = rules_->zone.At(forward ? change.from : change.to).trans;
    if (change.from != change.to) return Instant{Seconds{unix_seconds(trans) + shift}};
    from = trans;
  }
  return Instant::max();
}

std::string format_iso8601(Instant instant, const TimeZone& zone) {
  const auto offset = zone.offset_at(instant);
  const LocalTime local{instant.time_since_epoch() + offset};
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss<Seconds> time{local - day};
  const std::chrono::hh_mm_ss<Seconds> shift{offset};
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                 time.hours().count(), time.minutes().count(), time.seconds().count(),
                                 shift.is_negative() ? '-' : '+', shift.hours().count(), shift.minutes().count());
  // Local mean times before standard zones; dropping the seconds would name another instant.
  if (shift.seconds().count() != 0) text += fmt::format(":{:02}", shift.seconds().count());
  return text;
}

}  // namespace csreport
