#include "read/json_tokens.hpp"

#include <cstring>

#include "read/encoding.hpp"

namespace csreport {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unicode_escape(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return false;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    if (hex_digit(text[i]) < 0) return false;
  }
  return true;
}

char32_t unicode_escape(std::string_view text, std::size_t at) {
  char32_t unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) unit = unit * 16 + static_cast<char32_t>(hex_digit(text[i]));
  return unit;
}

char plain_escape(char c) {
  switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return c;  // quote, backslash, slash
  }
}

}  // namespace

void JsonTokens::skip_blank() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
}

JsonToken JsonTokens::fault(std::string_view expected) {
  if (expected_.empty()) expected_ = expected;
  return {.kind = JsonToken::Kind::fault, .at = at_};
}

JsonToken JsonTokens::next() {
  if (!expected_.empty()) return fault(expected_);
  if (want_ == Want::nothing) return {.kind = JsonToken::Kind::end, .at = at_};
  skip_blank();
  const char c = peek();
  switch (want_) {
    case Want::value: return value();
    case Want::value_or_end: return c == ']' ? close() : value();
    case Want::key_or_end:
      if (c == '}') return close();
      return c == '"' ? string(JsonToken::Kind::key) : fault("a quoted name or }");
    case Want::key: return c == '"' ? string(JsonToken::Kind::key) : fault("a quoted name");
    case Want::comma_or_end: {
      const bool object = open_.back() == '{';
      if (c == (object ? '}' : ']')) return close();
      if (c != ',') return fault(object ? "a comma or }" : "a comma or ]");
      ++at_;
      want_ = object ? Want::key : Want::value;
      return next();
    }
    case Want::nothing: break;
  }
  return {.kind = JsonToken::Kind::end, .at = at_};
}

JsonToken JsonTokens::value() {
  switch (peek()) {
    case '{':
    case '[': return open(text_[at_]);
    case '"': return string(JsonToken::Kind::string);
    case 't': return word("true", JsonToken::Kind::boolean);
    case 'f': return word("false", JsonToken::Kind::boolean);
    case 'n': return word("null", JsonToken::Kind::null);
    default: return number();
  }
}

JsonToken JsonTokens::open(char bracket) {
  if (open_.size() >= kMaxJsonDepth) return fault("at most 1024 levels of nesting");
  open_ += bracket;
  want_ = bracket == '{' ? Want::key_or_end : Want::value_or_end;
  const auto kind = bracket == '{' ? JsonToken::Kind::begin_object : JsonToken::Kind::begin_array;
  return {.kind = kind, .at = at_++};
}

JsonToken JsonTokens::close() {
  const auto kind = open_.back() == '{' ? JsonToken::Kind::end_object : JsonToken::Kind::end_array;
  open_.pop_back();
  after_value();
  return {.kind = kind, .at = at_++};
}

JsonToken JsonTokens::string(JsonToken::Kind kind) {
  const std::size_t begin = at_++;
  JsonToken token{.kind = kind, .at = begin};
  for (;; ++at_) {
    if (at_ >= text_.size()) return fault("a closing quote");
    const auto c = static_cast<unsigned char>(text_[at_]);
    if (c == '"') break;
    if (c < 0x20) return fault("no bare control character in a string");
    if (c != '\\') continue;
    token.escaped = true;
    if (is_unicode_escape(text_, at_)) {
      at_ += 5;
    } else if (at_ + 1 < text_.size() && std::strchr("\"\\/bfnrt", text_[at_ + 1]) != nullptr &&
               text_[at_ + 1] != '\0') {
      ++at_;
    } else {
      if (text_.size() - at_ < 6 && text_.find('"', at_) == std::string_view::npos) at_ = text_.size();
      return fault("a known escape");
    }
  }
  token.text = text_.substr(begin + 1, at_ - begin - 1);
  ++at_;
  if (kind == JsonToken::Kind::string) {
    after_value();
    return token;
  }
  skip_blank();
  if (peek() != ':') return fault("a colon");
  ++at_;
  want_ = Want::value;
  return token;
}

bool JsonTokens::digits() {
  const std::size_t begin = at_;
  while (is_digit(peek())) ++at_;
  return at_ > begin;
}

JsonToken JsonTokens::number() {
  const std::size_t begin = at_;
  if (peek() == '-') ++at_;
  if (peek() == '0') {
    ++at_;
  } else if (!digits()) {
    return fault(at_ > begin ? "a digit" : "a value");
  }
  if (peek() == '.') {
    ++at_;
    if (!digits()) return fault("a digit");
  }
  if (peek() == 'e' || peek() == 'E') {
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    if (!digits()) return fault("a digit");
  }
  after_value();
  return {.kind = JsonToken::Kind::number, .at = begin, .text = text_.substr(begin, at_ - begin)};
}

JsonToken JsonTokens::word(std::string_view word, JsonToken::Kind kind) {
  if (text_.substr(at_, word.size()) != word) {
    if (word.substr(0, text_.size() - at_) == text_.substr(at_)) at_ = text_.size();
    return fault("a value");
  }
  const std::size_t begin = at_;
  at_ += word.size();
  after_value();
  return {.kind = kind, .at = begin, .text = text_.substr(begin, word.size())};
}

bool JsonTokens::skip_container() {
  const std::size_t outside = open_.size() - 1;
  while (open_.size() > outside) {
    if (next().kind == JsonToken::Kind::fault) return false;
  }
  return true;
}

std::size_t undo_json_escapes(std::string_view from, char* to, std::size_t& lone_surrogates) {
  std::size_t out = 0;
  std::string utf8;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i] != '\\') {
      to[out++] = from[i];
      continue;
    }
    if (from[i + 1] != 'u') {
      to[out++] = plain_escape(from[++i]);
      continue;
    }
    char32_t character = unicode_escape(from, i);
    i += 5;
    if (character >= 0xD800 && character <= 0xDBFF && is_unicode_escape(from, i + 1)) {
      const char32_t low = unicode_escape(from, i + 1);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        character = 0x10000U + ((character - 0xD800U) << 10) + (low - 0xDC00U);
        i += 6;
      }
    }
    lone_surrogates += character >= 0xD800 && character <= 0xDFFF;
    utf8.clear();
    append_utf8(utf8, character);
    std::memcpy(to + out, utf8.data(), utf8.size());
    out += utf8.size();
  }
  return out;
}

}  // namespace csreport
