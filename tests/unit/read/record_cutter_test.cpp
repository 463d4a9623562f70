// The cut and the marks in front of it against their plain reference: one byte after the other, no masks. All kernels
// that this machine has, on random and hostile bytes.

#include "read/record_cutter.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/dice.hpp"

using namespace csreport;
using csreport::test::Dice;

namespace {

using Positions = std::vector<std::size_t>;

struct Plain {
  Positions marks;
  Positions record_ends;
  Positions inner_lines;
  std::size_t bytes = 0;
  std::uint64_t lines = 0;
  bool irregular = false;

  bool operator==(const Plain&) const = default;
};

void drop_behind(Positions& positions, std::size_t end) {
  while (!positions.empty() && positions.back() >= end) positions.pop_back();
}

/// What the cutter must find, in the words of its header.
Plain plain_cut(std::string_view text, char delimiter) {
  Plain plain;
  bool inside = false;
  char before = '\n';  // the text begins a record
  bool behind_closing = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool opens = c == '"' && !inside;
    const bool closes = c == '"' && inside;
    const bool opens_well = before == delimiter || before == '\n' || before == '"';
    const bool follows_well = c == delimiter || c == '\n' || c == '\r' || c == '"';
    plain.irregular = (opens && !opens_well) || (behind_closing && !follows_well) || (before == '\r' && c != '\n');
    if (plain.irregular) break;
    if (c == '"') inside = !inside;
    if (!inside && (c == delimiter || c == '\n')) plain.marks.push_back(at);
    if (!inside && c == '\n') plain.record_ends.push_back(at);
    if (inside && c == '\n') plain.inner_lines.push_back(at);
    behind_closing = closes;
    before = c;
  }
  plain.bytes = plain.record_ends.empty() ? 0 : plain.record_ends.back() + 1;
  drop_behind(plain.marks, plain.bytes);
  drop_behind(plain.inner_lines, plain.bytes);
  plain.lines = plain.record_ends.size() + plain.inner_lines.size();
  return plain;
}

Plain found_cut(std::string_view text, char delimiter, IndexKernel kernel) {
  std::vector<BlockMarks> blocks(5, {.marks = 1, .lines = 2});
  const CleanCut cut = find_clean_cut(text, delimiter, kernel, blocks, /*at=*/3);
  for (std::size_t other = 0; other < 3; ++other) CHECK((blocks[other].marks == 1 && blocks[other].lines == 2));
  Plain found{.bytes = cut.bytes, .lines = cut.lines, .irregular = cut.irregular};
  CHECK(cut.blocks == (cut.bytes + 63) / 64);
  for (std::size_t at = 0; at < cut.blocks * 64; ++at) {
    const BlockMarks& block = blocks[3 + at / 64];
    const auto has = [at](std::uint64_t bits) { return (bits >> (at % 64) & 1U) != 0; };
    if (has(block.marks)) found.marks.push_back(at);
    if (has(block.record_ends())) found.record_ends.push_back(at);
    if (has(block.inner_lines())) found.inner_lines.push_back(at);
  }
  return found;
}

/// Any bytes: soon irregular.
std::string noise(Dice& dice, std::string_view alphabet, std::size_t size) {
  std::string text;
  while (text.size() < size) text += alphabet[dice.below(alphabet.size())];
  return text;
}

/// Regular text of every kind, so that the index goes far.
std::string clean_text(Dice& dice, char delimiter, std::size_t size) {
  const std::vector<std::string> inner = {
      "a", "\n", "\r\n", "\"\"", "\"\"\"\"", std::string(1, delimiter), " ", "\xC3\xA4", std::string(70, 'x')};
  const std::vector<std::string> plain = {
      "", "a", " ", "12:30", "\\", "\xFF", std::string(1, '\0'), std::string(130, 'y')};
  std::string text;
  while (text.size() < size) {
    if (dice.below(3) == 0) {
      text += '"';
      for (std::size_t parts = dice.below(4); parts > 0; --parts) text += inner[dice.below(inner.size())];
      text += '"';
    } else {
      text += plain[dice.below(plain.size())];
    }
    const std::size_t end = dice.below(8);
    text += end == 0 ? "\r\n" : end == 1 ? "\n" : std::string(1, delimiter);
  }
  return text;
}

void check_all(std::string_view text, char delimiter) {
  const Plain expected = plain_cut(text, delimiter);
  for (const IndexKernel kernel : index_kernels()) {
    CAPTURE(static_cast<int>(kernel));
    const Plain found = found_cut(text, delimiter, kernel);
    CHECK(found.irregular == expected.irregular);
    CHECK(found.bytes == expected.bytes);
    CHECK((found == expected));
  }
}

}  // namespace

TEST_CASE("every kernel cuts text as a person can check", "[read][cut]") {
  struct Case {
    const char* what;
    std::string text;
    Plain expected;
  };
  const std::vector<Case> cases = {
      {"nothing", "", {}},
      {"two records", "a,b\nc,d\n", {.marks = {1, 3, 5, 7}, .record_ends = {3, 7}, .bytes = 8, .lines = 2}},
      {"a begun record", "a,b\nc,", {.marks = {1, 3}, .record_ends = {3}, .bytes = 4, .lines = 1}},
      {"quotes hide",
       "\"a,\nb\",c\n",
       {.marks = {6, 8}, .record_ends = {8}, .inner_lines = {3}, .bytes = 9, .lines = 2}},
      {"doubled quotes", "\"\"\"\",\"\"\n", {.marks = {4, 7}, .record_ends = {7}, .bytes = 8, .lines = 1}},
      {"CRLF", "a\r\n\r\n", {.marks = {2, 4}, .record_ends = {2, 4}, .bytes = 5, .lines = 2}},
      {"a quote inside a plain cell",
       "a\na,5\" b\n",
       {.marks = {1}, .record_ends = {1}, .bytes = 2, .lines = 1, .irregular = true}},
      {"a quote behind a space", "a, \"b\"\n", {.irregular = true}},
      {"text behind a closing quote", "\"a\"b\n", {.irregular = true}},
      {"a lone CR", "a\rb\n", {.irregular = true}},
      {"a lone CR inside quotes", "\"\r\"\n", {.irregular = true}},
      {"a CR at the end", "a\r", {}},
      {"open quotes", "\"a\n", {}},
  };
  for (const auto& c : cases) {
    CAPTURE(c.what);
    CHECK((plain_cut(c.text, ',') == c.expected));
    check_all(c.text, ',');
  }
}

TEST_CASE("the kernels agree with the plain cut on random clean and damaged text", "[read][cut]") {
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const char delimiter = ",;\t|^ \0\xE9"[dice.below(8)];
    auto text = clean_text(dice, delimiter, 1 + dice.below(1500));
    CHECK_FALSE(plain_cut(text, delimiter).irregular);
    check_all(text, delimiter);
    const std::size_t at = dice.below(text.size());
    text[at] = "\"\r\n a"[dice.below(5)];
    check_all(text, delimiter);
  }
}

TEST_CASE("the kernels agree with the plain cut on bytes without sense", "[read][cut]") {
  using namespace std::string_view_literals;
  for (const auto alphabet :
       {"\",\n\ra "sv, "\",\n"sv, "\"\n"sv, ",\n"sv, "\""sv, ","sv, "\n"sv, "a\""sv, "\0\xFF,\n\x80"sv, "\r\n"sv}) {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
      CAPTURE(alphabet, seed);
      Dice dice(seed);
      check_all(noise(dice, alphabet, dice.below(300)), ',');
    }
  }
}

TEST_CASE("the portable kernel is always there and comes first", "[read][cut]") {
  const auto kernels = index_kernels();
  REQUIRE(!kernels.empty());
  CHECK(kernels.front() == IndexKernel::portable);
  CHECK(std::is_sorted(kernels.begin(), kernels.end()));
}
