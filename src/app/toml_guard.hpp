#pragma once
// What toml++ must not be given: texts for which its release 3.3 leaves defined behaviour instead of reporting an error
// (its issues 190, 294 and 295, and what our fuzzing found besides). None of them is valid TOML, but for one that
// nobody writes. And what would end the stack of those that read it.

#include <optional>
#include <string_view>

#include "app/toml_text.hpp"

namespace csreport {

struct TomlHazard {
  TomlPlace place;
  std::string_view what;  ///< what is wrong with the text, as a phrase
};

/// The first hazard: a character beyond ASCII outside of strings and comments, or behind a backslash (and blanks) in a
/// string of several lines; a table without a name; a list that a } ends; a key of more than eight parts; lists and
/// tables in each other more than eight deep.
std::optional<TomlHazard> find_toml_hazard(std::string_view text);

}  // namespace csreport
