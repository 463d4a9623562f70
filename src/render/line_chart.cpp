// The line chart of a trend. Horizontal places are percentages and texts keep their size, so that
// it fits every width without a script; only the line itself is stretched.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "render/chart.hpp"
#include "render/display_width.hpp"
#include "render/escape.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

constexpr double kHeight = 180;
constexpr double kTop = 24;
constexpr double kBottom = 140;
constexpr double kXLabels = 174;
constexpr std::size_t kMostDots = 60;
constexpr double kAxisText = 44;  // at least, for the labels of the vertical axis
constexpr double kAxisGap = 8;
constexpr double kNarrowPlot = 200;  // of a phone

double width_of(std::string_view text, double narrow) {
  constexpr double kWide = 12;
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t columns = display_width(next_character(text, at));
    width += columns == 0 ? 0 : columns == 1 ? narrow : kWide;
  }
  return width;
}

double x_percent(std::size_t index, std::size_t count) {
  return 100 * (static_cast<double>(index) + 0.5) / static_cast<double>(count);
}

double y_of(double value, const LineChart& chart) {
  const double low = chart.ticks.front().value;
  const double high = chart.ticks.back().value;
  return kBottom - (value - low) / (high - low) * (kBottom - kTop);
}

std::string grid(const LineChart& chart) {
  std::string out;
  for (const AxisTick& tick : chart.ticks) {
    out += fmt::format(R"(<line class="gr" x1="0" x2="100%" y1="{0:.1f}" y2="{0:.1f}"/>)", y_of(tick.value, chart));
  }
  return out;
}

/// From half a step before the first point of a level to half a step behind its last one.
std::string levels(const LineChart& chart) {
  std::string out;
  const double step = 100 / static_cast<double>(chart.values.size());
  for (const ChartLevel& level : chart.levels) {
    const double left = step * static_cast<double>(level.first);
    const double right = step * static_cast<double>(level.last + 1);
    const double top = y_of(level.range.high, chart);
    const double bottom = y_of(level.range.low, chart);
    out += fmt::format(R"(<rect class="band" x="{:.2f}%" width="{:.2f}%" y="{:.1f}" height="{:.1f}"/>)", left,
                       right - left, top, std::max(bottom - top, 1.0));
    out += fmt::format(R"(<line class="mean" x1="{:.2f}%" x2="{:.2f}%" y1="{:.1f}" y2="{:.1f}"/>)", left, right,
                       y_of(level.range.mean, chart), y_of(level.range.mean, chart));
  }
  return out;
}

std::string line(const LineChart& chart) {
  std::string paths;
  std::vector<PathPoint> points;
  const auto flush = [&] {
    if (!points.empty())
      paths +=
          fmt::format(R"(<path class="ln" fill="none" vector-effect="non-scaling-stroke" d="{}"/>)", line_path(points));
    points.clear();
  };
  for (std::size_t i = 0; i < chart.values.size(); ++i) {
    if (chart.values[i]) {
      points.push_back({10 * x_percent(i, chart.values.size()), y_of(*chart.values[i], chart)});
    } else {
      flush();
    }
  }
  flush();
  return fmt::format(R"(<svg viewBox="0 0 1000 {0}" preserveAspectRatio="none" width="100%" height="{0}">{1}</svg>)",
                     kHeight, paths);
}

/// A diamond or a circle, larger than the dots.
std::string marked_point(PointMark mark, double x, double y) {
  if (mark == PointMark::better) {
    return fmt::format(R"(<circle class="better" cx="{:.2f}%" cy="{:.1f}" r="5"/>)", x, y);
  }
  return fmt::format(R"(<svg x="{:.2f}%" y="{:.1f}"><path class="{}" d="M0-6.5 6.5 0 0 6.5-6.5 0z"/></svg>)", x, y,
                     mark == PointMark::worse ? "worse" : "changed");
}

/// A dot per value, a hollow tick on the base line for a gap, the last value larger.
std::string dots(const LineChart& chart) {
  std::string out;
  std::string small;
  const std::size_t count = chart.values.size();
  for (std::size_t i = 0; i < count; ++i) {
    const double x = x_percent(i, count);
    const bool last = i + 1 == count;
    const PointMark mark = chart.marks.empty() ? PointMark::none : chart.marks[i];
    if (chart.values[i] && mark != PointMark::none) {
      out += marked_point(mark, x, y_of(*chart.values[i], chart));
    } else if (!chart.values[i]) {
      out += fmt::format(R"(<circle class="gap" cx="{:.2f}%" cy="{}" r="2.5"/>)", x, kBottom);
    } else if (last) {
      out += fmt::format(R"(<circle class="{}" cx="{:.2f}%" cy="{:.1f}" r="4.5"/>)",
                         chart.last == LastPoint::so_far ? "end hollow" : "end", x, y_of(*chart.values[i], chart));
    } else if (count <= kMostDots) {
      small += fmt::format(R"(<circle cx="{:.1f}%" cy="{:.1f}" r="2.4"/>)", x, y_of(*chart.values[i], chart));
    }
  }
  return small.empty() ? out : fmt::format(R"(<g class="dot">{}</g>{})", small, out);
}

/// Above or below the last points, where the line is not. REQUIRES: there is a last value.
double y_of_latest(const LineChart& chart) {
  const double last = y_of(*chart.values.back(), chart);
  double top = last;
  double bottom = last;
  const std::size_t near = (chart.values.size() * 2 + 4) / 5;
  for (std::size_t i = chart.values.size() - near; i < chart.values.size(); ++i) {
    if (!chart.values[i]) continue;
    top = std::min(top, y_of(*chart.values[i], chart));
    bottom = std::max(bottom, y_of(*chart.values[i], chart));
  }
  const bool above = last - top <= bottom - last;
  return above ? std::max(top - 10, 11.0) : std::min(bottom + 19, kBottom + 18);
}

std::string latest(const LineChart& chart) {
  if (chart.latest.empty() || !chart.values.back()) return {};
  const auto text = [&](const char* css_class, const std::string& words) {
    return fmt::format(R"(<text class="{}" x="100%" y="{:.1f}" text-anchor="end">{}</text>)", css_class,
                       y_of_latest(chart), escape_html(words));
  };
  if (chart.latest_short.empty()) return text("now", chart.latest);
  return text("now mh", chart.latest) + text("now mo", chart.latest_short);
}

/// Pixels that the limits of the newest level take; 0: there are none.
double limits_width(const LineChart& chart) {
  if (chart.levels.empty()) return 0;
  const double words = std::max(widest_width(chart.levels.back().low), widest_width(chart.levels.back().high));
  return words == 0 ? 0 : std::ceil(words) + kAxisGap;
}

/// The limits of the newest level beside its edges, pushed apart where they are close. A drawing of its own: in the
/// plot they would lie upon the line or upon the latest value. Without limits it holds the room free.
std::string limits(const LineChart& chart, double width) {
  constexpr double kLineHeight = 14;
  if (width == 0) return {};
  const auto drawing = [&](const std::string& texts) {
    return fmt::format(R"(<svg class="ends limits" width="{}" height="{}" aria-hidden="true">{}</svg>)", width, kHeight,
                       texts);
  };
  if (limits_width(chart) == 0) return drawing({});
  const ChartLevel& level = chart.levels.back();
  const double high = y_of(level.range.high, chart) + 4;
  const double low = y_of(level.range.low, chart) + 4;
  const double push = std::max(0.0, (kLineHeight - (low - high)) / 2);
  const auto text = [](double y, const std::string& words) {
    return fmt::format(R"(<text x="{}" y="{:.1f}">{}</text>)", kAxisGap, y, escape_html(words));
  };
  return drawing(text(high - push, level.high) + text(low + push, level.low));
}

/// How far a label reaches over the edge of the plot when it stands below the first or the last point.
double overhang(double label, std::size_t points) {
  return std::max(0.0, label / 2 - kNarrowPlot * 0.5 / static_cast<double>(points));
}

double widest_label(const LineChart& chart) {
  double widest = 0;
  for (const std::string& label : chart.x_labels) widest = std::max(widest, widest_width(label));
  return widest;
}

/// Which points have a label: from the last one back, every `step`-th; on narrow pages every `narrow`-th of these.
struct LabelSteps {
  std::size_t step = 1;
  std::size_t narrow = 2;
};
LabelSteps label_steps(const LineChart& chart, const PlotMargins& margins) {
  constexpr double kMost = 5;
  constexpr double kWideFigure = 520;    // the least of two beside each other
  constexpr double kNarrowFigure = 316;  // the least that has room for limits
  constexpr double kBlank = 6;
  const auto count = static_cast<double>(chart.x_labels.size());
  const double label = widest_label(chart) + kBlank;
  const auto steps = [&](double figure) { return label * count / std::max(figure - margins.axis - margins.ends, 1.0); };
  LabelSteps found;
  found.step = static_cast<std::size_t>(std::ceil(std::max(count / kMost, steps(kWideFigure))));
  const double narrow = std::ceil(steps(kNarrowFigure) / static_cast<double>(found.step));
  found.narrow = std::max<std::size_t>(2, static_cast<std::size_t>(narrow));
  return found;
}

/// Each below its point. A label that would reach over the edge of the figure begins or ends with the plot.
std::string x_labels(const LineChart& chart, const PlotMargins& margins) {
  const std::size_t count = chart.x_labels.size();
  const LabelSteps steps = label_steps(chart, margins);
  std::string out;
  std::size_t shown = 0;
  for (std::size_t back = 0; back < count; back += steps.step, ++shown) {
    const std::size_t i = count - 1 - back;
    const double over = overhang(widest_width(chart.x_labels[i]), count);
    const bool at_end = back == 0 && over > margins.ends;
    const bool at_start = i == 0 && over > margins.axis;
    out += fmt::format(R"(<text{} x="{:.2f}%" y="{}"{}>{}</text>)", shown % steps.narrow != 0 ? R"( class="mh")" : "",
                       at_end     ? 100.0
                       : at_start ? 0.0
                                  : x_percent(i, count),
                       kXLabels,
                       at_end     ? R"( text-anchor="end")"
                       : at_start ? R"( text-anchor="start")"
                                  : "",
                       escape_html(chart.x_labels[i]));
  }
  return fmt::format(R"(<g text-anchor="middle">{}</g>)", out);
}

}  // namespace

double drawn_width(std::string_view text) { return width_of(text, 6.2); }

double widest_width(std::string_view text) { return width_of(text, 7.5); }

PlotMargins margins_of(const LineChart& chart) {
  constexpr double kMostOverhang = 28;  // what report.css leaves on the narrowest pages
  double axis = kAxisText;
  for (const AxisTick& tick : chart.ticks) axis = std::max(axis, std::ceil(widest_width(tick.text)));
  const double over = chart.x_labels.empty() ? 0 : overhang(widest_width(chart.x_labels.back()), chart.x_labels.size());
  return {axis + kAxisGap, std::max(limits_width(chart), over <= kMostOverhang ? std::ceil(over) : 0)};
}

PlotMargins widest(const PlotMargins& a, const PlotMargins& b) {
  return {std::max(a.axis, b.axis), std::max(a.ends, b.ends)};
}

std::string line_axis_svg(const LineChart& chart, const PlotMargins& margins) {
  std::string out;
  for (const AxisTick& tick : chart.ticks) {
    out += fmt::format(R"(<text x="{}" y="{:.1f}" text-anchor="end">{}</text>)", margins.axis - kAxisGap,
                       y_of(tick.value, chart) + 4, escape_html(tick.text));
  }
  return fmt::format(R"(<svg width="{}" height="{}" aria-hidden="true">{}</svg>)", margins.axis, kHeight, out);
}

std::string line_svg(const LineChart& chart, const PlotMargins& margins) {
  return fmt::format(
      R"(<svg class="pl" paint-order="stroke" width="100%" height="{}" role="img" aria-label="{}">{}{}{}{}{}{}</svg>{})",
      kHeight, escape_html(chart.label), levels(chart), grid(chart), line(chart), dots(chart), latest(chart),
      x_labels(chart, margins), limits(chart, margins.ends));
}

}  // namespace csreport
