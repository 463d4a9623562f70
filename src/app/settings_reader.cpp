#include "app/settings_reader.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "fmt/format.h"

#include "app/alert_rows.hpp"
#include "app/goal_rows.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"
#include "csreport/normalise/normalise.hpp"

namespace csreport {
namespace {

using Kind = TomlValue::Kind;

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::text: return "a text";
    case Kind::number: return "a number";
    case Kind::truth: return "true or false";
    case Kind::date: return "a date";
    case Kind::list: return "a list";
    case Kind::table: return "a table";
  }
  return {};
}

bool is_value(const TomlValue& value) {
  return value.kind == Kind::text || value.kind == Kind::number || value.kind == Kind::date;
}

bool is_text(const TomlValue& value) { return value.kind == Kind::text; }

bool is_table(const TomlValue& value) { return value.kind == Kind::table; }

bool fits(const TomlValue& value, SettingType type) {
  const auto is_list_of = [&](bool (*fits_inside)(const TomlValue&)) {
    return value.kind == Kind::list && std::all_of(value.items.begin(), value.items.end(), fits_inside);
  };
  switch (type) {
    case SettingType::truth: return value.kind == Kind::truth;
    case SettingType::text: return value.kind == Kind::text;
    case SettingType::value: return is_value(value);
    case SettingType::names: return is_text(value) || is_list_of(is_text);
    case SettingType::texts: return is_value(value) || is_list_of(is_value);
    case SettingType::pairs:
      return is_value(value) || is_list_of(is_value) ||
             (value.kind == Kind::table && std::all_of(value.entries.begin(), value.entries.end(),
                                                       [](const TomlEntry& entry) { return is_value(entry.value); }));
  }
  return false;
}

/// Walks the file's tables beside the rows' keys.
class SettingsReader {
 public:
  SettingsReader(std::string_view text, const SettingsSource& source) : text_(text), source_(source) {
    options_.settings.file = source.name;
    for (const SettingRow& row : setting_rows()) candidates_.push_back({&row, key_parts(row.key)});
  }

  Options read() {
    TomlValue file = parse_toml(text_, source_.name);
    // What other keys may name is read before them.
    std::stable_partition(file.entries.begin(), file.entries.end(),
                          [](const TomlEntry& entry) { return entry.key == "indicators"; });
    read_table(file, candidates_, {});
    check_schedule_names();
    understand_drafts();
    check_what_belongs_together();
    check_channels();
    check_targets();
    return std::move(options_);
  }

 private:
  struct Candidate {
    const SettingRow* row;
    std::vector<std::string> parts;
  };
  using Candidates = std::vector<Candidate>;

  /// How the reading got where it is.
  struct Path {
    std::string key;                 ///< "schedules.office."
    std::size_t depth = 0;           ///< parts of the rows' keys that lie behind
    std::vector<std::string> names;  ///< what stood for their placeholders
    std::size_t index = 0;           ///< of the [[table]]
  };

  [[noreturn]] void fail(const std::string& what, TomlPlace place, const std::string& hint) const {
    throw Error(ExitCode::usage, fmt::format("{}:{}:{}: {}", source_.name, place.line, place.column, what), hint,
                quoted_line(text_, place.line));
  }

  /// REQUIRES: all candidates agree with the path.
  void read_table(const TomlValue& table, const Candidates& candidates, const Path& path) {
    for (const TomlEntry& entry : table.entries) read_entry(entry, candidates, path);
    for (const Candidate& candidate : candidates) {
      if (!candidate.row->required || candidate.parts.size() != path.depth + 1) continue;
      const std::string& key = candidate.parts.back();
      const bool given = std::any_of(table.entries.begin(), table.entries.end(),
                                     [&](const TomlEntry& entry) { return entry.key == key; });
      if (given) continue;
      fail(fmt::format("{} has no '{}'", path.key.substr(0, path.key.size() - 1), key), table.place,
           fmt::format("add: {} = {}", key, candidate.row->example));
    }
  }

  void read_entry(const TomlEntry& entry, const Candidates& candidates, const Path& path) {
    Path next = path;
    next.key += entry.key + '.';
    ++next.depth;
    const Candidates fitting = fitting_candidates(entry, candidates, next);
    const Candidate& first = fitting.front();
    if (first.parts.size() == next.depth) return read_value(entry, *first.row, next);
    if (first.parts[path.depth].ends_with("[]")) return read_tables(entry, fitting, next);
    if (entry.value.kind != Kind::table) fail_type(entry, "a table", next);
    read_table(entry.value, fitting, next);
  }

  /// The candidates whose next part is the key; those with a placeholder there when no other is.
  Candidates fitting_candidates(const TomlEntry& entry, const Candidates& candidates, Path& next) const {
    const std::size_t at = next.depth - 1;
    Candidates exact, open;
    std::vector<std::string> known;
    for (const Candidate& candidate : candidates) {
      if (candidate.parts.size() <= at) continue;
      std::string part = candidate.parts[at];
      if (part.ends_with("[]")) part.resize(part.size() - 2);
      if (is_placeholder(part)) {
        open.push_back(candidate);
      } else if (part == entry.key) {
        exact.push_back(candidate);
      } else if (std::find(known.begin(), known.end(), part) == known.end()) {
        known.push_back(part);
      }
    }
    if (!exact.empty()) return exact;
    if (open.empty()) fail_unknown(entry, known, next);
    next.names.push_back(entry.key);
    return open;
  }

  [[noreturn]] void fail_unknown(const TomlEntry& entry, const std::vector<std::string>& known,
                                 const Path& next) const {
    constexpr std::size_t kFew = 6;
    const std::string near = did_you_mean(nearest_words(entry.key, known));
    const std::string list = known.size() <= kFew ? fmt::format("keys here: {}", fmt::join(known, ", "))
                                                  : "docs/configuration.md lists the keys";
    fail(fmt::format("unknown key '{}'", next.key.substr(0, next.key.size() - 1)), entry.place,
         near.empty() ? list : near);
  }

  /// A list or table that is wrong because of one of its values is told by that one.
  [[noreturn]] void fail_type(const TomlEntry& entry, std::string_view wanted, const Path& next,
                              bool (*fits_inside)(const TomlValue&) = is_value) const {
    const TomlValue* culprit = &entry.value;
    std::string given(kind_name(entry.value.kind));
    const auto blame = [&](const TomlValue& value, const std::string& how) {
      if (culprit != &entry.value || fits_inside(value)) return;
      culprit = &value;
      given += how + std::string(kind_name(value.kind));
    };
    for (const TomlValue& item : entry.value.items) blame(item, " with ");
    for (const TomlEntry& member : entry.value.entries) blame(member.value, fmt::format(" with '{}' as ", member.key));
    fail(fmt::format("{} must be {}, not {}", next.key.substr(0, next.key.size() - 1), wanted, given), culprit->place,
         fmt::format("docs/configuration.md has an example of {}", entry.key));
  }

  void read_tables(const TomlEntry& entry, const Candidates& fitting, Path next) {
    const auto& items = entry.value.items;
    const bool tables = entry.value.kind == Kind::list && std::all_of(items.begin(), items.end(), is_table);
    if (!tables) fail_type(entry, fmt::format("[[{}]] tables", entry.key), next, is_table);
    for (next.index = 0; next.index < items.size(); ++next.index) read_table(items[next.index], fitting, next);
  }

  void read_value(const TomlEntry& entry, const SettingRow& row, const Path& path) {
    if (!fits(entry.value, row.type)) {
      fail_type(entry, setting_type_name(row.type), path, row.type == SettingType::names ? is_text : is_value);
    }
    const std::string key = path.key.substr(0, path.key.size() - 1);
    places_[key] = entry.value.place;
    key_places_[key] = entry.place;
    const auto refuse = [&](const std::string& what, const std::string& hint, TomlPlace place) {
      fail(what, place, hint);
    };
    const FoundSetting found{
        .entry = entry, .source = source_, .names = path.names, .index = path.index, .on_refusal = refuse};
    row.read(found, options_);
    if (path.depth > 1 && key != "business_hours.by") return;  // nothing that speaks later can blame it
    std::string option = path.depth > 1 ? "[business_hours] by" : "--" + key;
    if (path.depth == 1) std::replace(option.begin(), option.end(), '_', '-');
    const std::string quoted = quoted_line(text_, entry.place.line);
    options_.settings.origins[option] = {
        fmt::format("{}:{}:{}: {}", source_.name, entry.place.line, entry.place.column, quoted), found.texts()};
  }

  /// Schedules may stand behind the keys that name them, so this comes last.
  void check_schedule_names() const {
    std::vector<std::string> known;
    for (const Schedule& schedule : options_.settings.schedules) known.push_back(schedule.name);
    const auto check = [&](const std::string& key, const std::string& name) {
      if (std::find(known.begin(), known.end(), name) != known.end()) return;
      const std::string near = did_you_mean(nearest_words(name, known));
      fail(fmt::format("there is no schedule '{}'", name), places_.at(key),
           near.empty() ? fmt::format("add a table [schedules.{}]", name) : near);
    };
    const ScheduleChoice& choice = options_.settings.business_hours;
    if (places_.contains("business_hours.schedule")) check("business_hours.schedule", choice.schedule);
    for (const auto& [value, name] : choice.by_value) check("business_hours.values." + value, name);
  }

  /// The texts of an [[alert]], [[goal]] or [[action]] mean something only together.
  void understand_drafts() {
    Settings& settings = options_.settings;
    const auto refuse = [this](const AlertText& text, const std::string& what, const std::string& hint) {
      fail(what, text.place, hint);
    };
    settings.alerts = understand_alerts(settings.alert_drafts, refuse);
    settings.goals = understand_goals(settings.goal_drafts, refuse);
    settings.actions = understand_tracked_actions(settings.action_drafts, refuse);
  }

  void check_what_belongs_together() const {
    const Settings& settings = options_.settings;
    const ScheduleChoice& choice = settings.business_hours;
    if (choice.by.empty() && !choice.by_value.empty()) {
      fail("[business_hours] has values and no 'by'", places_.lower_bound("business_hours.values.")->second,
           R"(name the column of the values: by = "team")");
    }
    if (!choice.by.empty() && settings.schedules.empty()) {
      fail("[business_hours] names a column, and there is no schedule", places_.at("business_hours.by"),
           "add a table [schedules.NAME] with its zone and hours; docs/configuration.md has one");
    }
    const bool by_business = std::any_of(settings.sla.begin(), settings.sla.end(),
                                         [](const SlaPolicy& policy) { return policy.clock == Clock::business; });
    if (by_business && settings.schedules.empty()) {
      fail("[[sla]] promises by the business clock, and there is no schedule", places_.at("sla.clock"),
           "add a table [schedules.NAME] with its zone and hours; docs/configuration.md has one");
    }
  }

  /// Which of two keys stands behind the other.
  [[nodiscard]] bool is_later(const std::string& key, const std::string& other) const {
    const auto place = [this](const std::string& of) {
      const TomlPlace& found = key_places_.at(of);
      return std::pair(found.line, found.column);
    };
    return place(other) < place(key);
  }

  /// Two keys that mean one thing and say two: the order of lines would decide.
  [[noreturn]] void fail_twice(std::string key, std::string other, const std::string& what,
                               const std::string& hint) const {
    if (is_later(other, key)) std::swap(key, other);
    fail(fmt::format("{} and {} are about {}", key, other, what), key_places_.at(key), hint);
  }

  /// Words may stand behind the channels that they name.
  void check_channels() const {
    const ScheduleChoice& choice = options_.settings.business_hours;
    if (choice.by != "channel") return;
    std::map<std::string, const std::pair<const std::string, std::string>*> by_channel;
    for (const auto& one : choice.by_value) {
      const std::string channel = channel_name(one.first, options_.settings.words);
      const auto [known, is_new] = by_channel.emplace(channel, &one);
      if (is_new || known->second->second == one.second) continue;
      fail_twice("business_hours.values." + one.first, "business_hours.values." + known->second->first,
                 fmt::format("one channel, '{}', and name two schedules", channel), "give one of them");
    }
  }

  void check_targets() const {
    const auto& targets = options_.settings.targets;
    const auto group_of = [this](const Target& target) {
      if (target.channel) return fold_identity(channel_name(*target.channel, options_.settings.words));
      return target.priority ? fold_identity(*target.priority) : std::string();
    };
    const auto key_of = [](const Target& target) {
      return fmt::format("targets.{}.{}.{}", target.channel ? "channel" : "priority",
                         target.channel ? *target.channel : target.priority.value_or(""), target.metric);
    };
    for (auto target = targets.begin(); target != targets.end(); ++target) {
      if (!target->channel && !target->priority) continue;
      const auto other = std::find_if(targets.begin(), target, [&](const Target& one) {
        const bool same = one.metric == target->metric && one.channel.has_value() == target->channel.has_value() &&
                          one.priority.has_value() == target->priority.has_value() &&
                          group_of(one) == group_of(*target);
        return same && std::tie(one.op, one.low, one.high) != std::tie(target->op, target->low, target->high);
      });
      if (other == target) continue;
      fail_twice(key_of(*target), key_of(*other), fmt::format("the same values ({})", group_of(*target)),
                 "give one of them, or both ends as a range: \"LOW..HIGH\"");
    }
  }

  std::string_view text_;
  const SettingsSource& source_;
  Candidates candidates_;
  Options options_;
  std::map<std::string, TomlPlace> places_;      ///< of values, by key
  std::map<std::string, TomlPlace> key_places_;  ///< of the last parts of keys, likewise
};

}  // namespace

Options parse_settings(std::string_view text, const SettingsSource& source) {
  return SettingsReader(text, source).read();
}

}  // namespace csreport
