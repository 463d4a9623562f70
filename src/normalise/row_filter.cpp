#include "normalise/row_filter.hpp"

#include <algorithm>

#include "csreport/core/text.hpp"

namespace csreport {

RowFilter::RowFilter(const FilterPlan& plan, const Lexicon& lexicon) : lexicon_(lexicon), of_calls_(plan.of_calls) {
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

bool RowFilter::keeps(FilteredColumn& column, const RecordBatch& batch, std::size_t record) const {
  const auto code = column.texts.code(trim(batch.cell(record, column.plan->batch_column)));
  while (column.kept.size() <= code) {
    const auto next = static_cast<std::uint32_t>(column.kept.size());
    column.kept.push_back(judge(*column.plan, column.texts.text(next)) ? 1 : 0);
  }
  return column.kept[code] != 0;
}

bool RowFilter::keeps(const RecordBatch& batch, std::size_t record) {
  return std::all_of(columns_.begin(), columns_.end(),
                     [&](FilteredColumn& column) { return keeps(column, batch, record); });
}

LegParts RowFilter::failed(const RecordBatch& batch, std::size_t record) {
  LegParts parts = 0;
  for (FilteredColumn& column : columns_) {
    if (!keeps(column, batch, record)) parts = static_cast<LegParts>(parts | leg_part(column.plan->part));
  }
  return parts;
}

}  // namespace csreport
