#include "normalise/row_filter.hpp"

#include <algorithm>

namespace csreport {

RowFilter::RowFilter(const LoadPlan& plan) : lexicon_(plan.file.lexicon) {
  const BoundColumn* const channel = plan.binding.find(Field::channel);
  for (std::size_t i = 0; i < plan.where.size(); ++i) {
    const auto column = plan.binding.where[i];
    if (!column) continue;
    const std::size_t batch_column = plan.batch_column(*column);
    auto known = std::find_if(columns_.begin(), columns_.end(),
                              [&](const FilteredColumn& c) { return c.batch_column == batch_column; });
    if (known == columns_.end()) {
      columns_.push_back({batch_column, channel != nullptr && channel->column == *column, {}, {}, {}});
      known = columns_.end() - 1;
    }
    known->conditions.push_back(&plan.where[i]);
  }
}

bool RowFilter::judge(const FilteredColumn& column, std::string_view text) const {
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
    const auto code = column.texts.intern(trim(batch.cell(record, column.batch_column)));
    while (column.kept.size() <= code) {
      const auto next = static_cast<std::uint32_t>(column.kept.size());
      column.kept.push_back(judge(column, column.texts.text(next)) ? 1 : 0);
    }
    if (column.kept[code] == 0) return false;
  }
  return true;
}

}  // namespace csreport
