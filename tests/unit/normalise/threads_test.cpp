// The tables must not depend on how the input was cut, on how many threads took it apart, or on how it arrived: file,
// compressed file or pipe.

#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include <fstream>
#include <map>
#include <thread>

#include "csreport/core/error.hpp"
#include "csreport/normalise/normalise.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"
#include "support/scratch_folder.hpp"

using namespace csreport;
using csreport::test::Dice;
using csreport::test::ScratchFolder;

namespace {

template <typename Value>
std::string text_of(const std::optional<Value>& value) {
  return value ? std::to_string(*value) : "-";
}
template <typename Table>
std::string ratings_of(const Table& table, std::size_t row) {
  std::string text;
  for (const RatingColumn* column : {&table.csat, &table.nps, &table.ces})
    text += "|" + std::to_string(static_cast<int>((*column)[row].rating_class)) + text_of((*column)[row].score);
  return text;
}

/// Where each person was seen first: codes of people tell only who is the same.
class FirstRows {
 public:
  std::size_t of(std::uint32_t code, std::size_t row) { return first_.try_emplace(code, row).first->second; }

 private:
  std::map<std::uint32_t, std::size_t> first_;
};

std::string tickets_of(const Dataset& data) {
  const TicketTable& t = data.tickets;
  std::string text;
  FirstRows requesters;
  for (std::size_t row = 0; row < t.rows; ++row) {
    text += "\n" + std::to_string(static_cast<int>(t.state[row])) + "|" + key_text(t.id[row], data.keys);
    for (const InstantColumn* c : {&t.created_at, &t.first_response_at, &t.solved_at, &t.updated_at})
      text += "|" + text_of((*c)[row]);
    for (const DurationColumn* c : {&t.talk_time, &t.hold_time, &t.queue_time}) text += "|" + text_of((*c)[row]);
    for (const CountColumn* c : {&t.replies, &t.reopens}) text += "|" + text_of((*c)[row]);
    text += "|" + (t.status.empty() ? "" : std::to_string(static_cast<int>(t.status[row])));
    text += "|" + (t.outcome.empty() ? "" : std::to_string(static_cast<int>(t.outcome[row])));
    text += "|" + (t.escalated.empty() ? "" : std::to_string(static_cast<int>(t.escalated[row])));
    text += "|" + std::to_string(requesters.of(t.requester[row], row));
    for (const Dimension& d : t.dimensions)
      text += "|" + std::to_string(d.codes[row]) + std::string(d.names.text(d.codes[row]));
    text += ratings_of(t, row);
  }
  return text;
}

std::string others_of(const Dataset& data) {
  std::string text;
  const MessageTable& m = data.messages;
  for (std::size_t row = 0; row < m.rows; ++row) {
    text += "\n" + key_text(m.ticket[row], data.keys) + "|" + text_of(m.sent_at[row]) + "|" +
            std::to_string(static_cast<int>(m.role[row])) + std::to_string(static_cast<int>(m.is_public[row])) + "|" +
            std::string(m.author_names.text(m.author[row]));
  }
  const SurveyTable& s = data.surveys;
  FirstRows respondents;
  for (std::size_t row = 0; row < s.rows; ++row) {
    text += "\n" + key_text(s.ticket[row], data.keys) + "|" + text_of(s.answered_at[row]) + "|" +
            std::to_string(respondents.of(s.respondent[row], row)) + ratings_of(s, row);
  }
  return text;
}

/// Everything that normalise() says.
std::string account(const NormaliseOptions& options) {
  const Normalised result = normalise(options);
  std::string text = tickets_of(result.dataset) + others_of(result.dataset);
  for (const InputSummary& input : result.dataset.inputs) {
    text += "\n" + std::to_string(input.read) + "=" + std::to_string(input.used) + "+" +
            std::to_string(input.excluded) + "+" + std::to_string(input.rejected) + "+" + std::to_string(input.blank);
    for (const auto& reason : input.rejected_reasons)
      text += " " + reason.reason + std::to_string(reason.rows) + "@" + std::to_string(reason.first_line);
  }
  for (const Diagnostic& d : result.dataset.diagnostics) {
    text += "\n" + d.code + "[" + d.column + "] x" + std::to_string(d.count) + " " + d.value;
    for (const auto line : d.lines) text += " @" + std::to_string(line);
  }
  for (const RejectedRow& row : result.rejected) text += "\n" + std::to_string(row.line) + row.reason + row.value;
  for (const Warning& warning : result.dataset.warnings) text += "\n" + warning.text;
  return text;
}

std::string csv_of_tickets(Dice& dice, std::size_t rows, bool damaged) {
  const auto pick = [&](std::vector<std::string> words) { return dice.one_of(words); };
  std::string text =
      "ticket_id,created_at,first_response_at,resolved_at,status,channel,agent,requester,subject,replies,reopens,csat,"
      "talk_seconds,queue_seconds,abandoned,escalated\n";
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string day = "2026-03-" + std::to_string(10 + dice.below(20));
    text +=
        pick({std::to_string(1000 + i), std::to_string(1000 + dice.below(rows)), "INC00" + std::to_string(i), "N/A"}) +
        ",";
    text += day + "T09:" + std::to_string(10 + dice.below(50)) + ":00Z,";
    text += pick({"", day + "T10:00:00Z", day + "T10:00:00+02:00", damaged ? "soon" : ""}) + ",";
    text += pick({"", "2026-04-01T00:00:00Z"}) + "," + pick({"open", "Solved", "closed", "spam", "odd", ""}) + ",";
    text += pick({"chat", "Phone", "e-mail", "\"Fax, old\"", ""}) + "," +
            pick({"Ana", "ben",
                  "\xC4\x80"
                  "da",
                  "-"}) +
            ",";
    text += pick({"a@x.com", "A@X.com ", "r" + std::to_string(dice.below(50)), "n/a"}) + ",";
    text += pick({"plain", "\"two\nlines\"", "\"say \"\"hi\"\"\"", damaged ? "5\" disk" : "x"}) + ",";
    text += pick({"0", "3", "70000", damaged ? "many" : ""}) + "," + pick({"", "1"}) + "," + pick({"1", "5", "", "9"}) +
            ",";
    text += pick({"", "0", "90", "1m 30s"}) + "," + pick({"", "12", "1.5"}) + "," + pick({"", "true", "no"}) + ",";
    text += pick({"yes", "", "perhaps"}) + (damaged && dice.below(30) == 0 ? ",,,too wide\n" : "\n");
    if (damaged && dice.below(40) == 0) text += pick({"\n", "7,8\n", "x,never,,,\n", "\"open\n"});
  }
  return text;
}

std::string gzip(const std::string& text) {
  std::string packed(compressBound(text.size()) + 64, '\0');
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}
std::string zstd(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
  return packed;
}

NormaliseOptions options_for(const std::string& path, std::size_t chunk, unsigned threads) {
  NormaliseOptions options;
  options.inputs = {{path, std::nullopt}};
  options.read.chunk_bytes = chunk;
  options.threads = threads;
  return options;
}

}  // namespace

TEST_CASE("tables are the same for every size of chunk and every number of threads", "[threads]") {
  ScratchFolder folder;
  for (const bool damaged : {false, true}) {
    CAPTURE(damaged);
    Dice dice(damaged ? 2 : 1);
    std::string text = csv_of_tickets(dice, 12'000, damaged);
    REQUIRE(text.size() > 1024 * 1024);  // smaller files are read on one thread
    const std::string path = folder.put(damaged ? "damaged.csv" : "clean.csv", text);
    const std::string expected = account(options_for(path, 64 << 20, 1));
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{1'000}, std::size_t{65'536}, std::size_t{1} << 20}) {
      for (const unsigned threads : {1U, 2U, 7U, 16U}) {
        CAPTURE(chunk, threads);
        CHECK((account(options_for(path, chunk, threads)) == expected));
      }
    }
  }
}

TEST_CASE("a compressed file and a pipe give the same tables as the file", "[threads]") {
  ScratchFolder folder;
  Dice dice(3);
  const std::string text = csv_of_tickets(dice, 12'000, /*damaged=*/true);
  const std::string expected = account(options_for(folder.put("t.csv", text), 256 * 1024, 2));
  const auto without_name = [](std::string account, const std::string& name) {
    for (auto at = account.find(name); at != std::string::npos; at = account.find(name)) account.erase(at, name.size());
    return account;
  };
  for (const auto& [name, bytes] : {std::pair{"t.csv.gz", gzip(text)}, std::pair{"t.csv.zst", zstd(text)}}) {
    CAPTURE(name);
    const std::string path = folder.put(name, bytes);
    CHECK((without_name(account(options_for(path, 10'000, 3)), path) == without_name(expected, folder / "t.csv")));
  }
  const std::string pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::thread writer([&] { std::ofstream(pipe, std::ios::binary) << text; });
  const std::string piped = account(options_for(pipe, 10'000, 3));
  writer.join();
  CHECK((without_name(piped, pipe) == without_name(expected, folder / "t.csv")));
}

TEST_CASE("messages and answers are the same for every size of chunk and every number of threads", "[threads]") {
  ScratchFolder folder;
  Dice dice(4);
  std::string messages = "ticket_id,created_at,author,role,public\n";
  std::string answers = "ticket_id,answered_at,score,type,respondent,agent\n";
  for (int i = 0; i < 30'000; ++i) {
    const std::string id = std::to_string(dice.below(5'000));
    messages += (dice.below(50) == 0 ? "" : id) + ",2026-03-1" + std::to_string(dice.below(10)) + " 10:00:00,p" +
                std::to_string(dice.below(30)) + "," +
                dice.one_of(std::vector<std::string>{"agent", "customer", "end-user", "robot"}) + "," +
                dice.one_of(std::vector<std::string>{"true", "false", ""}) + "\n";
    answers += id + "," + dice.one_of(std::vector<std::string>{"2026-03-11 08:00:00", "later", ""}) + "," +
               std::to_string(dice.below(12)) + "," + dice.one_of(std::vector<std::string>{"csat", "nps", "ces", ""}) +
               ",who" + std::to_string(dice.below(99)) + "@x.com,Ana\n";
  }
  REQUIRE(messages.size() > 1024 * 1024);
  REQUIRE(answers.size() > 1024 * 1024);
  NormaliseOptions options;
  options.inputs = {{folder.put("m.csv", messages), RecordKind::messages},
                    {folder.put("s.csv", answers), RecordKind::surveys}};
  options.read.chunk_bytes = 64 << 20;
  const std::string expected = account(options);
  for (const unsigned threads : {1U, 3U, 16U}) {
    options.threads = threads;
    for (const std::size_t chunk : {std::size_t{3'000}, std::size_t{100'000}}) {
      options.read.chunk_bytes = chunk;
      CAPTURE(chunk, threads);
      CHECK((account(options) == expected));
    }
  }
}

TEST_CASE("JSON gives the same tables for every size of chunk and every number of threads", "[threads]") {
  ScratchFolder folder;
  Dice dice(5);
  std::string lines;
  std::string list = "[";
  for (int i = 0; i < 9'000; ++i) {
    const std::string record =
        "{\"ticket_id\":" + std::to_string(i) + ",\"created_at\":\"" +
        dice.one_of(std::vector<std::string>{"2026-03-11T08:00:00Z", "2026-03-12 09:00", "soon"}) +
        "\",\"via\":{\"channel\":\"" + dice.one_of(std::vector<std::string>{"chat", "Phone"}) +
        "\"},\"agent\":\"\\u0100da\",\"csat\":" + std::to_string(1 + dice.below(5)) + ",\"subject\":\"" +
        std::string(60, 'x') + "\"" + (dice.below(90) == 0 ? "" : "}");
    lines += record + "\n";
    list += (i == 0 ? "\n" : ",\n") + record;
  }
  for (const auto& [name, text] : {std::pair{"t.ndjson", lines}, std::pair{"t.json", list + "]"}}) {
    CAPTURE(name);
    REQUIRE(text.size() > 1024 * 1024);
    const std::string path = folder.put(name, text);
    const std::string expected = account(options_for(path, 64 << 20, 1));
    for (const std::size_t chunk : {std::size_t{1'000}, std::size_t{100'000}}) {
      for (const unsigned threads : {1U, 2U, 16U}) {
        CAPTURE(chunk, threads);
        CHECK((account(options_for(path, chunk, threads)) == expected));
      }
    }
  }
}

TEST_CASE("what ends the reading ends it on all threads", "[threads]") {
  ScratchFolder folder;
  Dice dice(6);
  const std::string packed = gzip(csv_of_tickets(dice, 30'000, /*damaged=*/false));
  const std::string path = folder.put("t.csv.gz", packed.substr(0, packed.size() / 2));
  for (const unsigned threads : {1U, 2U, 16U}) {
    CAPTURE(threads);
    try {
      normalise(options_for(path, 50'000, threads));
      FAIL("the stream is cut off");
    } catch (const Error& error) {
      CHECK(error.code() == ExitCode::input_invalid);
    }
  }
}

TEST_CASE("records of very different length reach the tables in order on many threads", "[threads]") {
  ScratchFolder folder;
  std::string text = "ticket_id,created_at,subject\n";
  for (int i = 0; i < 3'000; ++i) {
    const std::size_t length = i % 500 == 7 ? 5'000'000 : 300;
    text += std::to_string(i) + ",2026-03-11T08:00:00Z,\"" + std::string(length, 'x') + "\"\n";
  }
  const std::string path = folder.put("t.csv", text);
  const std::string expected = account(options_for(path, 64 << 20, 1));
  for (const unsigned threads : {2U, 16U}) CHECK((account(options_for(path, 10'000, threads)) == expected));
}
