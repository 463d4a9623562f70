// What the drawings of cells share: places, shapes and colours.
#include "render/drawing.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "render/escape.hpp"

namespace csreport {

double place_on(const Axis& axis, double value) {
  const auto scaled = [&](double x) { return axis.logarithmic ? std::log(std::max(x, 1.0)) : x; };
  const double low = scaled(axis.low);
  const double high = scaled(axis.high);
  if (high <= low) return 0;
  return std::clamp((scaled(value) - low) / (high - low), 0.0, 1.0);
}

std::string state_class(SignalState state) {
  switch (state) {
    case SignalState::worse: return "worse";
    case SignalState::better: return "better";
    case SignalState::changed: return "changed";
    case SignalState::none:
    case SignalState::few:
    case SignalState::normal: break;
  }
  return "plain";
}

std::string state_shape(SignalState state, double x_percent, double y) {
  if (state == SignalState::worse || state == SignalState::changed) {
    return fmt::format(R"(<svg x="{:.1f}%" y="{:.1f}"><path class="{}" d="M0-6 6 0 0 6-6 0z"/></svg>)", x_percent, y,
                       state_class(state));
  }
  return fmt::format(R"(<circle class="{}" cx="{:.1f}%" cy="{:.1f}" r="4.5"/>)",
                     state == SignalState::better ? "better" : "end", x_percent, y);
}

std::string plot_axis_svg(const PlotFrame& frame, const NumberFormat& numbers) {
  std::string out;
  for (const double tick : frame.ticks) {
    out += fmt::format(R"(<text x="44" y="{:.1f}" text-anchor="end">{}</text>)", frame.y_of(tick) + 4,
                       escape_html(numbers.number(tick)));
  }
  return fmt::format(R"(<svg width="52" height="{}" aria-hidden="true">{}</svg>)", frame.height, out);
}

std::string plot_grid(const PlotFrame& frame) {
  std::string out;
  for (const double tick : frame.ticks) {
    out += fmt::format(R"(<line class="gr" x1="0" x2="100%" y1="{0:.1f}" y2="{0:.1f}"/>)", frame.y_of(tick));
  }
  return out;
}

}  // namespace csreport
