#include "app/help.hpp"

#include "fmt/format.h"

#include "app/option_table.hpp"
#include "app/text_layout.hpp"
#include "csreport/normalise/normalise.hpp"
#include "csreport/render/renderer.hpp"
#include "csreport/report/report.hpp"

namespace csreport {
namespace {

constexpr std::size_t kTextColumn = 30;

constexpr std::string_view kExamples = R"(
Examples:
  csreport tickets.csv -o report.html
  csreport tickets.csv messages=log.csv -o week.html -o week.json --tz Europe/Riga
  csreport tickets.csv --layout executive -o week.html
  csreport export.csv --period last-month --compare year-ago --by team,channel
  csreport export.csv --where channel=chat --date-format D/M/YYYY --unit minutes
  csreport inspect export.csv
  csreport init export.csv --tz Europe/Riga -o csreport.toml
  zcat export.csv.gz | csreport - --period 2026-W46 > week.md
)";
constexpr std::string_view kExitCodes = R"(
Exit codes:
  0  report written
  1  report written, and a condition for failing holds
  2  wrong command line or configuration
  3  input invalid, a file without any text, a compressed one that is cut off, or too many
     rejected rows (a last record that is cut off is one of them); no report is written
  4  input cannot be read
  5  output cannot be written; the old file is untouched
  6  out of memory, or another limit of the system
  7  another run holds the lock
  70 an error of the program itself
  128+N  ended by signal N
)";

std::string option_head(const OptionRow& row) {
  std::string head = row.letter.empty() ? std::string(row.name) : fmt::format("{}, {}", row.letter, row.name);
  if (!row.value.empty()) head += fmt::format(" {}", row.value);
  return head;
}

std::string options_text(Command command) {
  std::string text;
  bool first = true;
  OptionGroup group = OptionGroup::output;
  for (const OptionRow& row : option_table()) {
    if (!takes_option(command, row)) continue;
    if (first || row.group != group) text += fmt::format("\n{}:\n", option_group_title(row.group));
    first = false;
    group = row.group;
    text += hanging_lines(option_head(row), option_help(row), kTextColumn);
  }
  return text;
}

std::string formats_text() {
  std::string text = "\nFormats:\n";
  for (const RendererRow& row : renderers()) {
    std::string endings;
    for (const std::string_view ending : row.endings) endings += fmt::format(" {}", ending);
    text += hanging_lines(row.id, fmt::format("{} ({})", row.title, endings.empty() ? "no ending" : endings.substr(1)),
                          kTextColumn);
  }
  return text;
}

std::string layouts_text() {
  std::string text = "\nLayouts:\n";
  for (const LayoutInfo& layout : report_layouts()) text += hanging_lines(layout.id, layout.title, kTextColumn);
  return text;
}

std::string commands_text() {
  std::string text = "\nCommands:\n";
  for (const CommandRow& row : command_table()) {
    text += hanging_lines(fmt::format("{} {}", row.name, row.arguments), row.help, kTextColumn);
  }
  return text;
}

std::string inputs_text() {
  return "\nFILE is a CSV or JSON export (.gz and .zst too) or - for standard input. The kind of its records\n"
         "is known by its columns; say it yourself with KIND=FILE, where KIND is one of\n" +
         hanging_lines("", input_kind_choices(), 2);
}

}  // namespace

std::string help_text(Command command) {
  const CommandRow& row = command_row(command);
  if (command != Command::report) {
    const bool reads = command == Command::inspect || command == Command::normalize || command == Command::init;
    return fmt::format("Usage: csreport {} {}{}\n\n{}.\n{}{}", row.name, row.arguments, reads ? " [OPTION]..." : "",
                       row.help, reads ? inputs_text() : "", options_text(command));
  }
  return fmt::format(
      "Usage: csreport FILE... [-o OUT]... [OPTION]...\n       csreport COMMAND ...\n\n"
      "Service reports from help-desk exports. Without -o the report is Markdown on standard output.\n"
      "{}{}{}{}{}{}{}",
      inputs_text(), commands_text(), options_text(command), layouts_text(), formats_text(), kExamples, kExitCodes);
}

std::string version_text() { return "csreport " CSREPORT_VERSION "\n"; }

}  // namespace csreport
