#pragma once
// What can only be decided when all files are read: rating scales, duplicates, --as-of, the horizon,
// derived groups, and the row accounting.

#include "normalise/loaders.hpp"

namespace csreport {

/// One input as it was loaded.
struct LoadedInput {
  std::string path;
  RecordKind kind = RecordKind::tickets;
  std::string profile;
  RowRange rows;
  ReadCounts counts;
  std::vector<InputSummary::ColumnUse> columns;
  std::vector<Diagnostic> diagnostics;  ///< of this reading; the file may be read as several kinds
};

void finish_dataset(LoadState& state, const NormaliseOptions& options, const std::vector<LoadedInput>& inputs,
                    const DiagnosticLog& log);

}  // namespace csreport
