#pragma once
// The syntax of a template: text to a tree of nodes with their positions. Knows nothing of values.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace csreport {

struct TemplateNode {
  enum class Kind { text, escaped_variable, plain_variable, section, inverted_section, partial };
  Kind kind = Kind::text;
  std::string text = {};    ///< the text, or the name of the tag
  std::string indent = {};  ///< of a partial on a line of its own
  std::size_t line = 0;
  std::size_t column = 0;
  std::vector<TemplateNode> children = {};
};

/// Throws Error(usage), naming `name`, line and column.
std::vector<TemplateNode> parse_template(std::string_view text, std::string_view name, std::size_t max_depth);

[[noreturn]] void throw_template_error(std::string_view name, std::size_t line, std::size_t column,
                                       const std::string& what);

}  // namespace csreport
