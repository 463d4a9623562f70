#include "render/mustache.hpp"

#include <fmt/format.h>

#include "render/mustache_parser.hpp"

namespace csreport {
namespace {

class TemplateRun {
 public:
  TemplateRun(const TemplateValue& context, const TemplateOptions& options) : options_(options) {
    stack_.push_back(&context);
  }

  std::string run(std::string_view text) {
    file_ = options_.name;
    render(parse_template(text, file_, options_.max_depth));
    return std::move(out_);
  }

 private:
  void render(const std::vector<TemplateNode>& nodes) {
    for (const TemplateNode& node : nodes) render(node);
  }

  void render(const TemplateNode& node) {
    using Kind = TemplateNode::Kind;
    switch (node.kind) {
      case Kind::text: out_ += node.text; return;
      case Kind::escaped_variable: return write(look_up(node), options_.escape);
      case Kind::plain_variable: return write(look_up(node), nullptr);
      case Kind::section: return render_section(node);
      case Kind::inverted_section:
        if (!look_up(node).is_true()) render(node.children);
        return;
      case Kind::partial: return render_partial(node);
    }
  }

  void write(const TemplateValue& value, std::string (*escape)(std::string_view)) {
    if (escape != nullptr && !value.is_markup()) {
      out_ += escape(value.text());
    } else {
      out_ += value.text();
    }
  }

  void render_section(const TemplateNode& node) {
    const TemplateValue& value = look_up(node);
    if (!value.is_true()) return;
    if (const auto* list = value.list()) {
      for (const TemplateValue& item : *list) render_with(item, node.children);
    } else {
      render_with(value, node.children);
    }
  }

  void render_with(const TemplateValue& top, const std::vector<TemplateNode>& nodes) {
    stack_.push_back(&top);
    render(nodes);
    stack_.pop_back();
  }

  void render_partial(const TemplateNode& node) {
    if (++depth_ > options_.max_depth) fail(node, fmt::format("partial '{}' includes itself without end", node.text));
    const std::string outer = std::exchange(file_, node.text);
    if (const auto* nodes = partial(node)) {
      render(*nodes);
    } else if (options_.unknown == UnknownNames::error) {
      file_ = outer;
      fail(node, fmt::format("there is no partial '{}'", node.text));
    }
    file_ = outer;
    --depth_;
  }

  /// Parsed once per name and indent.
  const std::vector<TemplateNode>* partial(const TemplateNode& node) {
    const auto key = std::pair(node.text, node.indent);
    if (const auto found = parsed_.find(key); found != parsed_.end()) return &found->second;
    const auto text = options_.partial ? options_.partial(node.text) : std::nullopt;
    if (!text) return nullptr;
    auto nodes = parse_template(indented(*text, node.indent), node.text, options_.max_depth);
    return &parsed_.emplace(key, std::move(nodes)).first->second;
  }

  static std::string indented(std::string_view text, std::string_view indent) {
    if (indent.empty()) return std::string(text);
    std::string out;
    while (!text.empty()) {
      const auto newline = text.find('\n');
      const auto line = text.substr(0, newline == std::string_view::npos ? newline : newline + 1);
      out.append(indent).append(line);
      text.remove_prefix(line.size());
    }
    return out;
  }

  const TemplateValue& look_up(const TemplateNode& node) const {
    static const TemplateValue nothing;
    const std::string_view name = node.text;
    if (name == ".") return *stack_.back();
    std::string_view first = name.substr(0, name.find('.'));
    const TemplateValue* value = in_reach(first);
    std::string_view rest = name.substr(first.size());
    while (value != nullptr && !rest.empty()) {
      rest.remove_prefix(1);
      first = rest.substr(0, rest.find('.'));
      rest.remove_prefix(first.size());
      value = member(*value, first);
    }
    if (value != nullptr) return *value;
    if (options_.unknown == UnknownNames::error) fail(node, fmt::format("unknown name '{}'", name));
    return nothing;
  }

  [[nodiscard]] const TemplateValue* in_reach(std::string_view name) const {
    for (auto top = stack_.rbegin(); top != stack_.rend(); ++top) {
      if (const auto* found = member(**top, name)) return found;
    }
    return nullptr;
  }

  static const TemplateValue* member(const TemplateValue& value, std::string_view name) {
    const auto* object = value.object();
    if (object == nullptr) return nullptr;
    const auto found = object->find(name);
    return found == object->end() ? nullptr : &found->second;
  }

  [[noreturn]] void fail(const TemplateNode& node, const std::string& what) const {
    throw_template_error(file_, node.line, node.column, what);
  }

  const TemplateOptions& options_;
  std::vector<const TemplateValue*> stack_;
  std::map<std::pair<std::string, std::string>, std::vector<TemplateNode>> parsed_;
  std::string file_;
  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace

TemplateValue::TemplateValue() = default;
TemplateValue::TemplateValue(std::string text) : content_(std::move(text)) {}
TemplateValue::TemplateValue(std::string_view text) : content_(std::string(text)) {}
TemplateValue::TemplateValue(const char* text) : content_(std::string(text)) {}
TemplateValue::TemplateValue(List list) : content_(std::move(list)) {}
TemplateValue::TemplateValue(Object object) : content_(std::move(object)) {}
TemplateValue::TemplateValue(const TemplateValue&) = default;
TemplateValue::TemplateValue(TemplateValue&&) noexcept = default;
TemplateValue& TemplateValue::operator=(const TemplateValue&) = default;
TemplateValue& TemplateValue::operator=(TemplateValue&&) noexcept = default;
TemplateValue::~TemplateValue() = default;

TemplateValue TemplateValue::truth(bool value) {
  TemplateValue result;
  result.content_ = value;
  return result;
}

TemplateValue TemplateValue::markup_already_escaped(std::string markup) {
  TemplateValue result;
  result.content_ = Markup{std::move(markup)};
  return result;
}

bool TemplateValue::is_true() const {
  if (const auto* truth = std::get_if<bool>(&content_)) return *truth;
  if (const auto* items = list()) return !items->empty();
  return object() != nullptr || !text().empty();
}

bool TemplateValue::is_markup() const { return std::holds_alternative<Markup>(content_); }

std::string_view TemplateValue::text() const {
  if (const auto* text = std::get_if<std::string>(&content_)) return *text;
  if (const auto* markup = std::get_if<Markup>(&content_)) return markup->text;
  const auto* truth = std::get_if<bool>(&content_);
  return truth != nullptr && *truth ? "true" : "";
}

std::string render_template(std::string_view text, const TemplateValue& context, const TemplateOptions& options) {
  return TemplateRun(context, options).run(text);
}

}  // namespace csreport
