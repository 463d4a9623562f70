// Sparklines: small lines without axes, and their form in characters.
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "render/chart.hpp"
#include "render/escape.hpp"

namespace csreport {
namespace {

struct Range {
  double low = 0;
  double high = 0;
  std::size_t known = 0;
};

Range range_of(const ChartValues& values) {
  Range range;
  for (const auto& value : values) {
    if (!value) continue;
    range.low = range.known == 0 ? *value : std::min(range.low, *value);
    range.high = range.known == 0 ? *value : std::max(range.high, *value);
    ++range.known;
  }
  return range;
}

/// 0 at the lowest, 1 at the highest; the middle for a flat series.
double height_of(double value, const Range& range) {
  if (range.high <= range.low) return 0.5;
  return (value - range.low) / (range.high - range.low);
}

struct Frame {
  double width;  ///< of the coordinates
  double height;
  double margin;  ///< above and below
};

double x_of(std::size_t index, std::size_t count, const Frame& frame) {
  return frame.width * (static_cast<double>(index) + 0.5) / static_cast<double>(count);
}
double y_of(double value, const Range& range, const Frame& frame) {
  return frame.margin + (1 - height_of(value, range)) * (frame.height - 2 * frame.margin);
}

std::string band(const std::optional<ChartRange>& normal, const Range& range, const Frame& frame) {
  if (!normal) return {};
  const double top = y_of(normal->high, range, frame);
  return fmt::format(R"(<rect class="band" width="{:.0f}" y="{:.1f}" height="{:.1f}"/>)", frame.width, top,
                     std::max(y_of(normal->low, range, frame) - top, 0.5));
}

/// One line per stretch without a gap.
std::string lines(const ChartValues& values, const Range& range, const Frame& frame, SparkSize size) {
  // Only what is stretched must be told to keep the width of its line; as an attribute, as checkers of CSS know no such
  // property.
  const char* const effect = size == SparkSize::wide ? R"( vector-effect="non-scaling-stroke")" : "";
  std::string out;
  std::vector<PathPoint> points;
  const auto flush = [&] {
    if (!points.empty()) out += fmt::format(R"(<path class="ln" fill="none"{} d="{}"/>)", effect, line_path(points));
    points.clear();
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) {
      points.push_back({x_of(i, values.size(), frame), y_of(*values[i], range, frame)});
    } else {
      flush();
    }
  }
  flush();
  return out;
}

}  // namespace

std::string spark_svg(const ChartValues& values, SparkSize size, const std::string& label,
                      const std::optional<ChartRange>& normal, LastPoint last) {
  Range range = range_of(values);
  if (range.known < 2) return {};
  const bool wide = size == SparkSize::wide;
  const Frame frame = wide ? Frame{1000, 44, 6} : Frame{86, 20, 4};
  if (normal) {
    range.low = std::min(range.low, normal->low);
    range.high = std::max(range.high, normal->high);
  }
  std::string body = band(normal, range, frame) + lines(values, range, frame, size);
  if (wide)
    body =
        fmt::format(R"(<svg viewBox="0 0 1000 44" preserveAspectRatio="none" width="100%" height="44">{}</svg>)", body);
  if (values.back()) {
    const double x = x_of(values.size() - 1, values.size(), frame);
    body += fmt::format(R"(<circle class="{}" cx="{:.2f}{}" cy="{:.1f}" r="{}"/>)",
                        last == LastPoint::so_far ? "end hollow" : "end", wide ? x / 10 : x, wide ? "%" : "",
                        y_of(*values.back(), range, frame), wide ? "3.5" : "2.4");
  }
  return fmt::format(R"(<svg class="spark" width="{}" height="{}" role="img" aria-label="{}">{}</svg>)",
                     wide ? "100%" : "86", wide ? 44 : 20, escape_html(label), body);
}

std::string spark_text(const ChartValues& values, SparkText style) {
  constexpr std::array<std::string_view, 8> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  constexpr std::array<std::string_view, 3> kAscii = {".", "-", "#"};
  const Range range = range_of(values);
  if (range.known < 2) return {};
  std::string out;
  for (const auto& value : values) {
    if (!value) {
      out += ' ';
      continue;
    }
    const auto pick = [&](const auto& levels) {
      const auto last = static_cast<double>(levels.size() - 1);
      return levels[static_cast<std::size_t>(std::floor(height_of(*value, range) * last + 0.5 - 1e-9))];
    };
    out += style == SparkText::blocks ? pick(kBlocks) : pick(kAscii);
  }
  return out;
}

}  // namespace csreport
