// How answers are spread, from bad to good: a bar of full width whose parts are written into it where there is room.
#include <vector>

#include <fmt/format.h>

#include "render/drawing.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr double kFewestForLabel = 0.07;
constexpr double kFewestOnPhones = 0.13;
constexpr double kPartGap = 0.25;  ///< in percent of the bar

/// The colour of a part: five steps, of which three use the ends and the middle.
std::size_t step_of(std::size_t index, std::size_t parts) { return parts == 3 ? 2 * index + 1 : index + 1; }

double total_of(const Spread& spread) {
  double total = 0;
  for (const std::int64_t n : spread.counts) total += static_cast<double>(n);
  return total;
}

/// In whole percents that add up to 100.
std::vector<double> percents_of(const Spread& spread, double total) {
  std::vector<double> parts;
  for (const std::int64_t n : spread.counts) parts.push_back(100 * static_cast<double>(n) / total);
  return rounded_parts(parts, 100, 1);
}

}  // namespace

std::string drawing_svg(const Spread& spread, const NumberFormat& numbers) {
  const double total = total_of(spread);
  if (total <= 0) return {};
  const std::vector<double> percents = percents_of(spread, total);
  std::string body;
  double left = 0;
  for (std::size_t i = 0; i < spread.counts.size(); ++i) {
    const double share = static_cast<double>(spread.counts[i]) / total;
    const std::size_t step = step_of(i, spread.counts.size());
    if (share > 0) {
      body += fmt::format(R"(<rect class="a{}" x="{:.2f}%" width="{:.2f}%" height="20"/>)", step, 100 * left,
                          std::max(100 * share - kPartGap, 0.1));
    }
    if (share >= kFewestForLabel) {
      body += fmt::format(R"(<text class="{}{}" x="{:.2f}%" y="14.5" text-anchor="middle">{}</text>)",
                          step == 1 || step == 5 ? "on-end" : "on-step", share < kFewestOnPhones ? " mh" : "",
                          100 * (left + share / 2), numbers.number(percents[i]));
    }
    left += share;
  }
  return fmt::format(R"(<svg class="cell" width="100%" height="20" aria-hidden="true">{}</svg>)", body);
}

std::string drawing_text(const Spread& spread, const NumberFormat& numbers) {
  const double total = total_of(spread);
  if (total <= 0) return {};
  std::string text;
  for (const double percent : percents_of(spread, total)) {
    text += fmt::format("{}{}", text.empty() ? "" : " · ", numbers.number(percent));
  }
  return text;
}

}  // namespace csreport
