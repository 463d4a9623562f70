#pragma once
// How long a run took, stage by stage, and what it took to do it.

#include <cstdint>
#include <string>
#include <vector>

namespace csreport {

struct StageTime {
  std::string stage;  ///< "read", "settle", "compute", "report", "render", "write"
  double wall_seconds = 0;
  double cpu_seconds = 0;  ///< of all threads, user and system
};

struct Timings {
  std::vector<StageTime> stages;  ///< in the order in which they ran
  std::int64_t rows = 0;          ///< records read
  std::uint64_t bytes = 0;        ///< of the inputs as they are stored
  unsigned threads = 1;           ///< that the run may use
  std::uint64_t peak_bytes = 0;   ///< largest resident memory so far

  [[nodiscard]] double wall_seconds() const {
    double sum = 0;
    for (const StageTime& stage : stages) sum += stage.wall_seconds;
    return sum;
  }
  [[nodiscard]] double cpu_seconds() const {
    double sum = 0;
    for (const StageTime& stage : stages) sum += stage.cpu_seconds;
    return sum;
  }
};

}  // namespace csreport
