// JSON in chunks of any size, on any number of threads, against the careful parsers over the text in one piece: every
// row, line, count and diagnostic must be the same, whatever the text and the place of the damage.

#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/read/random_json.hpp"
#include "unit/read/read_all.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

/// Things that stand between records and are none.
const std::vector<std::string> kOdd = {"",
                                       "  ",
                                       "17",
                                       "\"x\"",
                                       "\"open",
                                       "\"escaped \\",
                                       "[1,{\"a\":2}]",
                                       "null",
                                       "nul",
                                       "}",
                                       "]",
                                       ",",
                                       "{\"a\":[1,",
                                       "{\"a\":",
                                       "{\"a\":1}{\"b\":2}",
                                       "{\"a\":1} x",
                                       "\x1E{\"id\":5}",
                                       "\r",
                                       "{\"a\":\"\\ud83d\",\"a\":2}",
                                       "{\"a\":\"\xFF\xC3\"}",
                                       "{\"a\":\"" + std::string(300, 'y') + "\"}"};

struct Form {
  const char* name;
  std::string begin;
  std::string between;
  std::string end;
};

const std::vector<Form> kForms = {{"lines", "", "\n", "\n"},
                                  {"lines with CRLF", "", "\r\n", "\r\n"},
                                  {"lines with CR", "", "\r", "\r"},
                                  {"lines without the last end", "", "\n", ""},
                                  {"list", "[", ",", "]"},
                                  {"list over lines", "[\n  ", ",\n  ", "\n]\n"},
                                  {"envelope", "{\"n\":1,\"tickets\":[\n", ",\n", "],\"more\":{\"x\":[1]}}\n"},
                                  {"sequence", "", "", ""},
                                  {"record separators", "\x1E", "\n\x1E", "\n"}};

std::string text_of(RandomJson& random, const Form& form, std::size_t records, std::size_t one_odd_in) {
  std::string text = form.begin;
  for (std::size_t i = 0; i < records; ++i) {
    if (i > 0) text += form.between;
    const bool odd = one_odd_in > 0 && random.dice().below(one_odd_in) == 0;
    if (odd) {
      text += random.dice().one_of(kOdd);
    } else {
      text += random.object();
    }
  }
  return text + form.end;
}

}  // namespace

TEST_CASE("JSON of every form gives the same for chunks of any size, clean or damaged", "[read][json]") {
  for (std::uint64_t seed = 1; seed <= 126; ++seed) {
    RandomJson random(seed);
    const auto& form = kForms[seed % kForms.size()];
    const std::size_t one_odd_in = random.dice().one_of(std::vector<std::size_t>{0, 3, 10, 50});
    auto text = text_of(random, form, 1 + random.dice().below(60), one_odd_in);
    if (random.dice().below(3) == 0) text = random.damaged(text);
    CAPTURE(seed, form.name, one_odd_in);
    check_same_as_careful(text, {}, {1, 2, 7, 64, 500, 4096, 64 * 1024 * 1024}, "x.json");
  }
}

TEST_CASE("one damaged byte anywhere in JSON changes nothing between the paths and the chunk sizes", "[read][json]") {
  RandomJson random(5);
  for (const auto& form : kForms) {
    const auto text = text_of(random, form, 3, 0);
    for (std::size_t at = 0; at < text.size(); at += 2) {
      CAPTURE(form.name, at);
      auto hurt = text;
      hurt[at] = random.dice().one_of(std::string_view("\"{}[,\n\\x\0", 9));
      check_same_as_careful(hurt, {}, {3, 65536}, "x.json");
    }
  }
}

TEST_CASE("limits of the record's length reject the same JSON records for chunks of any size", "[read][json]") {
  for (std::size_t limit = 1; limit <= 240; limit += 5) {
    RandomJson random(limit);
    const auto& form = random.dice().one_of(kForms);
    const auto text = text_of(random, form, 30, 5);
    CAPTURE(limit, form.name);
    check_same_as_careful(text, {.max_record_bytes = limit}, {1, 8, 100, 65536}, "x.json");
  }
}

TEST_CASE("chunks that are taken apart at the same time give the same in the same order", "[read][json]") {
  for (const auto& form : kForms) {
    RandomJson random(3);
    const TemporaryFile file(text_of(random, form, 600, 20), "x.json");
    const auto expected = account(file.path(), {.careful = true});
    for (const std::size_t chunk : std::initializer_list<std::size_t>{1000, 20'000}) {
      for (const std::size_t threads : std::initializer_list<std::size_t>{2, 5}) {
        CAPTURE(form.name, chunk, threads);
        CHECK((account(file.path(), {.chunk_bytes = chunk}, threads) == expected));
      }
    }
  }
}

TEST_CASE("every file of JSONTestSuite gives the same for chunks of any size", "[read][suites]") {
  for (const auto& path : json_test_suite()) {
    CAPTURE(path);
    const auto expected = account(path, {.careful = true});
    for (const std::size_t chunk : std::initializer_list<std::size_t>{1, 16, 65536})
      CHECK(account(path, {.buffer_bytes = chunk, .chunk_bytes = chunk}) == expected);
  }
}
