// What came and what was done over the parts of a period, as running totals; the gap between the lines is what is open.
#include <algorithm>

#include <fmt/format.h>

#include "render/drawing.hpp"
#include "render/escape.hpp"

namespace csreport {
namespace {

constexpr double kHeight = 170;
constexpr double kTop = 10;
constexpr double kBottom = 142;
constexpr double kXLabels = 164;
constexpr double kEnd = 86;  ///< percent of the width that the lines use; the words stand behind them
constexpr double kLineHeight = 16;

std::vector<double> ticks_of(const Flow& flow) {
  const double most = flow.arrived.empty() ? 0 : flow.arrived.back();
  return tick_values(0, most, TickUnit::whole);
}

double y_of(double value, const std::vector<double>& ticks) {
  return kBottom - (value - ticks.front()) / (ticks.back() - ticks.front()) * (kBottom - kTop);
}

double x_of(std::size_t index, std::size_t parts) {
  return kEnd * static_cast<double>(index) / static_cast<double>(parts);
}

std::string points(const std::vector<double>& values, const std::vector<double>& ticks) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += fmt::format("{}{:.1f},{:.1f}", i == 0 ? "" : " ", 10 * x_of(i, values.size() - 1), y_of(values[i], ticks));
  }
  return text;
}

std::string lines(const Flow& flow, const std::vector<double>& ticks) {
  std::vector<double> back(flow.done.rbegin(), flow.done.rend());
  std::string area = points(flow.arrived, ticks);
  for (std::size_t i = 0; i < back.size(); ++i) {
    area += fmt::format(" {:.1f},{:.1f}", 10 * x_of(back.size() - 1 - i, back.size() - 1), y_of(back[i], ticks));
  }
  return fmt::format(
      R"(<svg viewBox="0 0 1000 {0}" preserveAspectRatio="none" width="100%" height="{0}"><polygon class="open {1}" points="{2}"/><polyline class="ln" fill="none" points="{3}"/><polyline class="ln dashed" fill="none" points="{4}"/></svg>)",
      kHeight, state_class(flow.state), area, points(flow.arrived, ticks), points(flow.done, ticks));
}

std::string grid(const std::vector<double>& ticks) {
  std::string out;
  for (const double tick : ticks) {
    out += fmt::format(R"(<line class="gr" x1="0" x2="{0}%" y1="{1:.1f}" y2="{1:.1f}"/>)", kEnd, y_of(tick, ticks));
  }
  return out;
}

std::string end_word(const char* css_class, double y, const std::string& text) {
  return fmt::format(R"(<text class="{}" x="{}%" y="{:.1f}">{}</text>)", css_class, kEnd + 1, y, escape_html(text));
}

/// Beside the ends of the lines, pushed apart where they are close.
std::string end_words(const Flow& flow, const ChartWords& words, const std::vector<double>& ticks) {
  const double upper = y_of(flow.arrived.back(), ticks);
  const double lower = y_of(flow.done.back(), ticks);
  const double middle = std::clamp((upper + lower) / 2, kTop + kLineHeight, kBottom - kLineHeight) + 4;
  std::string out = end_word("now", std::min(upper + 4, middle - kLineHeight), words.upper);
  out += end_word(flow.state == SignalState::worse ? "now bad" : "gap-words", middle, words.gap);
  return out + end_word("now", std::max(lower + 4, middle + kLineHeight), words.lower);
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
  const auto ticks = ticks_of(flow);
  std::string out;
  for (const double tick : ticks) {
    out += fmt::format(R"(<text x="44" y="{:.1f}" text-anchor="end">{}</text>)", y_of(tick, ticks) + 4,
                       escape_html(numbers.number(tick)));
  }
  return fmt::format(R"(<svg width="52" height="{}" aria-hidden="true">{}</svg>)", kHeight, out);
}

std::string flow_svg(const Flow& flow, const ChartWords& words) {
  const auto ticks = ticks_of(flow);
  return fmt::format(R"(<svg class="pl" width="100%" height="{}" role="img" aria-label="{}">{}{}{}{}</svg>)", kHeight,
                     escape_html(words.label), grid(ticks), lines(flow, ticks), end_words(flow, words, ticks),
                     x_labels(words));
}

}  // namespace csreport
