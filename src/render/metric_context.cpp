// Cards and the table of all metrics as the templates see them.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "render/block_context.hpp"
#include "render/chart.hpp"
#include "render/period_words.hpp"
#include "render/series_words.hpp"
#include "render/signal_context.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

using Object = TemplateValue::Object;
using List = TemplateValue::List;

/// Below it no 90th percentile is shown.
constexpr std::int64_t kFewestForP90 = 30;

constexpr std::array<const char*, 4> kFamilyKeys = {"family.customers", "family.speed", "family.solving",
                                                    "family.volume"};
constexpr std::array<const char*, 7> kHeadlineKeys = {
    "headline_name.median", "headline_name.mean",    "headline_name.ratio", "headline_name.count",
    "headline_name.score",  "headline_name.maximum", "headline_name.sum"};

std::optional<double> base_of(const std::optional<MetricValue>& previous) {
  return previous ? previous->value : std::nullopt;
}

/// A share of few cases is no number to subtract.
bool too_few_for_change(const MetricRow& row, const MetricValue& now, const std::optional<MetricValue>& before) {
  return row.unit == Unit::ratio && (now.n < kFewestForShare || (before && before->n < kFewestForShare));
}

std::string change_text(const MetricLine& line, const ContextSource& source) {
  if (too_few_for_change(*line.row, line.current, line.previous)) return std::string(NumberFormat::no_value());
  return source.numbers().change(*line.row, line.change, line_n(line), base_of(line.previous));
}

std::string statistic(const MetricLine& line, const ContextSource& source) {
  if (line.row->headline == Headline::ratio) return {};
  return source.text(kHeadlineKeys[static_cast<std::size_t>(line.row->headline)]);
}

std::string counted(const char* key, double n, const ContextSource& source) {
  return fill_slots(source.language().plural(key, static_cast<std::int64_t>(n)), {{"n", source.numbers().number(n)}});
}

/// "Median of 334 cases", "412 answers".
std::string size_of_sample(const MetricLine& line, const char* things, const ContextSource& source) {
  const std::string cases = counted(things, static_cast<double>(line.current.n), source);
  const bool named = line.row->headline == Headline::median || line.row->headline == Headline::mean;
  if (!named) return cases;
  const std::string statistic = source.text(fmt::format("statistic.{}", static_cast<int>(line.row->headline)));
  return fill_slots(source.language().text("label.statistic_of"), {{"statistic", statistic}, {"cases", cases}});
}

/// "so far: 12 of 30 days". REQUIRES: the period is to date.
std::string days_so_far(const ContextSource& source) {
  const Period& period = source.report.comparison.current;
  const TimeZone& zone = source.report.zone;
  const auto day = [&](Instant at) { return std::chrono::floor<std::chrono::days>(zone.to_local(at)); };
  const auto days = (day(period.end - Seconds{1}) - day(period.start)).count() + 1;
  const auto all = (day(*period.whole_end - Seconds{1}) - day(period.start)).count() + 1;
  return fill_slots(source.language().text("chart.so_far"),
                    {{"days", fmt::format("{}", days)}, {"all", fmt::format("{}", all)}});
}

/// What stands in small print below a value: how many, how sure.
std::string small_print(const MetricLine& line, const ContextSource& source) {
  std::string facts;
  const auto add = [&](const std::string& fact) {
    if (!facts.empty()) facts += source.text("label.fact_separator");
    facts += fact;
  };
  const MetricRow& row = *line.row;
  if (row.kind == MetricKind::survey) {
    add(size_of_sample(line, "label.answers", source));
  } else if (is_share_of_cases(row) && line.current.denominator && line.current.n >= kFewestForShare) {
    add(fill_slots(source.language().text("label.of"),
                   {{"part", source.numbers().number(line.current.numerator.value_or(0))},
                    {"whole", source.numbers().number(*line.current.denominator)}}));
  } else if (!is_count(row)) {
    add(size_of_sample(line, "label.cases", source));
  }
  const bool told_in_words = is_share_of_cases(row) && line.current.n < kFewestForShare;
  if (row.kind == MetricKind::survey && line.interval && !told_in_words) {
    add(fill_slots(source.language().text("label.interval"),
                   {{"range", source.numbers().range(row, line.interval->low, line.interval->high, line_n(line))}}));
  }
  if (row.unit == Unit::seconds && line.current.stats && line.current.n >= kFewestForP90) {
    add(fill_slots(source.language().text("label.p90"),
                   {{"value", source.numbers().duration(line.current.stats->p90)}}));
  }
  if (source.report.comparison.current.whole_end) add(days_so_far(source));
  return facts;
}

// ---- targets ------------------------------------------------------------------------------------

/// "met", "missed by 3.7 pts", "0.1 pts short", "unclear". A gap too small to be seen is not told as 0.
std::string verdict_words(const MetricLine& line, const ContextSource& source) {
  const TargetResult& target = *line.target;
  if (target.state != TargetState::missed) {
    return source.text(fmt::format("target_state.{}", target_state_name(target.state)));
  }
  Change gap{.state = ChangeState::compared, .absolute = target.gap};
  const auto words = [&](const Change& change) {
    return source.numbers().difference(*line.row, change, line_n(line), line.current.value);
  };
  const std::string size = words(gap);
  gap.absolute = 0;
  if (size == words(gap)) return source.text("target_state.missed");
  return fill_slots(source.language().text(target.narrowly ? "target_state.short" : "target_state.missed_by"),
                    {{"gap", size}});
}

std::string limit_of(const MetricLine& line, LimitWords style, const ContextSource& source) {
  return limit_words(line.target->target, *line.row, style, source.wording);
}

/// "Target 85% or more:" and its verdict; nothing without a target.
TemplateValue target_context(const MetricLine& line, const ContextSource& source) {
  if (!line.target) return {};
  return Object{{"limit", fill_slots(source.language().text("label.target_limit"),
                                     {{"limit", limit_of(line, LimitWords::sentence, source)}})},
                {"verdict", verdict_words(line, source)}};
}

/// A value of few cases has no bar, which would look as sure as any other.
bool is_of_few(const MetricLine& line) {
  const bool in_words = is_share_of_cases(*line.row) && line.current.n < kFewestForShare;
  return in_words || line.quality.state == QualityState::few;
}

/// A share as the widths of a bar's two parts, in whole percents; nothing for other numbers and few cases.
TemplateValue share_bar(const MetricLine& line) {
  const auto& value = line.current.value;
  const bool drawn = line.row->unit == Unit::ratio && value && line.current.n >= kFewestForShare;
  if (!drawn || *value < 0 || *value > 1) return {};
  const auto filled = static_cast<int>(*value * 100 + 0.5);
  const auto percent = [](int part) { return part == 0 ? std::string() : fmt::format("{}", part); };
  return Object{{"filled", percent(filled)}, {"rest", percent(100 - filled)}};
}

/// The value as a bar from 0 with the target as a tick; nothing where there is no 0 to begin from.
TemplateValue bullet(const MetricLine& line, const ContextSource& source) {
  const bool drawn = source.drawing == DrawingStyle::svg && line.target && line.current.value && !is_of_few(line);
  if (!drawn || line.row->headline == Headline::score || *line.current.value < 0 || line.target->target.low < 0) {
    return {};
  }
  const Target& target = line.target->target;
  return TemplateValue::markup_already_escaped(
      bullet_svg({.value = *line.current.value,
                  .low = target.low,
                  .high = target.high,
                  .most = line.row->unit == Unit::ratio ? std::optional<double>(1) : std::nullopt}));
}

/// The cell of the table: "≥ 85%" and a mark of the state.
TemplateValue target_cell(const MetricLine& line, const ContextSource& source) {
  if (!line.target) return {};
  const bool narrowly = line.target->state == TargetState::missed && line.target->narrowly;
  const std::string_view state = narrowly ? "narrowly" : target_state_name(line.target->state);
  return Object{{"limit", limit_of(line, LimitWords::table, source)},
                {"mark", line.current.value ? source.text(fmt::format("target_mark.{}", state)) : std::string()},
                {"decided", TemplateValue::truth(line.target->state != TargetState::unclear)}};
}

TemplateValue card_context(const MetricLine& line, std::size_t index, const ContextSource& source) {
  static constexpr std::array<const char*, 3> kArrows = {"label.down", "", "label.up"};
  const int direction = source.numbers().direction(*line.row, line.change, line_n(line), base_of(line.previous));
  const bool few = too_few_for_change(*line.row, line.current, line.previous);
  const bool compared = is_measured(line.change) && !few;
  std::string from;
  if (compared || (line.previous && line.previous->value)) {
    from = fill_slots(source.language().text("label.from"),
                      {{"previous", source.numbers().value(*line.row, *line.previous, line_n(line))}});
  }
  return Object{{"title", line_title(line, source.language())},
                {"target", fmt::format("trend-{}", index)},
                {"value", source.numbers().value(*line.row, line.current, line_n(line))},
                {"few", TemplateValue::truth(line.current.value && is_of_few(line))},
                {"arrow", compared && direction != 0
                              ? TemplateValue(source.text(kArrows[static_cast<std::size_t>(direction + 1)]))
                              : TemplateValue()},
                {"change", compared ? TemplateValue(source.numbers().difference(*line.row, line.change, line_n(line),
                                                                                base_of(line.previous)))
                                    : TemplateValue()},
                {"from", from},
                {"signal", signal_context(line.judgement.signal, source)},
                {"spark", spark(line, source, SparkSize::wide)},
                {"normal", normal_range(line, source)},
                {"share", share_bar(line)},
                {"goal", target_context(line, source)},
                {"bullet", bullet(line, source)},
                {"facts", small_print(line, source)}};
}

TemplateValue line_context(const MetricLine& line, const ContextSource& source) {
  const bool has_value = line.current.value.has_value();
  const std::string stat = statistic(line, source);
  const QualityState state =
      has_value && line.quality.state != QualityState::few ? QualityState::ok : line.quality.state;
  const std::string remark = words_for(source, "quality", std::string(quality_state_name(state)));
  return Object{{"title", line_title(line, source.language())},
                {"statistic", stat},
                {"current", has_value ? source.numbers().value(*line.row, line.current, line_n(line))
                                      : source.text("label.no_data")},
                {"has_value", TemplateValue::truth(has_value)},
                {"previous", line.previous ? source.numbers().value(*line.row, *line.previous, line_n(line))
                                           : std::string(NumberFormat::no_value())},
                {"change", change_text(line, source)},
                {"spark", spark(line, source, SparkSize::cell)},
                {"has_range", TemplateValue::truth(line.judgement.normal.has_value())},
                {"normal", line.judgement.normal ? normal_range(line, source) : std::string(NumberFormat::no_value())},
                {"signal", signal_context(line.judgement.signal, source)},
                {"n", is_count(*line.row) ? std::string(NumberFormat::no_value())
                                          : source.numbers().number(static_cast<double>(line.current.n))},
                {"goal", target_cell(line, source)},
                {"remark", remark}};
}

// ---- blocks -----------------------------------------------------------------------------------------

/// The trend figures in the order of the cards, so that a card can point to its own.
const TrendFigures* trends_of(const Report& report) {
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) {
      if (const auto* trends = std::get_if<TrendFigures>(&block.content)) return trends;
    }
  }
  return nullptr;
}

std::optional<std::size_t> trend_index(const MetricLine& line, const Report& report) {
  const auto* trends = trends_of(report);
  if (trends == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < trends->figures.size(); ++i) {
    const MetricLine& figure = trends->figures[i];
    if (figure.row == line.row && figure.dimension == line.dimension && figure.group == line.group) return i + 1;
  }
  return std::nullopt;
}

bool has_range(const MetricLine& line) { return line.judgement.normal.has_value(); }

/// Too few earlier weeks, months or longer periods for a normal range; days never have one.
bool has_short_history(const KpiCards& cards, const Comparison& comparison) {
  constexpr std::size_t kFewestEarlier = 8;
  const Grain grain = comparison.current.grain;
  const bool has_range_some_day = grain != Grain::day && grain != Grain::hour && grain != Grain::custom;
  const bool ranged = std::any_of(cards.cards.begin(), cards.cards.end(), has_range);
  return !ranged && has_range_some_day && comparison.trend.size() <= kFewestEarlier;
}

}  // namespace

std::string family_words(Family family, const ContextSource& source) {
  return source.text(kFamilyKeys[static_cast<std::size_t>(family)]);
}

TemplateValue block_context(const KpiCards& block, const ContextSource& source) {
  List items;
  for (const MetricLine& line : block.cards) {
    const auto index = trend_index(line, source.report);
    TemplateValue card = card_context(line, index.value_or(0), source);
    items.push_back(Object{{"card", std::move(card)}, {"linked", TemplateValue::truth(index.has_value())}});
  }
  return Object{{"items", std::move(items)},
                {"current", current_name(source)},
                {"ranged", TemplateValue::truth(std::any_of(block.cards.begin(), block.cards.end(), has_range))},
                {"compared", TemplateValue::truth(source.report.comparison.previous.has_value())},
                {"short_history", TemplateValue::truth(has_short_history(block, source.report.comparison))},
                {"span", trend_span(source, source.report.comparison.trend.size())}};
}

TemplateValue block_context(const MetricsTable& block, const ContextSource& source) {
  List families;
  for (const MetricFamily& family : block.families) {
    List rows;
    for (const MetricLine& line : family.lines) rows.push_back(line_context(line, source));
    families.push_back(Object{{"title", family_words(family.family, source)}, {"rows", std::move(rows)}});
  }
  const std::string previous = previous_name(source);
  const bool charted = source.report.comparison.trend.size() > 1;
  const bool ranged = std::any_of(block.families.begin(), block.families.end(), [](const MetricFamily& family) {
    return std::any_of(family.lines.begin(), family.lines.end(), has_range);
  });
  const std::size_t columns =
      3 + (previous.empty() ? 0 : 2) + (charted ? 1 : 0) + (ranged ? 2 : 0) + (block.judged ? 1 : 0);
  return Object{{"families", std::move(families)},
                {"judged", TemplateValue::truth(block.judged)},
                {"current", current_name(source)},
                {"compared", TemplateValue::truth(!previous.empty())},
                {"previous", previous},
                {"charted", TemplateValue::truth(charted)},
                {"ranged", TemplateValue::truth(ranged)},
                {"columns", fmt::format("{}", columns)},
                {"span", trend_span(source, source.report.comparison.trend.size())}};
}

}  // namespace csreport
