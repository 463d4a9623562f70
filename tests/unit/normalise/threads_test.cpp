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
#include "csreport/render/words.hpp"
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

template <typename Enum>
std::string enum_of(const std::vector<Enum>& values, std::size_t row) {
  return "|" + (values.empty() ? "" : std::to_string(static_cast<int>(values[row])));
}
std::string name_of(const Dictionary& names, std::uint32_t code) {
  return "|" + std::to_string(code) + std::string(names.text(code));
}

std::string side_tables_of(const Dataset& data) {
  std::string text;
  const StatusTable& h = data.statuses;
  for (std::size_t row = 0; row < h.rows; ++row) {
    text += "\n" + key_text(h.ticket[row], data.keys) + "|" + text_of(h.at[row]) + enum_of(h.status, row) +
            enum_of(h.role, row) + enum_of(h.source, row) + enum_of(h.state, row);
  }
  const Dimension* const agents = data.tickets.dimension("agent");
  const ReviewTable& r = data.reviews;
  for (std::size_t row = 0; row < r.rows; ++row) {
    text += "\n" + (r.review.empty() ? "" : key_text(r.review[row], data.keys)) + "|" +
            key_text(r.ticket[row], data.keys) + "|" + text_of(r.reviewed_at[row]) + "|" + text_of(r.rating[row]) +
            "|" + text_of(r.weight[row]) + "|" + text_of(r.score[row]) + enum_of(r.critical, row) +
            name_of(r.category_names, r.category[row]) + name_of(agents->names, r.agent[row]) + enum_of(r.state, row);
  }
  const SessionTable& s = data.sessions;
  for (std::size_t row = 0; row < s.rows; ++row) {
    text += "\n" + text_of(s.start[row]) + "|" + text_of(s.end[row]) + enum_of(s.activity, row) +
            name_of(agents->names, s.agent[row]) + enum_of(s.state, row);
    for (const DurationColumn* c : {&s.online, &s.handling, &s.available, &s.not_ready, &s.paid})
      text += "|" + text_of((*c)[row]);
  }
  FirstRows people;
  const CustomerTable& c = data.customers;
  for (std::size_t row = 0; row < c.rows; ++row) {
    text += "\n" + std::to_string(people.of(c.customer[row], row)) + "|" + text_of(c.since[row]) + "|" +
            text_of(c.until[row]) + "|" + text_of(c.revenue[row]) + enum_of(c.referred, row) + enum_of(c.state, row);
  }
  const IndicatorTable& i = data.indicators;
  for (std::size_t row = 0; row < i.rows; ++row) {
    text += "\n" + text_of(i.measured_at[row]) + name_of(i.names, i.name[row]) + "|" + text_of(i.value[row]) +
            enum_of(i.state, row);
    for (const OwnDimension& own : i.dimensions) text += name_of(data.tickets.dimension(own.id)->names, own.codes[row]);
  }
  return text;
}

std::string tickets_of(const Dataset& data) {
  const TicketTable& t = data.tickets;
  std::string text;
  FirstRows requesters;
  for (std::size_t row = 0; row < t.rows; ++row) {
    text += "\n" + std::to_string(static_cast<int>(t.state[row])) + "|" + key_text(t.id[row], data.keys);
    for (const InstantColumn* c : {&t.created_at, &t.first_response_at, &t.solved_at, &t.updated_at})
      text += "|" + text_of((*c)[row]);
    for (const DurationColumn* c : {&t.talk_time, &t.hold_time, &t.queue_time}) text += "|" + text_of((*c)[row]);
    for (const CountColumn* c : {&t.replies, &t.reopens, &t.transfers, &t.legs, &t.comment_words})
      text += "|" + text_of((*c)[row]);
    text += enum_of(t.bot, row) + enum_of(t.sentiment, row);
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
            std::to_string(respondents.of(s.respondent[row], row)) + ratings_of(s, row) + "|" +
            text_of(s.comment_words[row]) + text_of(s.contacts_needed[row]) + enum_of(s.resolved, row);
  }
  return text + side_tables_of(data);
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
  for (const Warning& warning : result.dataset.warnings) text += "\n" + in_words(warning.text);
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

TEST_CASE("histories, call legs and the other kinds are the same for every size of chunk and every number of threads",
          "[threads]") {
  ScratchFolder folder;
  Dice dice(7);
  const auto pick = [&](std::vector<std::string> words) { return dice.one_of(words); };
  const auto number = [&](std::size_t below) { return std::to_string(dice.below(below)); };
  const auto day = [&] { return "2026-03-1" + number(10); };
  std::string calls =
      "call_id,created_at,updated_at,agent,talk_seconds,transferred,sentiment,bot,csat,csat_comment,status\n";
  std::string log = "ticket_id,created_at,author,role,body,status\n";
  std::string reviews = "review_id,ticket_id,agent,reviewed_at,category,score,max score,weight,critical\n";
  std::string sessions = "agent,start,end,duration (min),agent_state\n";
  std::string customers = "customer_id,since,until,revenue,referred\n";
  std::string indicators = "date,metric,value,group\n";
  for (int i = 0; i < 25'000; ++i) {
    const std::string agent = pick({"Ana", "Ben", "Cy", "",
                                    "\xC4\x80"
                                    "da"});
    calls += pick({number(9'000), "c-" + number(3'000), "-"}) + "," + day() + " 10:0" + number(10) + "," + day() +
             " 11:00," + agent + "," + pick({"", number(900)}) + "," + pick({"yes", "No", ""}) + "," +
             pick({"positive", "bad mood", ""}) + "," + pick({"true", "0"}) + "," + pick({"5", "1", ""}) + "," +
             pick({"", "thanks", "very quick, thanks"}) + "," + pick({"open", "solved", "parked"}) + "\n";
    log += number(4'000) + "," + day() + " 10:00:00," + pick({"", "Jo", "Ana"}) + "," +
           pick({"agent", "customer", "bot", ""}) + "," + pick({"", "Hello"}) + "," +
           pick({"", "open", "solved", "weird"}) + "\n";
    reviews += pick({"r" + number(6'000), ""}) + "," + number(4'000) + "," + agent + "," +
               pick({day(), day(), day(), "soon"}) + "," + pick({"Tone", "Facts", "Privacy"}) + "," +
               pick({number(6), "4", "N/A", "x"}) + ",5," + pick({"", "2"}) + "," + pick({"yes", "no"}) + "\n";
    sessions += agent + "," + day() + " 10:" + std::to_string(10 + dice.below(50)) + "," +
                pick({"", day() + " 12:00"}) + "," + pick({"", "30"}) + "," +
                pick({"ready", "on call", "lunch", "dancing"}) + "\n";
    customers += pick({number(20'000), "a" + number(99) + "@X.com", ""}) + "," + day() + "," + pick({"", day()}) + "," +
                 pick({"", "1.5", "20", "free"}) + "," + pick({"yes", "no", ""}) + "\n";
    indicators += day() + "," + pick({"visits", "hours", ""}) + "," + pick({number(99'999), "0.5", "none at all"}) +
                  "," + pick({"A", "B", ""}) + "\n";
  }
  // Each file is large enough to be read on several threads.
  for (std::string* text : {&reviews, &sessions, &customers, &indicators}) {
    std::string wide;
    for (std::size_t at = 0, end = 0; (end = text->find('\n', at)) != std::string::npos; at = end + 1)
      wide += text->substr(at, end - at) + "," + std::string(at == 0 ? 3 : 40, 'x') + "\n";
    *text = wide;
    REQUIRE(text->size() > 1024 * 1024);
  }
  NormaliseOptions options;
  options.inputs = {{folder.put("c.csv", calls), RecordKind::tickets},
                    {folder.put("m.csv", log), RecordKind::messages},
                    {folder.put("r.csv", reviews), RecordKind::reviews},
                    {folder.put("s.csv", sessions), RecordKind::sessions},
                    {folder.put("k.csv", customers), RecordKind::customers},
                    {folder.put("i.csv", indicators), RecordKind::indicators}};
  options.read.chunk_bytes = 64 << 20;
  const std::string expected = account(options);
  for (const unsigned threads : {1U, 3U, 16U}) {
    options.threads = threads;
    for (const std::size_t chunk : {std::size_t{1'000}, std::size_t{90'000}}) {
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
