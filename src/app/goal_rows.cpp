#include "app/goal_rows.hpp"

#include <algorithm>

#include "fmt/format.h"

#include "app/schedule_text.hpp"
#include "app/target_text.hpp"
#include "csreport/normalise/number_text.hpp"

namespace csreport {
namespace {

using Type = SettingType;
using Drafts = std::vector<GoalDraft> Settings::*;

constexpr const char* kDateForm = "write a date such as 2026-12-31";

template <Drafts drafts>
GoalDraft& draft_of(const FoundSetting& found, Options& options) {
  auto& all = options.settings.*drafts;
  if (all.size() <= found.index) all.resize(found.index + 1);
  return all[found.index];
}

AlertText text_of(const TomlValue& value) { return {value.text, value.place}; }

template <Drafts drafts>
void read_milestones(const FoundSetting& found, Options& options) {
  if (found.entry.value.kind != TomlValue::Kind::table) {
    found.refuse("milestones is a table of dates", "write { 2026-06-30 = \">=85%\" }");
  }
  for (const TomlEntry& entry : found.entry.value.entries) {
    draft_of<drafts>(found, options).milestones.push_back({{entry.key, entry.place}, text_of(entry.value)});
  }
}

/// What a key of both tables is.
struct GoalKey {
  const char* key;
  const char* meaning;
  const char* initial;
  const char* example;
  AlertText GoalDraft::*place;
  bool required = false;
};

template <Drafts drafts>
void add_keys(std::vector<SettingRow>& rows, const std::string& table, std::span<const GoalKey> keys) {
  for (const GoalKey& key : keys) {
    rows.push_back({.key = table + "[]." + key.key,
                    .section = "Goals and actions",
                    .type = Type::value,
                    .meaning = key.meaning,
                    .initial = key.initial,
                    .example = key.example,
                    .read =
                        [place = key.place](const FoundSetting& found, Options& options) {
                          draft_of<drafts>(found, options).*place = text_of(found.entry.value);
                        },
                    .required = key.required});
  }
}

template <Drafts drafts>
void add_words(std::vector<SettingRow>& rows, const std::string& key, const char* meaning, const char* example,
               std::string GoalDraft::*words, bool required = false) {
  rows.push_back(
      {.key = key,
       .section = "Goals and actions",
       .type = Type::text,
       .meaning = meaning,
       .example = example,
       .read = [words](const FoundSetting& found,
                       Options& options) { draft_of<drafts>(found, options).*words = found.entry.value.text; },
       .required = required});
}

void read_shrinkage(const FoundSetting& found, Options& options) {
  const auto share = parse_number(found.entry.value.text);
  if (!share || *share < 0 || *share >= 1) {
    found.refuse(fmt::format("shrinkage cannot be '{}'", found.entry.value.text),
                 "write a share below 1, such as \"30%\"");
  }
  options.settings.shrinkage = *share;
}

bool is_id(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// Understands the drafts of one kind of table, whose ids differ.
class Understanding {
 public:
  Understanding(std::string kind, const RefuseText& refuse) : kind_(std::move(kind)), refuse_(refuse) {}

  std::string id_of(const AlertText& text) {
    std::string id = text.text.empty() ? fmt::format("{}_{}", kind_, ids_.size() + 1) : text.text;
    if (!is_id(id)) refuse_(text, fmt::format("'{}' is no id", id), "an id has small letters, digits and _");
    if (std::find(ids_.begin(), ids_.end(), id) != ids_.end()) {
      refuse_(text, fmt::format("there is an id '{}' already", id), "choose another id");
    }
    ids_.push_back(id);
    return id;
  }

  [[nodiscard]] Target subject_of(const GoalDraft& draft) const {
    auto subject = understand_target_key(draft.metric.text);
    if (!subject.value) refuse_(draft.metric, subject.problem, subject.hint);
    Target target = *std::move(subject.value);
    if (draft.channel.text.empty()) return target;
    if (target.channel || target.priority) {
      refuse_(draft.channel, fmt::format("'{}' names a group already", draft.metric.text),
              "take channel out, or write the metric alone");
    }
    if (const std::string why = not_counted_because(*row_named(target.metric), "channel"); !why.empty()) {
      refuse_(draft.channel, why, "take channel out: the metric has one value for all of them");
    }
    target.channel = draft.channel.text;
    return target;
  }

  /// The limit for the subject's values.
  [[nodiscard]] Target target_of(const Target& subject, const AlertText& limit) const {
    auto target = understand_target(*row_named(subject.metric), limit.text);
    if (!target.value) refuse_(limit, target.problem, target.hint);
    Target result = *std::move(target.value);
    result.metric = subject.metric;
    result.channel = subject.channel;
    result.priority = subject.priority;
    const bool is_range = result.op == TargetOperator::between;
    const std::string group = subject.channel    ? fmt::format("channel.{}.", *subject.channel)
                              : subject.priority ? fmt::format("priority.{}.", *subject.priority)
                                                 : std::string();
    result.written = fmt::format("{}{}{}{}", group, subject.metric, is_range ? "=" : "", limit.text);
    return result;
  }

  [[nodiscard]] std::optional<std::chrono::local_days> date_of(const AlertText& text) const {
    if (text.text.empty()) return std::nullopt;
    const auto date = parse_date(text.text);
    if (!date) refuse_(text, fmt::format("'{}' is no date", text.text), kDateForm);
    return date;
  }

  /// Where the metric was: a number in its unit, without a sign.
  [[nodiscard]] std::optional<double> start_of(const Target& subject, const AlertText& text) const {
    if (text.text.empty()) return std::nullopt;
    const MetricRow& row = *row_named(subject.metric);
    const auto value = parse_target(">=" + text.text, row.unit);
    if (!value) {
      refuse_(text, fmt::format("'{}' is no value of {}", text.text, row.id), "write it like a target, without a sign");
    }
    return value->low;
  }

 private:
  std::string kind_;
  const RefuseText& refuse_;
  std::vector<std::string> ids_;
};

}  // namespace

void add_goal_rows(std::vector<SettingRow>& rows) {
  constexpr Drafts kGoals = &Settings::goal_drafts;
  constexpr Drafts kActions = &Settings::action_drafts;
  static constexpr GoalKey kGoalKeys[] = {
      {"id", "its name in the JSON", "goal_1, goal_2 ...", R"("happier_customers")", &GoalDraft::id},
      {"metric", "the metric that is to get there; channel.NAME.METRIC or priority.NAME.METRIC: only there", "",
       R"("csat")", &GoalDraft::metric, true},
      {"channel", "only this channel, as channel.NAME.METRIC", "all", R"("chat")", &GoalDraft::channel},
      {"target", "where it is to get: \">=90%\", \"<=1h\", \"30s..60s\"", "", R"(">=90%")", &GoalDraft::target, true},
      {"by", "the last day on which it is reached in time", "none", "2026-12-31", &GoalDraft::by},
      {"start", "where the metric was when the goal was set: the progress counts from there", "no progress is told",
       R"("80%")", &GoalDraft::start}};
  static constexpr GoalKey kActionKeys[] = {
      {"id", "its name in the JSON", "action_1, action_2 ...", R"("chat_rota")", &GoalDraft::id},
      {"metric", "the metric that shows whether it helped, with check; channel.NAME.METRIC: only there",
       "none: its date alone counts", R"("frt")", &GoalDraft::metric},
      {"channel", "only this channel, as channel.NAME.METRIC", "all", R"("chat")", &GoalDraft::channel},
      {"check", "when it has helped, with metric: \">=85%\", \"<=2m\"", "none", R"("<=2m")", &GoalDraft::target},
      {"due", "the last day on which it is done in time", "none", "2026-09-30", &GoalDraft::by}};
  add_words<kGoals>(rows, "goal[].title", "what is to be reached, in your words; else metric and target",
                    R"("Happier customers")", &GoalDraft::title);
  add_keys<kGoals>(rows, "goal", kGoalKeys);
  rows.push_back({.key = "goal[].milestones",
                  .section = "Goals and actions",
                  .type = Type::pairs,
                  .meaning = "where it is to be on the way: targets by their last day",
                  .initial = "none",
                  .example = R"({ 2026-06-30 = ">=85%" })",
                  .read = read_milestones<kGoals>});
  add_words<kGoals>(rows, "goal[].owner", "who answers for it", R"("Ann")", &GoalDraft::owner);
  add_words<kActions>(rows, "action[].title", "what is being done, in your words",
                      R"("A second agent on chat at noon")", &GoalDraft::title, /*required=*/true);
  add_keys<kActions>(rows, "action", kActionKeys);
  add_words<kActions>(rows, "action[].owner", "who does it", R"("Bob")", &GoalDraft::owner);
  rows.push_back({.key = "staffing.shrinkage",
                  .section = "Staffing",
                  .type = Type::value,
                  .meaning = "the share of the paid time that agents are not at the queue (breaks, training): agents "
                             "needed are told with it",
                  .initial = "0%: agents at the queue",
                  .example = R"("30%")",
                  .read = read_shrinkage});
}

std::vector<Goal> understand_goals(const std::vector<GoalDraft>& drafts, const RefuseText& refuse) {
  Understanding understanding("goal", refuse);
  std::vector<Goal> goals;
  for (const GoalDraft& draft : drafts) {
    const Target subject = understanding.subject_of(draft);
    Goal goal{.id = understanding.id_of(draft.id),
              .title = draft.title,
              .owner = draft.owner,
              .target = understanding.target_of(subject, draft.target),
              .by = understanding.date_of(draft.by),
              .start = understanding.start_of(subject, draft.start)};
    for (const GoalDraft::Milestone& one : draft.milestones) {
      const auto by = understanding.date_of(one.by);
      if (goal.by && *by > *goal.by) {
        refuse(one.by, fmt::format("the milestone {} lies behind the goal's own date", one.by.text),
               "move one of the two dates");
      }
      goal.milestones.push_back({understanding.target_of(subject, one.target), *by});
    }
    std::sort(goal.milestones.begin(), goal.milestones.end(),
              [](const Milestone& a, const Milestone& b) { return a.by < b.by; });
    goals.push_back(std::move(goal));
  }
  return goals;
}

std::vector<TrackedAction> understand_tracked_actions(const std::vector<GoalDraft>& drafts, const RefuseText& refuse) {
  Understanding understanding("action", refuse);
  std::vector<TrackedAction> actions;
  for (const GoalDraft& draft : drafts) {
    const bool measured = !draft.metric.text.empty();
    if (measured != !draft.target.text.empty()) {
      refuse(measured ? draft.metric : draft.target,
             fmt::format("the [[action]] has a {} and no {}", measured ? "metric" : "check",
                         measured ? "check" : "metric"),
             "they belong together: metric = \"frt\" and check = \"<=2m\"");
    }
    if (!measured && !draft.channel.text.empty()) {
      refuse(draft.channel, "the [[action]] has a channel and no metric", "add metric and check, or take channel out");
    }
    const auto check =
        measured ? std::optional(understanding.target_of(understanding.subject_of(draft), draft.target)) : std::nullopt;
    actions.push_back({.id = understanding.id_of(draft.id),
                       .title = draft.title,
                       .owner = draft.owner,
                       .check = check,
                       .due = understanding.date_of(draft.by)});
  }
  return actions;
}

}  // namespace csreport
