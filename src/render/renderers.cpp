#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "csreport/core/embedded.hpp"
#include "csreport/render/renderer.hpp"
#include "render/formats.hpp"

namespace csreport {
namespace {

constexpr std::array<std::string_view, 2> kMarkdownEndings = {".md", ".markdown"};
constexpr std::array<std::string_view, 2> kHtmlEndings = {".html", ".htm"};
constexpr std::array<std::string_view, 1> kJsonEndings = {".json"};

constexpr std::array<RendererRow, 3> kRenderers = {{
    {.id = "md",
     .endings = kMarkdownEndings,
     .title = "Markdown with tables and text sparklines",
     .render = render_markdown},
    {.id = "html", .endings = kHtmlEndings, .title = "one self-contained page without scripts", .render = render_html},
    {.id = "json",
     .endings = kJsonEndings,
     .title = "every number, unrounded (csreport schema)",
     .render = render_json,
     .holds_all_metrics = true},
}};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool ends_with(std::string_view path, std::string_view ending) {
  if (path.size() < ending.size()) return false;
  const auto end = path.substr(path.size() - ending.size());
  return std::equal(end.begin(), end.end(), ending.begin(), [](char a, char b) { return lower(a) == b; });
}

}  // namespace

std::span<const RendererRow> renderers() { return kRenderers; }

const RendererRow* find_renderer(std::string_view id) {
  const auto found =
      std::find_if(kRenderers.begin(), kRenderers.end(), [&](const RendererRow& row) { return row.id == id; });
  return found == kRenderers.end() ? nullptr : &*found;
}

const RendererRow* renderer_for_file(std::string_view path) {
  for (const RendererRow& row : kRenderers) {
    for (const std::string_view ending : row.endings) {
      if (ends_with(path, ending)) return &row;
    }
  }
  return nullptr;
}

std::string_view json_schema() { return embedded_file("schema/report.schema.json"); }

std::string render_embedded_template(std::string_view file, std::string_view partials_folder,
                                     const TemplateValue& context, std::string (*escape)(std::string_view)) {
  TemplateOptions options;
  options.name = fmt::format("templates/{}", file);
  options.escape = escape;
  options.unknown = UnknownNames::error;
  options.partial = [partials_folder](std::string_view name) -> std::optional<std::string_view> {
    const std::string path = fmt::format("templates/{}/{}.mustache", partials_folder, name);
    const auto files = embedded_files();
    const auto found =
        std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& one) { return one.path == path; });
    if (found == files.end()) return std::nullopt;
    return found->text;
  };
  return render_template(embedded_file(options.name), context, options);
}

}  // namespace csreport
