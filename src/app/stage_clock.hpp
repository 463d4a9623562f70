#pragma once
// Measures the stages of a run for --timings.

#include <string>
#include <string_view>

#include "csreport/core/timings.hpp"

namespace csreport {

class StageClock {
 public:
  /// The stage before ends here.
  void begin(std::string_view stage);
  void end();
  /// With the peak of memory up to now.
  [[nodiscard]] Timings timings() const;

 private:
  Timings timings_;
  bool running_ = false;
  double wall_began_ = 0;
  double cpu_began_ = 0;
};

/// The table that --timings prints, without a line break at its end.
std::string timings_text(const Timings& timings);

}  // namespace csreport
