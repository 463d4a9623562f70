#include "app/progress_bar.hpp"

#include <algorithm>
#include <system_error>

#include "fmt/format.h"

#include "app/terminal_text.hpp"

namespace csreport {
namespace {

constexpr std::chrono::milliseconds kBetweenLines{250};
constexpr std::size_t kCells = 20;
constexpr std::string_view kWipeLine = "\r\x1b[K";

std::string time_left(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds) + 1;
  return whole < 60 ? fmt::format("{} s left", whole) : fmt::format("{} min left", whole / 60 + 1);
}

}  // namespace

std::string progress_line(std::string_view name, std::uint64_t read, std::uint64_t size, double seconds) {
  const double megabytes = static_cast<double>(read) / 1e6;
  const double rate = seconds > 0 ? megabytes / seconds : 0;
  if (size == 0) return fmt::format("{}  {:.0f} MB, {:.0f} MB/s", name, megabytes, rate);
  const double share = std::min(1.0, static_cast<double>(read) / static_cast<double>(size));
  const auto full = static_cast<std::size_t>(share * kCells);
  std::string bar(full, '=');
  if (full < kCells) bar += '>';
  bar.resize(kCells, ' ');
  std::string line = fmt::format("{}  {:.0f}% [{}]  {:.0f} MB/s", name, share * 100, bar, rate);
  if (rate > 0) line += ", " + time_left((static_cast<double>(size) / 1e6 - megabytes) / rate);
  return line;
}

ProgressBar::ProgressBar(std::function<void(std::string_view)> write, std::chrono::milliseconds patience)
    : write_(std::move(write)), patience_(patience) {
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {
    // No bar where the system gives no more threads.
  }
}

void ProgressBar::begin_input(const std::string& name, std::shared_ptr<const InputMeter> meter) {
  const std::lock_guard lock(mutex_);
  name_ = terminal_safe(name);
  meter_ = std::move(meter);
  began_ = std::chrono::steady_clock::now();
}

void ProgressBar::finish() {
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ProgressBar::run() {
  std::unique_lock lock(mutex_);
  bool shown = false;
  auto wait = patience_;
  while (!ended_.wait_for(lock, wait, [this] { return finished_; })) {
    wait = kBetweenLines;
    if (!meter_) continue;
    write_(std::string(kWipeLine) + line());
    shown = true;
  }
  if (shown) write_(kWipeLine);
}

std::string ProgressBar::line() const {
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  return progress_line(name_, meter_->read.load(std::memory_order_relaxed), meter_->size, seconds);
}

}  // namespace csreport
