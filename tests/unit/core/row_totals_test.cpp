#include "csreport/core/row_totals.hpp"

#include "csreport/core/diagnostic.hpp"
#include "support/catch.hpp"
#include "support/read_text.hpp"
#include "support/scratch_folder.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

InputSummary input_of(const char* path, std::int64_t read, std::int64_t used, std::int64_t excluded,
                      std::int64_t rejected, std::int64_t blank) {
  InputSummary input;
  input.path = path;
  input.read = read;
  input.used = used;
  input.excluded = excluded;
  input.rejected = rejected;
  input.blank = blank;
  return input;
}

}  // namespace

TEST_CASE("the rows of a file that was read as two kinds are told once", "[row-totals]") {
  const std::vector<InputSummary> inputs = {input_of("a", 25, 21, 0, 3, 1), input_of("b", 10, 8, 2, 0, 0),
                                            input_of("a", 25, 20, 2, 2, 1), input_of("b", 10, 10, 0, 0, 0)};
  const RowTotals all = total_rows(inputs);
  CHECK(all.read == 35);
  CHECK(all.used == 29);
  CHECK(all.excluded == 2);
  CHECK(all.rejected == 3);
  CHECK(all.blank == 1);
}

TEST_CASE("each reading of a file tells its own reasons, and what both found is one thing", "[row-totals]") {
  const ScratchFolder folder;
  std::string text = "ticket_id,created_at,csat\n";
  for (int id = 1; id <= 20; ++id) text += std::to_string(id) + ",2026-03-02 09:00,5\n";
  text += "31,notadate,4\nbroken,2026,1,2,3\nbroken,2026,1,2,3\n";
  const std::string path = folder.put("rated.csv", text);
  NormaliseOptions options;
  options.inputs = {{path, RecordKind::tickets}, {path, RecordKind::surveys}};
  const Normalised result = normalise(options);
  REQUIRE(result.dataset.inputs.size() == 2);
  CHECK(account_of(result.dataset.inputs[0]) ==
        "read 23 = used 20 + excluded 0 + rejected 3 (invalid_created_at 1 line 22, too_many_fields 2 line 23) + "
        "blank 0");
  CHECK(account_of(result.dataset.inputs[1]) ==
        "read 23 = used 21 + excluded 0 + rejected 2 (too_many_fields 2 line 23) + blank 0");
  std::string rejected;
  for (const RejectedRow& row : result.rejected) rejected += std::to_string(row.line) + " " + row.reason + ", ";
  CHECK(rejected == "22 invalid_created_at, 23 too_many_fields, 24 too_many_fields, ");
  std::uint64_t too_many = 0;
  for (const Diagnostic& one : result.dataset.diagnostics) too_many += one.code == "too_many_fields" ? one.count : 0;
  CHECK(too_many == 2);
}

TEST_CASE("rows of one line that were rejected for one reason are as many as the reading that found most",
          "[row-totals]") {
  const auto of_line = [](DiagnosticLog& log, int times) {
    for (int i = 0; i < times; ++i) log.add(Consequence::row_rejected, "invalid_time", "a", "t", 1, "x", {});
  };
  DiagnosticLog all, first, second;
  of_line(first, 2);
  of_line(second, 3);
  all.unite(first);
  all.unite(second);
  CHECK(all.rejected().size() == 3);
  REQUIRE(all.all().size() == 1);
  CHECK(all.all()[0].count == 3);
}
