#include "read/json_cells.hpp"

#include <cstring>

#include "read/json_tokens.hpp"

namespace csreport {
namespace {

using Kind = JsonToken::Kind;

/// ["a","b"] -> a,b: brackets and quotes always leave room for the commas.
std::string_view list_in_place(char* begin, std::size_t size, std::size_t& lone_surrogates) {
  JsonTokens tokens(std::string_view(begin, size));
  tokens.next();
  std::size_t out = 0;
  std::size_t items = 0;
  for (auto token = tokens.next(); token.kind != Kind::end_array && token.kind != Kind::fault; token = tokens.next()) {
    if (!is_scalar(token.kind)) {
      tokens.skip_container();
      continue;
    }
    if (token.kind == Kind::null) continue;
    if (items++ > 0) begin[out++] = ',';
    if (token.escaped) {
      out += undo_json_escapes(token.text, begin + out, lone_surrogates);
    } else {
      std::memmove(begin + out, token.text.data(), token.text.size());
      out += token.text.size();
    }
  }
  return {begin, out};
}

}  // namespace

/// No column, a new one, or one that this record had before.
void JsonCells::store_unusual(int column, JsonCell cell) {
  if (column < 0) return;
  const auto index = static_cast<std::size_t>(column);
  if (index >= stored_.size()) stored_.resize(index + 1);
  columns_ = static_cast<std::uint32_t>(stored_.size());
  if (stored_[index].record == record_) duplicates_.push_back(column);
  stored_[index] = {record_, cell};
}

std::string_view decode_json_cell(JsonCell cell, char* text, std::size_t& lone_surrogates) {
  char* const begin = text + cell.begin;
  if (cell.kind == JsonCell::Kind::list) return list_in_place(begin, cell.size, lone_surrogates);
  return {begin, undo_json_escapes({begin, cell.size}, begin, lone_surrogates)};
}

}  // namespace csreport
