#pragma once
// Instants, local times and real time zones. The zone database is the system's tzdata, read
// through Abseil in time_zone.cpp; no other file knows where the rules come from.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace csreport {

using Instant = std::chrono::sys_seconds;      ///< seconds since 1970-01-01T00:00:00Z
using LocalTime = std::chrono::local_seconds;  ///< a wall clock without a zone
using Seconds = std::chrono::seconds;

/// How a wall-clock time maps to an instant.
enum class LocalTimeKind {
  unique,
  skipped,  ///< it does not exist (clocks went forward): read with the offset before the change
  repeated  ///< it exists twice (clocks went back): the first one is taken
};

struct ResolvedLocalTime {
  Instant instant;
  LocalTimeKind kind = LocalTimeKind::unique;
};

/// An IANA time zone. Cheap to copy. Not for one call a row on hot
/// paths: ask once per stretch between two transitions (next_transition).
class TimeZone {
 public:
  static TimeZone utc();

  /// `name` is an IANA id such as "Europe/Riga" or "UTC", or a fixed offset such as "+02:00".
  /// Throws Error(usage) for an unknown name, with the nearest known ones, and
  /// Error(resource_limit) when the system has no tzdata.
  static TimeZone load(std::string_view name);

  [[nodiscard]] const std::string& name() const noexcept;
  [[nodiscard]] LocalTime to_local(Instant instant) const;
  [[nodiscard]] ResolvedLocalTime to_instant(LocalTime local) const;
  [[nodiscard]] Seconds offset_at(Instant instant) const;

  /// First instant at or after `instant` from which another offset holds;
  /// Instant::max() when there is none.
  [[nodiscard]] Instant next_transition(Instant instant) const;

 private:
  struct Rules;
  explicit TimeZone(std::shared_ptr<const Rules> rules);
  std::shared_ptr<const Rules> rules_;
};

/// ISO 8601 with the zone's offset at that instant: "2026-11-09T00:00:00+02:00". UTC is written
/// "+00:00" and never "Z", so that all outputs have one shape.
std::string format_iso8601(Instant instant, const TimeZone& zone);

}  // namespace csreport
