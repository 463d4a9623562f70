#include "csreport/compute/run_metrics.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace csreport {
namespace {

/// A metric of the catalogue that any number can take the place of: "share_within_" 120 "s".
struct ParameterForm {
  std::string_view catalogue_id;
  std::string_view begin, end;
  std::int32_t seconds;  // of the unit
  std::string_view unit_title;
  std::string_view title;  // of the metric, before the number
};
constexpr std::array<ParameterForm, 3> kForms = {
    {{"share_within_120s", "share_within_", "s", 1, "s", "Answered within "},
     {"resolved_within_24h", "resolved_within_", "h", 60 * 60, "h", "Solved within "},
     {"reopened_within_7d", "reopened_within_", "d", 24 * 60 * 60, "d", "Reopened within "}}};

struct LetterUnit {
  char letter;
  std::int64_t seconds;
};
constexpr std::array<LetterUnit, 4> kUnits = {{{'s', 1}, {'m', 60}, {'h', 60 * 60}, {'d', 24 * 60 * 60}}};

/// Of digits alone, from 1 on and without leading zeros.
std::optional<std::int64_t> plain_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || text.front() < '1' || text.front() > '9') return std::nullopt;
  return number;
}

/// The number of an id of this form, in its unit.
std::optional<std::int64_t> number_of(const ParameterForm& form, std::string_view id) {
  if (!id.starts_with(form.begin) || !id.ends_with(form.end) || id.size() <= form.begin.size() + form.end.size()) {
    return std::nullopt;
  }
  const auto number = plain_number(id.substr(form.begin.size(), id.size() - form.begin.size() - form.end.size()));
  const bool fits = number && *number <= std::numeric_limits<std::int32_t>::max() / form.seconds;
  return fits ? number : std::nullopt;
}

struct FoundForm {
  const ParameterForm* form = nullptr;
  std::int64_t number = 0;
};
/// Nothing for the ids of the catalogue itself.
std::optional<FoundForm> find_form(std::string_view id) {
  if (find_metric(id) != nullptr) return std::nullopt;
  for (const ParameterForm& form : kForms) {
    if (const auto number = number_of(form, id)) return FoundForm{&form, *number};
  }
  return std::nullopt;
}

/// "120 seconds" for "300 seconds", and the like: the catalogue's own number in a text of its row.
std::string with_number(std::string_view text, const std::string& from, const std::string& to) {
  std::string changed(text);
  for (std::size_t at = changed.find(from); at != std::string::npos; at = changed.find(from, at + to.size())) {
    changed.replace(at, from.size(), to);
  }
  return changed;
}

}  // namespace

std::string parameter_forms() {
  std::string text;
  for (const ParameterForm& form : kForms) {
    text += (text.empty() ? "" : ", ") + std::string(form.begin) + 'N' + std::string(form.end);
  }
  return text;
}

const MetricRow* find_parameter_form(std::string_view id) {
  const auto found = find_form(id);
  return found ? find_metric(found->form->catalogue_id) : nullptr;
}

std::optional<std::string> in_unit_of_form(std::string_view id) {
  for (const ParameterForm& form : kForms) {
    if (!id.starts_with(form.begin) || id.size() < form.begin.size() + 2) continue;
    const auto unit =
        std::find_if(kUnits.begin(), kUnits.end(), [&](const LetterUnit& u) { return u.letter == id.back(); });
    const auto number = plain_number(id.substr(form.begin.size(), id.size() - form.begin.size() - 1));
    if (unit == kUnits.end() || !number || *number > std::numeric_limits<std::int32_t>::max()) continue;
    const std::int64_t seconds = *number * unit->seconds;
    if (seconds % form.seconds != 0) continue;
    std::string own = std::string(form.begin) + std::to_string(seconds / form.seconds) + std::string(form.end);
    if (own != id && (find_metric(own) != nullptr || find_form(own))) return own;
  }
  return std::nullopt;
}

RunMetrics::RunMetrics(std::vector<Indicator> indicators, std::span<const std::string> ids)
    : indicators_(std::move(indicators)) {
  add_indicators();
  for (const std::string& id : ids) add_with_parameter(id);
}

void RunMetrics::add_indicators() {
  for (const Indicator& indicator : indicators_) {
    const std::string how = indicator.adds_up ? "Sum" : "Mean";
    rows_.push_back({.id = indicator.id,
                     .title = indicator.title,
                     .short_title = indicator.title,
                     .family = Family::volume,
                     .unit = indicator.unit,
                     .better = indicator.better,
                     .kind = MetricKind::census,
                     .headline = indicator.adds_up ? Headline::sum : Headline::mean,
                     .population = Population::indicator_values,
                     .anchor = Anchor::measured,
                     .measure = Measure::indicator_value,
                     .fold = indicator.adds_up ? Fold::sum : Fold::mean,
                     .min_n = 0,
                     .by_agent = true,
                     .needs = indicator.name,
                     .definition = keep(how + " of the values '" + indicator.name +
                                        "' of the period, as they were measured elsewhere."),
                     .formula = indicator.adds_up ? "sum of values" : "sum of values / number of values",
                     .source = "[indicators] of csreport.toml",
                     .parameter = static_cast<std::int32_t>(rows_.size()),
                     .shown = Shown::with_its_input});
  }
}

/// The catalogue's row with the other number in its texts.
void RunMetrics::add_with_parameter(const std::string& id) {
  const auto found = find_form(id);
  if (!found || find(id) != nullptr) return;
  const ParameterForm& form = *found->form;
  MetricRow row = *find_metric(form.catalogue_id);
  const std::string from = std::to_string(row.parameter / form.seconds) + ' ';
  const std::string to = std::to_string(found->number) + ' ';
  const std::string title = std::string(form.title) + to + std::string(form.unit_title);
  row.id = keep(id);
  row.title = keep(title);
  row.short_title = keep("Within " + to + std::string(form.unit_title));
  row.definition = keep(with_number(row.definition, from, to));
  row.formula = keep(with_number(row.formula, from, to));
  row.parameter = static_cast<std::int32_t>(found->number * form.seconds);
  row.shown = Shown::in_every_layout;  // somebody asked for it by name
  rows_.push_back(row);
}

const MetricRow* RunMetrics::find(std::string_view id) const {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [id](const MetricRow& row) { return row.id == id; });
  return found == rows_.end() ? nullptr : &*found;
}

}  // namespace csreport
