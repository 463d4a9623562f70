#include "render/text_wrap.hpp"

#include <algorithm>
#include <array>

#include "render/display_width.hpp"
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

bool has_ideographs(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (display_width(next_character(text, position)) == 2) return true;
  }
  return false;
}

/// Marks that stand behind a word and never begin a line.
bool closes(char32_t c) {
  return std::u32string_view(U"，。、；：！？）」』】》〉％”’…").find(c) != std::u32string_view::npos;
}

/// Breaks a paragraph or cell into lines of at most `width` columns, at blanks and between ideographs.
class Wrapper {
 public:
  Wrapper(std::size_t width, const TextPageOptions& options) : width_(width), options_(options) {}

  std::vector<std::string> wrap(std::string_view text) {
    bool first = true;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(' '), text.size());
      add_word(text.substr(0, end), first);
      first = false;
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    finish_line();
    return std::move(lines_);
  }

 private:
  void add_word(std::string_view word, bool first) {
    const std::size_t width = width_of(word);
    const bool fits = used_ + pending_blanks_ + 1 + width <= width_;
    cut_anywhere_ = hang_ + width > width_;
    if (!first && (fits || has_ideographs(word))) {
      ++pending_blanks_;
    } else if (!first && used_ > hang_) {
      break_line();
    }
    add_characters(word);
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
    const std::size_t width = display_width(character);
    const bool ideograph = width == 2;
    const bool full = used_ + pending_blanks_ + width > width_;
    const bool may_break = ideograph || after_ideograph_ || cut_anywhere_;
    if (full && may_break && width > 0 && !closes(character) && used_ > hang_) break_line();
    put_blanks();
    if (character == U'\u2060') return;  // holds two words together; terminals draw it
    line_ += character == U'\u00A0' ? std::string_view(" ") : bytes;
    used_ += width;
    if (width > 0) after_ideograph_ = ideograph;
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
    after_ideograph_ = false;
  }

  std::size_t width_;
  const TextPageOptions& options_;
  std::vector<std::string> lines_;
  std::string line_;
  std::size_t used_ = 0;
  std::size_t pending_blanks_ = 0;  ///< dropped where a line ends
  std::size_t hang_ = 0;            ///< where later lines begin
  std::string_view open_;           ///< the colour that is on
  bool after_ideograph_ = false;
  bool cut_anywhere_ = false;  ///< the word is wider than a line
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

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    longest = std::max(longest, width_of(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width, const TextPageOptions& options) {
  return Wrapper(width, options).wrap(text);
}

}  // namespace csreport
