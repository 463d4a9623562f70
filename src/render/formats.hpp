#pragma once
// The functions behind the rows of renderers(), and what the template formats share.

#include <string>
#include <string_view>

#include "csreport/render/renderer.hpp"
#include "render/mustache.hpp"

namespace csreport {

std::string render_html(const Report& report, const RenderOptions& options);
std::string render_markdown(const Report& report, const RenderOptions& options);
std::string render_json(const Report& report, const RenderOptions& options);
std::string render_text(const Report& report, const RenderOptions& options);
std::string render_email(const Report& report, const RenderOptions& options);
std::string render_xlsx(const Report& report, const RenderOptions& options);  // xlsx.cpp: only with CSREPORT_XLSX
std::string render_csv(const Report& report, const RenderOptions& options);

/// The template of the format: the user's own, else report.FORMAT.mustache of assets/templates/, with the partials of
/// the folder FORMAT there. An unknown name in it is an error.
std::string render_format_template(std::string_view format, const TemplateValue& context, const RenderOptions& options,
                                   std::string (*escape)(std::string_view));

}  // namespace csreport
