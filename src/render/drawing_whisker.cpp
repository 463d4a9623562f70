// A value with its interval before the line of what it is compared with.
#include <fmt/format.h>

#include "render/drawing.hpp"

namespace csreport {

std::string drawing_svg(const Whisker& whisker, const Axis& axis) {
  const auto x = [&](double value) { return 100 * place_on(axis, value); };
  std::string body;
  if (whisker.reference_low && whisker.reference_high) {
    body += fmt::format(R"(<rect class="band" x="{:.1f}%" width="{:.1f}%" height="20"/>)", x(*whisker.reference_low),
                        x(*whisker.reference_high) - x(*whisker.reference_low));
  }
  body += fmt::format(R"(<line class="whisker" x1="{:.1f}%" x2="{:.1f}%" y1="10" y2="10"/>)", x(whisker.low),
                      x(whisker.high));
  if (whisker.reference) {
    body +=
        fmt::format(R"(<line class="reference" x1="{0:.1f}%" x2="{0:.1f}%" y1="2" y2="18"/>)", x(*whisker.reference));
  }
  body += state_shape(whisker.state, x(whisker.value), 10);
  return fmt::format(R"(<svg class="cell" width="100%" height="20" aria-hidden="true">{}</svg>)", body);
}

}  // namespace csreport
