#pragma once
// One JSON object as cells: nested members become paths, lists of plain values one cell, lists of
// {id, value} one column for each id. Other lists of objects are not cells; they are left out.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/json_cells.hpp"
#include "read/json_paths.hpp"
#include "read/json_tokens.hpp"

namespace csreport {

class JsonRecord {
 public:
  JsonRecord(JsonPaths& paths, JsonCells& cells) : paths_(&paths), cells_(&cells) {}

  /// Takes the object apart and stores its cells. False when it is not valid JSON; then expected() and fault_at() say
  /// why.
  bool parse(std::string_view object);

  /// Names of members of the records that were lists of objects, each once.
  [[nodiscard]] const std::vector<std::string>& nested_lists() const noexcept { return nested_lists_; }

  [[nodiscard]] std::string_view expected() const noexcept { return expected_; }
  [[nodiscard]] std::size_t fault_at() const noexcept { return fault_at_; }

 private:
  void object(JsonTokens& tokens, int node, int depth);
  void value(JsonTokens& tokens, const JsonToken& token, int node, int depth);
  void list(JsonTokens& tokens, std::size_t begin, int node);
  void list_entry(JsonTokens& tokens, int node, bool& has_value);
  void store(int node, JsonCell cell);
  void note_nested(int node);
  int member(int node, const JsonToken& key);

  JsonPaths* paths_;
  JsonCells* cells_;
  std::string name_;
  std::vector<std::string> nested_lists_;
  std::string_view expected_;
  std::size_t fault_at_ = 0;
};

}  // namespace csreport
