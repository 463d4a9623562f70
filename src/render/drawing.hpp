#pragma once
// The drawings in the cells of a figure: one file a kind, each as inline SVG for pages and in characters for text.
// Horizontal places are percentages of the column, so that a drawing fits every width without a script. All are hidden
// from screen readers: the numbers beside them say the same.

#include <string>

#include "csreport/report/figure.hpp"
#include "render/chart.hpp"
#include "render/number_format.hpp"

namespace csreport {

/// Where a value lies on the axis, from 0 to 1; outside it at its end. On a logarithmic axis values below 1 are 1.
double place_on(const Axis& axis, double value);

std::string drawing_svg(const Bar& bar, const Axis& axis);
std::string drawing_svg(const Step& step, const Axis& axis);
std::string drawing_svg(const Spread& spread, const NumberFormat& numbers);
std::string drawing_svg(const Ladder& ladder, const Axis& axis);
std::string drawing_svg(const Whisker& whisker, const Axis& axis);
std::string drawing_svg(const Against& against, const Axis& axis);

/// The ticks above a column of drawings, as many as it has room for on desks; the class `ml` hides the rest on phones
/// and on paper.
std::string axis_svg(const Axis& axis, const NumberFormat& numbers);

/// A bar of at most twenty characters.
std::string drawing_text(const Bar& bar, const Axis& axis, SparkText style);
/// The parts in percent, "6 · 4 · 9 · 28 · 54".
std::string drawing_text(const Spread& spread, const NumberFormat& numbers);

/// The shape of a state at `x` percent and `y`: a diamond for worse, a hollow one for changed, a circle otherwise.
std::string state_shape(SignalState state, double x_percent, double y);
/// The class that colours a state; "plain" where nothing signals.
std::string state_class(SignalState state);

/// Where the values of a chart above a table lie: between `top` and `bottom`, from the first tick to the last.
struct PlotFrame {
  double height;
  double top;
  double bottom;
  std::vector<double> ticks;

  [[nodiscard]] double y_of(double value) const {
    return bottom - (value - ticks.front()) / (ticks.back() - ticks.front()) * (bottom - top);
  }
};
/// The ticks in words, beside the chart.
std::string plot_axis_svg(const PlotFrame& frame, const NumberFormat& numbers);
/// Their lines behind it.
std::string plot_grid(const PlotFrame& frame);

/// Above the table of a figure; the axis' words are a drawing of their own so that they keep their width.
struct ChartWords {
  std::vector<std::string> x_labels;  ///< one per part or period
  std::string upper;                  ///< at the end of the line of what came
  std::string gap;                    ///< between the two
  std::string lower;                  ///< at the end of the line of what was done
  std::string label;                  ///< for those who cannot see it
};
std::string flow_axis_svg(const Flow& flow, const NumberFormat& numbers);
std::string flow_svg(const Flow& flow, const ChartWords& words);
std::string layers_axis_svg(const Layers& layers, const NumberFormat& numbers);
std::string layers_svg(const Layers& layers, const ChartWords& words);

}  // namespace csreport
