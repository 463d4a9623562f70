// docs/configuration.md, made from the rows.

#include "fmt/format.h"

#include "app/settings_rows.hpp"

namespace csreport {
namespace {

std::string table_cell(std::string_view text) {
  std::string cell;
  for (const char c : text) cell += c == '|' ? std::string("\\|") : std::string(1, c);
  return cell;
}

constexpr std::string_view kIntroduction = R"(# Configuration

`csreport.toml` holds what would otherwise be typed every week. `csreport init FILE... -o csreport.toml` writes one that fits your files, with every
key as a comment. This list is made from the rows that the program reads by (`src/app/settings_rows.cpp`); a test compares the two.

- **Which file:** `--config FILE`; otherwise `csreport.toml` in the folder of the first input, otherwise in the working directory. `--config none` reads
  none. `--verbose` says which one was read.
- **Who wins:** the command line. A list there (`--where`, `--map`, `--by`, ...) stands in place of the file's list, an empty one (`--where ''`) too.
  `--quiet` also sets aside the file's `verbose`, and `--max-rejects` its `strict`, and the other way round; the ending of a `-o` its `format`. A switch that
  the file turns on (`ascii = true`) cannot be turned off there: `--config none`, or another file, leaves it out.
- **Which commands:** `report`, `inspect` and `normalize`. Keys that a command has no option for are left alone by it, and `output` and
  `format` by all but `report`.
- **Paths** count from the file's folder. What is written (`output`, `rejects`) can only stand in a file that `--config` names: a file that lies beside
  somebody's data must not decide what is overwritten here. Where the key is left alone, it may stand there.
- **Mistakes** end the run with exit code 2, the line and column: unknown keys (with the nearest known one), values of another type,
  keys that are given twice, words, values and dates that are given two meanings.
- Each option is a key of the same name, with `_` for `-`; only those that have a table of their own stand there: `--business-hours NAME` is
  `business_hours.schedule`, `--schedule-by` is `business_hours.by`, `--tier-order` is `escalation.tiers`, `--bot-authors` is `bots.authors`, `--email-to` is `email.to`, `--logo` is `report.logo`. In TOML texts stand in
  quotes, and keys of no table stand before the first `[table]`.

)";

}  // namespace

std::string configuration_reference() {
  std::string text(kIntroduction);
  std::string section;
  for (const SettingRow& row : setting_rows()) {
    if (row.section != section) {
      text += fmt::format("{}## {}\n\n| key | type | meaning | default | example |\n|:--|:--|:--|:--|:--|\n",
                          section.empty() ? "" : "\n", row.section);
      section = row.section;
    }
    text += fmt::format("| `{}` | {} | {} | {} | `{} = {}` |\n", row.key, setting_type_name(row.type),
                        table_cell(row.meaning),
                        row.required && row.initial.empty() ? "**required**" : table_cell(row.initial),
                        row.sample_key.empty() ? row.key : row.sample_key, table_cell(row.example));
  }
  return text;
}

}  // namespace csreport
