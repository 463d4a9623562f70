#pragma once
// The output formats. A renderer is a row: one function from the report to the bytes of one file,
// without clock, files or arithmetic on metrics.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/report/report.hpp"

namespace csreport {

struct MailAddress {
  std::string name;     ///< any text, may be empty
  std::string address;  ///< ann@example.com, ASCII
  friend bool operator==(const MailAddress&, const MailAddress&) = default;
};
/// What an e-mail says besides the report. What is missing has no line in its head.
struct MailEnvelope {
  std::optional<MailAddress> from;
  std::vector<MailAddress> to;
  std::optional<Instant> date;  ///< nothing: Report::as_of
  std::string link;             ///< where the whole report stands (http or https); empty: nowhere
  friend bool operator==(const MailEnvelope&, const MailEnvelope&) = default;
};

/// A template of the user's own, in place of the built-in one of its format.
struct PageTemplate {
  std::string format;  ///< id of a renderer that takes templates; empty: there is none
  std::string name;    ///< of the file, for messages
  std::string text;
  friend bool operator==(const PageTemplate&, const PageTemplate&) = default;
};
struct PageLogo {
  std::string type;   ///< "image/png"
  std::string bytes;  ///< empty: there is none
  friend bool operator==(const PageLogo&, const PageLogo&) = default;
};
/// How the user dresses the report. REQUIRES: checked, as src/app/page_files.hpp does.
struct PageDress {
  PageTemplate own_template;
  std::string style;   ///< behind our own
  std::string accent;  ///< "#0a5296"; empty: ours
  PageLogo logo;
  friend bool operator==(const PageDress&, const PageDress&) = default;
};

struct RenderOptions {
  std::string language = "en";  ///< a file of assets/messages/
  bool ascii = false;           ///< Markdown and plain text: no block characters, arrows or dashes beyond ASCII
  bool csv_raw = false;         ///< CSV: texts as they are, also those that a spreadsheet would run
  std::size_t width = 80;       ///< plain text: columns of the terminal
  bool colored = false;         ///< plain text: signals in colour
  MailEnvelope mail;
  PageDress dress;
  friend bool operator==(const RenderOptions&, const RenderOptions&) = default;
};

struct RendererRow {
  std::string_view id;                        ///< the word for --format
  std::span<const std::string_view> endings;  ///< of file names, with the dot
  std::string_view title;
  std::string (*render)(const Report& report, const RenderOptions& options);
  bool holds_all_metrics = false;  ///< also those that no layout shows
  bool takes_template = false;     ///< its built-in template is assets/templates/report.<id>.mustache
};

/// All formats in the order of --help.
std::span<const RendererRow> renderers();
/// nullptr when there is no such format.
const RendererRow* find_renderer(std::string_view id);
/// By the ending of a file name ("report.HTML" is HTML); nullptr when no format has it.
const RendererRow* renderer_for_file(std::string_view path);

/// The names of the built-in templates, for `csreport templates`.
std::vector<std::string_view> built_in_templates();
/// Nothing when there is none of the name.
std::optional<std::string_view> find_built_in_template(std::string_view name);

/// The JSON Schema (2020-12) of the JSON output: `csreport schema`.
std::string_view json_schema();

}  // namespace csreport
