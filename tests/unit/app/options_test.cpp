#include "app/options.hpp"

#include <set>

#include "app/option_table.hpp"
#include "csreport/core/error.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

Options parse(std::vector<const char*> words) {
  words.insert(words.begin(), "csreport");
  return parse_options(static_cast<int>(words.size()), words.data());
}

/// "what / hint", empty when the line is accepted.
std::string refusal(std::vector<const char*> words) {
  try {
    parse(std::move(words));
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::usage);
    return std::string(error.what()) + " / " + error.hint();
  }
  return "";
}

}  // namespace

TEST_CASE("a line without a command is a report", "[options]") {
  const auto options = parse({"a.csv", "-o", "x.html", "messages=log.csv", "--output=y.md", "-"});
  CHECK(options.command == Command::report);
  CHECK(options.arguments == std::vector<std::string>{"a.csv", "messages=log.csv", "-"});
  CHECK(options.outputs == std::vector<std::string>{"x.html", "y.md"});
  CHECK_FALSE(options.period.has_value());
  CHECK_FALSE(options.strict);
}

TEST_CASE("only the first word can be a command", "[options]") {
  CHECK(parse({"inspect", "a.csv"}).command == Command::inspect);
  CHECK(parse({"report", "inspect"}).arguments == std::vector<std::string>{"inspect"});
  CHECK(parse({"./metrics"}).command == Command::report);
  CHECK(parse({"metrics", "frt"}).arguments == std::vector<std::string>{"frt"});
  CHECK(parse({"normalize", "a.csv", "--format", "ndjson"}).format == "ndjson");
  CHECK(parse({}).arguments.empty());
}

TEST_CASE("values are taken as typed, also when they look like options", "[options]") {
  const auto options = parse({"--tz=-02:00", "-o", "-", "--where", "channel=chat", "--where", "a!=b", "--title",
                              "a b=c", "--by", "team,agent", "--", "--odd-name.csv"});
  CHECK(options.tz == "-02:00");
  CHECK(options.outputs == std::vector<std::string>{"-"});
  CHECK(options.where == std::vector<std::string>{"channel=chat", "a!=b"});
  CHECK(options.title == "a b=c");
  CHECK(options.by == std::vector<std::string>{"team,agent"});
  CHECK(options.arguments == std::vector<std::string>{"--odd-name.csv"});
}

TEST_CASE("letters and switches", "[options]") {
  CHECK(parse({"-h"}).help);
  CHECK(parse({"-V"}).version);
  CHECK(parse({"a.csv", "-v"}).verbose);
  CHECK(parse({"a.csv", "-q", "-q"}).quiet);
  CHECK(parse({"a.csv", "--strict", "--ascii"}).strict);
  CHECK(parse({"inspect", "--help"}).help);
}

TEST_CASE("a mistyped line is refused with the nearest option", "[options]") {
  const struct {
    std::vector<const char*> words;
    const char* says;
  } cases[] = {
      {{"a.csv", "--peroid", "all"}, "unknown option '--peroid' / did you mean --period?"},
      {{"a.csv", "--comapre=none"}, "unknown option '--comapre' / did you mean --compare?"},
      {{"a.csv", "--forecast", "csat"}, "unknown option '--forecast'"},
      {{"a.csv", "--layuot", "team"}, "unknown option '--layuot' / did you mean --layout?"},
      {{"a.csv", "--jobs", "2"}, "unknown option '--jobs'"},
      {{"a.csv", "--language", "en"}, "unknown option '--language'"},
      {{"a.csv", "-z"}, "unknown option '-z'"},
      {{"a.csv", "--period"}, "--period needs a value: --period WHEN"},
      {{"a.csv", "--fcr-window"}, "--fcr-window needs a value: --fcr-window DAYS"},
      {{"a.csv", "--output"}, "--output needs a value: --output FILE"},
      {{"a.csv", "--period", "all", "--period", "7d"}, "--period is given 2 times"},
      {{"inspect", "a.csv", "--period", "all"}, "option --period does not go with the command inspect"},
      {{"metrics", "--verbose"}, "option --verbose does not go with the command metrics"},
  };
  for (const auto& c : cases) {
    const auto text = refusal(c.words);
    INFO(c.says << " <- " << text);
    CHECK(text.starts_with(c.says));
  }
}

TEST_CASE("every option has one name, one place and a help text", "[options]") {
  std::set<std::string_view> names;
  for (const OptionRow& row : option_table()) {
    INFO(row.name);
    CHECK(names.insert(row.name).second);
    if (!row.letter.empty()) CHECK(names.insert(row.letter).second);
    CHECK(row.name.starts_with("--"));
    CHECK(row.help.size() > 5);
    CHECK(row.help.back() != '.');
    CHECK(row.value.empty() == std::holds_alternative<bool Options::*>(row.target));
    CHECK(takes_option(Command::report, row));
  }
  for (const CommandRow& row : command_table()) CHECK(command_row(row.command).name == row.name);
}
