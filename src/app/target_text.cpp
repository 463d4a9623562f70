#include "app/target_text.hpp"

#include <algorithm>

#include "fmt/format.h"

#include "app/option_values.hpp"
#include "csreport/compute/metric_groups.hpp"
#include "csreport/compute/run_metrics.hpp"
#include "csreport/core/text.hpp"
#include "csreport/normalise/number_text.hpp"

namespace csreport {
namespace {

std::optional<double> parse_value(std::string_view text, Unit unit) {
  const std::string_view value = trim(text);
  if (unit == Unit::seconds) {
    const auto span = parse_duration(value, std::nullopt);
    if (!span || *span < Seconds{0}) return std::nullopt;
    return static_cast<double>(span->count());
  }
  if (unit != Unit::ratio && value.ends_with('%')) return std::nullopt;
  return parse_number(value);
}

struct Sign {
  std::string_view text;
  TargetOperator op;
};
/// The longer ones first.
constexpr Sign kSigns[] = {{"<=", TargetOperator::at_most},
                           {">=", TargetOperator::at_least},
                           {"<", TargetOperator::below},
                           {">", TargetOperator::above}};

const Sign* sign_of(std::string_view text) {
  const auto found =
      std::find_if(std::begin(kSigns), std::end(kSigns), [&](const Sign& sign) { return text.starts_with(sign.text); });
  return found == std::end(kSigns) ? nullptr : found;
}

std::optional<Target> parse_range(std::string_view text, Unit unit) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const auto low = parse_value(text.substr(0, dots), unit), high = parse_value(text.substr(dots + 2), unit);
  if (!low || !high || *high < *low) return std::nullopt;
  Target target;
  target.op = TargetOperator::between;
  target.low = *low;
  target.high = *high;
  return target;
}

/// What the values of a metric can be, and how people write those ends.
struct Bounds {
  double low = 0;
  std::optional<double> high;
  std::string_view words;
};
Bounds bounds_of(const MetricRow& row) {
  if (row.fold == Fold::net_score) return {-100, 100, "between -100 and 100"};
  if (row.fold == Fold::net_ratio) return {-1, 1, "between -100% and 100%"};
  if (row.unit == Unit::ratio && row.fold != Fold::quotient) return {0, 1, "between 0% and 100%"};
  return {0, std::nullopt, "at 0 or above"};
}

/// Of a change: how it is written behind the number, and what that makes it.
struct ChangeForm {
  std::string_view suffix;
  Aspect aspect;
};
constexpr ChangeForm kChangeForms[] = {
    {"x", Aspect::ratio}, {"%", Aspect::relative}, {"pts", Aspect::difference}, {"pt", Aspect::difference}};

struct ChangeLimit {
  Aspect aspect = Aspect::difference;
  double value = 0;
};

bool counts_in_points(const MetricRow& row) { return row.unit == Unit::ratio || row.unit == Unit::score; }

/// The number of a change, without its sign of comparison.
std::optional<ChangeLimit> parse_change(std::string_view text, const MetricRow& row) {
  std::string_view number = trim(text);
  for (const ChangeForm& form : kChangeForms) {
    if (!number.ends_with(form.suffix)) continue;
    const bool points = form.suffix.starts_with("pt");
    if (points && !counts_in_points(row)) return std::nullopt;
    number.remove_suffix(form.suffix.size());
    const auto value = parse_number(trim(number));
    if (!value || (form.aspect == Aspect::ratio && *value < 0)) return std::nullopt;
    const bool hundredths = form.suffix == "%" || (points && row.unit == Unit::ratio);
    return ChangeLimit{form.aspect, hundredths ? *value / 100 : *value};
  }
  if (row.unit == Unit::ratio) return std::nullopt;  // of the value, or in points?
  if (row.unit != Unit::seconds) {
    const auto value = parse_number(number);
    return value ? std::optional(ChangeLimit{Aspect::difference, *value}) : std::nullopt;
  }
  const bool less = number.starts_with('-');
  if (less || number.starts_with('+')) number.remove_prefix(1);
  const auto span = parse_value(number, Unit::seconds);
  return span ? std::optional(ChangeLimit{Aspect::difference, less ? -*span : *span}) : std::nullopt;
}

std::string change_form(const MetricRow& row) {
  const std::string_view own = row.unit == Unit::seconds ? "\">+30m\""
                               : counts_in_points(row)   ? "\"<=-5pts\""
                                                         : "\">20\"";
  return fmt::format("write \"<=-10%\" of the value before, {}, or \">1.5x\"", own);
}

/// What is wrong with "chanel.chat.frt".
std::string group_hint(std::string_view key) {
  const std::vector<std::string> kinds = {"channel", "priority"};
  const std::string near = did_you_mean(nearest_words(std::string(key.substr(0, key.find('.'))), kinds));
  return fmt::format("{}{}write channel.NAME.METRIC or priority.NAME.METRIC", near, near.empty() ? "" : " ");
}

/// METRICS 1.28.
struct Norm {
  std::string_view key;
  std::string_view limit;
};
constexpr Norm kNorms[] = {{"channel.chat.art", "<60s"},
                           {"channel.chat.share_within_120s", ">=80%"},
                           {"fcr", ">=75%"},
                           {"csat", ">=85%"},
                           {"nps", ">=50"},
                           {"retention_rate", ">=70%"},
                           {"escalation_rate", "<5%"},
                           {"repeat_contact_rate", "<10%"},
                           {"resolution_time", "<=24h"},
                           {"acw_time", "30s..60s"},
                           {"avg_abandon_time", "20s..60s"}};

}  // namespace

std::string not_counted_because(const MetricRow& row, std::string_view dimension) {
  return is_counted_by(row, dimension) ? std::string() : fmt::format("{} is not counted by {}", row.id, dimension);
}

const MetricRow* row_named(std::string_view id) {
  const MetricRow* const row = find_metric(id);
  return row != nullptr ? row : find_parameter_form(id);
}

std::string_view target_form(Unit unit) {
  switch (unit) {
    case Unit::seconds: return "\"<=1h\", \"<90s\" or \"30s..60s\"";
    case Unit::ratio: return "\">=85%\", \"<5%\" or \"75%..85%\"";
    case Unit::count:
    case Unit::score:
    case Unit::currency: return "\">=50\", \"<10\" or \"1..5\"";
  }
  return {};
}

std::optional<Target> parse_target(std::string_view text, Unit unit) {
  const std::string_view words = trim(text);
  const Sign* const sign = sign_of(words);
  if (sign == nullptr) return parse_range(words, unit);
  const auto value = parse_value(words.substr(sign->text.size()), unit);
  if (!value) return std::nullopt;
  Target target;
  target.op = sign->op;
  target.low = target.high = *value;
  return target;
}

std::string impossible_because(const Target& target, const MetricRow& row) {
  const Bounds bounds = bounds_of(row);
  const bool outside = target.low < bounds.low || (bounds.high && target.high > *bounds.high);
  const bool beyond = (target.op == TargetOperator::below && target.high <= bounds.low) ||
                      (target.op == TargetOperator::above && bounds.high && target.low >= *bounds.high);
  return outside || beyond ? fmt::format("{} lies {}", row.id, bounds.words) : std::string();
}

Understood<Target> understand_target(const MetricRow& row, std::string_view limit) {
  auto target = parse_target(limit, row.unit);
  const std::string form = fmt::format("write {}", target_form(row.unit));
  if (!target) return {std::nullopt, fmt::format("'{}' is no target for {}", limit, row.id), form};
  if (const std::string why = impossible_because(*target, row); !why.empty()) {
    return {std::nullopt, fmt::format("'{}' is out of reach: {}", limit, why), form};
  }
  target->metric = row.id;
  return {std::move(target), {}, {}};
}

Understood<Target> understand_target_key(std::string_view key) {
  constexpr std::string_view kChannel = "channel.", kPriority = "priority.";
  Target target;
  const auto dot = key.rfind('.');
  const bool named = dot != std::string_view::npos;
  const std::string_view group = named ? key.substr(0, dot) : std::string_view();
  target.metric = trim(named ? key.substr(dot + 1) : key);
  if (group.starts_with(kChannel) && group.size() > kChannel.size()) {
    target.channel = group.substr(kChannel.size());
  } else if (group.starts_with(kPriority) && group.size() > kPriority.size()) {
    target.priority = group.substr(kPriority.size());
  } else if (named) {
    return {std::nullopt, fmt::format("'{}' names no group", key), group_hint(key)};
  }
  const MetricRow* const row = row_named(target.metric);
  if (row == nullptr) {
    return {std::nullopt, fmt::format("there is no metric '{}'", target.metric),
            unknown_metric_hint(target.metric, catalogue_ids())};
  }
  if (!named) return {std::move(target), {}, {}};
  if (const std::string why = not_counted_because(*row, target.channel ? "channel" : "priority"); !why.empty()) {
    return {std::nullopt, why, fmt::format("write {} alone: it has one value for all of them", target.metric)};
  }
  return {std::move(target), {}, {}};
}

Understood<Target> understand_whole_target(std::string_view text) {
  const auto begin = text.find_first_of("<>=");
  if (begin == std::string_view::npos || trim(text.substr(0, begin)).empty()) {
    return {std::nullopt, fmt::format("'{}' has no metric, sign and value", text),
            "write csat>=85%, frt<=1h, acw_time=30s..60s or channel.chat.frt<60s"};
  }
  Understood<Target> key = understand_target_key(trim(text.substr(0, begin)));
  if (!key.value) return key;
  const bool is_range = text[begin] == '=';
  const std::string_view limit = trim(text.substr(begin + (is_range ? 1 : 0)));
  Understood<Target> target = understand_target(*row_named(key.value->metric), limit);
  if (!target.value) return target;
  target.value->metric = key.value->metric;
  target.value->channel = key.value->channel;
  target.value->priority = key.value->priority;
  target.value->written = text;
  return target;
}

Understood<AlertCondition> understand_condition(const Target& subject, std::string_view compare,
                                                std::string_view threshold) {
  const MetricRow& row = *row_named(subject.metric);
  AlertCondition condition;
  if (compare == "value") {
    Understood<Target> limit = understand_target(row, threshold);
    if (!limit.value) return {std::nullopt, limit.problem, limit.hint};
    condition.limit = std::move(*limit.value);
  } else {
    const std::string_view words = trim(threshold);
    const Sign* const sign = sign_of(words);
    const auto change = sign != nullptr ? parse_change(words.substr(sign->text.size()), row) : std::nullopt;
    if (!change) {
      return {std::nullopt, fmt::format("'{}' is no change of {}", threshold, row.id), change_form(row)};
    }
    condition.limit.op = sign->op;
    condition.limit.low = condition.limit.high = change->value;
    condition.aspect = change->aspect;
    condition.compare = compare;
  }
  condition.limit.metric = subject.metric;
  condition.limit.channel = subject.channel;
  condition.limit.priority = subject.priority;
  std::string key = subject.metric;
  if (subject.channel) key = fmt::format("channel.{}.{}", *subject.channel, key);
  if (subject.priority && !subject.channel) key = fmt::format("priority.{}.{}", *subject.priority, key);
  const bool is_range = condition.limit.op == TargetOperator::between;
  condition.written = condition.compare.empty() ? fmt::format("{}{}{}", key, is_range ? "=" : "", trim(threshold))
                                                : fmt::format("{} {} {}", key, compare, trim(threshold));
  return {std::move(condition), {}, {}};
}

std::vector<Target> norm_targets() {
  std::vector<Target> targets;
  for (const Norm& norm : kNorms) {
    const bool is_range = norm.limit.find("..") != std::string_view::npos;
    auto target = understand_whole_target(fmt::format("{}{}{}", norm.key, is_range ? "=" : "", norm.limit));
    if (!target.value) continue;  // a metric of a later version
    target.value->is_norm = true;
    targets.push_back(std::move(*target.value));
  }
  return targets;
}

}  // namespace csreport
