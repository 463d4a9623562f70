#include "render/text_wrap.hpp"

#include <algorithm>
#include <array>

#include "render/display_width.hpp"
#include "render/line_break.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

constexpr std::string_view kColour = "␛";
constexpr std::string_view kHang = "␉";

struct Colour {
  std::string_view state;
  std::string_view begin;
};
/// Orange and blue, which stay apart for those who do not see red and green, on light and dark grounds.
constexpr std::array<Colour, 5> kColours = {{{"worse", "\x1b[1;38;5;166m"},
                                             {"better", "\x1b[1;38;5;32m"},
                                             {"changed", "\x1b[1m"},
                                             {"critical", "\x1b[1;38;5;166m"},
                                             {"warning", "\x1b[38;5;166m"}}};
constexpr std::string_view kColourEnd = "\x1b[0m";

/// "␛state␛" at the begin of `text`: the state and what it takes. An end has no state.
struct ColourMark {
  std::string_view state;
  std::size_t bytes = 0;  ///< 0: no mark
};
ColourMark colour_mark(std::string_view text) {
  if (!text.starts_with(kColour)) return {};
  const auto end = text.find(kColour, kColour.size());
  if (end == std::string_view::npos) return {{}, kColour.size()};
  return {text.substr(kColour.size(), end - kColour.size()), end + kColour.size()};
}

constexpr std::size_t kShortWord = 8;  ///< four ideographs are not torn where a blank stands in front of them

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// What no line ends in, and what no line ends in even where a piece is wider than a line.
enum class Piece { usual, smallest };

/// Bytes of the first piece of a marked text. REQUIRES: the text does not begin with a blank.
std::size_t first_piece(std::string_view text, Piece kind, const std::vector<std::string>& units) {
  std::size_t at = 0;
  std::size_t end = 0;        // of what surely belongs to the piece
  char32_t before = 0;        // 0: none
  bool after_number = false;  // or its unit, or the space between them that does not break
  while (at < text.size() && text[at] != ' ') {
    const ColourMark mark = colour_mark(text.substr(at));
    if (mark.bytes > 0 || text.substr(at).starts_with(kHang)) {
      const bool ends_colour = mark.bytes > 0 && mark.state.empty() && at == end;
      at += mark.bytes > 0 ? mark.bytes : kHang.size();
      if (ends_colour) end = at;  // the other marks belong to what they stand in front of
      continue;
    }
    std::size_t next = at;
    const char32_t character = next_character(text, next);
    const std::size_t unit = after_number && kind == Piece::usual ? unit_bytes(text.substr(at), units) : 0;
    const bool of_number = after_number && kind == Piece::usual && (unit > 0 || is_digit(character));
    const auto may_end = kind == Piece::usual ? may_break_between : may_cut_between;
    if (before != 0 && !of_number && may_end(before, character)) return end;
    if (unit > 0) next = at + unit;
    after_number = is_digit(character) || unit > 0 || (after_number && character == U'\u00A0');
    before = character;
    at = end = next;
  }
  return at;
}

/// Columns of the first word where it is a short one, else 0.
std::size_t short_word(std::string_view text) {
  const std::size_t width = width_of(text.substr(0, text.find(' ')));
  return width <= kShortWord ? width : 0;
}

/// Breaks a paragraph or cell into lines of at most `width` columns.
class Wrapper {
 public:
  Wrapper(std::size_t width, const TextPageOptions& options) : width_(width), options_(options) {}

  std::vector<std::string> wrap(std::string_view text) {
    for (bool first = true; !text.empty(); first = false) {
      const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
      text.remove_prefix(blanks);
      if (blanks > 0 && !fits(blanks, short_word(text)) && used_ > hang_) break_line();
      const std::size_t bytes = first_piece(text, Piece::usual, options_.units);
      add_piece(text.substr(0, bytes), blanks, first);
      text.remove_prefix(bytes);
    }
    finish_line();
    return std::move(lines_);
  }

 private:
  [[nodiscard]] bool fits(std::size_t blanks, std::size_t width) const {
    return used_ + pending_blanks_ + blanks + width <= width_;
  }

  void add_piece(std::string_view piece, std::size_t blanks, bool first) {
    const std::size_t width = width_of(piece);
    if (first || fits(blanks, width)) {
      pending_blanks_ += blanks;
    } else if (used_ > hang_) {
      break_line();
    }
    if (hang_ + width <= width_) return add_characters(piece);
    while (!piece.empty()) {
      const std::size_t bytes = first_piece(piece, Piece::smallest, options_.units);
      const std::string_view part = piece.substr(0, bytes);
      if (used_ + pending_blanks_ + width_of(part) > width_ && used_ > hang_) break_line();
      add_characters(part);
      piece.remove_prefix(bytes);
    }
  }

  void add_characters(std::string_view word) {
    while (!word.empty()) {
      std::size_t bytes = 0;
      if (const ColourMark mark = colour_mark(word); mark.bytes > 0) {
        switch_colour(mark.state);
        bytes = mark.bytes;
      } else if (word.starts_with(kHang)) {
        put_blanks();
        hang_ = used_;
        bytes = kHang.size();
      } else {
        const char32_t character = next_character(word, bytes);
        add_character(character, word.substr(0, bytes));
      }
      word.remove_prefix(bytes);
    }
  }

  void add_character(char32_t character, std::string_view bytes) {
    put_blanks();
    if (character == U'\u2060') return;  // holds two words together; terminals draw it
    line_ += character == U'\u00A0' ? std::string_view(" ") : bytes;
    used_ += display_width(character);
  }

  void put_blanks() {
    if (used_ <= hang_ && !lines_.empty()) pending_blanks_ = 0;  // none at the begin of a later line
    line_.append(pending_blanks_, ' ');
    used_ += pending_blanks_;
    pending_blanks_ = 0;
  }

  void switch_colour(std::string_view state) {
    put_blanks();
    if (!open_.empty()) line_ += kColourEnd;
    open_ = {};
    if (!options_.colored) return;
    for (const Colour& colour : kColours) {
      if (colour.state == state) open_ = colour.begin;
    }
    line_ += open_;
  }

  void break_line() {
    finish_line();
    line_.append(hang_, ' ');
    line_ += open_;
    used_ = hang_;
  }

  void finish_line() {
    if (!open_.empty()) line_ += kColourEnd;
    while (!line_.empty() && line_.back() == ' ') line_.pop_back();
    lines_.push_back(std::move(line_));
    line_.clear();
    used_ = 0;
    pending_blanks_ = 0;
  }

  std::size_t width_;
  const TextPageOptions& options_;
  std::vector<std::string> lines_;
  std::string line_;
  std::size_t used_ = 0;
  std::size_t pending_blanks_ = 0;  ///< dropped where a line ends
  std::size_t hang_ = 0;            ///< where later lines begin
  std::string_view open_;           ///< the colour that is on
};

}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    std::size_t bytes = colour_mark(text).bytes;
    if (bytes == 0 && text.starts_with(kHang)) bytes = kHang.size();
    if (bytes == 0) width += display_width(next_character(text, bytes));
    text.remove_prefix(bytes);
  }
  return width;
}

std::size_t widest_word(std::string_view text, const std::vector<std::string>& units) {
  std::size_t widest = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    std::size_t in_word = std::min(width_of(word), kShortWord);
    for (std::string_view rest = word; !rest.empty();) {
      const std::size_t bytes = first_piece(rest, Piece::usual, units);
      in_word = std::max(in_word, width_of(rest.substr(0, bytes)));
      rest.remove_prefix(bytes);
    }
    widest = std::max(widest, in_word);
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return widest;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width, const TextPageOptions& options) {
  return Wrapper(width, options).wrap(text);
}

}  // namespace csreport
