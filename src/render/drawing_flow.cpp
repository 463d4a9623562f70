// What came and what was done over the parts of a period, as running totals; the gap between the lines is what is open.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "render/drawing.hpp"
#include "render/escape.hpp"

namespace csreport {
namespace {

constexpr double kHeight = 170;
constexpr double kTop = 10;
constexpr double kBottom = 142;
constexpr double kXLabels = 164;
constexpr double kLineHeight = 16;
constexpr double kWordGap = 6;

PlotFrame frame_of(const Flow& flow) {
  const double most = *std::max_element(flow.arrived.begin(), flow.arrived.end());
  return {kHeight, kTop, kBottom, tick_values(0, most, TickUnit::whole)};
}

double x_of(std::size_t index, std::size_t parts) {
  return 100 * static_cast<double>(index) / static_cast<double>(parts);
}

std::string points(const std::vector<double>& values, const PlotFrame& frame) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += fmt::format("{}{:.1f},{:.1f}", i == 0 ? "" : " ", 10 * x_of(i, values.size() - 1), frame.y_of(values[i]));
  }
  return text;
}

std::string lines(const Flow& flow, const PlotFrame& frame) {
  std::vector<double> back(flow.done.rbegin(), flow.done.rend());
  std::string area = points(flow.arrived, frame);
  for (std::size_t i = 0; i < back.size(); ++i) {
    area += fmt::format(" {:.1f},{:.1f}", 10 * x_of(back.size() - 1 - i, back.size() - 1), frame.y_of(back[i]));
  }
  return fmt::format(
      R"(<svg viewBox="0 0 1000 {0}" preserveAspectRatio="none" width="100%" height="{0}"><polygon class="open {1}" points="{2}"/><polyline class="ln" fill="none" vector-effect="non-scaling-stroke" points="{3}"/><polyline class="ln dashed" fill="none" vector-effect="non-scaling-stroke" points="{4}"/></svg>)",
      kHeight, state_class(flow.state), area, points(flow.arrived, frame), points(flow.done, frame));
}

std::string end_word(const char* css_class, double y, const std::string& text) {
  return fmt::format(R"(<text class="{}" x="{}" y="{:.1f}">{}</text>)", css_class, kWordGap, y, escape_html(text));
}

/// Beside the ends of the lines, pushed apart where they are close. A drawing of its own, as wide as its words: in
/// percents of a narrow page there would be no room for them.
std::string end_words(const Flow& flow, const ChartWords& words, const PlotFrame& frame) {
  const double upper = frame.y_of(flow.arrived.back());
  const double lower = frame.y_of(flow.done.back());
  const double middle = std::clamp((upper + lower) / 2, kTop + kLineHeight, kBottom - kLineHeight) + 4;
  std::string out = end_word("now", std::min(upper + 4, middle - kLineHeight), words.upper);
  out += end_word(flow.state == SignalState::worse ? "now bad" : "gap-words", middle, words.gap);
  out += end_word("now", std::max(lower + 4, middle + kLineHeight), words.lower);
  constexpr double kBold = 1.3;
  const double widest = std::max({drawn_width(words.upper), drawn_width(words.gap), drawn_width(words.lower)});
  return fmt::format(R"(<svg class="ends" paint-order="stroke" width="{}" height="{}" aria-hidden="true">{}</svg>)",
                     std::ceil(kBold * widest) + kWordGap, kHeight, out);
}

std::string x_labels(const ChartWords& words) {
  std::string out;
  const std::size_t count = words.x_labels.size();
  const std::size_t step = std::max<std::size_t>(1, (count + 6) / 7);
  for (std::size_t i = 0; i < count; i += step) {
    const double x = (x_of(i, count) + x_of(i + 1, count)) / 2;
    out += fmt::format(R"(<text{} x="{:.1f}%" y="{}" text-anchor="middle">{}</text>)",
                       (i / step) % 2 == 1 ? R"( class="mh")" : "", x, kXLabels, escape_html(words.x_labels[i]));
  }
  return out;
}

}  // namespace

std::string flow_axis_svg(const Flow& flow, const NumberFormat& numbers) {
  return plot_axis_svg(frame_of(flow), numbers);
}

std::string flow_svg(const Flow& flow, const ChartWords& words) {
  const PlotFrame frame = frame_of(flow);
  return fmt::format(R"(<svg class="pl" width="100%" height="{}" role="img" aria-label="{}">{}{}{}</svg>{})", kHeight,
                     escape_html(words.label), plot_grid(frame), lines(flow, frame), x_labels(words),
                     end_words(flow, words, frame));
}

}  // namespace csreport
