// The block-wise search for the end of a JSON value against JsonSplitter, which looks at each byte.

#include "read/json_clean_split.hpp"

#include <string>

#include "read/json_splitter.hpp"
#include "support/catch.hpp"
#include "unit/read/random_json.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

/// The answer of both kernels, which must be the same and JsonSplitter's; 0 when they leave it to that.
std::size_t split(const std::string& text, LinesInside lines) {
  const std::size_t bytes = clean_json_bytes(text, lines);
  CHECK(clean_json_bytes_portable(text, lines) == bytes);
  if (bytes == 0) return 0;
  JsonSplitter splitter;
  splitter.restart({.single_line = lines == LinesInside::no, .indentation = {}});
  CHECK(splitter.scan(text) == SplitResult::complete);
  CHECK(splitter.size() == bytes);
  return bytes;
}

}  // namespace

TEST_CASE("values end where a look at each byte says, at any place of the 64-byte blocks", "[read][json]") {
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    CAPTURE(seed);
    RandomJson random(seed);
    const auto object = random.object();
    CHECK(split(object + random.object(), LinesInside::yes) == object.size());
    CHECK(split("[" + std::string(seed % 130, ' ') + object + "]", LinesInside::yes) == object.size() + seed % 130 + 2);
    const bool one_line = object.find_first_of("\r\n") == std::string::npos;
    CHECK(split(object, LinesInside::no) == (one_line ? object.size() : 0));
  }
}

TEST_CASE("damaged values end where a look at each byte says, or are left to it", "[read][json]") {
  for (std::uint64_t seed = 1; seed <= 6000; ++seed) {
    CAPTURE(seed);
    RandomJson random(seed);
    const auto text = "{" + random.damaged(random.object().substr(1) + "," + random.object());
    split(text, LinesInside::yes);
    split(text, LinesInside::no);
  }
}

TEST_CASE("runs of backslashes of any length, at any place, escape what they should", "[read][json]") {
  for (std::size_t before = 0; before < 140; ++before) {
    for (std::size_t run = 0; run < 70; ++run) {
      CAPTURE(before, run);
      const std::string text = "{\"" + std::string(before, 'x') + std::string(run, '\\') + "\"}\"}";
      CHECK(split(text, LinesInside::no) == (run % 2 == 0 ? before + run + 4 : text.size()));
    }
  }
}

TEST_CASE("what is no clean value is left to the splitter", "[read][json]") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(split(nested(64), LinesInside::no) == 128);
  for (const auto& text :
       {nested(65), std::string("{\"a\":[}"), std::string("{\"a\":1"), std::string("{{}}"), std::string("[{}{}]"),
        std::string("{\"a\n\":1}"), std::string("{\"a\":\\1}"), std::string()}) {
    CAPTURE(text);
    CHECK(split(text, LinesInside::yes) == 0);
  }
}
