// The fast paths for short texts against the general readers.

#include "normalise/short_text.hpp"

#include <charconv>
#include <map>
#include <string>

#include "csreport/core/text.hpp"
#include "csreport/normalise/time_text.hpp"
#include "normalise/iso_time.hpp"
#include "normalise/time_pattern.hpp"
#include "normalise/word_codes.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"

using namespace csreport;
using csreport::test::Dice;

TEST_CASE("a short text is loaded byte by byte, the first one lowest") {
  const std::string text = "\x01\xFE\x03\x04\x05\xFA\x07\x08";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::string exact = text.substr(0, size);  // memory tools see a read beyond its end
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i < size; ++i) expected |= std::uint64_t{static_cast<unsigned char>(exact[i])} << (8 * i);
    CHECK(load_short(exact.data(), size) == expected);
  }
}

TEST_CASE("plain numbers are read, and nothing else") {
  for (const char* text : {"0", "7", "12", "007", "99999999", "10203040"}) {
    std::uint32_t expected = 0;
    const std::string_view view(text);
    std::from_chars(view.data(), view.data() + view.size(), expected);
    CHECK(read_plain_number(text).valid);
    CHECK(read_plain_number(text).value == expected);
  }
  for (const char* text :
       {"", "-1", "+1", " 1", "1 ", "1.5", "1,000", "123456789", "1e3", "1/", "/1", ":1", "1:", "12a", "\xB2"})
    CHECK_FALSE(read_plain_number(text).valid);
}

TEST_CASE("every byte at every place of a number is judged as a digit or not") {
  for (std::size_t size = 1; size <= 8; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::size_t wrong = 0;
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, '5');
        text[at] = static_cast<char>(byte);
        wrong += read_plain_number(text).valid != (byte >= '0' && byte <= '9');
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
      wrong += codes.code(word) != expected || codes.text(expected) != word;
    }
    CHECK(wrong == 0);
  }
}
