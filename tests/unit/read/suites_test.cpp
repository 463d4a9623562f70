// Files that others wrote: csv-spectrum, JSONTestSuite, DuckDB's test data, and real exports.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "unit/read/read_all.hpp"

using namespace csreport;
using namespace csreport::test;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> files_below(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Outcome {
  std::string error;  ///< empty when it was read
  ExitCode code = ExitCode::ok;
  ReadCounts counts;
  std::string problems;
};

Outcome outcome_of(const fs::path& path, const ReadOptions& options = {}) {
  Outcome outcome;
  try {
    const auto whole = read_file(path.string(), options);
    outcome.counts = whole.counts;
    outcome.problems = whole.problems();
  } catch (const Error& error) {
    outcome.error = error.what();
    outcome.code = error.code();
  }
  return outcome;
}

/// Valid JSON without objects, or with other values among them.
bool holds_no_table(const Outcome& o) {
  return o.error.find("holds no list of objects") != std::string::npos ||
         (o.error.empty() && o.problems.substr(0, 13) == "not_an_object" && o.problems.find(' ') == std::string::npos);
}

}  // namespace

TEST_CASE("csv-spectrum: eleven tables are exactly as expected", "[read][suites]") {
  const auto suites = shared_folder("suites");
  if (suites.empty()) return;
  int tables = 0;
  for (const auto& path : files_below(suites + "/csv-spectrum/csvs")) {
    CAPTURE(path.filename().string());
    const auto whole = read_file(path.string());
    if (path.stem() == "location_coordinates") continue;  // its expected table is wrong
    const auto expected =
        nlohmann::json::parse(bytes_of(path.parent_path().parent_path() / "json" / (path.stem().string() + ".json")));
    REQUIRE(whole.rows.size() == expected.size());
    for (std::size_t r = 0; r < expected.size(); ++r) {
      CHECK(expected[r].size() == whole.sample.headers.size());
      for (std::size_t c = 0; c < whole.sample.headers.size(); ++c) {
        CHECK(whole.rows[r][c] == expected[r].at(whole.sample.headers[c]).get<std::string>());
      }
    }
    CHECK(whole.problems() == "");
    ++tables;
  }
  CHECK(tables == 11);
}

TEST_CASE("JSONTestSuite: y files are accepted, n files rejected, i files survive", "[read][suites]") {
  const auto suites = shared_folder("suites");
  if (suites.empty()) return;
  int accepted = 0;
  int rejected = 0;
  int survived = 0;
  for (const auto& path : files_below(suites + "/JSONTestSuite/test_parsing")) {
    const auto name = path.filename().string();
    CAPTURE(name);
    for (const std::size_t step : std::initializer_list<std::size_t>{1, 7, 4096}) {
      if (step == 1 && fs::file_size(path) > 10'000) continue;
      const auto outcome = outcome_of(path, {.buffer_bytes = step, .chunk_bytes = step});
      CAPTURE(step, outcome.error);
      const bool fine = outcome.error.empty() && outcome.counts.rejected == 0;
      CHECK((outcome.code == ExitCode::ok || outcome.code == ExitCode::input_invalid));
      if (name[0] == 'y') CHECK((fine || holds_no_table(outcome)));
      if (name[0] == 'n') CHECK_FALSE(fine);
      if (name[0] == 'y' && step == 4096) ++accepted;
      if (name[0] == 'n' && step == 4096) ++rejected;
      if (name[0] == 'i' && step == 4096) ++survived;
    }
  }
  CHECK(accepted == 95);
  CHECK(rejected == 188);
  CHECK(survived == 35);
}

TEST_CASE("DuckDB's test files: no crash, no hang, and every record is accounted for", "[read][suites]") {
  const auto suites = shared_folder("suites");
  if (suites.empty()) return;
  const TemporaryFile place("");
  const std::string unpack =
      "tar -I zstd -xf '" + suites + "/duckdb-csv/duckdb-data-csv-json.tar.zst' -C '" + place.folder() + "'";
  if (std::system(unpack.c_str()) != 0) {
    WARN("SKIPPED: cannot unpack duckdb-csv (is zstd installed?)");
    return;
  }
  int files = 0;
  for (const auto& path : files_below(place.folder())) {
    CAPTURE(path.string());
    const auto begin = std::chrono::steady_clock::now();
    const auto outcome = outcome_of(path);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    CHECK(seconds.count() < 1.0);
    CHECK((outcome.code == ExitCode::ok || outcome.code == ExitCode::input_invalid));
    ++files;
  }
  CHECK(files > 1000);
}

TEST_CASE("the format samples of every help desk are read without loss", "[read][suites]") {
  const auto formats = shared_folder("formats");
  if (formats.empty()) return;
  struct Expected {
    const char* file;
    std::int64_t records;
    std::size_t columns;
  };
  const std::vector<Expected> table = {
      {"aircall_v3.csv", 2, 33},
      {"amazon_connect_ctr.ndjson", 2, 18},
      {"five9_call_log.csv", 2, 25},
      {"freshdesk_api.json", 1, 0},
      {"freshdesk_export.csv", 3, 27},
      {"genesys_interactions.csv", 2, 16},
      {"hubspot_tickets.csv", 2, 11},
      {"intercom_conversations.json", 1, 0},
      {"jira_sm_export.csv", 2, 20},
      {"osticket_semicolon_bom.csv", 2, 18},
      {"otrs_search_bg.csv", 2, 16},
      {"qidian_sessions.csv", 2, 10},
      {"salesforce_cases.csv", 2, 11},
      {"servicenow_incident.csv", 2, 15},
      {"surveymonkey_two_headers.csv", 3, 12},
      {"zammad_report.csv", 2, 21},
      {"zendesk_account_export.csv", 3, 42},
      {"zendesk_incremental.json", 1, 0},
      {"zoho_desk_report.csv", 2, 10},
      {"queue_log.txt", 5, 8},
  };
  for (const auto& row : table) {
    CAPTURE(row.file);
    const auto whole = read_file(formats + "/samples/" + row.file);
    CHECK(whole.counts.records == row.records);
    CHECK(whole.counts.rejected == 0);
    if (row.columns > 0) CHECK(whole.sample.headers.size() == row.columns);
  }
  const auto zendesk = read_file(formats + "/samples/zendesk_incremental.json");
  CHECK(zendesk.detection.list_name == "tickets");
  const auto& headers = zendesk.sample.headers;
  for (const char* path :
       {"id", "via.channel", "via.source.from.address", "custom_fields.27642", "satisfaction_rating.score"}) {
    CAPTURE(path);
    CHECK(std::find(headers.begin(), headers.end(), path) != headers.end());
  }
  CHECK(read_file(formats + "/samples/queue_log.txt").detection.reasons.back() ==
        "the header looks like data: the file may have no header line");
}

TEST_CASE("public exports have the record counts that others computed", "[read][suites]") {
  const auto data = shared_folder("data");
  if (data.empty()) return;
  const auto nps = read_file(data + "/nps_benavent/nps.csv");
  CHECK(nps.counts.records == 13'954);
  CHECK(nps.counts.rejected == 0);
  CHECK(nps.detection.encoding == "windows-1252");
  CHECK(nps.sample.headers[0] == "column_1");
  CHECK(std::count_if(nps.rows.begin(), nps.rows.end(), [](const auto& row) { return row[2] == "NA"; }) == 342);
  const auto kaggle = read_file(data + "/kaggle_customer_support_tickets/customer_support_tickets.csv");
  CHECK(kaggle.counts.records == 8'469);
  CHECK(kaggle.counts.rejected == 0);
  CHECK(kaggle.counts.blank == 0);
  CHECK(kaggle.detection.line_ending == "CRLF");
  CHECK(std::count_if(kaggle.rows.begin(), kaggle.rows.end(), [](const auto& row) { return row[10] == "Closed"; }) ==
        2'769);
  for (const auto& path : files_below(data + "/seeds_dbt_zendesk")) {
    CAPTURE(path.filename().string());
    const auto whole = read_file(path.string());
    CHECK(whole.problems() == "");
    CHECK(whole.counts.records > 0);
    CHECK(whole.detection.header_line == 1);
  }
}
