#pragma once
// The report as the templates see it: every number, name and sentence as a text of the language, in
// the report's order. The same for all text formats; only the drawings differ. Its names are
// what templates are written against.

#include <string>

#include "csreport/render/renderer.hpp"
#include "render/mustache.hpp"

namespace csreport {

/// How a series is drawn.
enum class DrawingStyle { svg, blocks, ascii };

/// What the report says first, as the title of a document.
std::string report_title(const Report& report, const RenderOptions& options);
/// The same as the subject of a mail.
std::string report_subject(const Report& report, const RenderOptions& options);

TemplateValue template_context(const Report& report, const RenderOptions& options, DrawingStyle drawing);
/// The same with what only the page has: its style, the hash of it, the logo.
TemplateValue html_context(const Report& report, const RenderOptions& options);
/// The same with what only the page of an e-mail has.
TemplateValue email_context(const Report& report, const RenderOptions& options);

}  // namespace csreport
