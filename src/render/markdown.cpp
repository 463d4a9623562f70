// Markdown for GitHub and its kin, or with ASCII typography only.
#include <string>

#include "render/ascii.hpp"
#include "render/context.hpp"
#include "render/escape.hpp"
#include "render/formats.hpp"

namespace csreport {

std::string render_markdown(const Report& report, const RenderOptions& options) {
  const DrawingStyle drawing = options.ascii ? DrawingStyle::ascii : DrawingStyle::blocks;
  std::string text = render_format_template("md", template_context(report, options, drawing), options, escape_markdown);
  return options.ascii ? ascii_typography(text) : text;
}

}  // namespace csreport
