#include "app/stage_clock.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "fmt/format.h"

namespace csreport {
namespace {

double wall_now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double cpu_now() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::uint64_t peak_memory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

/// "rows/s" and "MB/s" over the time of the stage; empty for stages too short to say.
std::string speed(const Timings& timings, double seconds) {
  if (seconds < 1e-4) return {};
  std::string text;
  if (timings.rows > 0) text += fmt::format("  {:.0f} rows/s", static_cast<double>(timings.rows) / seconds);
  if (timings.bytes > 0) text += fmt::format("  {:.1f} MB/s", static_cast<double>(timings.bytes) / 1e6 / seconds);
  return text;
}

}  // namespace

void StageClock::begin(std::string_view stage) {
  end();
  timings_.stages.push_back({.stage = std::string(stage)});
  running_ = true;
  wall_began_ = wall_now();
  cpu_began_ = cpu_now();
}

void StageClock::end() {
  if (!running_) return;
  running_ = false;
  timings_.stages.back().wall_seconds = wall_now() - wall_began_;
  timings_.stages.back().cpu_seconds = cpu_now() - cpu_began_;
}

Timings StageClock::timings() const {
  Timings timings = timings_;
  timings.peak_bytes = peak_memory();
  return timings;
}

std::string timings_text(const Timings& timings) {
  std::string text = fmt::format("timings: {} rows, {:.1f} MB, {} thread{}, peak memory {:.1f} MB", timings.rows,
                                 static_cast<double>(timings.bytes) / 1e6, timings.threads,
                                 timings.threads == 1 ? "" : "s", static_cast<double>(timings.peak_bytes) / 1e6);
  const auto add = [&](std::string_view name, double wall, double cpu, const std::string& rest) {
    text += fmt::format("\n  {:<8} {:>8.3f} s wall  {:>8.3f} s CPU{}", name, wall, cpu, rest);
  };
  for (const StageTime& stage : timings.stages) {
    const bool whole = stage.stage == "read" || stage.stage == "compute";
    add(stage.stage, stage.wall_seconds, stage.cpu_seconds, whole ? speed(timings, stage.wall_seconds) : "");
  }
  add("total", timings.wall_seconds(), timings.cpu_seconds(), speed(timings, timings.wall_seconds()));
  return text;
}

}  // namespace csreport
