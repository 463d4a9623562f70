#pragma once
// Every option and every command of the program: one row each. The parser, --help and the hints
// for mistyped options read these rows; there is no second list.

#include <span>
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
enum class OptionGroup { output, period, breakdown, input, rejects, definitions, general };
std::string_view option_group_title(OptionGroup group);

/// Which commands take an option.
enum class OptionScope {
  everywhere,
  report_only,
  parsing,  ///< report, inspect, normalize
  reading,  ///< report, inspect: what gives columns a meaning
  writing   ///< report, normalize
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
};

std::span<const CommandRow> command_table();
std::span<const OptionRow> option_table();
bool takes_option(Command command, const OptionRow& row);
const CommandRow& command_row(Command command);

}  // namespace csreport
