#pragma once
// The files with which users dress the report: a template, a style sheet, a logo. Read and checked here, before any
// data is.

#include <optional>
#include <string>
#include <string_view>

#include "csreport/render/renderer.hpp"

namespace csreport {

/// A template of the user's own. The format is that of its name ("mine.html.mustache", "mine.md"), else `otherwise`.
/// Throws Error(usage) when neither says one, or it cannot be read.
PageTemplate read_template(const std::string& path, const RendererRow* otherwise);

/// A style sheet to stand behind ours. Throws Error(usage) with file and line for what would leave the page's style
/// ("</style") or load something (@import, url() of anything but a part of the page).
std::string read_style(const std::string& path);

/// A picture. Throws Error(usage) when it is none of PNG, JPEG, GIF and WebP by its first bytes, or too large.
PageLogo read_logo(const std::string& path);

}  // namespace csreport
