// Input that nobody meant: damaged at random, or made to be expensive.

#include <cstdint>
#include <ctime>

#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"
#include "unit/read/read_all.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

std::string damaged(std::string text, std::uint64_t seed) {
  constexpr std::string_view kBytes = std::string_view("\"\"\n\r,;{}[]:\\\0\xFF\xC3 a1", 19);
  Dice dice(seed * 2 + 1);
  for (std::size_t times = 1 + dice.below(3); times > 0; --times) {
    const std::size_t at = dice.below(text.size());
    switch (dice.below(3)) {
      case 0: text[at] = kBytes[dice.below(kBytes.size())]; break;
      case 1: text.insert(at, 1, kBytes[dice.below(kBytes.size())]); break;
      default: text.erase(at, 1); break;
    }
  }
  return text;
}

/// All that can be told of a reading, to be compared.
std::string account(const std::string& path, std::size_t step) {
  try {
    const auto whole = read_file(path, {.buffer_bytes = step, .chunk_bytes = step});
    std::string text =
        whole.problems() + "|" + std::to_string(whole.counts.rejected) + "|" + std::to_string(whole.counts.blank);
    for (std::size_t r = 0; r < whole.rows.size(); ++r) {
      text += "\n" + std::to_string(whole.lines[r]);
      for (const auto& cell : whole.rows[r]) text += "|" + cell;
    }
    return text;
  } catch (const Error& error) {
    return error.what();
  }
}

std::string repeat(std::string_view text, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += text;
  return all;
}

}  // namespace

TEST_CASE("damage gives the same records for every size of read, and spares the rows it does not touch",
          "[read][hostile]") {
  std::string csv = "id,text,score\n";
  std::string list = "[\n";
  std::string lines;
  for (int i = 100; i < 140; ++i) {
    const auto id = std::to_string(i);
    csv += id + ",\"text " + id + ", \"\"quoted\"\"\",5\n";
    list += (i > 100 ? ",\n" : "") +
            ("{\"id\":" + id + ",\"text\":\"x\\n\\u00e9\",\"tags\":[\"a\",\"b\"],\"via\":{\"channel\":\"web\"}}");
    lines += "{\"id\":" + id + ",\"text\":\"x\",\"tags\":[1,2]}\n";
  }
  list += "\n]\n";
  for (const auto& [name, text] :
       {std::pair<std::string, std::string>{"x.csv", csv}, {"x.json", list}, {"x.ndjson", lines}}) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      CAPTURE(name, seed);
      const auto hurt = damaged(text, seed);
      const TemporaryFile file(hurt, name);
      const auto reference = account(file.path(), 4096);
      for (const std::size_t step : std::initializer_list<std::size_t>{1, 7, 64})
        CHECK(account(file.path(), step) == reference);
    }
  }
}

TEST_CASE("hurting one line of line-delimited JSON costs that line only", "[read][hostile]") {
  std::string lines;
  for (int i = 0; i < 20; ++i) lines += "{\"id\":\"" + std::to_string(100 + i) + "\",\"n\":{\"x\":[1,2]}}\n";
  const std::size_t width = lines.size() / 20;
  for (std::size_t at = 10 * width; at < 11 * width - 1; ++at) {
    for (const char byte : {'{', '}', '[', ']', '"', ',', ':', '\\', 'x', '\0', '\xFF'}) {
      auto text = lines;
      text[at] = byte;
      CAPTURE(at - 10 * width, byte);
      const auto whole = read_text(text, {}, "x.ndjson");
      CHECK(whole.counts.records >= 19);
      CHECK(whole.rows.front()[0] == "100");
      CHECK(whole.rows.back()[0] == "119");
    }
  }
}

TEST_CASE("reading takes time in proportion to the input, whatever it holds", "[read][hostile]") {
  const std::vector<std::string> patterns = {"\"",
                                             "\"\"",
                                             "\"\"\"",
                                             "\"a\n",
                                             "a,\"b\n",
                                             "x,\"\"\"\n",
                                             "\"\"a\n",
                                             "\\\"",
                                             "\"\\\"\n",
                                             ",",
                                             ";,\t|",
                                             "\r",
                                             "\n",
                                             " ",
                                             "a\"b,\"\n",
                                             "a,b\n",
                                             "{",
                                             "[",
                                             "{\"a\":",
                                             "[{\"a\":",
                                             "{\"b\":[7,\n",
                                             "[\n{\"b\":[7,\n",
                                             "{\"b\":[7,",
                                             "{\"a\":\"\\",
                                             "{\"a\":1}",
                                             "{\"a\":1}\n",
                                             "{\"a\":1},\n",
                                             "[1,",
                                             "[{},",
                                             "{}\n",
                                             "\x1E{",
                                             "\"\\\\",
                                             "{\"a\":{\n",
                                             "]",
                                             "}\n",
                                             "{\"a\":\"\n"};
  const std::vector<std::pair<std::string, std::string>> places = {{"x.csv", ""},
                                                                   {"x.csv", "a,b,c\n1,2,3\n"},
                                                                   {"x.json", ""},
                                                                   {"x.json", "[\n{\"a\":1},\n"},
                                                                   {"x.json", "{\"a\":1}\n"}};
  for (const auto& pattern : patterns) {
    for (const auto& [name, prefix] : places) {
      CAPTURE(pattern, prefix, name);
      const auto time_of = [&](std::size_t times) {
        const TemporaryFile file(prefix + repeat(pattern, times), name);
        const std::clock_t begin = std::clock();  // of this process: others may be busy
        account(file.path(), 64 * 1024);
        return std::clock() - begin;
      };
      const std::clock_t whole = time_of(100'000);
      // On a slow machine a quarter decides: all bytes again for each would take a sixteenth of the time.
      CHECK((whole < CLOCKS_PER_SEC || whole < 8 * time_of(25'000)));
    }
  }
}

TEST_CASE("a cell of twenty megabytes is rejected and the rows behind it are read", "[read][hostile]") {
  for (const auto& filler : {std::string(20'000'000, 'x'), repeat("twelve bytes", 20'000'000)}) {
    const auto whole = read_text("a,b\n1,2\n3,\"" + filler + "\"\n5,6\n");
    CHECK(whole.rows == Rows{{"1", "2"}, {"5", "6"}});
    CHECK(whole.lines == std::vector<std::uint64_t>{2, 4});
    CHECK(whole.problems() == "unclosed_quote@3");
  }
}
