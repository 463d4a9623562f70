// A line through points in as few bytes as tenths of a pixel take: each point is told as its distance from the one
// before.
#include <cmath>

#include <fmt/format.h>

#include "render/chart.hpp"

namespace csreport {
namespace {

/// "3.3", ".6", "-2.9", "4".
std::string in_tenths(long tenths) {
  const long whole = std::labs(tenths) / 10;
  const long part = std::labs(tenths) % 10;
  std::string text = tenths < 0 ? "-" : "";
  if (whole != 0 || part == 0) text += fmt::format("{}", whole);
  if (part != 0) text += fmt::format(".{}", part);
  return text;
}

}  // namespace

std::string line_path(const std::vector<PathPoint>& points) {
  std::string out;
  long x = 0;
  long y = 0;
  const auto add = [&](long to, long& from) {
    const std::string number = in_tenths(to - from);
    from = to;
    if (!out.empty() && number.front() != '-') out += ' ';
    out += number;
  };
  for (const PathPoint& point : points) {
    add(std::lround(10 * point.x), x);
    add(std::lround(10 * point.y), y);
  }
  return out.empty() ? out : "m" + out;
}

}  // namespace csreport
