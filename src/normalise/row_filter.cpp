#include "normalise/row_filter.hpp"

#include "csreport/core/text.hpp"

namespace csreport {

RowFilter::RowFilter(const FilterPlan& plan, const Lexicon& lexicon) : lexicon_(lexicon) {
  for (const FilterPlan::Column& column : plan.columns) columns_.push_back({&column, {}, {}});
}

bool RowFilter::judge(const FilterPlan::Column& column, std::string_view text) const {
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
    if (!condition->equal && same) return false;
    wants_equal = wants_equal || condition->equal;
    any_equal = any_equal || (condition->equal && same);
  }
  return any_equal || !wants_equal;
}

bool RowFilter::keeps(const RecordBatch& batch, std::size_t record) {
  for (FilteredColumn& column : columns_) {
    const auto code = column.texts.code(trim(batch.cell(record, column.plan->batch_column)));
    while (column.kept.size() <= code) {
      const auto next = static_cast<std::uint32_t>(column.kept.size());
      column.kept.push_back(judge(*column.plan, column.texts.text(next)) ? 1 : 0);
    }
    if (column.kept[code] == 0) return false;
  }
  return true;
}

}  // namespace csreport
