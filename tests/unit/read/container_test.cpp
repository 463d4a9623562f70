// What is around the text: files and streams, compression, encodings, and files that are no table.

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <fstream>
#include <thread>

#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "unit/read/read_all.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

std::string gzip(std::string_view text) {
  z_stream state{};
  deflateInit2(&state, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&state, static_cast<uLong>(text.size())) + 64, '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  state.avail_in = static_cast<uInt>(text.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  deflate(&state, Z_FINISH);
  out.resize(state.total_out);
  deflateEnd(&state);
  return out;
}

std::string zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string utf16(std::string_view ascii, bool big_endian) {
  std::string out;
  for (const char c : ascii) out += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
  return out;
}

const std::string kTable = "id,name\n1,Ana\n2,\"J\no\"\n3\n";
const Rows kRows = {{"1", "Ana"}, {"2", "J\no"}, {"3", ""}};

}  // namespace

TEST_CASE("compressed files give the same records as plain ones", "[read][container]") {
  std::string long_table = "id,name\n";
  for (int i = 0; i < 30'000; ++i)
    long_table += std::to_string(i) + ",\"agent " + std::to_string(i * 7919 % 10'007) + "\"\n";
  const auto plain = read_text(long_table);
  for (const std::size_t step : std::initializer_list<std::size_t>{1, 3, 4096}) {
    CAPTURE(step);
    for (const auto& packed : {gzip(long_table), zstd(long_table)}) {
      const auto whole = read_text(packed, {.buffer_bytes = step, .chunk_bytes = step});
      CHECK((whole.rows == plain.rows));
      CHECK((whole.lines == plain.lines));
    }
  }
  CHECK(read_text(gzip(kTable)).detection.compression == "gzip");
  CHECK(read_text(zstd(kTable)).detection.compression == "zstd");
  CHECK(read_text(gzip(R"([{"a":1}])")).detection.container == "json array");
}

TEST_CASE("compressed members and frames are read one after the other", "[read][container]") {
  const std::string first = "id,name\n1,An";
  const std::string rest = "a\n2,\"J\no\"\n3\n";
  CHECK(read_text(gzip(first) + gzip(rest)).rows == kRows);
  CHECK(read_text(gzip(first) + gzip("") + gzip(rest) + std::string(100, '\0')).rows == kRows);
  CHECK(read_text(zstd(first) + zstd("") + zstd(rest)).rows == kRows);
  const std::string skippable("\x50\x2A\x4D\x18\x03\0\0\0abc", 11);
  CHECK(read_text(skippable + zstd(kTable)).rows == kRows);
}

TEST_CASE("a compressed stream that is cut or damaged is an error wherever the damage is", "[read][container]") {
  for (const auto& [name, packed] :
       {std::pair<std::string, std::string>{"gzip", gzip(kTable)}, {"zstd", zstd(kTable)}}) {
    for (std::size_t size = 4; size < packed.size(); ++size) {
      CAPTURE(name, size);
      CHECK(read_error(packed.substr(0, size)) == "3 input.csv: the " + name + " stream is cut off");
    }
  }
  auto wrong = gzip(kTable);
  wrong[wrong.size() - 6] = static_cast<char>(wrong[wrong.size() - 6] ^ 1);  // in the checksum
  CHECK(read_error(wrong) == "3 input.csv: the gzip stream is damaged: incorrect data check");
  CHECK(read_error(gzip(kTable) + "garbage") == "3 input.csv: the gzip stream is damaged: incorrect header check");
  CHECK(read_error(zstd(kTable) + "garbage") == "3 input.csv: the zstd stream is damaged: Unknown frame descriptor");
}

TEST_CASE("each encoding is detected or obeyed, and becomes UTF-8", "[read][encoding]") {
  struct Case {
    const char* what;
    std::string bytes;
    std::optional<std::string> asked;
    std::string encoding;
    std::string value;
  };
  const std::vector<Case> cases = {
      {"ASCII", "a\nx\n", {}, "utf-8", "x"},
      {"UTF-8", "a\n\xC3\xA9\n", {}, "utf-8", "\xC3\xA9"},
      {"UTF-8 with BOM",
       "\xEF\xBB\xBF"
       "a\nx\n",
       {},
       "utf-8 with BOM",
       "x"},
      {"Windows-1252", "a\n\x80 \xE9t\xE9\n", {}, "windows-1252", "\xE2\x82\xAC \xC3\xA9t\xC3\xA9"},
      {"undefined byte", "a\n\x90\n", {}, "windows-1252", "\xEF\xBF\xBD"},
      {"UTF-16LE with BOM", "\xFF\xFE" + utf16("a\nx\n", false), {}, "utf-16le with BOM", "x"},
      {"UTF-16BE with BOM", "\xFE\xFF" + utf16("a\nx\n", true), {}, "utf-16be with BOM", "x"},
      {"UTF-16LE", utf16("a\nx\n", false), {}, "utf-16le", "x"},
      {"UTF-16BE", utf16("a\nx\n", true), {}, "utf-16be", "x"},
      {"UTF-16 pair", utf16("a\n", false) + std::string("\x3D\xD8\x00\xDE", 4), "UTF-16LE", "utf-16le",
       "\xF0\x9F\x98\x80"},
      {"UTF-16 half pair", utf16("a\n", false) + "\x3D\xD8" + utf16("x\n", false), "utf16le", "utf-16le",
       "\xEF\xBF\xBDx"},
      {"UTF-16 cut", utf16("a\nx", true) + "\x3D", "utf-16be", "utf-16be", "x\xEF\xBF\xBD"},
      {"asked", "a\n\xC3\xA9\n", "windows-1252", "windows-1252", "\xC3\x83\xC2\xA9"},
      {"by iconv", "a\n\xC0\xC1\n", "KOI8-R", "koi8-r", "\xD1\x8E\xD0\xB0"},
      {"by iconv, cut", "a\n\x82\xA0\x82", "Shift_JIS", "shift_jis", "\xE3\x81\x82\xEF\xBF\xBD"},
      {"asked UTF-8, BOM",
       "\xEF\xBB\xBF"
       "a\n\xFF\n",
       "UTF-8", "utf-8 with BOM", "\xFF"},
  };
  for (const auto& c : cases) {
    for (const std::size_t step : std::initializer_list<std::size_t>{1, 3, 4096}) {
      CAPTURE(c.what, step);
      const auto whole = read_text(c.bytes, {.encoding = c.asked, .buffer_bytes = step, .chunk_bytes = step});
      CHECK(whole.detection.encoding == c.encoding);
      CHECK(whole.sample.headers == std::vector<std::string>{"a"});
      CHECK(whole.rows == Rows{{c.value}});
    }
  }
  CHECK(read_error("a\n1\n", {.encoding = "martian"}) == "2 unknown encoding \"martian\"");
}

TEST_CASE("what is no table is refused with advice", "[read][container]") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "3 input.csv: is empty"},
      {"\xEF\xBB\xBF", "3 input.csv: is empty"},
      {" \r\n\t\n", "3 input.csv: is empty"},
      {gzip(""), "3 input.csv: is empty"},
      {std::string("PK\x03\x04\x14\0", 6), "3 input.csv: is a spreadsheet (xlsx) or a zip archive, not CSV or JSON"},
      {"%PDF-1.4\n", "3 input.csv: is a PDF document, not CSV or JSON"},
      {"\xD0\xCF\x11\xE0\xA1\xB1", "3 input.csv: is an old Excel file (xls), not CSV or JSON"},
      {"\n<!DOCTYPE html>\n<html>", "3 input.csv: is a web page, perhaps a login page saved as CSV"},
      {"<HTML><body>", "3 input.csv: is a web page, perhaps a login page or a table saved as a page"},
      {"<?xml version=\"1.0\"?>", "3 input.csv: is XML, not CSV or JSON"},
      {std::string(2'000'000, '\0'), "3 input.csv: is binary data, not CSV or JSON"},
      {std::string(2'000'000, 'x'), "3 input.csv: has no line end in its first 1048576 bytes"},
      {",,,\n,\n", "3 input.csv: is empty: there is no header line"},
  };
  for (const auto& [bytes, error] : cases) {
    CAPTURE(error);
    CHECK(read_error(bytes) == error);
  }
}

TEST_CASE("what the system refuses is told with its reason", "[read][container]") {
  const TemporaryFile file("a\n");
  DiagnosticLog log;
  const auto error_of = [&](const std::string& path) -> std::pair<ExitCode, std::string> {
    try {
      open_records(path, {}, log);
    } catch (const Error& error) {
      return {error.code(), error.what()};
    }
    return {ExitCode::ok, ""};
  };
  const auto missing = error_of(file.folder() + "/missing.csv");
  CHECK(missing.first == ExitCode::input_unreadable);
  CHECK(missing.second == file.folder() + "/missing.csv: cannot be opened: No such file or directory");
  const auto folder = error_of(file.folder());
  CHECK(folder.first == ExitCode::input_unreadable);
  CHECK(folder.second == file.folder() + ": is a directory, not a file");
  const auto memory = error_of("/proc/self/mem");
  CHECK(memory.first == ExitCode::input_unreadable);
  CHECK(memory.second == "/proc/self/mem: read error at byte 0: Input/output error");
}

TEST_CASE("a FIFO is read to its end, also when it is written byte by byte", "[read][container]") {
  const TemporaryFile file("");
  const std::string fifo = file.folder() + "/fifo";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  std::thread writer([&] {
    std::ofstream out(fifo, std::ios::binary);
    for (const char c : kTable) out.put(c).flush();
  });
  const auto whole = read_file(fifo);
  writer.join();
  CHECK(whole.rows == kRows);
}

TEST_CASE("standard input is read from where it stands", "[read][container]") {
  const TemporaryFile file("skipped\n" + kTable);
  const int saved = ::dup(STDIN_FILENO);
  REQUIRE(std::freopen(file.path().c_str(), "r", stdin) != nullptr);
  REQUIRE(::lseek(STDIN_FILENO, 8, SEEK_SET) == 8);
  const auto whole = read_file("-");
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
  CHECK(whole.rows == kRows);
  REQUIRE(whole.log.all().size() == 1);
  CHECK(whole.log.all()[0].file == "-");
}

TEST_CASE("the kernel's files have no size and are read all the same", "[read][container]") {
  const auto whole = read_file("/proc/self/status", {.delimiter = '\t'});
  CHECK(whole.counts.records + whole.counts.rejected > 0);
}

TEST_CASE("a file that becomes shorter while it is read is an error, not a short report", "[read][container]") {
  std::string text = "a,b\n";
  while (text.size() < 3'000'000) text += "1,2\n";
  const TemporaryFile file(text);
  DiagnosticLog log;
  const auto reader = open_records(file.path(), {}, log);
  reader->select({});
  REQUIRE(::truncate(file.path().c_str(), 1000) == 0);
  RecordBatch batch;
  const auto read_on = [&] {
    while (reader->next(batch)) {}
  };
  CHECK_THROWS_AS(read_on(), Error);
}

TEST_CASE("bad UTF-8 becomes the replacement character and is counted", "[read][encoding]") {
  struct Case {
    std::string text;
    std::string valid;
    std::size_t replaced;
  };
  const std::string r = "\xEF\xBF\xBD";
  const std::vector<Case> cases = {
      {"", "", 0},
      {"abc\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", "abc\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 0},
      {"a\xFF"
       "b",
       "a" + r + "b", 1},
      {"\xC0\xAF", r + r, 2},                  // overlong
      {"\xED\xA0\x80", r + r + r, 3},          // surrogate
      {"\xF4\x90\x80\x80", r + r + r + r, 4},  // beyond U+10FFFF
      {"x\xE2\x82", "x" + r + r, 2},           // cut
  };
  for (const auto& c : cases) {
    CAPTURE(c.valid);
    std::size_t replaced = 0;
    CHECK(valid_utf8(c.text, &replaced) == c.valid);
    CHECK(replaced == c.replaced);
  }
}

TEST_CASE("the bytes around every cell of a batch may be read", "[read]") {  // memory tools see it when not
  const std::string csv = "a,b,c\n1,2,3\nx,\"y\"\"\",\n,,z\n";
  const std::string json = "{\"a\":1,\"b\":\"x\\n\",\"c\":[1,2]}\n{\"a\":\"y\"}\n";
  for (const auto& [name, text] : {std::pair{"x.csv", csv}, std::pair{"x.ndjson", json},
                                   std::pair{"x.json", "[" + json.substr(0, json.find('\n')) + "]"}}) {
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{10}, std::size_t{1} << 20}) {
      for (const bool careful : {false, true}) {
        CAPTURE(name, chunk, careful);
        const TemporaryFile file(text, name);
        DiagnosticLog log;
        const auto reader = open_records(file.path(), {.chunk_bytes = chunk, .careful = careful}, log);
        const std::vector<std::size_t> columns = {0, 1, 2};
        reader->select(columns);
        unsigned sum = 0;
        std::size_t cells = 0;
        for (RecordBatch batch; reader->next(batch);) {
          for (std::size_t at = 0; at < batch.records() * 3; ++at) {
            const std::string_view cell = batch.cell(at / 3, at % 3);
            if (cell.empty()) continue;
            ++cells;
            for (std::size_t i = 1; i <= kCellSlack; ++i)
              sum += static_cast<unsigned char>(cell.data()[-static_cast<std::ptrdiff_t>(i)]) +
                     static_cast<unsigned char>(cell.data()[cell.size() + i - 1]);
          }
        }
        CHECK(cells > 0);
        CHECK(sum > 0);
      }
    }
  }
}
