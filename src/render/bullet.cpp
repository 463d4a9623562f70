// Bullets: a value beside its target (UX.md 4), after Few's specification without its ranges.
#include <algorithm>

#include <fmt/format.h>

#include "render/chart.hpp"

namespace csreport {

std::string bullet_svg(const Bullet& bullet) {
  constexpr double kRoom = 1.2;  // so that a tick at the largest value does not stand on the edge
  const double largest = std::max({bullet.value, bullet.low, bullet.high});
  const double most = bullet.most ? std::max(*bullet.most, largest) : largest * kRoom;
  const auto percent = [most](double value) { return most > 0 ? 100 * value / most : 0; };
  std::string body = R"(<rect class="track" width="100%" height="8" y="4"/>)";
  if (bullet.high > bullet.low) {
    body += fmt::format(R"(<rect class="band" x="{:.1f}%" width="{:.1f}%" height="16"/>)", percent(bullet.low),
                        percent(bullet.high) - percent(bullet.low));
  }
  body += fmt::format(R"(<rect class="bar" width="{:.1f}%" height="8" y="4"/>)", percent(bullet.value));
  for (const double limit : {bullet.low, bullet.high}) {
    body += fmt::format(R"(<rect class="tick" x="{:.1f}%" width="2" height="16"/>)", percent(limit));
    if (bullet.low == bullet.high) break;
  }
  return fmt::format(R"(<svg class="bullet" width="100%" height="16" aria-hidden="true">{}</svg>)", body);
}

}  // namespace csreport
