// Values measured elsewhere: a time, a name and a number make a row.

#include <algorithm>

#include "csreport/core/text.hpp"
#include "normalise/loaders.hpp"

namespace csreport {
namespace {

class IndicatorLoader final : public Loader {
 public:
  IndicatorLoader(LoadState& state, LoadPlan plan)
      : Loader(state, std::move(plan)), indicators_(state.data.indicators), begin_(indicators_.rows) {
    state_.data.has_indicators = true;
    // Dimensions first: creating one moves the others.
    if (const BoundColumn* const group = plan_.binding.find(Field::indicator_group)) add_own_dimension(*group);
    for (const BoundColumn& bound : plan_.binding.columns) add_column(bound);
  }

  RowRange finish() override {
    for (OwnDimension& own : indicators_.dimensions) own.codes.resize(indicators_.rows);
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
        rows_.ids.push_back(require_column(bound, "missing_indicator", {}, "expected.indicator"));
        return on_codes(bound, judge_names(lexicon(), t.names), t.name, t.rows);
      case Field::value:
        rows_.numbers.push_back(require_column(bound, "missing_value", "invalid_value", "expected.indicator_value"));
        return on_values(DecoderKind::number, bound, t.value, t.rows);
      case Field::indicator_group: return add_groups(bound);
      default: return;  // fields of the other kinds
    }
  }

  /// Which dimension the column's groups are of, by its header.
  static std::string dimension_of_header(const std::string& header) {
    const std::string word = fold_identity(header);
    for (const Field field : {Field::channel, Field::team, Field::agent, Field::category, Field::priority}) {
      if (word == field_row(field).id) return word;
    }
    return "group";
  }
  void add_own_dimension(const BoundColumn& bound) {
    const std::string id = dimension_of_header(bound.header);
    dimension_of(state_.data.tickets, id);
    auto& own = indicators_.dimensions;
    if (std::none_of(own.begin(), own.end(), [&](const OwnDimension& d) { return d.id == id; }))
      own.push_back({id, {}});
  }
  /// Names go into the tickets' dimension, so that one group is one group in both tables.
  void add_groups(const BoundColumn& bound) {
    const std::string id = dimension_of_header(bound.header);
    Dictionary& names = dimension_of(state_.data.tickets, id).names;
    auto& own = indicators_.dimensions;
    CodeColumn& codes = std::find_if(own.begin(), own.end(), [&](const OwnDimension& d) { return d.id == id; })->codes;
    const bool channels = id == field_row(Field::channel).id;
    on_codes(bound, channels ? judge_channels(lexicon(), names) : judge_names(lexicon(), names), codes,
             indicators_.rows);
  }

  IndicatorTable& indicators_;
  std::size_t begin_;
};

}  // namespace

std::unique_ptr<Loader> make_indicator_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<IndicatorLoader>(state, std::move(plan));
}

}  // namespace csreport
