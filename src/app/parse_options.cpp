// The one file that knows CLI11. It splits the command line into the texts of Options; every error
// of its own becomes our Error(usage), so that messages and exit codes have one shape.

#include <deque>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "fmt/format.h"

#include "app/option_table.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

/// What CLI11 fills for one row.
struct Slot {
  const OptionRow* row = nullptr;
  CLI::Option* option = nullptr;
  std::vector<std::string> values;
};

std::string cli_names(const OptionRow& row) {
  return row.letter.empty() ? std::string(row.name) : fmt::format("{},{}", row.letter, row.name);
}

void add_option(CLI::App& app, Slot& slot) {
  if (std::holds_alternative<bool Options::*>(slot.row->target)) {
    slot.option = app.add_flag(cli_names(*slot.row));
    return;
  }
  slot.option = app.add_option(cli_names(*slot.row), slot.values);
  slot.option->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

/// Repeating a switch is harmless, repeating a single value is a mistake somewhere in a script.
void store(const Slot& slot, Options& options) {
  if (slot.option->count() == 0) return;
  if (const auto* flag = std::get_if<bool Options::*>(&slot.row->target)) {
    for (const std::string& value : slot.option->results()) {
      if (value == "true") continue;
      throw Error(ExitCode::usage, fmt::format("{} takes no value, but is given '{}'", slot.row->name, value),
                  "write it alone");
    }
    options.*(*flag) = true;
  } else if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&slot.row->target)) {
    options.*(*list) = slot.values;
  } else if (slot.values.size() > 1) {
    throw Error(ExitCode::usage, fmt::format("{} is given {} times", slot.row->name, slot.values.size()),
                "give it once");
  } else {
    options.*std::get<std::optional<std::string> Options::*>(slot.row->target) = slot.values.front();
  }
}

[[noreturn]] void throw_unknown(Command command, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> here;
  for (const OptionRow& row : option_table()) {
    if (row.name == name || row.letter == name) {
      throw Error(ExitCode::usage,
                  fmt::format("option {} does not go with the command {}", name, command_row(command).name),
                  fmt::format("csreport {} --help lists its options", command_row(command).name));
    }
    if (takes_option(command, row)) here.emplace_back(row.name);
  }
  const bool is_letter = !name.starts_with("--");  // one letter is near to every short name
  const std::string near = is_letter ? "" : did_you_mean(nearest_words(name, here));
  throw Error(ExitCode::usage, fmt::format("unknown option '{}'", name),
              near.empty() ? "csreport --help lists the options" : near);
}

/// CLI11 tells a missing value only by its message. The longest name in it is meant: "--fcr-window"
/// also holds "--fcr".
[[noreturn]] void throw_missing_value(const std::deque<Slot>& slots, const CLI::ParseError& error) {
  const OptionRow* meant = nullptr;
  for (const Slot& slot : slots) {
    const bool named = std::string_view(error.what()).find(slot.row->name) != std::string_view::npos;
    if (named && (meant == nullptr || slot.row->name.size() > meant->name.size())) meant = slot.row;
  }
  if (meant != nullptr) {
    throw Error(ExitCode::usage, fmt::format("{} needs a value: {} {}", meant->name, meant->name, meant->value),
                option_help(*meant));
  }
  throw Error(ExitCode::usage, error.what(), "csreport --help lists the options");
}

void parse_words(Command command, std::vector<std::string> words, Options& options) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::deque<Slot> slots;
  for (const OptionRow& row : option_table()) {
    if (takes_option(command, row)) add_option(app, slots.emplace_back(Slot{&row, nullptr, {}}));
  }
  app.add_option("arguments", options.arguments);
  std::vector<std::string> backwards(words.rbegin(), words.rend());  // as CLI11 wants them
  try {
    app.parse(backwards);
  } catch (const CLI::ParseError& error) {
    throw_missing_value(slots, error);
  }
  for (const std::string& extra : app.remaining()) {
    if (extra == "--") continue;  // what follows it are arguments, already taken
    if (extra.size() > 1 && extra.front() == '-') throw_unknown(command, extra);
    options.arguments.push_back(extra);
  }
  for (const Slot& slot : slots) store(slot, options);
}

}  // namespace

Options parse_options(int argc, const char* const* argv) {
  Options options;
  std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  if (!words.empty()) {
    for (const CommandRow& row : command_table()) {
      if (words.front() != row.name) continue;
      options.command = row.command;
      words.erase(words.begin());
      break;
    }
  }
  parse_words(options.command, std::move(words), options);
  return options;
}

}  // namespace csreport
