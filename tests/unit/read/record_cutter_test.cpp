// The place to cut against the index of cells, whose last record end it must be.

#include "read/record_cutter.hpp"

#include <string>

#include "read/structural_index.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"

using namespace csreport;
using csreport::test::Dice;

namespace {

CleanCut reference(const std::string& text) {
  StructuralIndex index(',', IndexKernel::portable);
  index.extend(text);
  if (index.record_ends().empty()) return {.irregular = index.irregular()};
  const std::uint32_t end = index.record_ends().back();
  std::uint64_t lines = index.record_ends().size();
  for (const std::uint32_t line : index.inner_lines()) lines += line < end;
  return {.bytes = end + std::size_t{1}, .lines = lines, .irregular = index.irregular()};
}

}  // namespace

TEST_CASE("a clean cut is the last record end in front of an irregular byte, on every kernel", "[read][cut]") {
  const std::vector<std::string> pieces = {
      ",",       "\n",         "\r\n",          "text", "a longer text of some words",
      "\"a,b\"", "\"a\nb\n\"", "\"\"\"q\"\"\"", "\"\"", std::string(90, 'x')};
  const std::vector<std::string> odd = {"\"", "x\"y", "\r", "\"a\"b", "\""};
  for (std::uint64_t seed = 1; seed <= 4'000; ++seed) {
    Dice dice(seed);
    std::string text;
    bool boundary = true;
    for (std::size_t n = dice.below(60); n > 0; --n) {
      const std::string& piece = dice.below(80) == 0 ? dice.one_of(odd) : dice.one_of(pieces);
      if (piece[0] == '"' && !boundary) text += ',';
      text += piece;
      boundary = piece == "," || piece.back() == '\n';
      if (piece.back() == '"') text += ',', boundary = true;
    }
    const CleanCut expected = reference(text);
    for (const IndexKernel kernel : index_kernels()) {
      CAPTURE(seed, static_cast<int>(kernel), text);
      const CleanCut found = find_clean_cut(text, ',', kernel);
      CHECK(found.bytes == expected.bytes);
      CHECK(found.lines == expected.lines);
      CHECK(found.irregular == expected.irregular);
    }
  }
}
