#include "app/settings_rows.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "fmt/format.h"

#include "app/goal_rows.hpp"
#include "app/indicator_rows.hpp"
#include "app/option_table.hpp"
#include "app/option_values.hpp"
#include "app/report_rows.hpp"
#include "app/service_rows.hpp"
#include "app/target_text.hpp"
#include "csreport/compute/catalogue.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

using Part = FoundSetting::Part;

// ---- options ------------------------------------------------------------------------------------

SettingType type_of(const OptionRow& row) {
  if (std::holds_alternative<bool Options::*>(row.target)) return SettingType::truth;
  if (row.in_file == InFile::pairs) return SettingType::pairs;
  return std::holds_alternative<std::vector<std::string> Options::*>(row.target) ? SettingType::texts
                                                                                 : SettingType::value;
}

std::string beside_file(const FoundSetting& found, const std::string& path) {
  if (path == kStandardStream || path.empty()) return path;  // the plan refuses empty names
  return (std::filesystem::path(found.source.folder) / path).string();
}

bool is_profile_id(const std::string& text) {
  const auto all = profiles();
  return std::any_of(all.begin(), all.end(), [&](const ProfileInfo& profile) { return profile.id == text; });
}

/// The value as the command line would have it.
std::string option_value(const OptionRow& row, const FoundSetting& found, const std::string& text) {
  switch (row.in_file) {
    case InFile::written_path: {
      const auto& aside = found.source.set_aside;
      const bool decides = std::find(aside.begin(), aside.end(), row.name) == aside.end();
      if (found.source.how == SettingsSource::found && decides) {
        found.refuse(fmt::format("{} stands in a file that nobody named", found.entry.key),
                     "a file found beside the data must not decide what is written: name it with --config", Part::key);
      }
      return beside_file(found, text);
    }
    case InFile::profile: return is_profile_id(text) ? text : beside_file(found, text);
    case InFile::plain:
    case InFile::pairs:
    case InFile::no: return text;
  }
  return text;
}

/// Of "Talk time" and "talk_time" one would win silently.
void check_pairs(const FoundSetting& found) {
  const auto& entries = found.entry.value.entries;
  for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
    const auto other = std::find_if(entries.begin(), entry, [&](const TomlEntry& one) {
      return fold_word(one.key) == fold_word(entry->key) && one.value.text != entry->value.text;
    });
    if (other == entry) continue;
    const FoundSetting pair{
        .entry = *entry, .source = found.source, .names = found.names, .on_refusal = found.on_refusal};
    pair.refuse(fmt::format("'{}' and '{}' are one name in {}", entry->key, other->key, found.entry.key),
                "give one of them", Part::key);
  }
}

void read_option(const OptionRow& row, const FoundSetting& found, Options& options) {
  const TomlValue& value = found.entry.value;
  if (row.in_file == InFile::pairs) check_pairs(found);
  if (const auto* flag = std::get_if<bool Options::*>(&row.target)) {
    options.*(*flag) = value.truth;
  } else if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&row.target)) {
    for (const std::string& text : found.texts()) (options.*(*list)).push_back(option_value(row, found, text));
  } else {
    options.*std::get<std::optional<std::string> Options::*>(row.target) = option_value(row, found, value.text);
  }
}

void add_option_rows(std::vector<SettingRow>& rows) {
  for (const OptionRow& row : option_table()) {
    if (row.in_file == InFile::no) continue;
    rows.push_back({.key = option_key(row),
                    .section = std::string(option_group_title(row.group)),
                    .type = type_of(row),
                    .meaning = std::string(row.help),
                    .initial = std::string(row.initial),
                    .example = std::string(row.example),
                    .read = [&row](const FoundSetting& found, Options& options) { read_option(row, found, options); }});
  }
}

// ---- the other keys -----------------------------------------------------------------------------

std::string or_else(const std::string& near, std::string_view otherwise) {
  return near.empty() ? std::string(otherwise) : near;
}

void read_key_metrics(const FoundSetting& found, Options& options) {
  for (const std::string& id : split_list(found.texts())) {
    const auto& own = options.settings.indicators;
    const bool declared = std::any_of(own.begin(), own.end(), [&](const Indicator& one) { return one.id == id; });
    if (declared) {
      options.settings.key_metrics.push_back({.metric = id});
      continue;
    }
    const auto subject = understand_target_key(id);
    if (!subject.value) found.refuse(subject.problem, subject.hint);
    const Target& key = *subject.value;
    options.settings.key_metrics.push_back({.metric = key.metric,
                                            .dimension = key.channel    ? "channel"
                                                         : key.priority ? "priority"
                                                                        : "",
                                            .group = key.channel ? *key.channel : key.priority.value_or("")});
  }
}

/// One spelling cannot mean two words: the order of lines would decide.
void add_word(const WordSetting& word, const FoundSetting& found, std::vector<WordSetting>& words) {
  for (const WordSetting& other : words) {
    if (other.topic != word.topic || other.word == word.word) continue;
    if (fold_word(other.spelling) != fold_word(word.spelling)) continue;
    found.refuse(fmt::format("'{}' means {} already", word.spelling, other.word),
                 fmt::format("take it out of words.{0}.{1} or words.{0}.{2}", word.topic, other.word, word.word));
  }
  words.push_back(word);
}

void read_words(const FoundSetting& found, Options& options) {
  const std::string& topic = found.names[0];
  const std::string& word = found.names[1];
  std::vector<std::string> ids;
  for (const WordTopic& known : word_topics()) {
    ids.push_back(known.id);
    if (known.id != topic) continue;
    const bool any_word = topic == "channel";  // a channel of one's own is one
    if (!any_word && std::find(known.words.begin(), known.words.end(), word) == known.words.end()) {
      const std::string all = fmt::format("words of {}: {}", topic, fmt::join(known.words, ", "));
      found.refuse(fmt::format("there is no {} '{}'", topic, word),
                   or_else(did_you_mean(nearest_words(word, known.words)), all), Part::key);
    }
    for (const std::string& spelling : found.texts()) add_word({topic, word, spelling}, found, options.settings.words);
    return;
  }
  found.refuse(
      fmt::format("there are no words for '{}'", topic),
      or_else(did_you_mean(nearest_words(topic, ids)), fmt::format("[words.NAME] is one of: {}", fmt::join(ids, ", "))),
      Part::key);
}

std::string topic_list() {
  std::vector<std::string> ids;
  for (const WordTopic& topic : word_topics()) ids.push_back(topic.id);
  return fmt::format("{} or {}", fmt::join(ids.begin(), ids.end() - 1, ", "), ids.back());
}

void read_tiers(const FoundSetting& found, Options& options) {
  const std::vector<std::string> tiers = found.texts();
  if (const auto problem = problem_of_tiers(tiers)) found.refuse(problem->what, problem->hint);
  options.settings.escalation.tiers = tiers;
}

void add_escalation_rows(std::vector<SettingRow>& rows) {
  const std::string kDefinitions(option_group_title(OptionGroup::definitions));
  rows.push_back({.key = "escalation.tags",
                  .section = kDefinitions,
                  .type = SettingType::names,
                  .meaning = "tags of tickets that were escalated (escalation_rate), besides the export's own flag",
                  .initial = "none",
                  .example = R"(["escalated", "to_engineering"])",
                  .read = [](const FoundSetting& found, Options& options) {
                    options.settings.escalation.tags = split_list(found.texts());
                  }});
  rows.push_back({.key = "escalation.tiers",
                  .section = kDefinitions,
                  .type = SettingType::names,
                  .meaning = "the desk's tiers, the lowest first: a ticket that went to a later one is escalated, "
                             "and one that its rows show in a single tier, any but the first",
                  .initial = "none",
                  .example = R"(["First line", "Second line", "Engineering"])",
                  .read = read_tiers});
  rows.push_back({.key = "escalation.column",
                  .section = kDefinitions,
                  .type = SettingType::text,
                  .meaning = "the column whose values the tiers are: team, or any column of the export",
                  .initial = "team",
                  .example = R"("Tier")",
                  .read = [](const FoundSetting& found, Options& options) {
                    options.settings.escalation.column = found.entry.value.text;
                  }});
}

std::vector<SettingRow> make_rows() {
  using Type = SettingType;
  std::vector<SettingRow> rows;
  add_option_rows(rows);
  rows.push_back({.key = "key_metrics",
                  .section = "What is shown",
                  .type = Type::texts,
                  .meaning = "metrics that stand first on the report's cards, in this order; channel.NAME.METRIC or "
                             "priority.NAME.METRIC: of that group alone",
                  .initial = "satisfaction, response, first contact, resolution, backlog, volume",
                  .example = R"(["csat", "channel.chat.frt"])",
                  .read = read_key_metrics});
  rows.push_back(
      {.key = "words.TOPIC.WORD",
       .section = "Words",
       .type = Type::texts,
       .meaning = fmt::format("words of your help desk that mean WORD, on top of those that are known; TOPIC "
                              "is {} (docs/profiles.md lists their words)",
                              topic_list()),
       .example = R"(["Erledigt", "Fertig"])",
       .sample_key = "words.status.solved",
       .read = read_words});
  add_indicator_rows(rows);
  rows.push_back(
      {.key = "bots.authors",
       .section = "Words",
       .type = Type::names,
       .meaning = "authors whose messages are automatic, whatever their role says; `*` stands for any characters",
       .initial = "none",
       .example = R"(["Helpdesk Bot", "noreply*"])",
       .read = [](const FoundSetting& found, Options& options) {
         options.settings.bot_authors = split_list(found.texts());
       }});
  rows.push_back(
      {.key = "hard_priorities",
       .section = std::string(option_group_title(OptionGroup::definitions)),
       .type = Type::texts,
       .meaning = "priorities whose tickets count as hard, or of high priority (hard_share, reasons), also behind a "
                  "number (\"1 - High\")",
       .initial = "high, urgent, critical, highest, and their like in Bulgarian, Russian, Latvian and Chinese",
       .example = R"(["P1", "P2"])",
       .read = [](const FoundSetting& found, Options& options) {
         options.settings.work.hard_priorities = found.texts();
       }});
  add_escalation_rows(rows);
  rows.push_back({.key = "knowledge.topics",
                  .section = "Knowledge base",
                  .type = Type::names,
                  .meaning = "categories or tags that the knowledge base covers (open_in_known_topics)",
                  .initial = "none",
                  .example = R"(["Password", "Invoice"])",
                  .read = [](const FoundSetting& found, Options& options) {
                    options.settings.work.known_topics = found.texts();
                  }});
  add_service_rows(rows);
  add_report_rows(rows);
  add_goal_rows(rows);
  // Rows of one section stand together, in the order of their first row.
  std::vector<std::string> sections;
  for (const SettingRow& row : rows) {
    if (std::find(sections.begin(), sections.end(), row.section) == sections.end()) sections.push_back(row.section);
  }
  const auto place = [&](const SettingRow& row) { return std::find(sections.begin(), sections.end(), row.section); };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const SettingRow& a, const SettingRow& b) { return place(a) < place(b); });
  return rows;
}

}  // namespace

const MetricRow& metric_named(const std::string& id, const FoundSetting& found, FoundSetting::Part part) {
  if (const MetricRow* const row = row_named(id)) return *row;
  found.refuse(fmt::format("there is no metric '{}'", id), unknown_metric_hint(id, catalogue_ids()), part);
}

void FoundSetting::refuse(const std::string& what, const std::string& hint, Part part) const {
  on_refusal(what, hint, part == Part::key ? entry.place : entry.value.place);
  throw std::logic_error("a refused setting was accepted");
}

std::string FoundSetting::beside_file() const {
  const std::string& path = entry.value.text;
  return path.empty() ? path : (std::filesystem::path(source.folder) / path).string();
}

std::vector<std::string> FoundSetting::texts() const {
  const TomlValue& value = entry.value;
  std::vector<std::string> all;
  for (const TomlValue& item : value.items) all.push_back(item.text);
  for (const TomlEntry& pair : value.entries) all.push_back(pair.key + '=' + pair.value.text);
  if (value.kind != TomlValue::Kind::list && value.kind != TomlValue::Kind::table) all.push_back(value.text);
  return all;
}

std::string_view setting_type_name(SettingType type) {
  switch (type) {
    case SettingType::truth: return "true or false";
    case SettingType::text: return "a text";
    case SettingType::value: return "a text, number or date";
    case SettingType::names:
    case SettingType::texts: return "a text or a list of texts";
    case SettingType::pairs: return "a text, a list or a table of texts";
  }
  return {};
}

std::vector<std::string> key_parts(const std::string& key) {
  std::vector<std::string> parts(1);
  for (const char c : key) {
    if (c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

bool is_placeholder(const std::string& part) {
  return std::all_of(part.begin(), part.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

const std::vector<SettingRow>& setting_rows() {
  static const std::vector<SettingRow> kRows = make_rows();
  return kRows;
}

}  // namespace csreport
