// The structural index against its plain reference: one byte after the other, no masks. All kernels that
// this machine has, on random and hostile bytes, in one piece and in chunks.

#include "read/structural_index.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/dice.hpp"

using namespace csreport;
using csreport::test::Dice;

namespace {

struct Plain {
  std::vector<std::uint32_t> marks{static_cast<std::uint32_t>(-1)};
  std::vector<std::uint32_t> record_ends;
  std::vector<std::uint32_t> inner_lines;
  std::size_t covered = 0;
  bool irregular = false;

  bool operator==(const Plain&) const = default;
};

/// What the index must hold, in the words of its header.
Plain plain_index(std::string_view text, char delimiter) {
  Plain plain;
  bool inside = false;
  char before = '\n';  // the text begins a record
  bool behind_closing = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool opens = c == '"' && !inside;
    const bool closes = c == '"' && inside;
    const bool opens_well = before == delimiter || before == '\n' || before == '"';
    const bool follows_well = c == delimiter || c == '\n' || c == '\r' || c == '"';
    if ((opens && !opens_well) || (behind_closing && !follows_well) || (before == '\r' && c != '\n')) {
      plain.irregular = true;
      return plain;
    }
    if (c == '"') inside = !inside;
    const auto at = static_cast<std::uint32_t>(i);
    if (!inside && (c == delimiter || c == '\n')) plain.marks.push_back(at);
    if (!inside && c == '\n') plain.record_ends.push_back(at);
    if (inside && c == '\n') plain.inner_lines.push_back(at);
    behind_closing = closes;
    before = c;
    plain.covered = i + 1;
  }
  return plain;
}

template <typename List>
std::vector<std::uint32_t> copy(const List& list) {
  return {list.begin(), list.end()};
}

Plain contents(StructuralIndex& index) {
  return {.marks = copy(index.marks()),
          .record_ends = copy(index.record_ends()),
          .inner_lines = copy(index.inner_lines()),
          .covered = index.covered(),
          .irregular = index.irregular()};
}

Plain indexed(std::string_view text, char delimiter, IndexKernel kernel, std::size_t chunk) {
  StructuralIndex index(delimiter, kernel);
  while (index.covered() < text.size() && !index.irregular()) index.extend(text.substr(index.covered(), chunk));
  return contents(index);
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
  const auto expected = plain_index(text, delimiter);
  for (const auto kernel : index_kernels()) {
    for (const std::size_t chunk :
         {std::size_t{1}, std::size_t{7}, std::size_t{63}, std::size_t{64}, std::size_t{65}, text.size() + 1}) {
      CAPTURE(static_cast<int>(kernel), chunk);
      const auto found = indexed(text, delimiter, kernel, chunk);
      CHECK(found.irregular == expected.irregular);
      CHECK(found.covered == expected.covered);
      CHECK((found == expected));
    }
  }
}

}  // namespace

TEST_CASE("every kernel finds the marks of text that a person can check", "[read][index]") {
  struct Case {
    const char* what;
    std::string text;
    Plain expected;
  };
  constexpr auto kFront = static_cast<std::uint32_t>(-1);
  const std::vector<Case> cases = {
      {"nothing", "", {.marks = {kFront}}},
      {"two records", "a,b\nc,d\n", {.marks = {kFront, 1, 3, 5, 7}, .record_ends = {3, 7}, .covered = 8}},
      {"quotes hide", "\"a,\nb\",c\n", {.marks = {kFront, 6, 8}, .record_ends = {8}, .inner_lines = {3}, .covered = 9}},
      {"doubled quotes", "\"\"\"\",\"\"\n", {.marks = {kFront, 4, 7}, .record_ends = {7}, .covered = 8}},
      {"CRLF", "a\r\n\r\n", {.marks = {kFront, 2, 4}, .record_ends = {2, 4}, .covered = 5}},
      {"a quote inside a plain cell", "a,5\" b\n", {.marks = {kFront, 1}, .covered = 3, .irregular = true}},
      {"a quote behind a space", "a, \"b\"\n", {.marks = {kFront, 1}, .covered = 3, .irregular = true}},
      {"text behind a closing quote", "\"a\"b\n", {.marks = {kFront}, .covered = 3, .irregular = true}},
      {"a lone CR", "a\rb\n", {.marks = {kFront}, .covered = 2, .irregular = true}},
      {"a lone CR inside quotes", "\"\r\"\n", {.marks = {kFront}, .covered = 2, .irregular = true}},
      {"a CR at the end", "a\r", {.marks = {kFront}, .covered = 2}},
      {"open quotes", "\"a\n", {.marks = {kFront}, .inner_lines = {2}, .covered = 3}},
  };
  for (const auto& c : cases) {
    CAPTURE(c.what);
    CHECK((plain_index(c.text, ',') == c.expected));
    check_all(c.text, ',');
  }
}

TEST_CASE("the kernels agree with the plain index on random clean and damaged text", "[read][index]") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const char delimiter = ",;\t|^ \0\xE9"[dice.below(8)];
    auto text = clean_text(dice, delimiter, 1 + dice.below(1500));
    CHECK_FALSE(plain_index(text, delimiter).irregular);
    check_all(text, delimiter);
    const std::size_t at = dice.below(text.size());
    text[at] = "\"\r\n a"[dice.below(5)];
    check_all(text, delimiter);
  }
}

TEST_CASE("the kernels agree with the plain index on bytes without sense", "[read][index]") {
  using namespace std::string_view_literals;
  for (const auto alphabet :
       {"\",\n\ra "sv, "\",\n"sv, "\"\n"sv, ",\n"sv, "\""sv, ","sv, "\n"sv, "a\""sv, "\0\xFF,\n\x80"sv, "\r\n"sv}) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      CAPTURE(alphabet, seed);
      Dice dice(seed);
      check_all(noise(dice, alphabet, dice.below(300)), ',');
    }
  }
}

TEST_CASE("an index that has dropped its beginning goes on like one that began there", "[read][index]") {
  for (const auto kernel : index_kernels()) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      CAPTURE(static_cast<int>(kernel), seed);
      Dice dice(seed);
      const auto text = clean_text(dice, ',', 2000);
      StructuralIndex index(',', kernel);
      index.extend(std::string_view(text).substr(0, 1000));
      const auto ends = copy(index.record_ends());
      if (ends.empty()) continue;
      const std::size_t record = dice.below(ends.size());
      const auto marks = copy(index.marks());
      const auto inner = copy(index.inner_lines());
      const auto mark = static_cast<std::size_t>(std::find(marks.begin(), marks.end(), ends[record]) - marks.begin());
      const auto inner_before =
          static_cast<std::size_t>(std::lower_bound(inner.begin(), inner.end(), ends[record]) - inner.begin());
      index.drop_before(mark, record + 1, inner_before);
      index.extend(std::string_view(text).substr(1000));
      CHECK((contents(index) == plain_index(std::string_view(text).substr(ends[record] + 1), ',')));
    }
  }
}

TEST_CASE("the portable kernel is always there and comes first", "[read][index]") {
  const auto kernels = index_kernels();
  REQUIRE(!kernels.empty());
  CHECK(kernels.front() == IndexKernel::portable);
  CHECK(std::is_sorted(kernels.begin(), kernels.end()));
}
