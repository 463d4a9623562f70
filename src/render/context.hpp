#pragma once
// The report as the templates see it: every number, name and sentence as a text of the language, in
// the report's order. The same for all text formats; only the drawings differ. Its names are
// what templates are written against.

#include "csreport/render/renderer.hpp"
#include "render/mustache.hpp"

namespace csreport {

/// How a series is drawn.
enum class DrawingStyle { svg, blocks, ascii };

TemplateValue template_context(const Report& report, const RenderOptions& options, DrawingStyle drawing);

}  // namespace csreport
