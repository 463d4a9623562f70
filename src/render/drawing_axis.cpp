// The words above a column of drawings: as many as there is room for, the ends first.
#include <algorithm>

#include <fmt/format.h>

#include "render/chart.hpp"
#include "render/drawing.hpp"
#include "render/escape.hpp"

namespace csreport {
namespace {

constexpr double kOnDesks = 250;   ///< pixels of the column, at least
constexpr double kOnPhones = 140;  ///< and on phones and paper
constexpr double kGap = 5;

struct Word {
  double x = 0;  ///< 0 to 1
  std::string text;
};

const char* anchor_of(const Word& word) { return word.x < 0.05 ? "start" : word.x > 0.95 ? "end" : "middle"; }

struct Span {
  double left;
  double right;
};
Span span_of(const Word& word, double column) {
  const double width = widest_width(word.text);
  const double before = word.x < 0.05 ? 0 : word.x > 0.95 ? width : width / 2;
  return {word.x * column - before, word.x * column - before + width};
}

/// Which words of those that may be kept a column of that width has room for.
std::vector<bool> fitting(const std::vector<Word>& words, const std::vector<bool>& may_be_kept, double column) {
  std::vector<bool> kept(words.size(), false);
  const auto keep_if_it_fits = [&](std::size_t at) {
    if (!may_be_kept[at]) return;
    const Span span = span_of(words[at], column);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Span other = span_of(words[i], column);
      if (kept[i] && span.left < other.right + kGap && other.left < span.right + kGap) return;
    }
    kept[at] = true;
  };
  for (std::size_t i = 0; i < words.size(); ++i) keep_if_it_fits(i == 0 ? 0 : i == 1 ? words.size() - 1 : i - 1);
  return kept;
}

}  // namespace

std::string axis_svg(const Axis& axis, const NumberFormat& numbers) {
  std::vector<Word> words;
  for (const Quantity& tick : axis.ticks) {
    words.push_back({place_on(axis, tick.value.value_or(0)), numbers.quantity(tick, tick.n)});
  }
  const auto on_desks = fitting(words, std::vector<bool>(words.size(), true), kOnDesks);
  const auto on_phones = fitting(words, on_desks, kOnPhones);
  std::string texts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!on_desks[i]) continue;
    texts +=
        fmt::format(R"(<text{} x="{:.1f}%" y="12" text-anchor="{}">{}</text>)", on_phones[i] ? "" : R"( class="ml")",
                    100 * words[i].x, anchor_of(words[i]), escape_html(words[i].text));
  }
  return fmt::format(R"(<svg class="cell" width="100%" height="16" aria-hidden="true">{}</svg>)", texts);
}

}  // namespace csreport
