// Plain text for a terminal, and for the text part of an e-mail.
#include <string>
#include <string_view>
#include <vector>

#include "render/ascii.hpp"
#include "render/context.hpp"
#include "render/escape.hpp"
#include "render/formats.hpp"
#include "render/language.hpp"
#include "render/text_page.hpp"

namespace csreport {

namespace {

/// "小时", "个百分点": units in scripts without blanks.
std::vector<std::string> unit_words(const Language& language) {
  constexpr std::string_view kNoBreak = "\u00A0";
  std::vector<std::string> units;
  for (const char* const path : {"number.second", "number.minute", "number.hour", "number.day", "number.points"}) {
    const auto* const words = language.find(path);
    if (words == nullptr) continue;  // it has plural forms, and blanks
    const bool apart = words->starts_with(kNoBreak);
    units.push_back(apart ? words->substr(kNoBreak.size()) : *words);
  }
  return units;
}

}  // namespace

std::string render_text(const Report& report, const RenderOptions& options) {
  const DrawingStyle drawing = options.ascii ? DrawingStyle::ascii : DrawingStyle::blocks;
  std::string marked =
      render_format_template("txt", template_context(report, options, drawing), options, escape_plain_text);
  if (options.ascii) marked = ascii_typography(marked);
  return lay_out_text(
      marked,
      {.width = options.width, .colored = options.colored, .units = unit_words(Language::load(options.language))});
}

}  // namespace csreport
