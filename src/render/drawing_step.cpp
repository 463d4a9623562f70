// The steps of a waterfall. Its scale does not begin at 0, so the totals are lines and no bars. What a group's own
// change did is a filled bar, what its weight did a hollow one below it, which goes on where the first ends.
#include <algorithm>

#include <fmt/format.h>

#include "render/drawing.hpp"

namespace csreport {
namespace {

std::string bar(std::string_view css_class, double from, double to, double y, double height) {
  return fmt::format(R"(<rect class="{}" x="{:.1f}%" width="{:.1f}%" y="{}" height="{}"/>)", css_class,
                     std::min(from, to), std::max(std::max(from, to) - std::min(from, to), 0.3), y, height);
}

}  // namespace

std::string drawing_svg(const Step& step, const Axis& axis) {
  const double from = 100 * place_on(axis, step.from);
  const double to = 100 * place_on(axis, step.to);
  std::string body;
  if (step.total) {
    body = fmt::format(R"(<rect class="tick" x="{:.1f}%" width="2" y="1" height="17"/>)", to);
  } else {
    body = fmt::format(R"(<line class="link" x1="{0:.1f}%" x2="{0:.1f}%" y1="0" y2="4"/>)", from);
    if (step.middle) {
      const double middle = 100 * place_on(axis, *step.middle);
      body += bar(state_class(step.state), from, middle, 3, 6);
      body += bar("mix", middle, to, 10.5, 5);
    } else {
      body += bar(state_class(step.state), from, to, 4, 11);
    }
    body += fmt::format(R"(<line class="link" x1="{0:.1f}%" x2="{0:.1f}%" y1="15" y2="19"/>)", to);
  }
  return fmt::format(R"(<svg class="cell" width="100%" height="19" aria-hidden="true">{}</svg>)", body);
}

}  // namespace csreport
