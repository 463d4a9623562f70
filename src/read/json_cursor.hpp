#pragma once
// Walks over a JSON text from record to record: commas and brackets around them, the text behind the
// list, and where to go on after damage. It owns no text; the sample and the full read share it.

#include <cstdint>
#include <string>
#include <string_view>

#include "read/json_clean_split.hpp"
#include "read/json_layout.hpp"
#include "read/json_splitter.hpp"

namespace csreport {

enum class JsonStepKind : std::uint8_t { need_more, end, skip, object, rejected };

struct JsonStep {
  JsonStepKind kind = JsonStepKind::need_more;
  std::size_t bytes = 0;        ///< to consume; object: it is these bytes
  std::string_view code{};      ///< rejected
  std::string_view expected{};  ///< rejected
  std::size_t fault_at = 0;     ///< rejected: where in the text
};

class JsonCursor {
 public:
  /// Begins where the layout says, at byte `column` of its line.
  JsonCursor(const JsonLayout& layout, std::size_t max_record_bytes, CleanPaths clean_paths);

  /// Says what is at the front of `text`. Call consumed() before the next step.
  JsonStep step(std::string_view text, bool at_end);
  /// `text` is gone: keeps count of lines.
  void consumed(std::string_view text);

  // --- for those who take clean records apart themselves ----------------------------------------------

  /// True at the beginning of a line that stands for itself: its records are the same wherever the text in front is
  /// cut.
  [[nodiscard]] bool at_own_line() const noexcept {
    return layout_.single_line && column_ == 0 && !after_cr_ && state_ == State::between && !splitting_ && !dropping_;
  }
  /// Goes there. REQUIRES: nothing was consumed; another cursor is at_own_line() there.
  void begin_at_line(std::uint64_t line) noexcept { line_ = line; }
  /// True when an object may begin at the front of `text`.
  [[nodiscard]] bool at_object(std::string_view text) const noexcept;
  /// A valid object of this length, without line ends, stands at the front and is gone. REQUIRES: at_object().
  void pass_object(std::size_t bytes) noexcept;
  [[nodiscard]] CleanPaths clean_paths() const noexcept { return clean_paths_; }
  [[nodiscard]] std::size_t max_record_bytes() const noexcept { return max_record_bytes_; }

  [[nodiscard]] std::uint64_t line() const noexcept { return line_; }
  /// Bytes between the beginning of the line and the front of the text.
  [[nodiscard]] std::size_t column() const noexcept { return column_; }

 private:
  enum class State : std::uint8_t { element_or_end, element, after_element, behind_list, between, done };

  JsonStep element(std::string_view text, bool at_end);
  JsonStep object(std::string_view text, bool at_end);
  JsonStep whole_value(char first, std::size_t bytes);
  JsonStep damaged(std::string_view text, bool at_end);
  JsonStep lost(std::string_view text, bool at_end);
  JsonStep other_value(std::string_view text, bool at_end);
  JsonStep behind_list(std::string_view text, bool at_end);
  JsonStep list_end();
  JsonStep at_input_end();
  std::size_t count_line_ends(std::string_view text);
  [[nodiscard]] std::size_t next_record_line(std::string_view text, bool at_end) const;
  [[nodiscard]] LineRules line_rules() const;
  [[nodiscard]] bool in_list() const { return layout_.shape == JsonLayout::Shape::list; }

  JsonLayout layout_;
  std::size_t max_record_bytes_;
  CleanPaths clean_paths_;
  JsonSplitter splitter_;
  State state_;
  bool splitting_ = false;  ///< the splitter is inside the value at the front
  bool broken_ = false;     ///< ... and has given it up
  bool overlong_ = false;   ///< ... because it is too long
  bool dropping_ = false;   ///< looking for the next record, the damage has been reported
  bool cautious_ = false;   ///< after damage that was noticed only behind the next record
  std::uint64_t line_ = 1;
  std::size_t column_ = 0;
  bool line_blank_ = true;  ///< only spaces so far in this line
  bool after_cr_ = false;
  bool passed_over_ = false;  ///< too much text behind the list to be checked
  char last_ = '\0';          ///< the last byte consumed that is not blank
};

}  // namespace csreport
