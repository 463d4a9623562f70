// The HTML page: one file without scripts, whose style is allowed by its own hash and nothing else.
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "csreport/core/embedded.hpp"
#include "render/accent.hpp"
#include "render/context.hpp"
#include "render/escape.hpp"
#include "render/formats.hpp"
#include "render/sha256.hpp"
#include "render/style_sheet.hpp"

namespace csreport {
namespace {

/// The grounds of report.css, light and dark.
constexpr Colour kLight{0xFF, 0xFF, 0xFF}, kDark{0x12, 0x16, 0x1A};

/// Ours, the user's colour, the user's style: later rules win.
std::string style_of(const PageDress& dress, std::string_view layout) {
  std::string style = style_sheet(embedded_file("templates/report.css"), layout);
  if (!dress.accent.empty()) {
    const Colour accent = colour_of(dress.accent);
    const TemplateValue context = TemplateValue::Object{{"accent", hex_of(accent)},
                                                        {"light", hex_of(readable_on(kLight, accent))},
                                                        {"dark", hex_of(readable_on(kDark, accent))}};
    style += render_template(embedded_file("templates/accent.css.mustache"), context, {});
  }
  return style + dress.style;
}

/// The picture as a part of the page.
TemplateValue logo_of(const PageLogo& logo) {
  if (logo.bytes.empty()) return {};
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(logo.bytes.data());
  return TemplateValue::markup_already_escaped(
      fmt::format("data:{};base64,{}", logo.type, base64({bytes, logo.bytes.size()})));
}

}  // namespace

TemplateValue html_context(const Report& report, const RenderOptions& options) {
  const std::string style = style_of(options.dress, report.layout);
  TemplateValue::Object page = *template_context(report, options, DrawingStyle::svg).object();
  page["style_hash"] = TemplateValue::markup_already_escaped(base64(sha256(style)));
  page["style"] = TemplateValue::markup_already_escaped(style);
  page["logo"] = logo_of(options.dress.logo);
  return page;
}

std::string render_html(const Report& report, const RenderOptions& options) {
  return render_format_template("html", html_context(report, options), options, escape_html);
}

}  // namespace csreport
