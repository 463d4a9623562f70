// The fast path for clean text against its judge, the careful parser alone: every row, line, number, count
// and diagnostic must be the same, whatever the text, the chunks and the place of the damage.

#include "read/csv_clean_cursor.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"
#include "unit/read/read_all.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

void check_same(const std::string& text, const ReadOptions& base, std::initializer_list<std::size_t> chunks) {
  check_same_as_careful(text, base, chunks, "input.csv");
}

const std::vector<std::string> kCleanRows = {"1,plain,3",
                                             "2,\"quoted, with comma\",4",
                                             "3,\"say \"\"hi\"\"\",5",
                                             "4,\"two\nlines\",6",
                                             "5,\"two\r\nlines, \"\"7\"\"\",\"8\"",
                                             ",,9",
                                             "10,,",
                                             "\"\",x,\"\"",
                                             "11,\xC3\xA4\xC3\xB6,\"\"\"\"",
                                             "12,\"a\n\nb\n\",1",
                                             "13, spaced ,2",
                                             "14,C:\\dir\\,3"};

const std::vector<std::string> kOddRows = {"",
                                           "",
                                           " \t",
                                           ",,",
                                           "\"\",\"\",\"\"",
                                           "id,text,score",
                                           "\"id\",\"text\",score",
                                           "id,text,scores",
                                           "1,2",
                                           "1",
                                           "1,2,3,4",
                                           "1,2,3,,",
                                           ",,,,",
                                           " , ,",
                                           "a\"b,2,3",
                                           "1,5\" disk,3",
                                           "1,\"x\"y,3",
                                           "1, \"x,y\" ,3",
                                           "1,\"x\n\"y,3",
                                           "1,\"open,3",
                                           "\"",
                                           "1,2,\"",
                                           "a\rb",
                                           "1,2,3\r1,2,3",
                                           "\r",
                                           "1,\"lone \r inside\",3",
                                           "1,\"x\"\",3",
                                           "\"\"\",2,3",
                                           "1,\"\"2\"\",3",
                                           std::string("1,\0,3", 5),
                                           "1,\"\r\",3"};

std::string table(Dice& dice, std::size_t rows, std::size_t one_odd_in) {
  std::string text = dice.below(8) == 0 ? "\"id\",text,score\n" : "id,text,score\n";
  const std::size_t crlf = dice.below(3);
  for (std::size_t i = 0; i < rows; ++i) {
    text += one_odd_in > 0 && dice.below(one_odd_in) == 0 ? dice.one_of(kOddRows) : dice.one_of(kCleanRows);
    text += crlf == 0 || (crlf == 1 && dice.below(2) == 0) ? "\r\n" : "\n";
  }
  for (std::size_t cut = dice.below(4) == 0 ? 1 + dice.below(6) : 0; cut > 0 && text.size() > 40; --cut)
    text.pop_back();
  return text;
}

}  // namespace

TEST_CASE("the fast path gives what the careful parser gives, for clean and for damaged text in chunks of any size",
          "[read][clean]") {
  for (std::uint64_t seed = 1; seed <= 240; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const std::size_t one_odd_in = dice.one_of(std::vector<std::size_t>{0, 2, 5, 40, 200});
    check_same(table(dice, dice.below(160), one_odd_in), {.delimiter = ','}, {1, 5, 64, 100, 1000, 65536});
  }
}

TEST_CASE("one damaged byte anywhere changes nothing between the fast path and the careful parser", "[read][clean]") {
  std::string text = "id,text,score\n";
  for (const auto& row : kCleanRows) text += row + "\n";
  text += "15,last,3\r\n16,\"really\",4";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char byte : {'"', ',', '\n', '\r', ' ', 'x', '\0'}) {
      CAPTURE(at, static_cast<int>(byte));
      auto hurt = text;
      hurt[at] = byte;
      check_same(hurt, {.delimiter = ','}, {9, 65536});
    }
  }
}

TEST_CASE("small limits of the record's length reject the same records on both paths", "[read][clean]") {
  for (std::size_t limit = 1; limit <= 60; ++limit) {
    CAPTURE(limit);
    Dice dice(limit);
    check_same(table(dice, 60, 10), {.delimiter = ',', .max_record_bytes = limit}, {1, 8, 65536});
  }
}

TEST_CASE("the fast path and the careful parser agree when the buffer moves under them", "[read][clean]") {
  for (const std::size_t one_odd_in : {std::size_t{0}, std::size_t{300}}) {
    Dice dice(7 + one_odd_in);
    std::string text = table(dice, 60'000, one_odd_in);
    text += "1,\"" + std::string(300'000, 'x') + "\n\"\"" + std::string(300'000, 'y') + "\",3\n";
    text += table(dice, 60'000, one_odd_in);
    REQUIRE(text.size() > 2'000'000);
    check_same(text, {.delimiter = ','}, {700, 4096, 100'000, 256 * 1024, 1 << 20});
  }
}

TEST_CASE("delimiters and dialects that the index cannot take are left to the careful parser", "[read][clean]") {
  CHECK(CleanCursor::understands({.delimiter = ','}));
  CHECK(CleanCursor::understands({.delimiter = ' '}));
  CHECK_FALSE(CleanCursor::understands({.delimiter = ',', .backslash_escape = true}));
  CHECK_FALSE(CleanCursor::understands({.delimiter = '"'}));
  CHECK_FALSE(CleanCursor::understands({.delimiter = '\n'}));
  CHECK_FALSE(CleanCursor::understands({.delimiter = '\r'}));
  const std::string backslashes = "a,b\n\"say \\\"hi, you\\\"\",2\n\"c:\\\\d\",4\n5,6\n";
  check_same(backslashes, {}, {1, 65536});
  for (const char delimiter : {' ', '\t', '\0', '"', '\n', '\r', 'a', '\xE9'}) {
    CAPTURE(static_cast<int>(delimiter));
    std::string text;
    Dice dice(3);
    for (const char c : table(dice, 50, 5)) text += c == ',' ? delimiter : c;
    check_same(text, {.delimiter = delimiter}, {1, 50, 65536});
  }
}

TEST_CASE("a long file with damage in every second record is the same on both paths", "[read][clean]") {
  Dice dice(5);
  check_same(table(dice, 20'000, 2), {.delimiter = ','}, {65536});
}

TEST_CASE("the same column twice and columns out of order are right on both paths", "[read][clean]") {
  const TemporaryFile file("a,b,c\n1,\"x\"\"y\",3\r\n4,5,\"6\"\r\n7,\"x\"y,9\n");
  for (const bool careful : {false, true}) {
    CAPTURE(careful);
    DiagnosticLog log;
    const auto reader = open_records(file.path(), {.careful = careful}, log);
    const std::vector<std::size_t> columns = {2, 1, 2, 1};
    reader->select(columns);
    std::vector<std::string> cells;
    for (RecordBatch batch; reader->next(batch);) {
      CHECK(batch.width() == 4);
      const auto more = cells_of(batch);
      cells.insert(cells.end(), more.begin(), more.end());
    }
    CHECK(cells ==
          std::vector<std::string>{"3", "x\"y", "3", "x\"y", "6", "5", "6", "5", "9", "\"x\"y", "9", "\"x\"y"});
  }
}
