#pragma once
// Finds where a clean JSON object or array ends, 64 bytes at a time: JsonSplitter's answer for text in which every
// bracket has its partner and its place, at a tenth of the cost. It only says where; whatever it is not sure
// of is left to JsonSplitter.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace csreport {

/// Whether text is first taken for clean, or looked at by the careful parsers alone. The results are the same.
enum class CleanPaths : std::uint8_t { tried_first, off };

/// Whether line ends may stand between the tokens of a value.
enum class LinesInside : std::uint8_t { no, yes };

/// Bytes of the object or array at the front of `text`, as JsonSplitter counts them. 0 when it must look itself: the
/// value does not end in the text, is broken or deeply nested, or has a line end in a string or where none may be.
/// REQUIRES: `text` is empty or begins with { or [.
std::size_t clean_json_bytes(std::string_view text, LinesInside lines);

/// The same one byte at a time, for other machines and for the tests.
std::size_t clean_json_bytes_portable(std::string_view text, LinesInside lines);

}  // namespace csreport
