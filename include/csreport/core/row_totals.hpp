#pragma once
// What became of the rows of all files together.

#include <cstdint>
#include <span>

#include "csreport/core/dataset.hpp"

namespace csreport {

struct RowTotals {
  std::int64_t read = 0;
  std::int64_t used = 0;
  std::int64_t excluded = 0;
  std::int64_t rejected = 0;
  std::int64_t blank = 0;
};

/// A file that was read as several kinds has its rows once: as the kind that rejected the most of them.
RowTotals total_rows(std::span<const InputSummary> inputs);

}  // namespace csreport
