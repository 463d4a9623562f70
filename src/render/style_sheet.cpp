// The style of a page without what a browser does not need: comments, spaces, and the rules of other layouts.
#include "render/style_sheet.hpp"

#include <algorithm>
#include <cctype>

#include "csreport/report/report.hpp"

namespace csreport {
namespace {

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// Spaces mean nothing beside these; before a colon they do (`.a :hover`).
bool hugs_what_follows(char c) { return std::string_view("{};,:>").find(c) != std::string_view::npos; }
bool hugs_what_precedes(char c) { return std::string_view("{};,>").find(c) != std::string_view::npos; }

/// Without comments and spare spaces; texts in quotes stay as they are.
std::string without_spaces(std::string_view css) {
  std::string out;
  out.reserve(css.size());
  bool space = false;
  for (std::size_t at = 0; at < css.size(); ++at) {
    if (css.substr(at, 2) == "/*") {
      at = std::min(css.find("*/", at + 2), css.size() - 2) + 1;
      space = true;
    } else if (is_space(css[at])) {
      space = true;
    } else {
      if (space && !out.empty() && !hugs_what_follows(out.back()) && !hugs_what_precedes(css[at])) out += ' ';
      space = false;
      if (css[at] == '}' && !out.empty() && out.back() == ';') out.pop_back();
      const std::size_t end = css[at] == '"' ? css.find('"', at + 1) : at;
      out += css.substr(at, end - at + 1);
      at = end;
    }
  }
  return out;
}

/// The brace that ends what begins at `open`; the end of the style where there is none.
std::size_t closing(std::string_view css, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < css.size(); ++at) {
    if (css[at] == '{') ++depth;
    if (css[at] == '}' && --depth == 0) return at;
  }
  return css.size() - 1;
}

/// Whether it begins with the class, or is the sheet of paper, of a layout that is not this one.
bool is_of_another(std::string_view selector, std::string_view layout) {
  const auto all = report_layouts();
  return std::any_of(all.begin(), all.end(), [&](const LayoutInfo& one) {
    if (one.id == layout) return false;
    const std::string rule = "." + std::string(one.id);
    const bool begins = selector.starts_with(rule) && (selector.size() == rule.size() || selector[rule.size()] == ' ');
    return begins || selector == "@page " + std::string(one.id);
  });
}

std::string rules_for(std::string_view layout, std::string_view css) {
  std::string out;
  for (std::size_t at = 0; at < css.size();) {
    const std::size_t open = css.find('{', at);
    if (open == std::string_view::npos) return out.append(css.substr(at));
    const std::string_view selector = css.substr(at, open - at);
    const std::size_t end = closing(css, open);
    if (selector.starts_with("@media")) {
      out.append(selector).append("{").append(rules_for(layout, css.substr(open + 1, end - open - 1))).append("}");
    } else if (!is_of_another(selector, layout)) {
      out.append(css.substr(at, end + 1 - at));
    }
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string style_sheet(std::string_view css, std::string_view layout) {
  return rules_for(layout, without_spaces(css));
}

}  // namespace csreport
