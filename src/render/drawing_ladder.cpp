// Percentiles of a duration on a common axis.
#include <fmt/format.h>

#include "render/drawing.hpp"

namespace csreport {
namespace {

std::string grid(const Axis& axis) {
  std::string lines;
  for (const Quantity& tick : axis.ticks) {
    lines += fmt::format(R"(<line class="gr" x1="{0:.1f}%" x2="{0:.1f}%" y1="0" y2="20"/>)",
                         100 * place_on(axis, tick.value.value_or(0)));
  }
  return lines;
}

}  // namespace

std::string drawing_svg(const Ladder& ladder, const Axis& axis) {
  const auto x = [&](double value) { return 100 * place_on(axis, value); };
  std::string body = grid(axis);
  if (ladder.p90) {
    body += fmt::format(R"(<line class="whisker" x1="{:.1f}%" x2="{:.1f}%" y1="10" y2="10"/>)", x(ladder.p75),
                        x(*ladder.p90));
    body += fmt::format(R"(<line class="whisker" x1="{0:.1f}%" x2="{0:.1f}%" y1="6" y2="14"/>)", x(*ladder.p90));
  }
  body += fmt::format(R"(<rect class="plain" x="{:.1f}%" width="{:.1f}%" y="6" height="8" rx="2"/>)", x(ladder.p25),
                      std::max(x(ladder.p75) - x(ladder.p25), 0.4));
  body += fmt::format(R"(<circle class="median" cx="{:.1f}%" cy="10" r="4.5"/>)", x(ladder.median));
  if (ladder.target) {
    body += fmt::format(R"(<rect class="tick" x="{:.1f}%" width="2" height="20"/>)", x(*ladder.target));
  }
  return fmt::format(R"(<svg class="cell" width="100%" height="20" aria-hidden="true">{}</svg>)", body);
}

}  // namespace csreport
