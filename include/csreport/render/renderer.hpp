#pragma once
// The output formats. A renderer is a row: one function from the report to the bytes of one file,
// without clock, files or arithmetic on metrics.

#include <span>
#include <string>
#include <string_view>

#include "csreport/report/report.hpp"

namespace csreport {

struct RenderOptions {
  std::string language = "en";  ///< a file of assets/messages/
  bool ascii = false;           ///< Markdown: no block characters, arrows or dashes beyond ASCII
};

struct RendererRow {
  std::string_view id;                        ///< the word for --format
  std::span<const std::string_view> endings;  ///< of file names, with the dot
  std::string_view title;
  std::string (*render)(const Report& report, const RenderOptions& options);
  bool holds_all_metrics = false;  ///< also those that no layout shows
};

/// All formats in the order of --help.
std::span<const RendererRow> renderers();
/// nullptr when there is no such format.
const RendererRow* find_renderer(std::string_view id);
/// By the ending of a file name ("report.HTML" is HTML); nullptr when no format has it.
const RendererRow* renderer_for_file(std::string_view path);

/// The JSON Schema (2020-12) of the JSON output: `csreport schema`.
std::string_view json_schema();

}  // namespace csreport
