#include "normalise/one_line.hpp"

#include <string>

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("what fits stays as it is", "[one_line]") {
  CHECK(one_line("", 5).empty());
  CHECK(one_line("Fine.", 5) == "Fine.");
  CHECK(one_line("Благодаря", 9) == "Благодаря");
}

TEST_CASE("breaks, tabs and runs of spaces are one space, and none stands at an end", "[one_line]") {
  CHECK(one_line("  two\r\n\r\nlines\tand\v more  ", 100) == "two lines and more");
  CHECK(one_line(" \n\t ", 100).empty());
}

TEST_CASE("control characters become a mark, each one", "[one_line]") {
  CHECK(one_line(std::string("a\0b\x1B[31mc\x7F", 10), 100) == "a\uFFFDb\uFFFD[31mc\uFFFD");
  CHECK(one_line("a\u009Bb", 100) == "a\uFFFDb");
  CHECK(one_line("a\u202Eb\u202Cc", 100) == "a\uFFFDb\uFFFDc");  // right-to-left override
  CHECK(one_line("\u2067x\u2069 \uFEFF\uFFFE", 100) == "\uFFFDx\uFFFD \uFFFD\uFFFD");
  CHECK(one_line("\x1B\x1B\x1B", 2) == "\uFFFD…");
}

TEST_CASE("of a longer text the first characters stay, with an ellipsis inside the limit", "[one_line]") {
  CHECK(one_line("abcdef", 5) == "abcd…");
  CHECK(one_line("абвгде", 5) == "абвг…");
  CHECK(one_line("客户的评论很长", 4) == "客户的…");
  CHECK(one_line("abc defgh", 5) == "abc…");  // no space in front of the ellipsis
  CHECK(one_line("ab", 1) == "…");
  CHECK(one_line("a", 1) == "a");
}

TEST_CASE("for every limit the line is at most so long, and the same as the whole where that fits", "[one_line]") {
  const std::string text = "Zwei Wörter,\n и ещё 评论 …  end";
  const std::string whole = one_line(text, 1000);
  const auto characters = [](const std::string& line) {
    std::size_t n = 0;
    for (const char c : line) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1 : 0;
    return n;
  };
  const std::size_t length = characters(whole);
  CHECK(length == 27);
  for (std::size_t limit = 1; limit < length + 3; ++limit) {
    CAPTURE(limit);
    const std::string line = one_line(text, limit);
    CHECK(characters(line) <= limit);
    CHECK((line == whole) == (limit >= length));
    if (line != whole) CHECK(whole.starts_with(line.substr(0, line.size() - 3)));
  }
}

TEST_CASE("what nobody sees is left out, so that it cannot hide in a quotation", "[one_line]") {
  CHECK(one_line("x \u200Ey\u200F\u061Cz", 100) == "x yz");
  CHECK(one_line("pass\u200Bword\u2060\u00AD", 100) == "password");
  CHECK(one_line("a\u0085b\u2028c\u2029d", 100) == "a b c d");  // breaks are spaces
  CHECK(one_line("b\U000E0041", 100) == "b");                   // a tag
  CHECK(one_line("\u200B\u200E", 100).empty());
}

TEST_CASE("joiners stay where scripts and emojis need them", "[one_line]") {
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
  CHECK(one_line(family, 100) == family);
  const std::string persian = "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645";
  CHECK(one_line(persian, 100) == persian);
  CHECK(one_line("ab\u200Dcd\u200C", 100) == "abcd");
  CHECK(one_line("\u0645\u200C\u200C\u200Cx", 100) == "\u0645\u200Cx");  // one is enough
}
