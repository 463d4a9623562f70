// JSON, end to end: what each record becomes, and what is said about it.

#include "support/catch.hpp"
#include "unit/read/read_all.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

struct Case {
  const char* what;
  std::string text;
  std::string container;
  std::vector<std::string> headers;
  Rows rows;
  std::string problems;
};

WholeInput read_json(std::string_view text, ReadOptions options = {}) { return read_text(text, options, "input.json"); }

}  // namespace

TEST_CASE("each form of JSON becomes the rows that its writer meant", "[read][json]") {
  const std::vector<std::string> ab = {"a", "b"};
  const std::vector<std::string> a = {"a"};
  const Rows one_two = {{"1"}, {"2"}};
  const std::vector<Case> cases = {
      {"array", R"([{"a":1,"b":"x"},{"a":2,"b":"y"}])", "json array", ab, {{"1", "x"}, {"2", "y"}}, ""},
      {"array over lines", "[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": 2\n  }\n]\n", "json array", a, one_two, ""},
      {"a record a line in an array", "[\n{\"a\":1},\n{\"a\":2}\n]\n", "json array", a, one_two, ""},
      {"empty array", "[]", "json array", {}, {}, ""},
      {"known list", R"({"count":2,"tickets":[{"a":1},{"a":2}],"next":null})", "json object", a, one_two, ""},
      {"known list that is empty", R"({"tickets":[],"count":0})", "json object", {}, {}, ""},
      {"known list below another object", R"({"data":{"tickets":[{"a":1},{"a":2}]}})", "json object", a, one_two, ""},
      {"longest list", R"({"x":[{"z":1}],"things":[{"a":1},{"a":2}],"y":[1,2,3,4,5,6,7,8,9,10,11]})", "json object", a,
       one_two, ""},
      {"one record", R"({"a":1,"b":null})", "json object", ab, {{"1", ""}}, ""},
      {"one record with a list of its own", R"({"id":1,"things":[{"z":1}]})", "json object", {"id"}, {{"1"}}, ""},
      {"lines", "{\"a\":1}\n{\"a\":2}\n", "ndjson", a, one_two, ""},
      {"lines with CRLF, blanks and BOM", "\xEF\xBB\xBF{\"a\":1}\r\n\r\n{\"a\":2}", "ndjson", a, one_two, ""},
      {"lines of records with lists",
       "{\"a\":1,\"messages\":[{\"x\":1}]}\n{\"a\":2,\"messages\":[]}\n",
       "ndjson",
       {"a", "messages"},
       {{"1", ""}, {"2", ""}},
       ""},
      {"objects without a separator", R"({"a":1}{"a":2})", "json sequence", a, one_two, ""},
      {"objects over lines", "{\n \"a\":1\n}\n{\n \"a\":2\n}\n", "json sequence", a, one_two, ""},
      {"record separators", "\x1E{\"a\":1}\n\x1E{\"a\":2}\n", "ndjson", a, one_two, ""},
      {"nested members",
       R"([{"via":{"channel":"web","source":{"from":{}}},"m":{"reply":{"calendar":5}}}])",
       "json array",
       {"via.channel", "m.reply.calendar"},
       {{"web", "5"}},
       ""},
      {"members that appear later",
       R"([{"a":1},{"b":2},{"b":3,"a":4}])",
       "json array",
       ab,
       {{"1", ""}, {"", "2"}, {"4", "3"}},
       ""},
      {"objects that are null at times",
       R"([{"a":null,"b":1},{"a":{"x":2},"b":3},{"a":null}])",
       "json array",
       {"b", "a.x"},
       {{"1", ""}, {"3", "2"}, {"", ""}},
       ""},
      {"CR as line end", "{\"a\":1}\r{\"a\":2}\r", "ndjson", a, one_two, ""},
      {"lists of plain values",
       R"([{"a":["x","y \"q\"",3,null,true],"b":[]}])",
       "json array",
       ab,
       {{"x,y \"q\",3,true", ""}},
       ""},
      {"custom fields",
       R"([{"f":[{"id":27642,"value":"745"},{"value":["p","q"],"id":"k"},{"id":3,"value":null}]}])",
       "json array",
       {"f.27642", "f.k", "f.3"},
       {{"745", "p,q", ""}},
       ""},
      {"other lists of objects are left out",
       R"([{"a":1,"comments":[{"id":1,"body":"x"}]}])",
       "json array",
       a,
       {{"1"}},
       ""},
      {"numbers keep their digits",
       R"([{"a":9007199254740993,"b":-0},{"a":123456789012345678901234567890,"b":1.10e+05}])",
       "json array",
       ab,
       {{"9007199254740993", "-0"}, {"123456789012345678901234567890", "1.10e+05"}},
       ""},
      {"words", R"([{"a":true,"b":false}])", "json array", ab, {{"true", "false"}}, ""},
      {"escapes",
       R"([{"a":"\u00e9\n\t\"\\\/","b":"\ud83d\ude00"}])",
       "json array",
       ab,
       {{"\xC3\xA9\n\t\"\\/", "\xF0\x9F\x98\x80"}},
       ""},
      {"lone surrogates",
       R"([{"a":"x\ud83dy","b":"\ude00"}])",
       "json array",
       ab,
       {{"x\xEF\xBF\xBDy", "\xEF\xBF\xBD"}},
       "lone_surrogate@1/1"},
      {"duplicate keys", "[{\"a\":1,\n\"a\":2}]", "json array", a, {{"2"}}, "duplicate_key@1"},
      {"escaped names", R"([{"\u0061":1}])", "json array", a, {{"1"}}, ""},
      {"names with dots beside nested ones",
       R"([{"a.b":1,"a":{"b":2}}])",
       "json array",
       {"a.b", "a.b_2"},
       {{"1", "2"}},
       "duplicate_header@1"},
      {"a broken line", "{\"a\":1}\n{\"a\":}\n{\"a\":2}\n", "ndjson", a, one_two, "invalid_json@2"},
      {"a line without its end", "{\"a\":1}\n{\"a\":3\n{\"a\":2}\n", "ndjson", a, one_two, "invalid_json@2"},
      {"a broken first line", "{\"a\":\n{\"a\":1}\n{\"a\":2}\n", "ndjson", a, one_two, "invalid_json@1"},
      {"a cut last line", "{\"a\":1}\n{\"a\":2}\n{\"a\":\"x", "ndjson", a, one_two, "truncated_record@3"},
      {"a line that is no object", "{\"a\":1}\n17\n[1]\n\"x\"\n{\"a\":2}\n", "ndjson", a, one_two,
       "not_an_object@2/3/4"},
      {"a broken record in an array", "[{\"a\":1},{\"a\":tru},{\"a\":2}]", "json array", a, one_two, "invalid_json@1"},
      {"a missing bracket in an array", "[\n{\"a\":1},\n{\"a\":{\"c\":7},\n{\"a\":2}\n]", "json array", a, one_two,
       "invalid_json@3"},
      {"an open list in an array", "[\n{\"a\":1},\n{\"b\":[7,\n{\"a\":2}\n]", "json array", a, one_two,
       "invalid_json@3"},
      {"a cut array", "[{\"a\":1},{\"a\":2}", "json array", a, one_two, "truncated_record@1"},
      {"a record cut in an array", "[{\"a\":1},{\"a\":2},\n{\"a\":", "json array", a, one_two, "truncated_record@2"},
      {"a cut envelope", "{\"tickets\":[{\"a\":1},{\"a\":2}],\n\"count\"", "json object", a, one_two,
       "truncated_record@1"},
      {"other things in an array", "[{\"a\":1},null,\"x,y\",[{\"a\":5}],{\"a\":2}]", "json array", a, one_two,
       "not_an_object@1/1/1"},
      {"a comma too much", "[{\"a\":1},{\"a\":2},]", "json array", a, one_two, "invalid_json@1"},
      {"two commas", "[{\"a\":1},,{\"a\":2}]", "json array", a, one_two, "invalid_json@1"},
      {"a comma too few", "[{\"a\":1}{\"a\":2}]", "json array", a, one_two, "invalid_json@1"},
      {"text behind the array", "[{\"a\":1},{\"a\":2}]\nx", "json array", a, one_two, "invalid_json@2"},
      {"damage behind the list", "{\"tickets\":[{\"a\":1},{\"a\":2}],\"n\":01}", "json object", a, one_two,
       "invalid_json@1"},
  };
  for (const auto& c : cases) {
    for (const std::size_t step : std::initializer_list<std::size_t>{1, 2, 3, 7, 64, 4096}) {
      CAPTURE(c.what, step);
      const auto whole = read_json(c.text, {.buffer_bytes = step, .chunk_bytes = step});
      CHECK(whole.detection.container == c.container);
      CHECK(whole.sample.headers == c.headers);
      CHECK(whole.rows == c.rows);
      CHECK(whole.sample.rows == c.rows);
      CHECK(whole.problems() == c.problems);
      CHECK(whole.counts.records == static_cast<std::int64_t>(c.rows.size()));
    }
  }
}

TEST_CASE("the list that the user or the profile names is taken", "[read][json]") {
  const std::string text = R"({"tickets":[{"a":1}],"page":{"archive":[{"b":2}]}})";
  CHECK(read_json(text).detection.list_name == "tickets");
  for (const std::string name : {"archive", "page.archive"}) {
    const auto whole = read_json(text, {.list_names = {"nowhere", name}});
    CHECK(whole.detection.list_name == "page.archive");
    CHECK(whole.sample.headers == std::vector<std::string>{"b"});
    CHECK(whole.problems() == "");
  }
}

TEST_CASE("a record's line is where it begins, and a fault is found in its line and column", "[read][json]") {
  const auto whole = read_json("[\n{\"a\":\"x\\n\\n\",\n \"b\":1},\n\n{\"a\":1,\n \"b\":tru},  {\"a\":2}\n]");
  CHECK(whole.lines == std::vector<std::uint64_t>{2, 6});
  REQUIRE(whole.log.all().size() == 1);
  CHECK(whole.log.all()[0].lines[0] == 5);
  CHECK(whole.log.all()[0].expected == Phrase{"expected.json_value", {{"line", "6"}, {"column", "6"}}});
  CHECK(whole.log.all()[0].value == "tru}");
  CHECK(whole.counts.rejected == 1);
}

TEST_CASE("the same column twice is decoded once", "[read][json]") {
  const TemporaryFile file(R"([{"a":"\\u0041","b":["x","y"]}])", "x.json");
  DiagnosticLog log;
  const auto reader = open_records(file.path(), {}, log);
  const std::vector<std::size_t> columns = {0, 1, 0, 1};
  reader->select(columns);
  RecordBatch batch;
  REQUIRE(reader->next(batch));
  CHECK(cells_of(batch) == std::vector<std::string>{"\\u0041", "x,y", "\\u0041", "x,y"});
}

TEST_CASE("JSON that holds no table is refused with a clear text", "[read][json]") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"17", "3 input.json: is JSON, but holds no list of objects"},
      {"\"x\"", "3 input.json: is JSON, but holds no list of objects"},
      {"[1,2,3]", "3 input.json: is JSON, but holds no list of objects"},
      {"[[1,2],[3,4]]", "3 input.json: is JSON, but holds no list of objects"},
      {"{\"a\":1,}", "3 input.json:1:8: is not valid JSON: expected a quoted name"},
      {"{\"a\":1", "3 input.json:1:7: is not valid JSON: expected the end of the record: the file is cut off"},
      {"[\n {\"a\":01}]", "3 input.json:2:8: is not valid JSON: expected a comma or }"},
      {"id,name\n1,2\n", "3 input.json:1:1: is not valid JSON: expected a value"},
      {" \n ", "3 input.json: is empty"},
  };
  for (const auto& [text, error] : cases) {
    CAPTURE(text);
    CHECK(read_error(text, {}, "input.json") == error);
  }
}

TEST_CASE("nesting beyond 1,024 levels is refused and costs nothing", "[read][json]") {
  const auto nested = [](std::string_view open, std::size_t times, std::string_view close) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += open;
    for (std::size_t i = 0; i < times; ++i) text += close;
    return text;
  };
  CHECK(read_json("{\"a\":" + nested("[", 1023, "]") + ",\"b\":1}").rows == Rows{{"1"}});
  CHECK(read_error("{\"a\":" + nested("[", 1024, "]") + "}").substr(0, 2) == "3 ");
  CHECK(read_error(nested("[", 1'000'000, ""), {}, "input.json").substr(0, 2) == "3 ");
  CHECK(read_error(nested("{\"a\":", 1'000'000, ""), {}, "input.json").substr(0, 2) == "3 ");
  CHECK(read_json(nested("{\"a\":", 1000, "}").insert(5 * 1000, "1")).counts.records == 1);
}

TEST_CASE("an overlong JSON record is rejected and its neighbours are kept", "[read][json]") {
  const std::string filler(300, 'x');
  for (const std::size_t step : std::initializer_list<std::size_t>{1, 7, 99, 100, 101, 4096}) {
    CAPTURE(step);
    const auto lines = read_json("{\"a\":1}\n{\"a\":\"" + filler + "\"}\n{\"a\":2}\n",
                                 {.buffer_bytes = step, .chunk_bytes = step, .max_record_bytes = 100});
    CHECK(lines.rows == Rows{{"1"}, {"2"}});
    CHECK(lines.problems() == "record_too_long@2");
    CHECK(lines.lines == std::vector<std::uint64_t>{1, 3});
    const auto list = read_json("[\n{\"a\":1},\n{\"a\":\"" + filler + "\"},\n{\"a\":2}\n]",
                                {.buffer_bytes = step, .chunk_bytes = step, .max_record_bytes = 100});
    CHECK(list.rows == Rows{{"1"}, {"2"}});
    CHECK(list.problems() == "record_too_long@3");
  }
}

TEST_CASE("lists inside records are told, and read as records of their own", "[read][json]") {
  const std::string text = R"({"tickets":[
    {"comments":[{"a":"x\ny","b":1},
                 {"b":2}],"id":7,"fields":[{"id":3,"value":"f"}]},
    {"id":"8","comments":[]},
    {"id":null,"comments":[{"b":3}]},
    {"id":9,"comments":[{},5,{"b":{"c":[1,2]}}]}]})";
  CHECK(read_json(text).detection.nested_lists == std::vector<std::string>{"comments"});
  ReadOptions options;
  options.nested = NestedList{"comments", "id"};
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{7}, std::size_t{4096}}) {
    options.buffer_bytes = options.chunk_bytes = bytes;
    const WholeInput nested = read_json(text, options);
    INFO(bytes);
    CHECK(nested.sample.headers == std::vector<std::string>{"ticket_id", "a", "b", "b.c"});
    CHECK(nested.rows == Rows{{"7", "x\ny", "1", ""}, {"7", "", "2", ""}, {"9", "", "", ""}, {"9", "", "", "1,2"}});
    CHECK(nested.problems().empty());
  }
}

TEST_CASE("what is damaged around a list inside a record loses no other record", "[read][json]") {
  ReadOptions options;
  options.nested = NestedList{"comments", "id"};
  const WholeInput nested = read_json(
      "{\"id\":1,\"comments\":[{\"b\":1}]}\n{\"id\":2,\"comments\":[{\"b\":]}\n{\"id\":3,\"comments\":[{\"b\":3}]}\n",
      options);
  CHECK(nested.rows == Rows{{"1", "1"}, {"3", "3"}});
}
