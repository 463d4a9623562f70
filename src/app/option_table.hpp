#pragma once
// Every option and every command of the program: one row each. The parser, --help, the hints for mistyped options and
// the keys of csreport.toml (settings.hpp) read these rows; there is no second list.

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "app/options.hpp"

namespace csreport {

struct CommandRow {
  Command command;
  std::string_view name;
  std::string_view arguments;  ///< as --help shows them
  std::string_view help;
};

/// Sections of --help, in its order.
enum class OptionGroup { output, period, breakdown, judging, input, rejects, definitions, general };
std::string_view option_group_title(OptionGroup group);

/// Which commands take an option.
enum class OptionScope {
  everywhere,
  report_only,
  configured,  ///< report, inspect, normalize
  parsing,     ///< those and init
  reading,     ///< report, inspect, init: what gives columns a meaning
  writing,     ///< report, normalize
  output       ///< those and init
};

/// How csreport.toml spells an option: its name with _ for -, and this for the value.
enum class InFile {
  plain,         ///< true or false, a value, or a list of values
  pairs,         ///< also a table: { agent = "Handled by" } is --map "agent=Handled by"
  profile,       ///< an id, or a path that counts from the file's folder
  written_path,  ///< a path that counts from the file's folder; only where the user named the file
  no             ///< the command line alone
};

/// Where the value goes, which also says whether there is one and whether it may be repeated.
using OptionTarget =
    std::variant<bool Options::*, std::optional<std::string> Options::*, std::vector<std::string> Options::*>;

struct OptionRow {
  std::string_view name;    ///< "--output"
  std::string_view letter;  ///< "-o", may be empty
  std::string_view value;   ///< name of the value in --help; empty for switches
  OptionGroup group;
  OptionScope scope;
  OptionTarget target;
  std::string_view help;
  std::string_view initial;  ///< what holds without the option, in words; empty for switches and "nothing"
  std::string_view example;  ///< a value as csreport.toml has it
  InFile in_file = InFile::plain;
};

std::span<const CommandRow> command_table();
std::span<const OptionRow> option_table();
/// The help with the default behind it.
std::string option_help(const OptionRow& row);
/// Its key in csreport.toml: "--frt-include-auto" is "frt_include_auto".
std::string option_key(const OptionRow& row);
bool takes_option(Command command, const OptionRow& row);
const CommandRow& command_row(Command command);

}  // namespace csreport
