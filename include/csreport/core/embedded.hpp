#pragma once
// Files of assets/ that are compiled into the program: profiles, templates, the JSON Schema.

#include <span>
#include <string_view>

namespace csreport {

struct EmbeddedFile {
  std::string_view path;  ///< below assets/, such as "profiles/zendesk.json"
  std::string_view text;
};

/// All of them, sorted by path.
std::span<const EmbeddedFile> embedded_files();
/// REQUIRES: the file exists in assets/ (a missing one is a bug and throws std::logic_error).
std::string_view embedded_file(std::string_view path);

}  // namespace csreport
