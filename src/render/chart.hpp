#pragma once
// Drawings of a series as finished fragments: inline SVG for pages, block characters for text. Data
// sizes go into SVG attributes only, colours into classes of the page's style.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace csreport {

/// Oldest first; a gap has no value and breaks the line.
using ChartValues = std::vector<std::optional<double>>;

/// Where a series usually stays.
struct ChartRange {
  double low = 0;
  double mean = 0;
  double high = 0;
};

struct PathPoint {
  double x = 0;
  double y = 0;
};
/// The `d` of a path through the points, in tenths of a pixel.
std::string line_path(const std::vector<PathPoint>& points);

/// As wide as its place (`wide`: a card) or 86 pixels (a table cell). `label` is what it says to
/// those who cannot see it. Empty with fewer than two values.
enum class SparkSize { cell, wide };
/// The last value: of a period that is over, or that has not ended yet (hollow).
enum class LastPoint { whole, so_far };
std::string spark_svg(const ChartValues& values, SparkSize size, const std::string& label,
                      const std::optional<ChartRange>& normal = std::nullopt, LastPoint last = LastPoint::whole);

/// One character per value, lowest to highest; a gap is a space. Empty with fewer than two values.
enum class SparkText { blocks, ascii };
std::string spark_text(const ChartValues& values, SparkText style);

/// A value beside its target, 0-based: a bar, and a tick at the limit or a band between two. Says nothing to those who
/// cannot see it: the sentence beside it does.
struct Bullet {
  double value = 0;
  double low = 0;  ///< where there is one limit, both are it
  double high = 0;
  std::optional<double> most;  ///< the end of the scale; nothing: a little more than the largest of the three
};
std::string bullet_svg(const Bullet& bullet);

struct AxisTick {
  double value = 0;
  std::string text;
};
/// The range of the points from `first` to `last`.
struct ChartLevel {
  std::size_t first = 0;
  std::size_t last = 0;
  ChartRange range;
  std::string low;  ///< its limits in words, which stand beside the newest level
  std::string high;
};
/// A point that lies apart. Each has a shape of its own, because colour alone says nothing to many.
enum class PointMark { none, worse, better, changed };

/// A line chart of a trend; the caller knows the unit and chooses the ticks.
struct LineChart {
  ChartValues values;
  std::vector<std::string> x_labels;  ///< one per value
  std::vector<AxisTick> ticks;        ///< lowest first; the first and last bound the axis
  std::vector<ChartLevel> levels;     ///< bands behind the line, oldest first; the axis holds them
  std::vector<PointMark> marks;       ///< one per value, or empty
  std::string latest;                 ///< beside the last point; empty: not marked
  std::string latest_short;           ///< on pages on which `latest` would lie over the vertical axis; empty: it fits
  LastPoint last = LastPoint::whole;
  std::string label;  ///< for those who cannot see it
};
/// Pixels that the plot has on the narrowest page, its limits included.
inline constexpr double kNarrowestPlot = 228;
/// Pixels, about, at 12 px: Chinese characters are twice as wide as Latin and Cyrillic ones.
double drawn_width(std::string_view text);
/// Likewise in the widest fonts, which give Latin and Cyrillic letters more room.
double widest_width(std::string_view text);
/// Pixels beside a plot: for the words of the vertical axis, and for the limits of the newest level. Charts that are
/// compared with each other have the same, so that the same period stands at the same place in all of them.
struct PlotMargins {
  double axis = 0;
  double ends = 0;
};
PlotMargins margins_of(const LineChart& chart);
PlotMargins widest(const PlotMargins& a, const PlotMargins& b);
/// The vertical axis' words, a drawing of its own so that it keeps its width.
std::string line_axis_svg(const LineChart& chart, const PlotMargins& margins);
/// With the limits of the newest level as a drawing beside it.
std::string line_svg(const LineChart& chart, const PlotMargins& margins);

/// Round values that enclose [low, high], about four; multiples of minutes, hours and days for
/// durations.
enum class TickUnit { plain, whole, seconds, share };
std::vector<double> tick_values(double low, double high, TickUnit unit);

}  // namespace csreport
