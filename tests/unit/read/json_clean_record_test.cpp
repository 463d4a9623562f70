// The one-pass parser of clean JSON objects against its judges, JsonSplitter and JsonRecord: what it accepts must
// end where the one says and hold the cells that the other finds, whatever the text.

#include "read/json_clean_record.hpp"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "read/json_record.hpp"
#include "read/json_splitter.hpp"
#include "support/catch.hpp"
#include "unit/read/random_json.hpp"
#include "unit/read/read_all.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

/// Blanks, so that an object at the front does not end too close to the end.
const std::string kBehind(JsonCleanRecord::kMargin, ' ');

/// Names and columns as a sample of records would give them.
JsonPaths paths_of(const std::vector<std::string>& objects) {
  JsonPaths paths;
  JsonCells cells;
  JsonRecord record(paths, cells);
  for (const auto& object : objects) record.parse(object);
  paths.close();
  return paths;
}

std::string account(const JsonCells& cells, std::size_t columns, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < columns; ++i) {
    const auto cell = cells.cell(i);
    all += std::to_string(static_cast<int>(cell.kind)) + "[" + text.substr(cell.begin, cell.size) + "]";
  }
  for (const int column : cells.duplicates()) all += " twice " + std::to_string(column);
  return all;
}

/// One parser of each kind over the same columns.
struct Both {
  explicit Both(const JsonPaths& known) : fast_paths(known), slow_paths(known) {}
  JsonPaths fast_paths;
  JsonPaths slow_paths;
  JsonCells fast_cells;
  JsonCells slow_cells;
  JsonCleanRecord fast{fast_paths, fast_cells};
  JsonRecord slow{slow_paths, slow_cells};

  /// Bytes that the fast one accepted, after comparing.
  std::size_t parse(const std::string& text, LinesInside lines) {
    const std::size_t bytes = fast.parse(text, lines);
    if (bytes == 0) return 0;
    JsonSplitter splitter;
    splitter.restart({.single_line = lines == LinesInside::no, .indentation = {}});
    CHECK(splitter.scan(text) == SplitResult::complete);
    CHECK(splitter.size() == bytes);
    CHECK(slow.parse(std::string_view(text).substr(0, bytes)));
    CHECK(account(fast_cells, fast_paths.columns(), text) == account(slow_cells, slow_paths.columns(), text));
    return bytes;
  }
};

}  // namespace

TEST_CASE("the scans of JSON text find what a look at each byte finds", "[read][json]") {
  Dice dice(11);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t usual = dice.below(40);
    for (std::size_t i = 0; i < kJsonScanBytes; ++i) {
      text += i < usual ? "019ab z\x7F\xC3"[dice.below(9)] : static_cast<char>(dice.below(256));
    }
    std::string other = text;
    if (dice.below(2) == 0) other[dice.below(other.size())] = static_cast<char>(dice.below(256));
    const std::size_t bytes = dice.below(33);
    const auto mask = static_cast<std::uint32_t>((std::uint64_t{1} << bytes) - 1);
    CHECK(json_scan::plain_bytes(text.data()) == json_scan_portable::plain_bytes(text.data()));
    CHECK(json_scan::digits(text.data()) == json_scan_portable::digits(text.data()));
    CHECK(json_scan::equal(text.data(), other.data(), mask) == (text.substr(0, bytes) == other.substr(0, bytes)));
    CHECK(json_scan_portable::equal(text.data(), other.data(), mask) ==
          (text.substr(0, bytes) == other.substr(0, bytes)));
  }
}

TEST_CASE("random objects have the same end and cells in one pass as in three", "[read][json]") {
  std::size_t accepted = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    RandomJson random(seed);
    std::vector<std::string> objects;
    for (int i = 0; i < 12; ++i) objects.push_back(random.object());
    Both both(paths_of({objects.begin(), objects.begin() + 6}));
    for (const auto& object : objects) {
      const auto lines = random.dice().below(2) == 0 ? LinesInside::no : LinesInside::yes;
      accepted += both.parse(object + kBehind, lines) > 0;
    }
  }
  CHECK(accepted > 3000);
}

TEST_CASE("a damaged object is left to the careful parser, or has the same end and cells", "[read][json]") {
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    CAPTURE(seed);
    RandomJson random(seed);
    const auto object = random.object();
    Both both(paths_of({object}));
    const auto hurt = random.damaged(object) + random.object() + "\n";
    CAPTURE(hurt);
    both.parse(hurt + kBehind, LinesInside::no);
    both.parse(hurt + kBehind, LinesInside::yes);
  }
}

TEST_CASE("an object that is cut off is never accepted", "[read][json]") {
  const std::string object = R"({"a":"x\u00e9","b":[1,{"id":2,"value":[3]}],"c":{"d":-1.5e+3,"e":null},"f":true})";
  Both both(paths_of({object}));
  REQUIRE(both.parse(object + kBehind, LinesInside::no) == object.size());
  for (std::size_t size = 0; size < object.size(); ++size) {
    CAPTURE(size);
    CHECK(both.parse(object.substr(0, size) + kBehind, LinesInside::no) == 0);
    CHECK(both.parse(object.substr(0, size) + "\n" + kBehind, LinesInside::yes) == 0);
  }
  for (std::size_t margin = 0; margin < JsonCleanRecord::kMargin; ++margin)
    CHECK(both.parse(object + std::string(margin, ' '), LinesInside::no) == 0);
}

TEST_CASE("what is unusual in an object is left to the careful parser", "[read][json]") {
  struct Case {
    const char* text;
    bool accepted;
  };
  const std::vector<Case> cases = {
      {R"({"a":1})", true},
      {R"({ "a" : 1 , "b" : [ ] })", true},
      {R"({"a":"\n\"\\\/\b\f\r\t\ud83d"})", true},
      {R"({"a":-0,"b":0.5,"c":1E5,"d":123456789012345})", true},
      {R"({"a":{"a":{}},"b":[[],[{}]]})", true},
      {R"({"new":1,"a":2,"a":3})", true},
      {R"({"\u0061":1})", false},
      {R"({"a":1234567890123456})", false},
      {R"({"b":[{"id":null,"value":1}]})", false},
      {R"({"b":[{"id":"\n","value":1}]})", false},
      {R"({"a":01})", false},
      {R"({"a":1.})", false},
      {R"({"a":.5})", false},
      {R"({"a":+1})", false},
      {R"({"a":1e})", false},
      {R"({"a":-})", false},
      {R"({"a":nul})", false},
      {R"({"a":nulll})", false},
      {R"({"a":true1})", false},
      {R"({"a":"\x"})", false},
      {R"({"a":"\u12g4"})", false},
      {"{\"a\":\"\t\"}", false},
      {R"({"a":1,})", false},
      {R"({,"a":1})", false},
      {R"({"a"1})", false},
      {R"({"a":[1,]})", false},
      {R"({"a":[,1]})", false},
      {R"({"a":[1}])", false},
      {R"({"a":[{"id":1,}]})", false},
      {R"({"a":[{,}]})", false},
      {R"([1])", false},
      {"", false},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    Both both(paths_of({R"({"a":1,"b":2})"}));
    CHECK((both.parse(c.text + kBehind, LinesInside::no) > 0) == c.accepted);
  }
  Both both(paths_of({R"({"a":1})"}));
  CHECK(both.parse("{\"a\":\n1}" + kBehind, LinesInside::no) == 0);
  CHECK(both.parse("{\"a\":\n1}" + kBehind, LinesInside::yes) == 8);
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(both.parse("{\"a\":" + nested(20) + "}" + kBehind, LinesInside::no) > 0);
  CHECK(both.parse("{\"a\":" + nested(100) + "}" + kBehind, LinesInside::no) == 0);
}

TEST_CASE("no file of JSONTestSuite is judged otherwise in one pass", "[read][suites]") {
  for (const auto& path : json_test_suite()) {
    CAPTURE(path);
    std::ifstream in(path, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    for (const auto& text : {content, "{\"a\":" + content + "}", "{\"a\":[{\"id\":7,\"value\":" + content + "}]}"}) {
      Both both(paths_of({R"({"a":1})", R"({"a":[{"id":7,"value":1}]})"}));
      both.parse(text + kBehind, LinesInside::yes);
    }
  }
}
