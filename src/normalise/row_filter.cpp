#include "normalise/row_filter.hpp"

#include "csreport/core/text.hpp"

namespace csreport {

RowFilter::RowFilter(const FilterPlan& plan, const Lexicon& lexicon) : lexicon_(lexicon) {
  for (const FilterPlan::Column& column : plan.columns) columns_.push_back({&column, {}, {}});
}

FilterVerdict RowFilter::judge_text(const FilterPlan::Column& column, std::string_view text) const {
  const auto canonical = [&](std::string_view word) {
    if (column.is_channel) {
      if (const auto known = lexicon_.word("channel", word)) return std::string(*known);
    }
    return fold_identity(word);
  };
  const std::string value = canonical(text);
  bool any_equal = false;
  bool wants_equal = false;
  for (const Condition* condition : column.conditions) {
    const bool same = value == canonical(condition->value);
    if (!condition->equal && same) return FilterVerdict::dropped;
    wants_equal = wants_equal || condition->equal;
    any_equal = any_equal || (condition->equal && same);
  }
  if (any_equal || !wants_equal) return FilterVerdict::kept;
  return lexicon_.is_missing(text) ? FilterVerdict::unsaid : FilterVerdict::dropped;
}

FilterVerdict RowFilter::judge(const RecordBatch& batch, std::size_t record) {
  FilterVerdict verdict = FilterVerdict::kept;
  for (FilteredColumn& column : columns_) {
    const auto code = column.texts.code(trim(batch.cell(record, column.plan->batch_column)));
    while (column.verdicts.size() <= code) {
      const auto next = static_cast<std::uint32_t>(column.verdicts.size());
      column.verdicts.push_back(judge_text(*column.plan, column.texts.text(next)));
    }
    if (column.verdicts[code] == FilterVerdict::dropped) return FilterVerdict::dropped;
    if (column.verdicts[code] == FilterVerdict::unsaid) verdict = FilterVerdict::unsaid;
  }
  return verdict;
}

}  // namespace csreport
