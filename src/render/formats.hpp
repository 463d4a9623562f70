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

/// A template of assets/templates/ with the partials of its folder there. An unknown name in it is
/// an error.
std::string render_embedded_template(std::string_view file, std::string_view partials_folder,
                                     const TemplateValue& context, std::string (*escape)(std::string_view));

}  // namespace csreport
