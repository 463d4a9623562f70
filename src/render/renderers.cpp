#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "csreport/core/embedded.hpp"
#include "csreport/render/renderer.hpp"
#include "render/formats.hpp"

namespace csreport {
namespace {

constexpr std::string_view kTemplates = "templates/";

constexpr std::array<std::string_view, 2> kMarkdownEndings = {".md", ".markdown"};
constexpr std::array<std::string_view, 2> kHtmlEndings = {".html", ".htm"};
constexpr std::array<std::string_view, 1> kJsonEndings = {".json"};
constexpr std::array<std::string_view, 1> kCsvEndings = {".csv"};
#ifdef CSREPORT_XLSX
constexpr std::array<std::string_view, 1> kWorkbookEndings = {".xlsx"};
#endif
constexpr std::array<std::string_view, 1> kTextEndings = {".txt"};
constexpr std::array<std::string_view, 1> kMailEndings = {".eml"};

constexpr RendererRow kRenderers[] = {
    {.id = "md",
     .endings = kMarkdownEndings,
     .title = "Markdown with tables and text sparklines",
     .render = render_markdown,
     .takes_template = true},
    {.id = "html",
     .endings = kHtmlEndings,
     .title = "one self-contained page without scripts",
     .render = render_html,
     .takes_template = true},
    {.id = "txt",
     .endings = kTextEndings,
     .title = "plain text for a terminal: aligned tables, signals in colour (--color)",
     .render = render_text,
     .takes_template = true},
    {.id = "eml",
     .endings = kMailEndings,
     .title = "an e-mail of text and a page of tables, ready for sendmail -t (--email-to)",
     .render = render_email,
     .takes_template = true},
    {.id = "json",
     .endings = kJsonEndings,
     .title = "every number, unrounded (csreport schema)",
     .render = render_json,
     .holds_all_metrics = true},
    {.id = "csv",
     .endings = kCsvEndings,
     .title = "every number as a tidy table: a row for each metric, period and group",
     .render = render_csv,
     .holds_all_metrics = true},
#ifdef CSREPORT_XLSX
    {.id = "xlsx",
     .endings = kWorkbookEndings,
     .title = "a workbook: a sheet for each section, real numbers, charts",
     .render = render_xlsx},
#endif
};

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
      std::find_if(std::begin(kRenderers), std::end(kRenderers), [&](const RendererRow& row) { return row.id == id; });
  return found == std::end(kRenderers) ? nullptr : &*found;
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

std::vector<std::string_view> built_in_templates() {
  std::vector<std::string_view> names;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.starts_with(kTemplates)) names.push_back(file.path.substr(kTemplates.size()));
  }
  return names;
}

std::optional<std::string_view> find_built_in_template(std::string_view name) {
  const auto files = embedded_files();
  const std::string path = fmt::format("{}{}", kTemplates, name);
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& one) { return one.path == path; });
  if (found == files.end()) return std::nullopt;
  return found->text;
}

std::string render_format_template(std::string_view format, const TemplateValue& context, const RenderOptions& options,
                                   std::string (*escape)(std::string_view)) {
  const PageTemplate& own = options.dress.own_template;
  const bool is_own = own.format == format;
  const std::string built_in = fmt::format("report.{}.mustache", format);
  TemplateOptions how;
  how.name = is_own ? own.name : built_in;
  how.escape = escape;
  how.unknown = UnknownNames::error;
  how.partial = [format](std::string_view name) {
    return find_built_in_template(fmt::format("{}/{}.mustache", format, name));
  };
  return render_template(is_own ? own.text : *find_built_in_template(built_in), context, how);
}

}  // namespace csreport
