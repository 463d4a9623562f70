#pragma once
// Mustache templates (the specification's required modules): variables, sections, inverted sections,
// partials, comments, set delimiters. No lambdas, no inheritance. Values are escaped by the
// format's own function unless they are marked as finished markup.

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace csreport {

/// A value of the context: nothing or a truth value, a text, a list, or an object.
class TemplateValue {
 public:
  using List = std::vector<TemplateValue>;
  using Object = std::map<std::string, TemplateValue, std::less<>>;

  // None of these is inline: contexts are built in long expressions, where GCC 12 sees ghosts in
  // moved variants (-Wmaybe-uninitialized).
  TemplateValue();  ///< nothing: false, and the empty text
  TemplateValue(std::string text);
  TemplateValue(std::string_view text);
  TemplateValue(const char* text);
  TemplateValue(List list);
  TemplateValue(Object object);
  TemplateValue(const TemplateValue&);
  TemplateValue(TemplateValue&&) noexcept;
  TemplateValue& operator=(const TemplateValue&);
  TemplateValue& operator=(TemplateValue&&) noexcept;
  ~TemplateValue();

  static TemplateValue truth(bool value);
  /// Inserted as it is, by every kind of tag: only for fragments that a writer has escaped.
  static TemplateValue markup_already_escaped(std::string markup);

  /// False, an empty text and an empty list are false; objects are true.
  [[nodiscard]] bool is_true() const;
  [[nodiscard]] const List* list() const { return std::get_if<List>(&content_); }
  [[nodiscard]] const Object* object() const { return std::get_if<Object>(&content_); }
  /// The text; empty for lists and objects, "true" for true.
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] bool is_markup() const;

 private:
  struct Markup {
    std::string text;
  };
  std::variant<bool, std::string, Markup, List, Object> content_ = false;
};

enum class UnknownNames {
  empty,  ///< as the specification has it
  error   ///< a name that no object in reach has ends the run: typing mistakes are found
};

struct TemplateOptions {
  std::string name = "template";                                             ///< for messages
  std::string (*escape)(std::string_view) = nullptr;                         ///< nullptr: nothing is escaped
  std::function<std::optional<std::string_view>(std::string_view)> partial;  ///< text by name
  UnknownNames unknown = UnknownNames::empty;
  std::size_t max_depth = 100;  ///< of partials inside partials and of sections inside sections
};

/// Throws Error(usage) with "name:line:column: what is wrong".
std::string render_template(std::string_view text, const TemplateValue& context, const TemplateOptions& options);

}  // namespace csreport
