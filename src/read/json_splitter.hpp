#pragma once
// Finds where a JSON object or array ends, without judging what is in it: brackets, strings, and
// just enough of the grammar to notice early that a bracket is missing. Can stop at the end of the
// loaded text and go on later; no recursion.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace csreport {

enum class SplitResult : std::uint8_t { need_more, complete, broken };

/// Where a value cannot go on.
struct LineRules {
  bool single_line = false;                ///< line-delimited JSON: a line end ends every record
  std::optional<std::size_t> indentation;  ///< a line that begins with { at this column is the next record
};

class JsonSplitter {
 public:
  void restart(LineRules rules) {
    *this = JsonSplitter();
    rules_ = rules;
  }
  /// `text` begins with { or [ and holds, after need_more, all that it held before.
  SplitResult scan(std::string_view text);
  /// After complete: bytes of the value. After broken: where it was noticed.
  [[nodiscard]] std::size_t size() const noexcept { return at_; }

 private:
  bool open(char bracket);
  bool close(char bracket);
  bool line_may_end(std::string_view text, bool& undecided) const;

  LineRules rules_;
  std::string open_;
  char before_ = ':';  ///< the last byte outside strings that is not blank
  bool in_string_ = false;
  std::size_t at_ = 0;
};

}  // namespace csreport
