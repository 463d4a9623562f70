// Delimited text, end to end: what each record becomes, and what is said about it.

#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "unit/read/read_all.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

struct Case {
  const char* what;
  std::string text;
  std::vector<std::string> headers;
  Rows rows;
  std::string problems;
};

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("each form of delimited text becomes the rows that its writer meant", "[read][csv]") {
  const std::vector<std::string> ab = {"a", "b"};
  const std::vector<Case> cases = {
      {"plain", "a,b\n1,2\n3,4\n", ab, {{"1", "2"}, {"3", "4"}}, ""},
      {"no final line end", "a,b\n1,2", ab, {{"1", "2"}}, ""},
      {"CRLF", "a,b\r\n1,2\r\n", ab, {{"1", "2"}}, ""},
      {"CR", "a,b\r1,2\r3,4", ab, {{"1", "2"}, {"3", "4"}}, ""},
      {"mixed ends", "a,b\n1,2\r\n3,4\r5,6\n", ab, {{"1", "2"}, {"3", "4"}, {"5", "6"}}, ""},
      {"semicolon, decimal commas", "a;b\n1,5;2,5\n3,5;4,5\n", ab, {{"1,5", "2,5"}, {"3,5", "4,5"}}, ""},
      {"tab", "a\tb\n1\t2\n", ab, {{"1", "2"}}, ""},
      {"pipe", "a|b\n1|2\n", ab, {{"1", "2"}}, ""},
      {"sep line", "sep=^\na^b\n1^2\n", ab, {{"1", "2"}}, ""},
      {"one column", "a\n1\n2\n", {"a"}, {{"1"}, {"2"}}, ""},
      {"quotes", "a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", ab, {{"x, y", "say \"hi\""}}, ""},
      {"several lines in a cell", "a,b\n\"x\ny\r\nz\",2\n3,4\n", ab, {{"x\ny\r\nz", "2"}, {"3", "4"}}, ""},
      {"spaces around quotes", "a,b\n 1 , \"x,y\" \n", ab, {{" 1 ", "x,y"}}, ""},
      {"quotes inside plain cells", "a,b\n5\" disk,it's \"it\"\n", ab, {{"5\" disk", "it's \"it\""}}, ""},
      {"unescaped quotes of a call log",
       "a,b\n\"\"Ramana\" <1115>\",7\n",
       ab,
       {{"\"Ramana\" <1115>", "7"}},
       "stray_quote@2"},
      {"backslash escapes",
       "a,b\n\"say \\\"hi, you\\\"\",2\n\"c:\\\\d\",4\n",
       ab,
       {{"say \"hi, you\"", "2"}, {"c:\\d", "4"}},
       ""},
      {"backslashes that escape nothing", "a,b\n\"c:\\dir\\\",\\n\n", ab, {{"c:\\dir\\", "\\n"}}, ""},
      {"empty cells", "a,b\n,2\n1,\n\"\",\"\"\n", ab, {{"", "2"}, {"1", ""}, {"", ""}}, ""},
      {"blank lines", "a,b\n\n1,2\n  \n,\n", ab, {{"1", "2"}}, ""},
      {"extra empty cells", "a,b\n1,2,,\n", ab, {{"1", "2"}}, ""},
      {"extra cells", "a,b\n1,2,3\n4,5\n", ab, {{"4", "5"}}, "too_many_fields@2"},
      {"short row", "a,b,c\n1,2\n3,4,5\n", {"a", "b", "c"}, {{"1", "2", ""}, {"3", "4", "5"}}, "short_row@2"},
      {"cut last record", "a,b,c\n1,2,3\n4,5", {"a", "b", "c"}, {{"1", "2", "3"}}, "truncated_record@3"},
      {"cut inside quotes", "a,b\n1,2\n3,\"x\ny", ab, {{"1", "2"}}, "truncated_record@3"},
      {"a quote that never closes", "a,b\n1,\"x\n2,y\n3,z\n", ab, {{"2", "y"}, {"3", "z"}}, "unclosed_quote@2"},
      {"a quote closed by the next cell's",
       "a,b\n1,\"x\n2,\"y\"\n3,z\n",
       ab,
       {{"2", "y"}, {"3", "z"}},
       "unclosed_quote@2"},
      {"two files in one", "a,b\n1,2\na,b\n3,4\n", ab, {{"1", "2"}, {"3", "4"}}, "repeated_header@3"},
      {"duplicate headers",
       "a,a,a_2,a\n1,2,3,4\n",
       {"a", "a_3", "a_2", "a_4"},
       {{"1", "2", "3", "4"}},
       "duplicate_header@1/1"},
      {"nameless headers",
       "\"\",a,\n1,2,3\n4,5\n",
       {"column_1", "a", "column_3"},
       {{"1", "2", "3"}, {"4", "5", ""}},
       ""},
      {"BOM before a quoted header", "\xEF\xBB\xBF\"a\",b\n1,2\n", ab, {{"1", "2"}}, ""},
      {"header only", "a,b\n", ab, {}, ""},
      {"NUL in a cell", std::string("a,b\nx\0y,2\n", 10), ab, {{std::string("x\0y", 3), "2"}}, ""},
      {"padded headers", " a , b\n1,2\n", ab, {{"1", "2"}}, ""},
      {"bad UTF-8 among good", "a,b\n\xC3\xA9\xC3\xA9,\xFF\n", ab, {{"\xC3\xA9\xC3\xA9", "\xFF"}}, ""},
  };
  for (const auto& c : cases) {
    for (const std::size_t step : std::initializer_list<std::size_t>{1, 2, 3, 7, 64, 4096}) {
      CAPTURE(c.what, step);
      const auto whole = read_text(c.text, {.buffer_bytes = step, .chunk_bytes = step});
      CHECK(whole.sample.headers == c.headers);
      CHECK(whole.rows == c.rows);
      CHECK(whole.sample.rows == c.rows);
      CHECK(whole.problems() == c.problems);
      CHECK(whole.counts.records == static_cast<std::int64_t>(c.rows.size()));
    }
  }
}

TEST_CASE("every record behind the header is handed out, rejected or blank", "[read][csv]") {
  const auto whole = read_text("a,b\n1,2\n\n1,2,3\na,b\n4,5\n\"6,7\n8,9\n10");
  CHECK(whole.counts.records == 3);
  CHECK(whole.counts.rejected == 3);
  CHECK(whole.counts.blank == 2);
  CHECK(whole.rows == Rows{{"1", "2"}, {"4", "5"}, {"8", "9"}});
  CHECK(whole.lines == std::vector<std::uint64_t>{2, 6, 8});
  CHECK(whole.problems() == "too_many_fields@4 repeated_header@5 unclosed_quote@7 truncated_record@9");
}

TEST_CASE("a record's line is where it begins, whatever the line ends and quoted lines before it", "[read][csv]") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto text = "a,b" + end + "\"x" + end + end + "y\",1" + end + end + "2,3" + end;
    for (const std::size_t step : std::initializer_list<std::size_t>{1, 2, 5, 4096}) {
      CAPTURE(end, step);
      CHECK(read_text(text, {.buffer_bytes = step, .chunk_bytes = step}).lines == std::vector<std::uint64_t>{2, 6});
    }
  }
}

TEST_CASE("what was detected is told with its reason", "[read][csv]") {
  const auto whole = read_text("Tickets of May;;\r\n\r\nid;name;score\r\n1;Ana;4,5\r\n2;Jo;3,5\r\n");
  CHECK(whole.detection.container == "csv");
  CHECK(whole.detection.encoding == "utf-8");
  CHECK(whole.detection.compression == "");
  CHECK(whole.detection.delimiter == ";");
  CHECK(whole.detection.line_ending == "CRLF");
  CHECK(whole.detection.header_line == 3);
  CHECK(whole.detection.skipped_lines == 2);
  CHECK(whole.sample.headers == std::vector<std::string>{"id", "name", "score"});
  CHECK(whole.lines == std::vector<std::uint64_t>{4, 5});
  REQUIRE(whole.detection.reasons.size() == 3);
  CHECK(whole.detection.reasons[1] == "delimiter ;: most records have 3 cells");
  CHECK(read_text("a\tb\r1\t2\r").detection.line_ending == "CR");
  CHECK(read_text("a\tb\r1\t2\n").detection.line_ending == "mixed");
  CHECK(read_text("a\tb\r1\t2\n").detection.delimiter == "tab");
  CHECK(read_text("\xEF\xBB\xBF"
                  "a,b\n")
            .detection.encoding == "utf-8 with BOM");
}

TEST_CASE("report titles above the table are skipped, also when a spreadsheet has padded them", "[read][csv]") {
  const std::string table =
      "id,created,channel,agent\n1,2024-01-01,chat,Ana\n2,2024-01-02,mail,Jo\n3,2024-01-03,chat,Jo\n";
  for (const std::string title :
       {"Reporting period 2024-01-01 to 2024-01-31\nIn UTC\n", "Report,May\n\n", "Report,,,\nMonth,,,\n"}) {
    CAPTURE(title);
    const auto whole = read_text(title + table);
    CHECK(whole.sample.headers == std::vector<std::string>{"id", "created", "channel", "agent"});
    CHECK(whole.counts.records == 3);
    CHECK(whole.detection.header_line == 3);
    CHECK(whole.problems() == "lines_before_header@1");
  }
}

TEST_CASE("the user's delimiter wins over the detected one", "[read][csv]") {
  const auto whole = read_text("a,b;c\n1,2;3\n", {.delimiter = ';'});
  CHECK(whole.sample.headers == std::vector<std::string>{"a,b", "c"});
  CHECK(whole.detection.reasons[1] == "delimiter ;: set by the user");
  CHECK(read_text("[1]x[2]\n3x4\n", {.delimiter = 'x'}).rows == Rows{{"3", "4"}});
}

TEST_CASE("only the selected columns are handed out, in the order asked for", "[read][csv]") {
  const TemporaryFile file("a,b,c\n1,\"2\"\"\",3\n4\n");
  DiagnosticLog log;
  const auto reader = open_records(file.path(), {}, log);
  const std::vector<std::size_t> columns = {2, 1, 2};
  reader->select(columns);
  RecordBatch batch;
  REQUIRE(reader->next(batch));
  CHECK(batch.width() == 3);
  CHECK(cells_of(batch) == std::vector<std::string>{"3", "2\"", "3", "", "", ""});
  CHECK_FALSE(reader->next(batch));
  CHECK(batch.records() == 0);
}

TEST_CASE("a record over the limit is rejected and the rows behind it are kept", "[read][csv]") {
  const std::string filler(300, 'x');
  struct Long {
    std::string text;
    std::string problems;
    Rows rows;
  };
  const std::vector<Long> cases = {
      {"a,b\n1,2\n3," + filler + "\n5,6\n", "record_too_long@3", {{"1", "2"}, {"5", "6"}}},
      {"a,b\n1,2\n3,\"" + filler + "\"\n5,6\n", "unclosed_quote@3", {{"1", "2"}, {"5", "6"}}},
      {"a,b\n1,2\n3,\"" + repeat("x\n", 150) + "\"\n5,6\n7,8\n",
       "unclosed_quote@3/4/5",
       {{"1", "2"}, {"5", "6"}, {"7", "8"}}},
      {"a,b\n3," + filler, "record_too_long@2", {}},
  };
  for (const auto& c : cases) {
    for (const std::size_t step : std::initializer_list<std::size_t>{1, 7, 64, 99, 100, 101, 4096}) {
      CAPTURE(c.problems, step);
      const auto whole = read_text(c.text, {.buffer_bytes = step, .chunk_bytes = step, .max_record_bytes = 100});
      CHECK(whole.rows == c.rows);
      CHECK(whole.problems() == c.problems);
    }
  }
  const auto exact = read_text("a,b\n" + std::string(97, 'x') + ",1\n2,3\n", {.max_record_bytes = 100});
  CHECK(exact.rows.size() == 2);
}

TEST_CASE("records are the same for every size of read, in a text full of irregularities", "[read][csv]") {
  std::string text = "id,comment,score\r\n";
  for (int i = 0; i < 400; ++i) {
    text += std::to_string(i);
    switch (i % 9) {
      case 0: text += ",\"multi\r\nline \"\"quoted\"\"\",5\r\n"; break;
      case 1: text += ",plain,4\n"; break;
      case 2: text += ",too,many,cells\n"; break;
      case 3: text += "\r\r\n"; break;
      case 4: text += ",\"open,1\n"; break;
      case 5: text += ", \"spaced\" ,\t3\r"; break;
      case 6: text += ",\xFF\xFE,2\n\n"; break;
      case 7: text += ",\"stray\" quote,1\n"; break;
      default: text += ",,\n"; break;
    }
  }
  const auto reference = read_text(text);
  CHECK(reference.counts.records + reference.counts.rejected + reference.counts.blank > 400);
  for (const std::size_t step : std::initializer_list<std::size_t>{1, 2, 3, 7, 64, 4096}) {
    CAPTURE(step);
    const auto whole = read_text(text, {.buffer_bytes = step, .chunk_bytes = step});
    CHECK((whole.rows == reference.rows));
    CHECK(whole.lines == reference.lines);
    CHECK(whole.problems() == reference.problems());
    CHECK(whole.counts.rejected == reference.counts.rejected);
    CHECK(whole.counts.blank == reference.counts.blank);
  }
}

TEST_CASE("ten thousand columns are read", "[read][csv]") {
  std::string text = "c0";
  for (int i = 1; i < 10'000; ++i) text += ",c" + std::to_string(i);
  text += "\n" + repeat("7,", 9'999) + "8\n";
  const auto whole = read_text(text);
  REQUIRE(whole.sample.headers.size() == 10'000);
  CHECK(whole.sample.headers.back() == "c9999");
  REQUIRE(whole.rows.size() == 1);
  CHECK(whole.rows[0].back() == "8");
}

TEST_CASE("ten thousand headers that all occur twice cost no more than others", "[read][csv]") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += (i > 0 ? ",c" : "c") + std::to_string(i / 2);
  const auto whole = read_text(text + "\n");
  CHECK(whole.sample.headers[19'999] == "c9999_2");
  REQUIRE(whole.log.all().size() == 1);
  CHECK(whole.log.all()[0].count == 10'000);
  CHECK(whole.log.all()[0].value == "c0");
}

TEST_CASE("a sample holds at most a thousand records and the rest follows in batches", "[read][csv]") {
  const auto whole = read_text("a,b\n" + repeat("1,2\n", 10'000));
  CHECK(whole.sample.rows.size() == 1000);
  CHECK(whole.counts.records == 10'000);
  CHECK(whole.lines.back() == 10'001);
}
