#include <sstream>

#include "app/diagnostic_text.hpp"
#include "app/help.hpp"
#include "app/option_table.hpp"
#include "app/parsed_table.hpp"
#include "app/terminal_text.hpp"
#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("control characters of names and values are made visible", "[text]") {
  CHECK(terminal_safe("a\nb \xC3\xA9 \xE6\x9C\x88") == "a\nb \xC3\xA9 \xE6\x9C\x88");
  CHECK(terminal_safe("\x1B]0;x\x07") == "\\x1B]0;x\\x07");
  CHECK(terminal_safe("tab\tand\rreturn\x7F") == "tab\\x09and\\x0Dreturn\\x7F");
  CHECK(terminal_safe("\xC2\x9B"
                      "31m") == "\\u{009B}31m");
  CHECK(terminal_safe("\xE2\x80\xAE"
                      "gpj") == "\\u{202E}gpj");
  CHECK(terminal_safe("\xFF\xC3") == "\\xFF\\xC3");
  CHECK(terminal_safe("\xED\xA0\x80") == "\\xED\\xA0\\x80");
  CHECK(terminal_safe(std::string_view("\0", 1)) == "\\x00");
}

TEST_CASE("CSV fields are quoted where needed and never run as formulas", "[text]") {
  CHECK(csv_field("plain", FormulaGuard::on) == "plain");
  CHECK(csv_field("a,b", FormulaGuard::on) == "\"a,b\"");
  CHECK(csv_field("say \"hi\"", FormulaGuard::on) == "\"say \"\"hi\"\"\"");
  CHECK(csv_field("a\nb", FormulaGuard::on) == "\"a\nb\"");
  CHECK(csv_field("=1+1", FormulaGuard::on) == "\"'=1+1\"");
  CHECK(csv_field("@x", FormulaGuard::on) == "\"'@x\"");
  CHECK(csv_field("-5", FormulaGuard::on) == "-5");
  CHECK(csv_field("-5 apples", FormulaGuard::on) == "\"'-5 apples\"");
  CHECK(rejects_csv({{"a,b.csv", 17, "invalid_created_at", "=cmd"}}, FormulaGuard::on) ==
        "file,line,reason,value\r\n\"a,b.csv\",17,invalid_created_at,\"'=cmd\"\r\n");
}

TEST_CASE("a diagnostic is one line with its place, its value and its number", "[text]") {
  Diagnostic diagnostic{.code = "invalid_time",
                        .file = "t.csv",
                        .column = "Created",
                        .value = "soon",
                        .expected = {"expected.number", {}},
                        .consequence = Consequence::row_rejected,
                        .count = 12};
  diagnostic.lines = {17, 40, 52};
  CHECK(describe_diagnostic(diagnostic) ==
        "t.csv:17: column 'Created': invalid_time 'soon', expected a number (12 rows rejected)");
}

TEST_CASE("a table is written as CSV and as one JSON object a line", "[text]") {
  ParsedTable table;
  table.headers = {"name", "replies"};
  table.rows = {{"Ann, \"A\"", "-3"}, {"=1+1", ""}};
  CHECK(table_as_csv(table, FormulaGuard::on) == "name,replies\r\n\"Ann, \"\"A\"\"\",-3\r\n\"'=1+1\",\r\n");
  CHECK(table_as_csv(table, FormulaGuard::off) == "name,replies\r\n\"Ann, \"\"A\"\"\",-3\r\n=1+1,\r\n");
  CHECK(table_as_ndjson(table) ==
        "{\"name\":\"Ann, \\\"A\\\"\",\"replies\":\"-3\"}\n{\"name\":\"=1+1\",\"replies\":null}\n");
}

TEST_CASE("the help names every option, in lines that fit a terminal", "[text]") {
  const std::string text = help_text(Command::report);
  for (const OptionRow& row : option_table()) {
    INFO(row.name);
    CHECK(text.find(std::string(row.name)) != std::string::npos);
  }
  for (const CommandRow& row : command_table()) CHECK(text.find("\n  " + std::string(row.name)) != std::string::npos);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(line.size() <= 100);
    CHECK((line.empty() || line.back() != ' '));
  }
  CHECK(help_text(Command::inspect).find("--period") == std::string::npos);
}
