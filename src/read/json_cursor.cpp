#include "read/json_cursor.hpp"

#include <algorithm>

#include "read/json_tokens.hpp"

namespace csreport {
namespace {

constexpr std::string_view kInvalid = "invalid_json";
constexpr std::size_t kNotFound = std::string_view::npos;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

JsonStep skip(std::size_t bytes) { return {.kind = JsonStepKind::skip, .bytes = bytes}; }

JsonStep reject(std::size_t bytes, std::string_view code, std::string_view expected, std::size_t fault_at = 0) {
  return {JsonStepKind::rejected, bytes, code, expected, fault_at};
}

/// Behind the closing quote, or in front of the line end that comes first, escaped or not: a line stands for itself.
std::size_t string_end(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\n' || text[at] == '\r') return at;
    if (text[at] == '\\' && text.substr(at + 1, 1).find_first_of("\r\n") == kNotFound) ++at;
  }
  return kNotFound;
}

}  // namespace

JsonCursor::JsonCursor(const JsonLayout& layout, std::size_t max_record_bytes, CleanPaths clean_paths)
    : layout_(layout),
      max_record_bytes_(max_record_bytes),
      clean_paths_(clean_paths),
      state_(layout.shape == JsonLayout::Shape::list ? State::element_or_end : State::between) {}

void JsonCursor::consumed(std::string_view text) {
  if (text.empty()) return;
  const std::size_t tail = count_line_ends(text);
  column_ = tail > 0 ? text.size() - tail : column_ + text.size();
  line_blank_ = (line_blank_ || tail > 0) && text.find_first_not_of(" \t", tail) == kNotFound;
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  if (last != kNotFound) last_ = text[last];
  after_cr_ = text.back() == '\r';
}

/// Counts them and returns where the last line begins, 0 when there is no line end.
std::size_t JsonCursor::count_line_ends(std::string_view text) {
  std::size_t begin = 0;
  const auto count = [&](char end) {
    for (std::size_t at = text.find(end); at != kNotFound; at = text.find(end, at + 1)) {
      begin = std::max(begin, at + 1);
      const bool second_half = end == '\n' && (at == 0 ? after_cr_ : text[at - 1] == '\r');
      line_ += !second_half;
    }
  };
  count('\n');
  count('\r');
  return begin;
}

JsonStep JsonCursor::step(std::string_view text, bool at_end) {
  if (state_ == State::done) return {.kind = JsonStepKind::end, .bytes = 0};
  // What is decided must not depend on how much is loaded, so nobody sees more than it takes to find a record too long.
  if (text.size() > max_record_bytes_ + 1) {
    text = text.substr(0, max_record_bytes_ + 1);
    at_end = false;
  }
  if (dropping_) return lost(text, at_end);
  if (splitting_) return object(text, at_end);
  std::size_t blank = 0;
  while (blank < text.size() && (is_blank(text[blank]) || (!in_list() && text[blank] == '\x1E'))) ++blank;
  if (blank > 0) return skip(blank);
  if (state_ == State::behind_list) return behind_list(text, at_end);
  if (text.empty()) return at_end ? at_input_end() : JsonStep{};
  switch (state_) {
    case State::element_or_end:
      if (text[0] == ']') return list_end();
      return element(text, at_end);
    case State::element:
      if (text[0] == ']') {
        state_ = State::after_element;
        return reject(0, kInvalid, "a value behind the comma");
      }
      return element(text, at_end);
    case State::after_element:
      if (text[0] == ']') return list_end();
      state_ = State::element;
      if (text[0] == ',') return skip(1);
      return reject(0, kInvalid, "a comma or ]");
    case State::between: return element(text, at_end);
    case State::behind_list:
    case State::done: break;
  }
  return {};
}

bool JsonCursor::at_object(std::string_view text) const noexcept {
  const bool expected = state_ == State::element || state_ == State::element_or_end || state_ == State::between;
  return expected && !dropping_ && !splitting_ && !text.empty() && text[0] == '{';
}

void JsonCursor::pass_object(std::size_t bytes) noexcept {
  state_ = in_list() ? State::after_element : State::between;
  column_ += bytes;
  line_blank_ = after_cr_ = false;
  last_ = '}';
}

JsonStep JsonCursor::at_input_end() {
  state_ = State::done;
  if (!in_list()) return {.kind = JsonStepKind::end, .bytes = 0};
  return reject(0, "truncated_record", "the end of the list: the file is cut off");
}

JsonStep JsonCursor::list_end() {
  state_ = State::behind_list;
  return skip(1);
}

JsonStep JsonCursor::element(std::string_view text, bool at_end) {
  if (text[0] == '{' || text[0] == '[') {
    const auto lines = layout_.single_line || cautious_ ? LinesInside::no : LinesInside::yes;
    const std::size_t clean = clean_paths_ == CleanPaths::off ? 0 : clean_json_bytes(text, lines);
    if (clean > 0 && clean <= max_record_bytes_) return whole_value(text[0], clean);
    splitter_.restart(line_rules());
    splitting_ = true;
    return object(text, at_end);
  }
  return other_value(text, at_end);
}

LineRules JsonCursor::line_rules() const {
  LineRules rules;
  rules.single_line = layout_.single_line;
  if (cautious_ && line_blank_) rules.indentation = column_;
  return rules;
}

JsonStep JsonCursor::object(std::string_view text, bool at_end) {
  const auto result = broken_ ? SplitResult::broken : splitter_.scan(text);
  const bool over = (result == SplitResult::complete ? splitter_.size() : text.size()) > max_record_bytes_ &&
                    (result == SplitResult::complete || result == SplitResult::need_more);
  if (result == SplitResult::complete && !over) {
    splitting_ = false;
    return whole_value(text[0], splitter_.size());
  }
  if (result == SplitResult::need_more && !over && !at_end) return {};
  broken_ = true;
  overlong_ = overlong_ || over;
  cautious_ = cautious_ || result == SplitResult::need_more;
  return damaged(text, at_end);
}

JsonStep JsonCursor::whole_value(char first, std::size_t bytes) {
  state_ = in_list() ? State::after_element : State::between;
  if (first == '{') return {.kind = JsonStepKind::object, .bytes = bytes};
  return reject(bytes, "not_an_object", "an object with named values");
}

/// The value at the front has no end that makes sense: goes on at the next line that begins a record.
JsonStep JsonCursor::damaged(std::string_view text, bool at_end) {
  const std::size_t next = next_record_line(text, at_end);
  if (next == kNotFound && !at_end && text.size() <= max_record_bytes_) return {};
  const bool cut = at_end && (next == kNotFound || next >= text.size()) && splitter_.size() >= text.size();
  const std::string_view code = overlong_ ? "record_too_long" : cut ? "truncated_record" : kInvalid;
  // No further than the next record, or much damage would be looked at again and again.
  JsonTokens tokens(text.substr(0, std::min({text.size(), max_record_bytes_, next})));
  tokens.next();
  tokens.skip_container();
  const std::string_view expected = overlong_                   ? "a shorter record"
                                    : cut                       ? "the end of the record: the file is cut off"
                                    : tokens.expected().empty() ? "a valid record"
                                                                : tokens.expected();
  cautious_ = cautious_ || next < splitter_.size();
  const std::size_t fault_at = overlong_ ? 0 : std::min(tokens.fault_at(), splitter_.size());
  splitting_ = broken_ = overlong_ = false;
  state_ = in_list() ? State::element : State::between;
  if (next != kNotFound) return reject(next, code, expected, fault_at);
  dropping_ = !at_end;
  if (at_end) state_ = State::done;
  return reject(at_end ? text.size() : 0, code, expected, fault_at);
}

/// Drops text, silently, up to the next line that begins a record.
JsonStep JsonCursor::lost(std::string_view text, bool at_end) {
  const std::size_t next = next_record_line(text, at_end);
  if (next != kNotFound) {
    dropping_ = false;
    return skip(next);
  }
  if (at_end) {
    state_ = State::done;
    return skip(text.size());
  }
  const std::size_t last_line = text.find_last_of("\r\n");
  const std::size_t bytes = last_line == kNotFound ? text.size() : last_line;
  return bytes > 0 ? skip(bytes) : JsonStep{};
}

/// Offset of the first line, behind the one at the front, that can begin a record: any line of
/// line-delimited JSON, else one with { at the same indentation as the record at the front.
std::size_t JsonCursor::next_record_line(std::string_view text, bool at_end) const {
  for (std::size_t at = text.find_first_of("\r\n"); at != kNotFound; at = text.find_first_of("\r\n", at + 1)) {
    if (layout_.single_line) return at + 1;
    const std::size_t begin = text.find_first_not_of(" \t", at + 1);
    if (begin == kNotFound) break;
    if (text[begin] != '{' && text[begin] != '\x1E') continue;
    if (dropping_ || !line_blank_ || begin - at - 1 == column_ || text[begin] == '\x1E') return begin;
  }
  return at_end && layout_.single_line ? text.size() : kNotFound;
}

/// A string, a number, a word, or something that no value begins with.
JsonStep JsonCursor::other_value(std::string_view text, bool at_end) {
  std::size_t end = text[0] == '"' ? string_end(text) : text.find_first_of(",]}{[\"\r\n\x1E", 1);
  if (end == kNotFound && !at_end && text.size() <= max_record_bytes_) return {};
  end = std::min(end, text.size());
  state_ = in_list() ? State::after_element : State::between;
  JsonTokens tokens(text.substr(0, end));
  const auto kind = tokens.next().kind;
  const bool valid = kind != JsonToken::Kind::fault;
  if (in_list() && !valid && text[0] == ',') {
    state_ = State::element;
    end = 1;
  }
  if (valid) return reject(end, "not_an_object", "an object with named values");
  return reject(end, kInvalid, tokens.expected(), tokens.fault_at());
}

/// Only the ends of the objects around the list may follow, with their other members. They are checked
/// when they fit the limit of a record; more is passed over, but it must end in a bracket.
JsonStep JsonCursor::behind_list(std::string_view text, bool at_end) {
  if (!at_end && text.size() <= max_record_bytes_) return {};
  if (!at_end) {
    passed_over_ = true;
    return skip(text.size());
  }
  state_ = State::done;
  if (passed_over_) {
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    if ((last == kNotFound ? last_ : text[last]) == '}') return skip(text.size());
    return reject(text.size(), "truncated_record", "the end of the JSON text: the file is cut off");
  }
  JsonTokens tokens(text, layout_.open_objects);
  JsonToken token = tokens.next();
  while (token.kind != JsonToken::Kind::end && token.kind != JsonToken::Kind::fault) token = tokens.next();
  if (token.kind == JsonToken::Kind::fault) {
    return reject(text.size(), tokens.cut() ? "truncated_record" : kInvalid, tokens.expected(), tokens.fault_at());
  }
  const std::size_t junk = text.find_first_not_of(" \t\r\n", tokens.position());
  if (junk != kNotFound) {
    return reject(text.size(), kInvalid, "nothing behind the end of the JSON text: give each document as its own file",
                  junk);
  }
  return skip(text.size());
}

}  // namespace csreport
