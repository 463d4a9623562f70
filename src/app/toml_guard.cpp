#include "app/toml_guard.hpp"

#include <string>

namespace csreport {
namespace {

/// No key of ours has more than four parts, no value more than two brackets; toml++ and its readers call themselves
/// for each, so that a few thousand would end the stack.
constexpr std::size_t kDeepest = 8;
constexpr std::string_view kTooDeep = "tables and lists stand in each other more than eight deep";

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return is_blank(c) || c == '\n' || c == '\r'; }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool begins_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '"' || c == '\'';
}

/// Tells strings, comments and the rest apart, as toml++ does up to its first error; what follows that no longer
/// matters.
class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  std::optional<TomlHazard> run() {
    bool line_begins = true;  // outside of lists, where a [ begins a table
    bool in_header = false;
    std::string open;      // the brackets of lists and tables in a line
    std::size_t dots = 0;  // of the key, or of the value, which has few
    while (at_ < text_.size()) {
      const char c = peek();
      if (c == '\n') {
        line_begins = open.empty();
        in_header = false;
        dots = 0;
      } else if (c == '#') {
        skip_comment();
        continue;
      } else if (is_beyond_ascii(c)) {
        return TomlHazard{place_, "letters beyond a-z stand in quotes or comments only"};
      } else if (c == '"' || c == '\'') {
        line_begins = false;
        if (const auto hazard = skip_string(c)) return hazard;
        continue;
      } else if (c == '[' && line_begins) {
        if (!header_has_name()) return TomlHazard{place_, "a table has no name"};
        in_header = true;
      } else if ((c == '[' || c == '{') && !in_header) {
        open += c;
        dots = 0;
      } else if ((c == ']' || c == '}') && !in_header && !open.empty()) {
        if (c == '}' && open.back() == '[') return TomlHazard{place_, "a list ends with }"};
        open.pop_back();
      } else if (c == '=' || c == ',') {
        dots = 0;
      } else if (c == '.') {
        ++dots;
      }
      if (dots >= kDeepest || open.size() > kDeepest) return TomlHazard{place_, kTooDeep};
      if (!is_space(c)) line_begins = false;
      advance();
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void advance(std::size_t bytes = 1) {
    for (; bytes > 0 && at_ < text_.size(); --bytes, ++at_) {
      if (text_[at_] == '\n') {
        place_ = {place_.line + 1, 1};
      } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
        ++place_.column;
      }
    }
  }

  void skip_comment() {
    while (at_ < text_.size() && peek() != '\n') advance();
  }

  [[nodiscard]] bool header_has_name() const {
    std::size_t ahead = 1;
    while (is_blank(peek(ahead))) ++ahead;
    if (peek(ahead) == '[') ++ahead;
    while (is_blank(peek(ahead))) ++ahead;
    return begins_key(peek(ahead));
  }

  std::optional<TomlHazard> skip_string(char quote) {
    const bool several_lines = peek(1) == quote && peek(2) == quote;
    if (several_lines) return skip_lines(quote);
    advance();
    while (at_ < text_.size() && peek() != quote && peek() != '\n') {
      advance(quote == '"' && peek() == '\\' && peek(1) != '\n' ? 2 : 1);
    }
    if (peek() == quote) advance();
    return std::nullopt;
  }

  /// Behind the three quotes that end the string; two more belong to its text.
  std::optional<TomlHazard> skip_lines(char quote) {
    advance(3);
    while (at_ < text_.size()) {
      if (peek() == quote && peek(1) == quote && peek(2) == quote) {
        advance(3);
        for (int more = 0; more < 2 && peek() == quote; ++more) advance();
        return std::nullopt;
      }
      const bool escape = quote == '"' && peek() == '\\';
      advance();
      if (!escape) continue;
      const bool blanks = is_space(peek());
      while (is_space(peek())) advance();
      if (is_beyond_ascii(peek())) return TomlHazard{place_, "a backslash stands before a letter beyond a-z"};
      if (!blanks) advance();
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  TomlPlace place_{1, 1};
};

}  // namespace

std::optional<TomlHazard> find_toml_hazard(std::string_view text) { return Scan(text).run(); }

}  // namespace csreport
