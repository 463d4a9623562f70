#include "render/mustache_parser.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "csreport/core/error.hpp"

namespace csreport {
namespace {

constexpr std::string_view kBlanks = " \t";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// One tag of the source: {{sigil name}}.
struct Tag {
  char sigil = 0;  ///< # ^ / > ! = & { or 0 for an escaped variable
  std::string_view name = {};
  std::size_t begin = 0;  ///< of its opening delimiter
  std::size_t end = 0;    ///< behind its closing delimiter

  [[nodiscard]] bool may_stand_alone() const {
    return std::string_view("#^/>!=").find(sigil) != std::string_view::npos && sigil != 0;
  }
};

class TemplateParser {
 public:
  TemplateParser(std::string_view text, std::string_view name, std::size_t max_depth)
      : text_(text), name_(name), max_depth_(max_depth) {}

  std::vector<TemplateNode> parse() {
    open_.push_back({});
    while (step()) {}
    if (open_.size() > 1) {
      fail(open_.back(), fmt::format("section '{}' is never closed", open_.back().text));
    }
    return std::move(open_.front().children);
  }

 private:
  /// The text up to the next tag, and that tag; false at the end.
  bool step() {
    const std::size_t begin = text_.find(open_mark_, position_);
    if (begin == std::string_view::npos) {
      add_text(text_.substr(position_));
      return false;
    }
    const Tag tag = read_tag(begin);
    std::size_t text_end = tag.begin;
    std::size_t next = tag.end;
    std::string_view indent;
    if (tag.may_stand_alone()) {
      const std::size_t line = line_start(tag.begin);
      if (const auto behind = stands_alone(line, tag)) {
        indent = text_.substr(line, tag.begin - line);
        text_end = std::max(line, position_);
        next = *behind;
      }
    }
    add_text(text_.substr(position_, text_end - position_));
    position_ = next;
    add_tag(tag, indent);
    return true;
  }

  Tag read_tag(std::size_t begin) {
    std::size_t inner = begin + open_mark_.size();
    Tag tag{.begin = begin};
    std::string close = close_mark_;
    if (inner < text_.size() && std::string_view("#^/>!=&{").find(text_[inner]) != std::string_view::npos) {
      tag.sigil = text_[inner++];
      if (tag.sigil == '{') close = "}" + close_mark_;
      if (tag.sigil == '=') close = "=" + close_mark_;
    }
    const std::size_t end = text_.find(close, inner);
    if (end == std::string_view::npos) fail_at(begin, fmt::format("tag is not closed by '{}'", close));
    tag.name = trimmed(text_.substr(inner, end - inner));
    tag.end = end + close.size();
    if (tag.name.empty() && tag.sigil != '!') fail_at(begin, "tag has no name");
    return tag;
  }

  [[nodiscard]] std::size_t line_start(std::size_t at) const {
    const auto newline = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    return newline == std::string_view::npos ? 0 : newline + 1;
  }

  /// Where the next line begins when the tag is alone on its line.
  [[nodiscard]] std::optional<std::size_t> stands_alone(std::size_t line, const Tag& tag) const {
    const auto before = text_.substr(line, tag.begin - line);
    if (before.find_first_not_of(kBlanks) != std::string_view::npos) return std::nullopt;
    std::size_t at = text_.find_first_not_of(kBlanks, tag.end);
    if (at == std::string_view::npos) return text_.size();
    if (text_.compare(at, 2, "\r\n") == 0) ++at;
    if (text_[at] != '\n') return std::nullopt;
    return at + 1;
  }

  void add_text(std::string_view text) {
    if (text.empty()) return;
    open_.back().children.push_back(node(TemplateNode::Kind::text, text, position_));
  }

  void add_tag(const Tag& tag, std::string_view indent) {
    using Kind = TemplateNode::Kind;
    auto& children = open_.back().children;
    switch (tag.sigil) {
      case '!': return;
      case '=': return set_delimiters(tag);
      case '/': return close_section(tag);
      case '#': return open_section(node(Kind::section, tag.name, tag.begin));
      case '^': return open_section(node(Kind::inverted_section, tag.name, tag.begin));
      case '>':
        children.push_back(node(Kind::partial, tag.name, tag.begin));
        children.back().indent = indent;
        return;
      case '&':
      case '{': children.push_back(node(Kind::plain_variable, tag.name, tag.begin)); return;
      default: children.push_back(node(Kind::escaped_variable, tag.name, tag.begin)); return;
    }
  }

  void set_delimiters(const Tag& tag) {
    const auto gap = tag.name.find_first_of(" \t\r\n");
    if (gap == std::string_view::npos || tag.name.find('=') != std::string_view::npos) {
      fail_at(tag.begin, "delimiters are set as {{=<% %>=}}");
    }
    const std::string_view close = trimmed(tag.name.substr(gap));
    if (close.find_first_of(" \t\r\n") != std::string_view::npos) {
      fail_at(tag.begin, "delimiters are two words");
    }
    open_mark_ = tag.name.substr(0, gap);
    close_mark_ = close;
  }

  void open_section(TemplateNode section) {
    if (open_.size() > max_depth_) fail(section, "sections are nested too deeply");
    open_.push_back(std::move(section));
  }

  void close_section(const Tag& tag) {
    if (open_.size() == 1) {
      fail_at(tag.begin, fmt::format("'/{}' closes no section", tag.name));
    }
    TemplateNode section = std::move(open_.back());
    if (section.text != tag.name) {
      fail_at(tag.begin,
              fmt::format("'/{}' closes section '{}', which began in line {}", tag.name, section.text, section.line));
    }
    open_.pop_back();
    open_.back().children.push_back(std::move(section));
  }

  [[nodiscard]] TemplateNode node(TemplateNode::Kind kind, std::string_view text, std::size_t at) const {
    const auto [line, column] = position_of(at);
    return {.kind = kind, .text = std::string(text), .line = line, .column = column};
  }

  /// From 1. Remembers the last line, as positions only grow.
  [[nodiscard]] std::pair<std::size_t, std::size_t> position_of(std::size_t at) const {
    const auto from = text_.begin() + static_cast<std::ptrdiff_t>(counted_to_);
    const auto to = text_.begin() + static_cast<std::ptrdiff_t>(at);
    if (at >= counted_to_) {
      counted_lines_ += static_cast<std::size_t>(std::count(from, to, '\n'));
      counted_to_ = at;
    }
    return {counted_lines_ + 1, at - line_start(at) + 1};
  }

  [[noreturn]] void fail_at(std::size_t at, const std::string& what) const {
    const auto [line, column] = position_of(at);
    throw_template_error(name_, line, column, what);
  }
  [[noreturn]] void fail(const TemplateNode& at, const std::string& what) const {
    throw_template_error(name_, at.line, at.column, what);
  }

  std::string_view text_;
  std::string_view name_;
  std::size_t max_depth_;
  std::size_t position_ = 0;
  std::string open_mark_ = "{{";
  std::string close_mark_ = "}}";
  std::vector<TemplateNode> open_;  ///< the document and the open sections
  mutable std::size_t counted_to_ = 0;
  mutable std::size_t counted_lines_ = 0;
};

}  // namespace

std::vector<TemplateNode> parse_template(std::string_view text, std::string_view name, std::size_t max_depth) {
  return TemplateParser(text, name, max_depth).parse();
}

void throw_template_error(std::string_view name, std::size_t line, std::size_t column, const std::string& what) {
  throw Error(ExitCode::usage, fmt::format("{}:{}:{}: {}", name, line, column, what));
}

}  // namespace csreport
