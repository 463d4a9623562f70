#pragma once
// What ends a run: one exception type and the exit codes that scripts rely on.
// A bad row is not an error here; it is a Diagnostic (diagnostic.hpp) and the run goes on.

#include <stdexcept>
#include <string>
#include <utility>

namespace csreport {

/// Frozen: scripts and cron jobs test these numbers (the README lists them).
enum class ExitCode : int {
  ok = 0,                 ///< report written
  gate_tripped = 1,       ///< report written, and a --fail-on condition holds
  usage = 2,              ///< wrong command line or configuration
  input_invalid = 3,      ///< input invalid, empty, truncated, or rejects over the limit
  input_unreadable = 4,   ///< a file cannot be opened or read
  output_unwritable = 5,  ///< an output cannot be written; the old file is untouched
  resource_limit = 6,     ///< out of memory or another limit
  locked = 7,             ///< another run holds the lock
  internal = 70           ///< a bug of ours
};

/// Ends the run. `what()` says what is wrong and where ("tickets.csv:3: ..."), `detail` quotes the
/// offending text (may be empty), `hint` says how to fix it (may be empty).
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const std::string& what, std::string hint = {}, std::string detail = {})
      : std::runtime_error(what), code_(code), hint_(std::move(hint)), detail_(std::move(detail)) {}

  [[nodiscard]] ExitCode code() const noexcept { return code_; }
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }
  [[nodiscard]] const std::string& detail() const noexcept { return detail_; }

 private:
  ExitCode code_;
  std::string hint_;
  std::string detail_;
};

}  // namespace csreport
