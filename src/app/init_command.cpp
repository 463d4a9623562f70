// `csreport init`: a csreport.toml that fits the given files. What was said on the command line is set, everything else
// is a comment: an example, or what was found in the files, with the questions that they leave open.

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "fmt/format.h"

#include "app/commands.hpp"
#include "app/option_table.hpp"
#include "app/settings_rows.hpp"
#include "app/terminal_text.hpp"
#include "app/text_layout.hpp"
#include "csreport/core/error.hpp"
#include "csreport/render/words.hpp"

namespace csreport {
namespace {

constexpr std::size_t kShownNames = 8;

// ---- TOML ----------------------------------------------------------------------------------------

/// A TOML string of one line. REQUIRES: valid UTF-8.
std::string toml_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += fmt::format("\\{}", c);
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += fmt::format("\\u{:04X}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string toml_list(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const std::string& text : texts) quoted.push_back(toml_string(text));
  return fmt::format("[{}]", fmt::join(quoted, ", "));
}

/// Comment lines; names from the data cannot end one.
std::string comment(std::string_view text) {
  std::string one_line(text);
  std::replace_if(
      one_line.begin(), one_line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  const std::string lines = hanging_lines("", terminal_safe(one_line), 0);
  std::string commented;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const auto line = std::string_view(lines).substr(begin, end - begin);
    commented += line.empty() ? "#\n" : fmt::format("# {}\n", line);
    begin = end + 1;
  }
  return commented;
}

// ---- what the files say --------------------------------------------------------------------------

/// Examples by key that fit the files, the names that they hold, and what they leave open.
struct Findings {
  std::map<std::string, std::string> examples;
  std::map<std::string, std::string> settled;  ///< set, not just shown
  std::vector<std::string> names;              ///< "channel: chat (120), email (80)"
  std::vector<std::string> questions;
};

void find_profile(const std::vector<Inspection>& files, Findings& findings) {
  const std::string& profile = files.front().profile;
  const bool all = std::all_of(files.begin(), files.end(),
                               [&](const Inspection& file) { return file.recognised && file.profile == profile; });
  if (all && profile != "generic") findings.settled["profile"] = toml_string(profile);
}

/// Which field each column of the first tickets file is, as a table for `map`.
void find_columns(const std::vector<Inspection>& files, Findings& findings) {
  const auto tickets =
      std::find_if(files.begin(), files.end(), [](const Inspection& file) { return file.kind == RecordKind::tickets; });
  const Inspection& file = tickets == files.end() ? files.front() : *tickets;
  std::vector<std::string> pairs;
  std::set<std::string> fields;
  for (const auto& column : file.columns) {
    if (column.field.empty() || !fields.insert(column.field).second) continue;
    pairs.push_back(fmt::format("{} = {}", column.field, toml_string(column.header)));
  }
  if (!pairs.empty()) findings.examples["map"] = fmt::format("{{ {} }}", fmt::join(pairs, ", "));
}

/// The most frequent names of a column to group by.
std::string names_of(const TicketTable& tickets, const Dimension& dimension) {
  std::vector<std::pair<std::int64_t, std::uint32_t>> counts(dimension.names.size());
  for (std::uint32_t code = 0; code < counts.size(); ++code) counts[code].second = code;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] == RowState::used) --counts[dimension.codes[row]].first;  // so that most come first
  }
  std::sort(counts.begin(), counts.end());
  std::vector<std::string> names;
  std::size_t more = 0;
  for (const auto& [count, code] : counts) {
    if (count == 0 || code == Dictionary::kNone) continue;
    if (names.size() == kShownNames) {
      ++more;
    } else {
      names.push_back(fmt::format("{} ({})", dimension.names.text(code), -count));
    }
  }
  std::string text = fmt::format("{}: {}", dimension.id, fmt::join(names, ", "));
  return more == 0 ? text : text + fmt::format(" and {} more", more);
}

void find_names(const TicketTable& tickets, Findings& findings) {
  std::vector<std::string> ids;
  for (const Dimension& dimension : tickets.dimensions) {
    if (dimension.id == kChannelClass || !dimension.codes.present()) continue;
    ids.push_back(dimension.id);
    findings.names.push_back(names_of(tickets, dimension));
  }
  if (!ids.empty()) findings.examples["by"] = toml_list(ids);
}

void ask_about_scale(const RatingColumn& ratings, std::string_view what, std::string_view key, Findings& findings) {
  if (!ratings.ambiguous) return;
  findings.questions.push_back(
      fmt::format("the scale of the {} scores cannot be known from the values: set {}", what, key));
}

/// What reading all rows tells besides.
void find_in_rows(const Dataset& data, Findings& findings) {
  find_names(data.tickets, findings);
  for (const Warning& warning : data.warnings) findings.questions.push_back(in_words(warning.text));
  for (const Diagnostic& diagnostic : data.diagnostics) {
    if (diagnostic.code != "unknown_word") continue;
    findings.questions.push_back(fmt::format("{}: column '{}' says '{}', {} was expected: [words.NAME] teaches it",
                                             diagnostic.file, diagnostic.column, diagnostic.value,
                                             in_words(diagnostic.expected)));
  }
  for (const RatingColumn* csat : {&data.tickets.csat, &data.surveys.csat}) {
    ask_about_scale(*csat, "satisfaction", "csat_scale", findings);
  }
  for (const RatingColumn* ces : {&data.tickets.ces, &data.surveys.ces}) {
    ask_about_scale(*ces, "effort", "ces_scale", findings);
  }
}

Findings findings_of(const InputPlan& plan, const std::vector<Inspection>& files) {
  Findings findings;
  find_profile(files, findings);
  find_columns(files, findings);
  try {
    find_in_rows(normalise(plan.normalise).dataset, findings);
  } catch (const Error& error) {
    // What stops a report is the first question of its configuration.
    if (error.code() != ExitCode::input_invalid) throw;
    findings.questions.push_back(fmt::format("{}; {}", error.what(), error.hint()));
  }
  return findings;
}

// ---- the text ------------------------------------------------------------------------------------

std::string introduction(const std::vector<Inspection>& files, const Findings& findings) {
  std::string text = comment(
      "csreport.toml, begun by csreport init. The command line wins over it. Lines that begin with a # and a "
      "key are examples, or what was found in the files: take the # away to set them (in a [[table]], that of "
      "its line too). "
      "docs/configuration.md lists all keys.");
  text += "#\n# The files:\n";
  for (const Inspection& file : files) {
    const std::string kind = file.recognised ? fmt::format("{} ({})", record_kind_name(file.kind), file.profile)
                                             : std::string("not understood yet");
    text += comment(fmt::format("- {}: {}", file.path == kStandardStream ? "standard input" : file.path, kind));
  }
  if (findings.questions.empty()) return text;
  text += "#\n# Open questions:\n";
  for (const std::string& question : findings.questions) text += comment(fmt::format("- {}", question));
  return text;
}

/// The folder that paths of the file count from.
std::filesystem::path folder_of(const Options& options) {
  return options.outputs.empty() ? "" : std::filesystem::path(options.outputs.front()).parent_path();
}

/// A profile's id, or its path from the folder of the file that is written.
std::string profile_value(const Options& options) {
  namespace fs = std::filesystem;
  const auto known = profiles();
  const bool is_id = std::any_of(known.begin(), known.end(),
                                 [&](const ProfileInfo& profile) { return profile.id == *options.profile; });
  if (is_id || folder_of(options).empty()) return *options.profile;
  return fs::proximate(fs::absolute(*options.profile), fs::absolute(folder_of(options))).string();
}

/// The value of an option on the command line, as TOML; nothing when it is not given.
std::optional<std::string> typed_value(const Options& options, const SettingRow& setting) {
  for (const OptionRow& row : option_table()) {
    if (row.in_file == InFile::no || option_key(row) != setting.key) continue;
    if (row.in_file == InFile::written_path) return std::nullopt;  // where this file goes
    if (const auto* flag = std::get_if<bool Options::*>(&row.target)) {
      const bool about_init = row.group == OptionGroup::general;  // --verbose, --quiet
      return options.*(*flag) && !about_init ? std::optional<std::string>("true") : std::nullopt;
    }
    if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&row.target)) {
      return (options.*(*list)).empty() ? std::nullopt : std::optional(toml_list(options.*(*list)));
    }
    if (row.in_file == InFile::profile && options.profile) return toml_string(profile_value(options));
    const auto& value = options.*std::get<std::optional<std::string> Options::*>(row.target);
    return value ? std::optional(toml_string(*value)) : std::nullopt;
  }
  return std::nullopt;
}

/// "sla[]" is a list of tables, "alert[].also" a table in one of them.
std::string table_line(const std::string& table) {
  std::string name = table;
  for (auto mark = name.find("[]"); mark != std::string::npos; mark = name.find("[]")) name.erase(mark, 2);
  return table.ends_with("[]") ? fmt::format("#[[{}]]\n", name) : fmt::format("#[{}]\n", name);
}

/// A row with its meaning above it: set when its value is settled, else as a comment.
/// `table`: the one whose line stands above; keys of one table share it. Empty: none does yet.
std::string row_text(const SettingRow& row, const Options& options, const Findings& findings, std::string& table) {
  std::string help = row.meaning;
  if (!row.initial.empty()) help += fmt::format(" (default: {})", row.initial);
  std::string text = '\n' + comment(help);
  if (row.key == "by") {
    for (const std::string& names : findings.names) text += comment("- " + names);
  }
  const std::string sample = row.sample_key.empty() ? row.key : row.sample_key;
  const std::size_t dot = sample.rfind('.');
  const std::string own_table = dot == std::string::npos ? std::string() : sample.substr(0, dot);
  // Whole keys cannot lose their table. Behind a [[table]] they would belong to it, so others get a line as well.
  const bool whole = table.empty() && !own_table.ends_with("[]");
  if (!whole && own_table != table) text += table_line(own_table);
  if (!whole) table = own_table;
  const std::string key = dot == std::string::npos || whole ? sample : sample.substr(dot + 1);
  if (const auto typed = typed_value(options, row)) return text + fmt::format("{} = {}\n", key, *typed);
  if (const auto settled = findings.settled.find(row.key); settled != findings.settled.end()) {
    return text + fmt::format("{} = {}\n", key, settled->second);
  }
  const auto example = findings.examples.find(row.key);
  return text + fmt::format("#{} = {}\n", key, example == findings.examples.end() ? row.example : example->second);
}

}  // namespace

std::string init_text(const Options& options, const InputPlan& plan) {
  const std::vector<Inspection> files = inspect(plan.normalise);
  const Findings findings = findings_of(plan, files);
  std::string text = introduction(files, findings);
  std::string section, table;
  for (const SettingRow& row : setting_rows()) {
    if (row.section != section) text += fmt::format("\n\n# ---- {} ----\n", row.section);
    section = row.section;
    text += row_text(row, options, findings, table);
  }
  return text;
}

void run_init(const Options& options, const InputPlan& plan, const Messages& messages) {
  if (options.outputs.size() > 1) {
    throw Error(ExitCode::usage, "init writes one file, but -o is given more than once", "give it once");
  }
  const std::string target = options.outputs.empty() ? std::string(kStandardStream) : options.outputs.front();
  std::error_code ignored;
  if (target != kStandardStream && std::filesystem::is_regular_file(target, ignored)) {
    throw Error(ExitCode::output_unwritable, fmt::format("'{}' exists already and is left as it is", target),
                "choose another name with -o, or move the file away");
  }
  std::vector<std::string> inputs;
  for (const InputSpec& input : plan.normalise.inputs) inputs.push_back(input.path);
  OutputFiles files(std::vector<std::string>{target}, inputs);
  files.write(std::vector<std::optional<std::string>>{init_text(options, plan)});
  if (options.verbose) messages(fmt::format("written: {}", target == kStandardStream ? "standard output" : target));
}

}  // namespace csreport
