#pragma once
// How signals look and read: one shape and one word for each state, everywhere.

#include <string>

#include "render/block_context.hpp"

namespace csreport {

/// "Worse than usual"; empty without a signal.
std::string signal_words(const Signal& signal, const ContextSource& source);

/// {state, mark, words}: the class, the shape and "Worse than usual"; nothing where there is no signal to speak of.
TemplateValue signal_context(const Signal& signal, const ContextSource& source);

/// "milestone missed", and the same with its mark and colour.
std::string standing_words(const Standing& standing, const ContextSource& source);
TemplateValue standing_context(const Standing& standing, const ContextSource& source);

}  // namespace csreport
