#pragma once
// One JSON object as cells: nested members become paths, lists of plain values one cell, lists of
// {id, value} one column for each id. Other lists of objects are not cells; they are left out.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/json_paths.hpp"
#include "read/json_tokens.hpp"

namespace csreport {

/// A cell as a range of the record's text; decoded only when someone wants it.
struct JsonCell {
  enum class Kind : std::uint8_t { absent, plain, escaped, list };
  Kind kind = Kind::absent;
  std::size_t begin = 0;
  std::size_t size = 0;
};

class JsonRecord {
 public:
  explicit JsonRecord(JsonPaths& paths) : paths_(&paths) {}

  /// Takes the object apart. False when it is not valid JSON; then expected() and fault_at() say why.
  bool parse(std::string_view object);

  [[nodiscard]] JsonCell cell(std::size_t column) const { return column < cells_.size() ? cells_[column] : JsonCell{}; }
  /// Columns that occurred twice: the last one counts.
  [[nodiscard]] const std::vector<int>& duplicates() const noexcept { return duplicates_; }
  [[nodiscard]] std::string_view expected() const noexcept { return expected_; }
  [[nodiscard]] std::size_t fault_at() const noexcept { return fault_at_; }

 private:
  void object(JsonTokens& tokens, int node, int depth);
  void value(JsonTokens& tokens, const JsonToken& token, int node, int depth);
  void list(JsonTokens& tokens, std::size_t begin, int node);
  void list_entry(JsonTokens& tokens, int node, bool& has_value);
  void store(int node, JsonCell cell);
  int member(int node, const JsonToken& key);

  JsonPaths* paths_;
  std::string_view text_;
  std::vector<JsonCell> cells_;
  std::vector<std::uint64_t> stored_in_;  ///< per column: the record in which it was last stored
  std::uint64_t record_ = 0;
  std::vector<int> duplicates_;
  std::string name_;
  std::string_view expected_;
  std::size_t fault_at_ = 0;
};

/// Turns a cell's range of `text` into its text, inside those bytes; call once for each cell.
std::string_view json_cell_in_place(JsonCell cell, char* text, std::size_t& lone_surrogates);

}  // namespace csreport
