#include "read/nested_stream.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "fmt/format.h"

#include "read/json_cursor.hpp"
#include "read/json_tokens.hpp"
#include "read/readers.hpp"

namespace csreport {
namespace {

using Kind = JsonToken::Kind;

/// What a record says of itself: the source texts of its id and of the entries of its list.
struct NestedParts {
  std::string_view id;
  std::vector<std::string_view> entries;
};

std::string_view source_of(std::string_view record, const JsonToken& token, std::size_t end) {
  return record.substr(token.at, end - token.at);
}

/// Of the list that was just begun.
std::vector<std::string_view> entries_of(std::string_view record, JsonTokens& tokens) {
  std::vector<std::string_view> entries;
  for (auto token = tokens.next(); token.kind != Kind::end_array && token.kind != Kind::fault; token = tokens.next()) {
    if (is_scalar(token.kind)) continue;
    tokens.skip_container();
    if (token.kind == Kind::begin_object) entries.push_back(source_of(record, token, tokens.position()));
  }
  return entries;
}

/// Nothing when the record is not valid JSON, or has no id.
std::optional<NestedParts> parts_of(std::string_view record, const NestedList& nested) {
  JsonTokens tokens(record);
  if (tokens.next().kind != Kind::begin_object) return std::nullopt;
  NestedParts parts;
  for (auto key = tokens.next(); key.kind == Kind::key; key = tokens.next()) {
    const JsonToken value = tokens.next();
    const bool scalar = is_scalar(value.kind);
    if (key.text == nested.id && scalar && value.kind != Kind::null) {
      parts.id = source_of(record, value, tokens.position());
    }
    if (key.text == nested.list && value.kind == Kind::begin_array) {
      parts.entries = entries_of(record, tokens);
    } else if (!scalar && !tokens.skip_container()) {
      return std::nullopt;
    }
  }
  if (tokens.next().kind != Kind::end || parts.id.empty()) return std::nullopt;
  return parts;
}

/// Line ends of a valid object stand between its tokens only.
void append_without_line_ends(std::string_view text, std::string& to) {
  const std::size_t begin = to.size();
  to += text;
  std::replace_if(
      to.begin() + static_cast<std::ptrdiff_t>(begin), to.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
}

class NestedStream final : public ByteStream {
 public:
  NestedStream(TextWindow window, const ReadOptions& options, NestedList nested)
      : window_(std::move(window)),
        nested_(std::move(nested)),
        layout_(find_json_records(window_.text().substr(0, kHeadBytes), options.list_names)),
        cursor_(layout_, options.max_record_bytes, CleanPaths::off) {
    pass(layout_.offset);
  }

  std::size_t read(char* to, std::size_t room) override {
    while (used_ == lines_.size()) {
      lines_.clear();
      used_ = 0;
      if (!next_record()) return 0;
    }
    const std::size_t bytes = std::min(room, lines_.size() - used_);
    std::copy_n(lines_.data() + used_, bytes, to);
    used_ += bytes;
    return bytes;
  }

 private:
  void pass(std::size_t bytes) {
    cursor_.consumed(window_.text().substr(0, bytes));
    window_.consume(bytes);
  }

  /// Its entries go to lines_. False at the end.
  bool next_record() {
    for (;;) {
      const JsonStep step = cursor_.step(window_.text(), window_.at_end());
      if (step.kind == JsonStepKind::end) return false;
      if (step.kind == JsonStepKind::need_more) {
        if (window_.at_end()) return false;
        window_.fill();
        continue;
      }
      const bool object = step.kind == JsonStepKind::object;
      if (object) add_lines(window_.text().substr(0, step.bytes));
      pass(step.bytes);
      if (object) return true;
    }
  }

  void add_lines(std::string_view record) {
    const auto parts = parts_of(record, nested_);
    if (!parts) return;
    for (const std::string_view entry : parts->entries) {
      const std::string_view members = entry.substr(1);  // behind its bracket
      const bool empty = members.find('"') == std::string_view::npos;
      lines_ += fmt::format("{{\"{}\":{}{}", kOuterId, parts->id, empty ? "" : ",");
      append_without_line_ends(members, lines_);
      lines_ += '\n';
    }
  }

  TextWindow window_;
  NestedList nested_;
  JsonLayout layout_;
  JsonCursor cursor_;
  std::string lines_;
  std::size_t used_ = 0;
};

}  // namespace

std::unique_ptr<ByteStream> nested_records(TextWindow window, const ReadOptions& options, NestedList nested) {
  return std::make_unique<NestedStream>(std::move(window), options, std::move(nested));
}

}  // namespace csreport
