// The fast paths for short texts against the general readers.

#include "normalise/short_text.hpp"

#include <charconv>
#include <map>
#include <string>

#include "csreport/core/text.hpp"
#include "csreport/normalise/time_text.hpp"
#include "fmt/format.h"
#include "normalise/iso_time.hpp"
#include "normalise/time_pattern.hpp"
#include "normalise/usual_times.hpp"
#include "normalise/word_codes.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"

using namespace csreport;
using csreport::test::Dice;

namespace {

/// A text as cells have it: other bytes around it may be read, and memory tools see a read beyond those.
class Cell {
 public:
  explicit Cell(std::string_view text) : bytes_(kCellSlack, '9') {
    bytes_ += text;
    bytes_ += std::string(kCellSlack, '9');
    bytes_.shrink_to_fit();
  }
  [[nodiscard]] std::string_view text() const {
    return std::string_view(bytes_).substr(kCellSlack, bytes_.size() - 2 * kCellSlack);
  }

 private:
  std::string bytes_;
};
PlainNumber number_of(std::string_view text) { return read_plain_number(Cell(text).text()); }

}  // namespace

TEST_CASE("words are loaded from both ends of a text without what stands around it") {
  const std::string text = "\x01\xFE\x03\x04\x05\xFA\x07\x08\x09\x0A\xFB";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const Cell cell(text.substr(0, size));
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(size, 8); ++i) {
      first |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
      if (size > 8) last |= std::uint64_t{static_cast<unsigned char>(text[size - 8 + i])} << (8 * i);
    }
    CHECK(load_first(cell.text()) == first);
    CHECK(load_last(cell.text()) == last);
  }
}

TEST_CASE("lower case ASCII is told from everything else") {
  for (std::size_t size = 1; size <= 20; ++size) {
    std::size_t wrong = 0;
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'q');
        text[at] = static_cast<char>(byte);
        wrong += is_lower_ascii(Cell(text).text()) != (byte < 0x80 && !(byte >= 'A' && byte <= 'Z'));
      }
    }
    CHECK(wrong == 0);
  }
  CHECK(is_lower_ascii(Cell("").text()));
}

TEST_CASE("plain numbers are read, and nothing else") {
  for (const char* text : {"0", "7", "12", "007", "99999999", "10203040"}) {
    std::uint32_t expected = 0;
    const std::string_view view(text);
    std::from_chars(view.data(), view.data() + view.size(), expected);
    CHECK(number_of(text).valid);
    CHECK(number_of(text).value == expected);
  }
  for (const char* text :
       {"", "-1", "+1", " 1", "1 ", "1.5", "1,000", "123456789", "1e3", "1/", "/1", ":1", "1:", "12a", "\xB2"})
    CHECK_FALSE(number_of(text).valid);
}

TEST_CASE("every byte at every place of a number is judged as a digit or not") {
  for (std::size_t size = 1; size <= 8; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::size_t wrong = 0;
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, '5');
        text[at] = static_cast<char>(byte);
        wrong += number_of(text).valid != (byte >= '0' && byte <= '9');
      }
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("texts with clean ends are those that trimming leaves alone") {
  for (const char* text : {"a", "a b", "\"x\"", "~"}) CHECK(has_clean_ends(text));
  for (const char* text : {"", " a", "a ", "\ta", "a\n",
                           "\xC2\xA0"
                           "a",
                           "a\xC2\xA0", "\xC3\xA9t\xC3\xA9"})
    CHECK_FALSE(has_clean_ends(text));
  Dice dice(1);
  for (int i = 0; i < 10'000; ++i) {
    std::string text;
    for (std::size_t n = dice.below(4); n > 0; --n) text += static_cast<char>(dice.below(256));
    if (has_clean_ends(text)) CHECK(trim(text) == text);
  }
}

TEST_CASE("times by eight bytes at a time are those of the careful reader, and doubt is left to it") {
  const auto pattern = compile_time_pattern("YYYY-M-D");
  const std::string_view bytes = "0123456789-:TZ ./x";
  std::size_t valid = 0;
  for (std::uint64_t seed = 1; seed <= 60'000; ++seed) {
    Dice dice(seed);
    const auto two = [&](std::size_t bound) {
      const std::size_t n = dice.below(bound);
      return std::string(1, static_cast<char>('0' + n / 10 % 10)) + static_cast<char>('0' + n % 10);
    };
    std::string text = dice.one_of(std::vector<std::string>{"19", "20", "21", "16"}) + two(100) + "-" + two(14) + "-" +
                       two(33) + dice.one_of(std::vector<std::string>{"T", " "}) + two(25) + ":" + two(61) + ":" +
                       two(61) + dice.one_of(std::vector<std::string>{"Z", ""});
    if (dice.below(4) == 0) text[dice.below(text.size())] = bytes[dice.below(bytes.size())];
    const IsoTime fast = read_iso_time(text);
    if (!fast.valid) continue;
    ++valid;
    const auto careful = read_wall_time(pattern, text);
    CAPTURE(text);
    REQUIRE(careful);
    CHECK(careful->local.time_since_epoch().count() == fast.seconds);
    CHECK(careful->offset.has_value() == fast.utc);
  }
  CHECK(valid > 10'000);
  for (const char* text :
       {"2026-02-28T23:59:59Z", "2024-02-29 00:00:00", "1970-01-01T00:00:00Z", "2100-02-28 12:00:00"})
    CHECK(read_iso_time(text).valid);
  for (const char* text :
       {"2026-02-29T00:00:00Z", "2100-02-29 00:00:00", "2026-00-10T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00z", "2026-01-01T00:00Z   "})
    CHECK_FALSE(read_iso_time(text).valid);
}

TEST_CASE("a column of times is read as one time after the other is, and what is in no usual form is left to others") {
  Dice dice(7);
  std::vector<std::string> texts = {"",
                                    "1970-01-01T00:00:00Z",
                                    "1970-02-01T00:00:00Z",
                                    "2105-12-31T23:59:59Z",
                                    "2106-01-01T00:00:00Z",
                                    "2026-12-31 23:59:59Z",
                                    "2024-02-29T00:00:00Z"};
  for (const char* unusual :
       {"2026-02-29T00:00:00Z", "2026-00-10T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00z", "2026-01-01T00:00:00 ", "2026-01-01t00:00:00Z", "2026/01/01T00:00:00Z",
        "2026-01-01T00:00:00", "2026-01-01T00:00:00ZZ", "9999-12-31T00:00:00Z", "0000-01-01T00:00:00Z",
        "1969-12-31T00:00:00Z", "12345678901234567890", "yesterday, or so ago"}) {
    CAPTURE(unusual);
    texts.push_back(unusual);
    std::uint32_t seconds = 1;
    read_usual_times(std::vector<std::string_view>{unusual}, {&seconds, 1});
    CHECK(seconds == kUnusualTime);
  }
  const std::string_view bytes = "0123456789-:TZ ./x\xFF";
  const auto two = [&dice](std::size_t bound) { return fmt::format("{:02}", dice.below(bound)); };
  while (texts.size() < 60'000) {
    std::string text =
        fmt::format("{}-{}-{}T{}:{}:{}Z", 1965 + dice.below(145), two(14), two(33), two(25), two(61), two(61));
    if (dice.below(4) == 0) text[dice.below(text.size())] = bytes[dice.below(bytes.size())];
    texts.push_back(dice.below(10) == 0 ? "" : text);
  }
  const std::vector<std::string_view> cells(texts.begin(), texts.end());
  std::vector<std::uint32_t> seconds(cells.size());
  read_usual_times(cells, seconds);
  std::size_t read = 0;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) {
      wrong += seconds[i] != InstantColumn::kMissing;
    } else if (seconds[i] != kUnusualTime) {
      const IsoTime one = read_iso_time(cells[i]);
      ++read;
      wrong += !one.valid || !one.utc || one.seconds != seconds[i];
    } else {
      // Left to others: no time of that form, or one at the ends of what 32 bits can hold.
      const IsoTime one = read_iso_time(cells[i]);
      constexpr std::int64_t kFebruary1970 = 31 * 86'400;
      constexpr std::int64_t kYear2106 = 4'291'747'200;
      wrong += one.valid && one.utc && one.seconds >= kFebruary1970 && one.seconds < kYear2106;
    }
  }
  CHECK(wrong == 0);
  CHECK(read > 10'000);
}

TEST_CASE("the space around a word is not part of it, and a cell of space has none") {
  WordCodes codes;
  CHECK(codes.code(Cell("email").text()) == 1);
  CHECK(codes.code(Cell(" email").text()) == 1);
  CHECK(codes.code(Cell("email\t").text()) == 1);
  CHECK(codes.code(Cell(" a word of more than sixteen bytes ").text()) == 2);
  CHECK(codes.code(Cell("a word of more than sixteen bytes").text()) == 2);
  CHECK(codes.code(Cell("  ").text()) == 0);
  CHECK(codes.text(1) == "email");
}

TEST_CASE("word codes are those of a map, in order of first sight, for words of every length") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    WordCodes codes;
    std::map<std::string, std::uint32_t> reference{{"", 0}};
    const std::size_t letters = 1 + dice.below(3);  // few letters: many words that differ in one byte
    std::size_t wrong = 0;
    for (int i = 0; i < 20'000; ++i) {
      std::string word;
      for (std::size_t n = dice.below(40); n > 0; --n) word += static_cast<char>('a' + dice.below(letters));
      const auto expected = reference.emplace(word, static_cast<std::uint32_t>(reference.size())).first->second;
      wrong += codes.code(Cell(word).text()) != expected || codes.text(expected) != word;
    }
    CHECK(wrong == 0);
  }
}
