// Volumes of some groups over the periods, one upon the other. The names stand in the legend in the same order.
#include <algorithm>

#include <fmt/format.h>

#include "render/drawing.hpp"
#include "render/escape.hpp"

namespace csreport {
namespace {

constexpr double kHeight = 180;
constexpr double kTop = 10;
constexpr double kBottom = 150;
constexpr double kXLabels = 174;

std::vector<double> totals_of(const Layers& layers) {
  std::vector<double> totals(layers.periods.size(), 0);
  for (const auto& values : layers.values) {
    for (std::size_t i = 0; i < totals.size(); ++i) totals[i] += values[i];
  }
  return totals;
}

PlotFrame frame_of(const Layers& layers) {
  const auto totals = totals_of(layers);
  const double most = totals.empty() ? 0 : *std::max_element(totals.begin(), totals.end());
  return {kHeight, kTop, kBottom, tick_values(0, most, TickUnit::whole)};
}

/// The first period at the left edge, the last one at the right.
double x_of(std::size_t index, std::size_t count) {
  return count < 2 ? 0 : 1000 * static_cast<double>(index) / static_cast<double>(count - 1);
}

std::string areas(const Layers& layers, const PlotFrame& frame) {
  const std::size_t count = layers.periods.size();
  std::vector<double> base(count, 0);
  std::string out;
  for (std::size_t layer = 0; layer < layers.values.size(); ++layer) {
    std::vector<double> top = base;
    for (std::size_t i = 0; i < count; ++i) top[i] += layers.values[layer][i];
    std::string points;
    for (std::size_t i = 0; i < count; ++i) points += fmt::format("{:.1f},{:.1f} ", x_of(i, count), frame.y_of(top[i]));
    for (std::size_t i = count; i-- > 0;) points += fmt::format("{:.1f},{:.1f} ", x_of(i, count), frame.y_of(base[i]));
    points.pop_back();
    out += fmt::format(R"(<polygon class="l{}" points="{}"/>)", layer + 1, points);
    base = std::move(top);
  }
  return fmt::format(R"(<svg viewBox="0 0 1000 {0}" preserveAspectRatio="none" width="100%" height="{0}">{1}</svg>)",
                     kHeight, out);
}

std::string x_labels(const ChartWords& words) {
  std::string out;
  const std::size_t count = words.x_labels.size();
  const std::size_t step = std::max<std::size_t>(1, (count + 4) / 5);
  std::size_t shown = 0;
  for (std::size_t back = 0; back < count; back += step, ++shown) {
    const std::size_t i = count - 1 - back;
    const char* const anchor = back == 0 ? "end" : i == 0 ? "start" : "middle";
    out +=
        fmt::format(R"(<text{} x="{:.1f}%" y="{}" text-anchor="{}">{}</text>)", shown % 2 == 1 ? R"( class="mh")" : "",
                    x_of(i, count) / 10, kXLabels, anchor, escape_html(words.x_labels[i]));
  }
  return out;
}

}  // namespace

std::string layers_axis_svg(const Layers& layers, const NumberFormat& numbers) {
  return plot_axis_svg(frame_of(layers), numbers);
}

std::string layers_svg(const Layers& layers, const ChartWords& words) {
  const PlotFrame frame = frame_of(layers);
  return fmt::format(R"(<svg class="pl" width="100%" height="{}" role="img" aria-label="{}">{}{}{}</svg>)", kHeight,
                     escape_html(words.label), plot_grid(frame), areas(layers, frame), x_labels(words));
}

}  // namespace csreport
