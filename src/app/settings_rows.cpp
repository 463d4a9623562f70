#include "app/settings_rows.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "fmt/format.h"

#include "app/option_table.hpp"
#include "app/option_values.hpp"
#include "app/schedule_text.hpp"
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
  if (path == kStandardStream) return path;
  return (std::filesystem::path(found.source.folder) / path).string();
}

bool is_profile_id(const std::string& text) {
  const auto all = profiles();
  return std::any_of(all.begin(), all.end(), [&](const ProfileInfo& profile) { return profile.id == text; });
}

/// The value as the command line would have it.
std::string option_value(const OptionRow& row, const FoundSetting& found, const std::string& text) {
  switch (row.in_file) {
    case InFile::written_path:
      if (found.source.how == SettingsSource::found) {
        found.refuse(fmt::format("{} stands in a file that nobody named", found.entry.key),
                     "a file found beside the data must not decide what is written: name it with --config", Part::key);
      }
      return beside_file(found, text);
    case InFile::profile: return is_profile_id(text) ? text : beside_file(found, text);
    case InFile::plain:
    case InFile::pairs:
    case InFile::no: return text;
  }
  return text;
}

void read_option(const OptionRow& row, const FoundSetting& found, Options& options) {
  const TomlValue& value = found.entry.value;
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

/// The row of the catalogue; refuses a name that is none.
const MetricRow& metric_named(const std::string& id, const FoundSetting& found, Part part) {
  if (const MetricRow* const row = find_metric(id)) return *row;
  std::vector<std::string> known;
  for (const MetricRow& row : metric_catalogue()) known.emplace_back(row.id);
  found.refuse(fmt::format("there is no metric '{}'", id),
               or_else(did_you_mean(nearest_words(id, known)), "csreport metrics lists them"), part);
}

void read_key_metrics(const FoundSetting& found, Options& options) {
  for (const std::string& id : split_list(found.texts())) {
    static_cast<void>(metric_named(id, found, Part::value));
    options.settings.key_metrics.push_back(id);
  }
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
    for (const std::string& spelling : found.texts()) options.settings.words.push_back({topic, word, spelling});
    return;
  }
  found.refuse(
      fmt::format("there are no words for '{}'", topic),
      or_else(did_you_mean(nearest_words(topic, ids)), fmt::format("[words.NAME] is one of: {}", fmt::join(ids, ", "))),
      Part::key);
}

/// The schedule that the table is about; new ones are added.
Schedule& schedule_named(const std::string& name, Options& options) {
  auto& all = options.settings.schedules;
  const auto known = std::find_if(all.begin(), all.end(), [&](const Schedule& one) { return one.name == name; });
  if (known != all.end()) return *known;
  all.push_back({.name = name});
  return all.back();
}

void read_schedule_zone(const FoundSetting& found, Options& options) {
  try {
    schedule_named(found.names[0], options).zone = TimeZone::load(found.entry.value.text);
  } catch (const Error& error) {
    if (error.code() != ExitCode::usage) throw;
    found.refuse(error.what(), error.hint());
  }
}

void read_schedule_hours(const FoundSetting& found, Options& options) {
  Schedule& schedule = schedule_named(found.names[0], options);
  for (const std::string& text : found.texts()) {
    if (add_weekly_hours(text, schedule.week)) continue;
    found.refuse(fmt::format("'{}' are no opening hours", text), fmt::format("write {}", kHoursForm));
  }
}

void read_schedule_holidays(const FoundSetting& found, Options& options) {
  Schedule& schedule = schedule_named(found.names[0], options);
  for (const std::string& text : found.texts()) {
    const auto holidays = parse_holidays(text);
    if (!holidays) found.refuse(fmt::format("'{}' is no holiday", text), fmt::format("write {}", kHolidayForm));
    schedule.holidays.insert(schedule.holidays.end(), holidays->begin(), holidays->end());
  }
}

/// The policy that the [[sla]] is about.
SlaPolicy& policy(const FoundSetting& found, Options& options) {
  auto& all = options.settings.sla;
  if (all.size() <= found.index) all.resize(found.index + 1);
  return all[found.index];
}

template <typename T>
struct Word {
  std::string_view word;
  T value;
};

template <typename T, std::size_t N>
T one_of(const FoundSetting& found, const Word<T> (&words)[N]) {
  const std::string& text = found.entry.value.text;
  std::vector<std::string_view> accepted;
  for (const auto& row : words) {
    if (row.word == text) return row.value;
    accepted.push_back(row.word);
  }
  found.refuse(fmt::format("{} cannot be '{}'", found.entry.key, text),
               fmt::format("accepted: {}", fmt::join(accepted, ", ")));
}

void read_sla_metric(const FoundSetting& found, Options& options) {
  static constexpr Word<SlaMetric> kWords[] = {
      {"frt", SlaMetric::frt}, {"next_reply", SlaMetric::next_reply}, {"resolution", SlaMetric::resolution}};
  policy(found, options).metric = one_of(found, kWords);
}

void read_sla_threshold(const FoundSetting& found, Options& options) {
  const std::string& text = found.entry.value.text;
  const auto span = parse_duration(text, std::nullopt);
  if (!span || *span <= Seconds{0}) {
    found.refuse(fmt::format("threshold cannot be '{}'", text), "write a time with its unit, such as 30m, 4h or 2d");
  }
  policy(found, options).threshold = *span;
}

void read_sla_clock(const FoundSetting& found, Options& options) {
  static constexpr Word<Clock> kWords[] = {{"calendar", Clock::calendar}, {"business", Clock::business}};
  policy(found, options).clock = one_of(found, kWords);
}

/// A target for all tickets.
Target target_of(const std::string& metric, const FoundSetting& found) {
  const MetricRow& row = metric_named(metric, found, Part::key);
  const std::string& text = found.entry.value.text;
  auto target = parse_target(text, row.unit);
  if (!target) {
    found.refuse(fmt::format("'{}' is no target for {}", text, metric), fmt::format("write {}", target_form(row.unit)));
  }
  target->metric = metric;
  return *target;
}

std::vector<SettingRow> make_rows() {
  using Type = SettingType;
  std::vector<SettingRow> rows;
  add_option_rows(rows);
  rows.push_back({.key = "key_metrics",
                  .section = "What is shown",
                  .type = Type::texts,
                  .meaning = "metrics that stand first on the report's cards, in this order",
                  .initial = "satisfaction, response, first contact, resolution, backlog, volume",
                  .example = R"(["csat", "frt"])",
                  .read = read_key_metrics});
  rows.push_back({.key = "words.TOPIC.WORD",
                  .section = "Words",
                  .type = Type::texts,
                  .meaning =
                      "words of your help desk that mean WORD, on top of those that are known; TOPIC is status, "
                      "channel, role, flag, call_outcome, direction or rating (docs/profiles.md lists their words)",
                  .example = R"(["Erledigt", "Fertig"])",
                  .sample_key = "words.status.solved",
                  .read = read_words});
  const std::string kHours = "Business hours";
  rows.push_back({.key = "schedules.NAME.zone",
                  .section = kHours,
                  .type = Type::text,
                  .meaning = "time zone of the hours",
                  .example = R"("Europe/Riga")",
                  .sample_key = "schedules.office.zone",
                  .read = read_schedule_zone,
                  .required = true,
                  .in_use = false});
  rows.push_back({.key = "schedules.NAME.hours",
                  .section = kHours,
                  .type = Type::texts,
                  .meaning = fmt::format(
                      "when it is open: {}; hours over midnight belong to the day on which they begin", kHoursForm),
                  .example = R"(["Mon-Fri 09:00-12:00, 13:00-17:00", "Sat 10:00-14:00"])",
                  .sample_key = "schedules.office.hours",
                  .read = read_schedule_hours,
                  .required = true,
                  .in_use = false});
  rows.push_back({.key = "schedules.NAME.holidays",
                  .section = kHours,
                  .type = Type::texts,
                  .meaning = fmt::format("dates that are closed or have other hours: {}", kHolidayForm),
                  .initial = "none",
                  .example = R"(["2026-12-24 09:00-12:00", "2026-12-25..2026-12-26", 2027-01-01])",
                  .sample_key = "schedules.office.holidays",
                  .read = read_schedule_holidays,
                  .in_use = false});
  rows.push_back({.key = "business_hours.schedule",
                  .section = kHours,
                  .type = Type::text,
                  .meaning = "the schedule of tickets that business_hours.values does not name",
                  .example = R"("office")",
                  .read = [](const FoundSetting& found,
                             Options& options) { options.settings.business_hours.schedule = found.entry.value.text; },
                  .in_use = false});
  rows.push_back({.key = "business_hours.by",
                  .section = kHours,
                  .type = Type::text,
                  .meaning = "the column that decides: team, channel, or any column of the export",
                  .example = R"("team")",
                  .read = [](const FoundSetting& found,
                             Options& options) { options.settings.business_hours.by = found.entry.value.text; },
                  .in_use = false});
  rows.push_back({.key = "business_hours.values.VALUE",
                  .section = kHours,
                  .type = Type::text,
                  .meaning = "the schedule of tickets with this value in that column",
                  .example = R"("office")",
                  .sample_key = "business_hours.values.\"Tier 2\"",
                  .read =
                      [](const FoundSetting& found, Options& options) {
                        options.settings.business_hours.by_value[found.names[0]] = found.entry.value.text;
                      },
                  .in_use = false});
  const std::string kPromises = "Promises and targets";
  rows.push_back({.key = "sla[].metric",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning =
                      "what is promised: frt, next_reply or resolution; of several [[sla]] the first that fits a "
                      "ticket holds",
                  .example = R"("frt")",
                  .read = read_sla_metric,
                  .required = true,
                  .in_use = false});
  rows.push_back({.key = "sla[].channel",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "only tickets of this channel",
                  .initial = "any",
                  .example = R"("email")",
                  .read = [](const FoundSetting& found,
                             Options& options) { policy(found, options).channel = found.entry.value.text; },
                  .in_use = false});
  rows.push_back({.key = "sla[].priority",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "only tickets of this priority",
                  .initial = "any",
                  .example = R"("urgent")",
                  .read = [](const FoundSetting& found,
                             Options& options) { policy(found, options).priority = found.entry.value.text; },
                  .in_use = false});
  rows.push_back({.key = "sla[].threshold",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "the longest time that keeps the promise",
                  .example = R"("4h")",
                  .read = read_sla_threshold,
                  .required = true,
                  .in_use = false});
  rows.push_back({.key = "sla[].clock",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "calendar or business",
                  .initial = "calendar",
                  .example = R"("business")",
                  .read = read_sla_clock,
                  .in_use = false});
  rows.push_back(
      {.key = "targets.METRIC",
       .section = kPromises,
       .type = Type::text,
       .meaning = "what a metric should be: \">=85%\", \"<=1h\", \"30s..60s\"",
       .example = R"(">=85%")",
       .sample_key = "targets.csat",
       .read = [](const FoundSetting& found,
                  Options& options) { options.settings.targets.push_back(target_of(found.names[0], found)); },
       .in_use = false});
  rows.push_back({.key = "targets.channel.NAME.METRIC",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "the same for one channel",
                  .example = R"("<=60s")",
                  .sample_key = "targets.channel.chat.frt",
                  .read =
                      [](const FoundSetting& found, Options& options) {
                        options.settings.targets.push_back(target_of(found.names[1], found));
                        options.settings.targets.back().channel = found.names[0];
                      },
                  .in_use = false});
  rows.push_back({.key = "targets.priority.NAME.METRIC",
                  .section = kPromises,
                  .type = Type::text,
                  .meaning = "the same for one priority",
                  .example = R"("<=15m")",
                  .sample_key = "targets.priority.urgent.frt",
                  .read =
                      [](const FoundSetting& found, Options& options) {
                        options.settings.targets.push_back(target_of(found.names[1], found));
                        options.settings.targets.back().priority = found.names[0];
                      },
                  .in_use = false});
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

void FoundSetting::refuse(const std::string& what, const std::string& hint, Part part) const {
  on_refusal(what, hint, part);
  throw std::logic_error("a refused setting was accepted");
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
