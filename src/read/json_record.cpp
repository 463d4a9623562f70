#include "read/json_record.hpp"

#include <algorithm>
#include <optional>

namespace csreport {
namespace {

using Kind = JsonToken::Kind;
constexpr int kMaxPathDepth = 64;  // deeper members have no column; bounds the recursion

JsonCell scalar_cell(const JsonToken& token) {
  if (token.kind == Kind::null) return {.kind = JsonCell::Kind::plain, .begin = token.at, .size = 0};
  const std::size_t begin = token.at + (token.kind == Kind::string ? 1 : 0);
  return {token.escaped ? JsonCell::Kind::escaped : JsonCell::Kind::plain, begin, token.text.size()};
}

}  // namespace

bool JsonRecord::parse(std::string_view text) {
  cells_->begin_record();
  JsonTokens tokens(text);
  tokens.next();
  object(tokens, JsonPaths::kRoot, 0);
  const auto last = tokens.next();
  if (last.kind == Kind::end) return true;
  expected_ = tokens.expected();
  fault_at_ = tokens.fault_at();
  return false;
}

int JsonRecord::member(int node, const JsonToken& key) {
  if (!key.escaped) return paths_->child(node, key.text);
  std::size_t lone = 0;
  name_.resize(key.text.size());
  name_.resize(undo_json_escapes(key.text, name_.data(), lone));
  return paths_->child(node, name_);
}

void JsonRecord::object(JsonTokens& tokens, int node, int depth) {
  for (auto key = tokens.next(); key.kind == Kind::key; key = tokens.next()) {
    const int child = member(node, key);
    value(tokens, tokens.next(), child, depth);
  }
}

void JsonRecord::value(JsonTokens& tokens, const JsonToken& token, int node, int depth) {
  if (is_scalar(token.kind)) {
    store(node, scalar_cell(token));
  } else if (token.kind == Kind::begin_array) {
    list(tokens, token.at, node);
  } else if (token.kind == Kind::begin_object) {
    if (depth >= kMaxPathDepth) {
      tokens.skip_container();
    } else {
      object(tokens, node, depth + 1);
    }
  }
}

void JsonRecord::list(JsonTokens& tokens, std::size_t begin, int node) {
  bool scalars = false;
  bool containers = false;
  for (;;) {
    const auto token = tokens.next();
    if (token.kind == Kind::end_array) break;
    if (token.kind == Kind::fault) return;
    if (is_scalar(token.kind)) {
      scalars = true;
      continue;
    }
    containers = true;
    bool has_value = false;
    if (token.kind == Kind::begin_object) {
      list_entry(tokens, node, has_value);
      if (!has_value) note_nested(node);
    } else {
      tokens.skip_container();
    }
  }
  if (scalars || !containers) store(node, {JsonCell::Kind::list, begin, tokens.position() - begin});
}

/// {"id": 27642, "value": "745"} in a list is the member "27642" of the list's name.
void JsonRecord::note_nested(int node) {
  const std::string_view name = paths_->top_name(node);
  if (name.empty() || std::find(nested_lists_.begin(), nested_lists_.end(), name) != nested_lists_.end()) return;
  nested_lists_.emplace_back(name);
}

void JsonRecord::list_entry(JsonTokens& tokens, int node, bool& has_value) {
  std::optional<JsonToken> id;
  JsonCell value_cell;
  for (auto key = tokens.next(); key.kind == Kind::key; key = tokens.next()) {
    const auto token = tokens.next();
    const bool is_id = key.text == "id";
    const bool is_value = key.text == "value";
    if (is_scalar(token.kind)) {
      if (is_id) id = token;
      if (is_value) value_cell = scalar_cell(token);
    } else if (token.kind == Kind::begin_array) {
      bool scalars = true;
      for (auto item = tokens.next(); item.kind != Kind::end_array && item.kind != Kind::fault; item = tokens.next()) {
        if (is_scalar(item.kind)) continue;
        scalars = false;
        tokens.skip_container();
      }
      if (is_value && scalars) value_cell = {JsonCell::Kind::list, token.at, tokens.position() - token.at};
    } else if (token.kind == Kind::begin_object) {
      tokens.skip_container();
    }
  }
  has_value = id && value_cell.kind != JsonCell::Kind::absent;
  if (has_value) store(member(node, *id), value_cell);
}

void JsonRecord::store(int node, JsonCell cell) { cells_->store(paths_->column(node), cell); }

}  // namespace csreport
