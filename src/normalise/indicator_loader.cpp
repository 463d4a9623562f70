// Values measured elsewhere: a time, a name and a number make a row.

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

class IndicatorLoader final : public Loader {
 public:
  IndicatorLoader(LoadState& state, LoadPlan plan)
      : Loader(state, std::move(plan)), indicators_(state.data.indicators), begin_(indicators_.rows) {
    state_.data.has_indicators = true;
    for (const BoundColumn& bound : plan_.binding.columns) add_column(bound);
  }

  RowRange finish() override {
    pad(indicators_.rows, indicators_.group);
    return {begin_, indicators_.rows, rejected_};
  }

 private:
  void begin_rows(const RowParts& parts) override {
    begin_states(indicators_.state, indicators_.rows, parts);
    indicators_.measured_at.append(parts.time.cells);
  }
  void end_rows(const RowParts& parts) override { indicators_.rows += parts.rows; }

  void add_column(const BoundColumn& bound) {
    if (!belongs_to(field_row(bound.field), RecordKind::indicators)) return;
    IndicatorTable& t = indicators_;
    switch (bound.field) {
      case Field::measured_at:
        rows_.time = require_column(bound, "missing_measured_at", "invalid_measured_at", {});
        return;
      case Field::indicator:
        rows_.ids.push_back(require_column(bound, "missing_indicator", {}, "the name of what was measured"));
        return on_codes(bound, judge_names(lexicon(), t.names), t.name, t.rows);
      case Field::value:
        rows_.numbers.push_back(
            require_column(bound, "missing_value", "invalid_value", "a number such as 1250 or 12.5%"));
        return on_values(DecoderKind::number, bound, t.value, t.rows);
      case Field::indicator_group: return on_codes(bound, judge_names(lexicon(), t.group_names), t.group, t.rows);
      default: return;  // fields of the other kinds
    }
  }

  IndicatorTable& indicators_;
  std::size_t begin_;
};

}  // namespace

std::unique_ptr<Loader> make_indicator_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<IndicatorLoader>(state, std::move(plan));
}

}  // namespace csreport
