#pragma once
// The record tables as named columns of cells, for `csreport normalize`. The names are the
// canonical fields, so that the output is an input again.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "csreport/core/dataset.hpp"
#include "csreport/core/time_zone.hpp"

namespace csreport {

struct TableColumn {
  std::string name;
  bool is_number = false;
  std::function<std::string(std::size_t row)> cell;  ///< empty: missing
};

struct RecordTable {
  std::vector<std::size_t> rows;     ///< those to write, in the order of the files
  std::vector<TableColumn> columns;  ///< only those that the input has
};

/// Without duplicates and the rows that --where and --as-of leave out; spam, deleted and merged rows
/// stay and are flagged, as in an export.

///
/// REQUIRES: `dataset` outlives the table. Times are written with the offset of `zone`.
RecordTable tickets_table(const Dataset& dataset, const TimeZone& zone);
RecordTable messages_table(const Dataset& dataset, const TimeZone& zone);
RecordTable surveys_table(const Dataset& dataset, const TimeZone& zone);

}  // namespace csreport
