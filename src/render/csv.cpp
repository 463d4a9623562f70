// The numbers as one tidy table for spreadsheets, R and pandas: a row is one metric in one period, of all cases or of
// one group. (period, metric, dimension, group) is unique. Numbers are not rounded; what is missing is an empty cell.
#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "csreport/core/csv_text.hpp"
#include "csreport/render/words.hpp"
#include "render/formats.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

/// All that one row can say; what it has nothing to say about is nullptr or empty.
struct CsvRow {
  const Report& report;
  const RenderOptions& options;
  const MetricComparison& metric;
  const Period& period;
  std::string_view role;  ///< "current", "previous", "earlier"
  std::string_view dimension, group;
  const MetricValue& value;

  // Of the current period alone.
  const Interval* interval = nullptr;
  const Change* change = nullptr;
  const SeriesJudgement* judgement = nullptr;
  const TargetResult* target = nullptr;
};

std::string number(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return {};
  return fmt::format("{}", *value == 0 ? 0.0 : *value);  // no -0
}

std::string truth(const std::optional<bool>& value) { return !value ? "" : *value ? "true" : "false"; }

/// A text from the data: one line without control characters, and no formula, unless it is asked for as it is.
std::string text(std::string_view data, const RenderOptions& options) {
  if (options.csv_raw) return csv_quoted(data);
  std::string safe;
  for (std::size_t position = 0; position < data.size();) {
    const char32_t c = next_character(data, position);
    const bool space = c == U'\t' || c == U'\n' || c == U'\r';
    append_utf8(space ? U' ' : is_unsafe_character(c) ? kReplacement : c, safe);
  }
  return csv_quoted(begins_formula(data) ? "'" + safe : safe);
}

/// The local date where a day begins, else date and time with the offset.
std::string date(const Period& period, Instant instant, const TimeZone& zone) {
  if (period.start == period.end) return {};  // all of no data
  const std::string time = format_iso8601(instant, zone);
  return time.substr(10, 9) == "T00:00:00" ? time.substr(0, 10) : time;
}

std::string excluded(const MetricValue& value) {
  std::int64_t n = 0;
  for (const ExcludedCount& count : value.excluded) n += count.n;
  return fmt::format("{}", n);
}

std::string statistic(const CsvRow& row, double Statistics::*member) {
  return row.value.stats ? number((*row.value.stats).*member) : std::string();
}
std::string change(const CsvRow& row, std::optional<double> Change::*member) {
  return row.change != nullptr ? number(row.change->*member) : std::string();
}
std::string normal(const CsvRow& row, double NormalRange::*member) {
  const bool known = row.judgement != nullptr && row.judgement->normal;
  return known ? number((*row.judgement->normal).*member) : std::string();
}

/// The columns: their names are an interface, and new ones come last.
struct CsvColumn {
  std::string_view name;
  std::string (*cell)(const CsvRow&);
};
constexpr CsvColumn kColumns[] = {
    {"period", [](const CsvRow& row) { return text(row.period.label, row.options); }},
    {"period_start", [](const CsvRow& row) { return date(row.period, row.period.start, row.report.zone); }},
    {"period_end", [](const CsvRow& row) { return date(row.period, row.period.end, row.report.zone); }},
    {"grain", [](const CsvRow& row) { return std::string(grain_name(row.period.grain)); }},
    {"period_role", [](const CsvRow& row) { return std::string(row.role); }},
    {"metric", [](const CsvRow& row) { return std::string(row.metric.row->id); }},
    {"dimension", [](const CsvRow& row) { return text(row.dimension, row.options); }},
    {"group", [](const CsvRow& row) { return text(row.group, row.options); }},
    {"statistic", [](const CsvRow& row) { return std::string(headline_name(row.metric.row->headline)); }},
    {"unit", [](const CsvRow& row) { return std::string(unit_name(row.metric.row->unit)); }},
    {"value", [](const CsvRow& row) { return number(row.value.value); }},
    {"n", [](const CsvRow& row) { return fmt::format("{}", row.value.n); }},
    {"numerator", [](const CsvRow& row) { return number(row.value.numerator); }},
    {"denominator", [](const CsvRow& row) { return number(row.value.denominator); }},
    {"excluded", [](const CsvRow& row) { return row.role == "earlier" ? "" : excluded(row.value); }},
    {"interval_low", [](const CsvRow& row) { return row.interval ? number(row.interval->low) : ""; }},
    {"interval_high", [](const CsvRow& row) { return row.interval ? number(row.interval->high) : ""; }},
    {"interval_method", [](const CsvRow& row) { return row.interval ? row.interval->method : ""; }},
    {"mean", [](const CsvRow& row) { return statistic(row, &Statistics::mean); }},
    {"p25", [](const CsvRow& row) { return statistic(row, &Statistics::p25); }},
    {"median", [](const CsvRow& row) { return statistic(row, &Statistics::median); }},
    {"p75", [](const CsvRow& row) { return statistic(row, &Statistics::p75); }},
    {"p90", [](const CsvRow& row) { return statistic(row, &Statistics::p90); }},
    {"p95", [](const CsvRow& row) { return statistic(row, &Statistics::p95); }},
    {"p99", [](const CsvRow& row) { return statistic(row, &Statistics::p99); }},
    {"min", [](const CsvRow& row) { return statistic(row, &Statistics::min); }},
    {"max", [](const CsvRow& row) { return statistic(row, &Statistics::max); }},
    {"change", [](const CsvRow& row) { return change(row, &Change::absolute); }},
    {"change_relative", [](const CsvRow& row) { return change(row, &Change::relative); }},
    {"change_low", [](const CsvRow& row) { return change(row, &Change::low); }},
    {"change_high", [](const CsvRow& row) { return change(row, &Change::high); }},
    {"p_adjusted", [](const CsvRow& row) { return change(row, &Change::p_adjusted); }},
    {"significant", [](const CsvRow& row) { return row.change ? truth(row.change->significant) : ""; }},
    {"normal_low", [](const CsvRow& row) { return normal(row, &NormalRange::low); }},
    {"normal_mean", [](const CsvRow& row) { return normal(row, &NormalRange::mean); }},
    {"normal_high", [](const CsvRow& row) { return normal(row, &NormalRange::high); }},
    {"signal",
     [](const CsvRow& row) {
       return row.judgement ? std::string(signal_state_name(row.judgement->signal.state)) : std::string();
     }},
    {"target_op",
     [](const CsvRow& row) {
       return row.target ? std::string(target_operator_name(row.target->target.op)) : std::string();
     }},
    {"target_low", [](const CsvRow& row) { return row.target ? number(row.target->target.low) : ""; }},
    {"target_high", [](const CsvRow& row) { return row.target ? number(row.target->target.high) : ""; }},
    {"target_state",
     [](const CsvRow& row) { return row.target ? std::string(target_state_name(row.target->state)) : std::string(); }},
    {"target_gap", [](const CsvRow& row) { return row.target ? number(row.target->gap) : ""; }},
    {"better", [](const CsvRow& row) { return std::string(better_name(row.metric.better)); }},
    {"kind", [](const CsvRow& row) { return std::string(kind_name(row.metric.row->kind)); }},
    {"quality",
     [](const CsvRow& row) {
       const bool own = row.role == "current" && row.dimension.empty();
       return own ? std::string(quality_state_name(row.metric.quality.state)) : std::string();
     }},
    {"variant", [](const CsvRow& row) { return text(in_words(row.metric.variant), row.options); }},
};

/// The values of a metric, of all cases or of one group.
struct CsvSubject {
  std::string_view dimension, group;
  const MetricValue& current;
  const std::optional<MetricValue>& previous;
  const std::optional<Interval>& interval;
  const Change& change;
  const std::vector<SeriesPoint>& series;
  const SeriesJudgement& judgement;
};

class CsvTable {
 public:
  CsvTable(const Report& report, const RenderOptions& options) : report_(report), options_(options) {
    for (const CsvColumn& column : kColumns) {
      out_ += out_.empty() ? "" : ",";
      out_ += column.name;
    }
    out_ += "\r\n";
  }

  void add(const MetricComparison& metric) {
    add(metric,
        {{}, {}, metric.current, metric.previous, metric.interval, metric.change, metric.series, metric.judgement});
    for (const DimensionComparison& by : metric.by) {
      for (const GroupComparison& group : by.groups) {
        add(metric, {by.dimension, group.values.group, group.values.current, group.values.previous, group.interval,
                     group.change, group.values.series, group.judgement});
      }
    }
  }

  std::string take() { return std::move(out_); }

 private:
  /// Oldest first: the trend, the period compared with, the current one. A period stands once, with all that is known.
  void add(const MetricComparison& metric, const CsvSubject& subject) {
    const Comparison& comparison = report_.comparison;
    add_trend(metric, subject);
    if (comparison.previous && subject.previous) {
      write({report_, options_, metric, *comparison.previous, "previous", subject.dimension, subject.group,
             *subject.previous});
    }
    const TargetResult* target =
        find_target(report_.verdicts.targets, metric.row->id, subject.dimension, subject.group);
    write({report_, options_, metric, comparison.current, "current", subject.dimension, subject.group, subject.current,
           subject.interval ? &*subject.interval : nullptr, &subject.change, &subject.judgement, target});
  }

  void add_trend(const MetricComparison& metric, const CsvSubject& subject) {
    const Comparison& comparison = report_.comparison;
    const bool some = std::any_of(subject.series.begin(), subject.series.end(),
                                  [](const SeriesPoint& point) { return point.value.has_value(); });
    if (!some) return;
    for (const SeriesPoint& point : subject.series) {
      const bool told = point.period == comparison.current.label ||
                        (comparison.previous && subject.previous && point.period == comparison.previous->label);
      const auto period = std::find_if(comparison.trend.begin(), comparison.trend.end(),
                                       [&](const Period& one) { return one.label == point.period; });
      if (told || period == comparison.trend.end()) continue;
      MetricValue value;
      value.value = point.value;
      value.n = point.n;
      write({report_, options_, metric, *period, "earlier", subject.dimension, subject.group, value});
    }
  }

  void write(const CsvRow& row) {
    bool first = true;
    for (const CsvColumn& column : kColumns) {
      if (!first) out_ += ',';
      first = false;
      out_ += column.cell(row);
    }
    out_ += "\r\n";
  }

  const Report& report_;
  const RenderOptions& options_;
  std::string out_;
};

}  // namespace

std::string render_csv(const Report& report, const RenderOptions& options) {
  CsvTable table(report, options);
  for (const MetricComparison& metric : report.comparison.metrics) table.add(metric);
  return table.take();
}

}  // namespace csreport
