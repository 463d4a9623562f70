#include "app/settings_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "fmt/format.h"

#include "app/option_table.hpp"
#include "app/option_values.hpp"
#include "app/settings_reader.hpp"
#include "csreport/core/error.hpp"

namespace csreport {
namespace {

constexpr std::string_view kNoFile = "none";
constexpr std::size_t kLargestFile = 1024 * 1024;

/// Nothing to read: an empty name.
SettingsSource find_source(const Options& options) {
  namespace fs = std::filesystem;
  if (options.config) {
    if (*options.config == kNoFile) return {};
    if (options.config->empty()) {
      throw Error(ExitCode::usage, "--config: the name of the file is empty",
                  "is a variable of the script unset? --config none reads no file");
    }
    return {.name = *options.config, .folder = fs::path(*options.config).parent_path().string()};
  }
  std::vector<fs::path> folders;
  if (!options.arguments.empty() && options.arguments.front() != kStandardStream &&
      !options.arguments.front().empty()) {
    folders.push_back(fs::path(parse_input(options.arguments.front()).path).parent_path());
  }
  folders.emplace_back();
  std::error_code ignored;
  for (const fs::path& folder : folders) {
    const fs::path file = folder / kSettingsFile;
    if (!fs::exists(fs::symlink_status(file, ignored))) continue;  // a link to nothing is a mistake to be told
    return {.name = file.string(), .folder = folder.string(), .how = SettingsSource::found};
  }
  return {};
}

std::string read_file(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text(kLargestFile + 1, '\0');
  if (file) file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.eof() && file.gcount() == 0) {
    throw Error(ExitCode::usage,
                fmt::format("cannot read the configuration '{}': {}", path,
                            std::generic_category().message(errno == 0 ? EIO : errno)),
                "--config names a file, or none; csreport init FILE... writes one");
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > kLargestFile) {
    throw Error(ExitCode::usage, fmt::format("the configuration '{}' is larger than 1 MiB", path),
                "is it an export? those are given without --config");
  }
  return text;
}

bool is_given(const Options& options, const OptionRow& row) {
  if (const auto* flag = std::get_if<bool Options::*>(&row.target)) return options.*(*flag);
  if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&row.target))
    return !(options.*(*list)).empty();
  return (options.*std::get<std::optional<std::string> Options::*>(row.target)).has_value();
}

/// Options that contradict each other: one on the command line sets the other one of the file aside.
constexpr std::array<std::array<std::string_view, 2>, 2> kRivals = {
    {{"--quiet", "--verbose"}, {"--strict", "--max-rejects"}}};

/// `output` and `format` are those of the report: no other command may write there.
bool is_of_report_alone(const OptionRow& row) { return row.name == "--output" || row.name == "--format"; }

bool rival_is_given(const Options& options, const OptionRow& row) {
  for (const auto& pair : kRivals) {
    if (row.name != pair[0] && row.name != pair[1]) continue;
    const std::string_view rival = row.name == pair[0] ? pair[1] : pair[0];
    for (const OptionRow& other : option_table()) {
      if (other.name == rival && is_given(options, other)) return true;
    }
  }
  return false;
}

/// What the file says of it is of no use: another command's, or said on the command line.
bool is_set_aside(const Options& typed, const OptionRow& row) {
  const bool fits = takes_option(typed.command, row) && (typed.command == Command::report || !is_of_report_alone(row));
  return !fits || is_given(typed, row) || rival_is_given(typed, row);
}

/// The whole name: "--fcr-window" does not name "--fcr".
bool names_option(std::string_view text, std::string_view option) {
  for (auto at = text.find(option); at != std::string_view::npos; at = text.find(option, at + 1)) {
    const char next = at + option.size() < text.size() ? text[at + option.size()] : ' ';
    if (next != '-' && (next < 'a' || next > 'z')) return true;
  }
  return false;
}

}  // namespace

void apply_settings(Options& options) {
  SettingsSource source = find_source(options);
  if (source.name.empty()) return;
  const Options typed = options;
  for (const OptionRow& row : option_table()) {
    if (is_set_aside(typed, row)) source.set_aside.push_back(row.name);
  }
  Options file = parse_settings(read_file(source.name), source);
  for (const OptionRow& row : option_table()) {
    if (row.in_file == InFile::no || !is_given(file, row)) continue;
    if (is_set_aside(typed, row)) {
      file.settings.origins.erase(std::string(row.name));
      continue;
    }
    std::visit([&](auto target) { options.*target = file.*target; }, row.target);
  }
  options.settings = std::move(file.settings);
}

void rethrow_with_origin(const Error& error, const Settings& settings) {
  const std::string_view what = error.what();
  const auto holds = [&](const std::string& text) { return what.find(text) != std::string_view::npos; };
  const auto quotes = [&](const std::string& value) {
    return !value.empty() && (holds('\'' + value + '\'') || holds('"' + value + '"') || holds('/' + value + '\''));
  };
  const SettingOrigin* origin = nullptr;
  for (const auto& [option, candidate] : settings.origins) {
    if (names_option(what, option)) origin = &candidate;
  }
  // A message that begins with an option speaks of that one's value, wherever it stands.
  const bool of_another = origin == nullptr && what.starts_with("--");
  for (const auto& [option, candidate] : settings.origins) {
    if (origin != nullptr || of_another) break;
    if (std::any_of(candidate.values.begin(), candidate.values.end(), quotes)) origin = &candidate;
  }
  if (origin == nullptr) throw error;
  const std::string detail = error.detail().empty() ? origin->place : origin->place + '\n' + error.detail();
  throw Error(error.code(), error.what(), error.hint(), detail);
}

}  // namespace csreport
