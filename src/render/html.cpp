// The HTML page: one file without scripts, whose style is allowed by its own hash and nothing else.
#include <string>

#include <fmt/format.h>

#include "csreport/core/embedded.hpp"
#include "render/context.hpp"
#include "render/escape.hpp"
#include "render/formats.hpp"
#include "render/sha256.hpp"

namespace csreport {

std::string render_html(const Report& report, const RenderOptions& options) {
  const std::string_view style = embedded_file("templates/report.css");
  TemplateValue::Object page = *template_context(report, options, DrawingStyle::svg).object();
  page["style"] = TemplateValue::markup_already_escaped(std::string(style));
  page["style_hash"] = TemplateValue::markup_already_escaped(base64(sha256(style)));
  return render_embedded_template("report.html.mustache", "html", std::move(page), escape_html);
}

}  // namespace csreport
