// Plain text for a terminal, and for the text part of an e-mail.
#include <string>

#include "render/ascii.hpp"
#include "render/context.hpp"
#include "render/escape.hpp"
#include "render/formats.hpp"
#include "render/text_page.hpp"

namespace csreport {

std::string render_text(const Report& report, const RenderOptions& options) {
  const DrawingStyle drawing = options.ascii ? DrawingStyle::ascii : DrawingStyle::blocks;
  std::string marked =
      render_format_template("txt", template_context(report, options, drawing), options, escape_plain_text);
  if (options.ascii) marked = ascii_typography(marked);
  return lay_out_text(marked, {.width = options.width, .colored = options.colored});
}

}  // namespace csreport
