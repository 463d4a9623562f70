#pragma once
// One pass over a clean JSON object: finds its end, proves that it is strict JSON, and notes its cells. What
// JsonSplitter, JsonTokens and JsonRecord do in three passes, many times faster, for objects without anything
// unusual; whatever else stands there is left to those three, which stay the judges.
//
// How: records repeat their names in the same order, so the next name is compared where it is expected, and
// is found by a look-up only elsewhere. Strings and numbers are passed over by json_scan.

#include <cstddef>
#include <string_view>

#include "read/json_cells.hpp"
#include "read/json_clean_split.hpp"
#include "read/json_paths.hpp"

namespace csreport {

class JsonCleanRecord {
 public:
  JsonCleanRecord(JsonPaths& paths, JsonCells& cells) : paths_(&paths), cells_(&cells) {}

  /// Bytes of the object at the front of `text`, whose cells are then stored. 0 when JsonRecord must judge it:
  /// it is no strict JSON, ends within the last kMargin bytes of the text, is nested deeply, or
  /// has an escaped name; the cells are then of no use.
  std::size_t parse(std::string_view text, LinesInside lines);

  /// Objects that end closer to the end of the text are not for this parser, which reads ahead.
  static constexpr std::size_t kMargin = 128;

 private:
  JsonPaths* paths_;
  JsonCells* cells_;
};

}  // namespace csreport
