// Bars from 0: with a hollow dot where the value was before, or with the tick that it is compared with.
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "render/drawing.hpp"

namespace csreport {
namespace {

constexpr double kLongestText = 20;

}  // namespace

std::string drawing_svg(const Bar& bar, const Axis& axis) {
  std::string body = fmt::format(R"(<rect class="{}" width="{:.1f}%" y="4" height="11"/>)", state_class(bar.state),
                                 100 * place_on(axis, bar.value));
  if (bar.previous) {
    body += fmt::format(R"(<circle class="before" cx="{:.1f}%" cy="9.5" r="4"/>)", 100 * place_on(axis, *bar.previous));
  }
  return fmt::format(R"(<svg class="cell" width="100%" height="19" aria-hidden="true">{}</svg>)", body);
}

std::string drawing_svg(const Against& against, const Axis& axis) {
  std::string body = R"(<rect class="track" width="100%" height="11" y="4"/>)";
  body += fmt::format(R"(<rect class="plain" width="{:.1f}%" height="7" y="6"/>)", 100 * place_on(axis, against.value));
  if (against.reference) {
    body += fmt::format(R"(<rect class="tick" x="{:.1f}%" width="2" height="19"/>)",
                        100 * place_on(axis, *against.reference));
  }
  return fmt::format(R"(<svg class="cell" width="100%" height="19" aria-hidden="true">{}</svg>)", body);
}

std::string drawing_text(const Bar& bar, const Axis& axis, SparkText style) {
  constexpr std::array<std::string_view, 8> kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double length = kLongestText * place_on(axis, bar.value);
  if (style == SparkText::ascii) return std::string(static_cast<std::size_t>(std::lround(length)), '#');
  const auto eighths = static_cast<std::size_t>(std::lround(length * 8));
  std::string text;
  for (std::size_t i = 0; i < eighths / 8; ++i) text += "█";
  return text.append(kEighths[eighths % 8]);
}

}  // namespace csreport
