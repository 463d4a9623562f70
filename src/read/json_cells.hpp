#pragma once
// The cells of one JSON record, each a range of the record's text: what JsonRecord and JsonCleanRecord
// find, and how a range becomes text.

#include <cstdint>
#include <string_view>
#include <vector>

namespace csreport {

/// A cell as a range of the record's text; decoded only when someone wants it.
struct JsonCell {
  enum class Kind : std::uint8_t { absent, plain, escaped, list };
  Kind kind = Kind::absent;
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// The cells of a record by column. Nothing is cleared between records: each cell knows its record.
class JsonCells {
 public:
  void begin_record() {
    ++record_;
    duplicates_.clear();
  }
  /// Nothing happens without a column (a negative one). The cell goes in by its parts: as a whole it would be
  /// put together in memory, and read back before that has arrived there.
  [[gnu::always_inline]] void store(int column, JsonCell cell) {
    if (static_cast<std::uint32_t>(column) >= columns_ || stored_[static_cast<std::size_t>(column)].record == record_)
        [[unlikely]]
      return store_unusual(column, {cell.kind, cell.begin, cell.size});
    Stored& to = stored_[static_cast<std::size_t>(column)];
    to.record = record_;
    to.cell.kind = cell.kind;
    to.cell.begin = cell.begin;
    to.cell.size = cell.size;
  }
  [[nodiscard]] JsonCell cell(std::size_t column) const {
    return column < stored_.size() && stored_[column].record == record_ ? stored_[column].cell : JsonCell{};
  }
  /// Columns that occurred twice: the last one counts.
  [[nodiscard]] const std::vector<int>& duplicates() const noexcept { return duplicates_; }

 private:
  void store_unusual(int column, JsonCell cell);

  struct Stored {
    std::uint64_t record = 0;  ///< in which the cell was stored last
    JsonCell cell;
  };
  std::vector<Stored> stored_;
  std::vector<int> duplicates_;
  std::uint32_t columns_ = 0;  ///< of stored_
  std::uint64_t record_ = 0;
};

/// The part of json_cell_in_place that writes.
std::string_view decode_json_cell(JsonCell cell, char* text, std::size_t& lone_surrogates);

/// Turns a cell's range of `text` into its text, inside those bytes; call once for each cell.
inline std::string_view json_cell_in_place(JsonCell cell, char* text, std::size_t& lone_surrogates) {
  if (cell.kind == JsonCell::Kind::absent || cell.kind == JsonCell::Kind::plain) return {text + cell.begin, cell.size};
  return decode_json_cell(cell, text, lone_surrogates);
}

}  // namespace csreport
