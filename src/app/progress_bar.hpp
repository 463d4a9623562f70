#pragma once
// How far the reading is, on a terminal, when it takes longer than people like to wait without a sign.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "csreport/read/record_reader.hpp"

namespace csreport {

/// "tickets.csv  43% [========>           ]  212 MB/s, 3 s left"; without a known size "tickets.csv  120 MB, 212 MB/s".
std::string progress_line(std::string_view name, std::uint64_t read, std::uint64_t size, double seconds);

/// Shows the line of the input that is being read, again and again from two seconds after its construction on, and
/// wipes it at the end.
class ProgressBar {
 public:
  /// `write` puts text on the terminal; it is called from a thread of the bar's own.
  explicit ProgressBar(std::function<void(std::string_view)> write,
                       std::chrono::milliseconds patience = std::chrono::seconds{2});
  ~ProgressBar() { finish(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void begin_input(const std::string& name, std::shared_ptr<const InputMeter> meter);
  /// Call before anything else is written to the terminal.
  void finish();

 private:
  void run();
  std::string line() const;

  std::function<void(std::string_view)> write_;
  std::chrono::milliseconds patience_;
  std::mutex mutex_;  // of all below
  std::condition_variable ended_;
  bool finished_ = false;
  std::string name_;
  std::shared_ptr<const InputMeter> meter_;
  std::chrono::steady_clock::time_point began_;
  std::thread thread_;
};

}  // namespace csreport
