#include "app/page_files.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "fmt/format.h"

#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"
#include "csreport/read/record_reader.hpp"

namespace csreport {
namespace {

constexpr std::size_t kLargestText = 256 * 1024;
constexpr std::size_t kLargestLogo = 64 * 1024;

std::string read_whole(std::string_view option, const std::string& path, std::size_t largest) {
  if (path.empty()) {
    throw Error(ExitCode::usage, fmt::format("{}: the name of the file is empty", option),
                "is a variable of the script unset?");
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string bytes(largest + 1, '\0');
  if (file) file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.eof() && file.gcount() == 0) {
    throw Error(ExitCode::usage,
                fmt::format("{}: cannot read '{}': {}", option, path,
                            std::generic_category().message(errno == 0 ? EIO : errno)),
                "give the name of a file");
  }
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (bytes.size() > largest) {
    throw Error(ExitCode::usage, fmt::format("{}: '{}' is larger than {} KiB", option, path, largest / 1024),
                "it becomes a part of every report: make it smaller");
  }
  return bytes;
}

std::string read_text(std::string_view option, const std::string& path) {
  std::string text = read_whole(option, path, kLargestText);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (valid_utf8(text) != text || text.find('\0') != std::string::npos) {
    throw Error(ExitCode::usage, fmt::format("{}: '{}' is no UTF-8 text", option, path), "save it as UTF-8");
  }
  return text;
}

[[noreturn]] void refuse_style(const std::string& path, std::string_view text, std::size_t at, std::string_view what) {
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const auto begin = text.rfind('\n', at) + 1;
  throw Error(ExitCode::usage, fmt::format("--css: {}:{}: a style must not hold '{}'", path, line, what),
              "the page is one file and loads nothing: give a picture by --logo",
              std::string(text.substr(begin, text.find('\n', begin) - begin)));
}

}  // namespace

PageTemplate read_template(const std::string& path, const RendererRow* otherwise) {
  constexpr std::string_view kEnding = ".mustache";
  std::string_view name = path;
  if (name.ends_with(kEnding)) name.remove_suffix(kEnding.size());
  const RendererRow* const by_name = renderer_for_file(name);
  const RendererRow* const renderer = by_name != nullptr && by_name->takes_template ? by_name : otherwise;
  if (renderer == nullptr || !renderer->takes_template) {
    std::string formats;
    for (const RendererRow& row : renderers()) {
      if (row.takes_template) formats += fmt::format("{}{}", formats.empty() ? "" : ", ", row.id);
    }
    throw Error(ExitCode::usage, fmt::format("--template: nothing says which format '{}' writes", path),
                fmt::format("name it like report.html.mustache, or add --format with one of: {}", formats));
  }
  return {.format = std::string(renderer->id), .name = path, .text = read_text("--template", path)};
}

std::string read_style(const std::string& path) {
  std::string text = read_text("--css", path);
  const std::string lower = lower_case(text);
  for (const std::string_view what : {"</style", "<!--", "@import"}) {
    if (const auto at = lower.find(what); at != std::string::npos) refuse_style(path, text, at, what);
  }
  for (auto at = lower.find("url("); at != std::string::npos; at = lower.find("url(", at + 1)) {
    const auto begin = lower.find_first_not_of(" \t\n\"'", at + 4);
    if (begin == std::string::npos || lower[begin] != '#') refuse_style(path, text, at, "url(");
  }
  return text;
}

PageLogo read_logo(const std::string& path) {
  struct Kind {
    std::string_view first;
    std::size_t at;
    std::string_view type;
  };
  static constexpr Kind kKinds[] = {{"\x89PNG\r\n\x1A\n", 0, "image/png"},
                                    {"\xFF\xD8\xFF", 0, "image/jpeg"},
                                    {"GIF87a", 0, "image/gif"},
                                    {"GIF89a", 0, "image/gif"},
                                    {"WEBP", 8, "image/webp"}};
  std::string bytes = read_whole("--logo", path, kLargestLogo);
  for (const Kind& kind : kKinds) {
    if (bytes.size() > 16 && bytes.compare(kind.at, kind.first.size(), kind.first) == 0) {
      return {.type = std::string(kind.type), .bytes = std::move(bytes)};
    }
  }
  throw Error(ExitCode::usage, fmt::format("--logo: '{}' is no picture that a page can hold", path),
              "give a PNG, JPEG, GIF or WebP; a drawing (SVG) can be saved as PNG");
}

}  // namespace csreport
