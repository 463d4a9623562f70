#pragma once
// --where: which rows of a file are kept. Conditions on one column with "=" join with "or", different
// columns and "!=" with "and".

#include <map>
#include <vector>

#include "normalise/loaders.hpp"

namespace csreport {

class RowFilter {
 public:
  explicit RowFilter(const LoadPlan& plan);

  [[nodiscard]] bool active() const noexcept { return !columns_.empty(); }
  bool keeps(const RecordBatch& batch, std::size_t record);

 private:
  /// The conditions on one column; texts are judged once each.
  struct FilteredColumn {
    std::size_t batch_column;
    bool is_channel;
    std::vector<const Condition*> conditions;
    Dictionary texts;
    std::vector<char> kept;
  };
  bool judge(const FilteredColumn& column, std::string_view text) const;

  const Lexicon& lexicon_;
  std::vector<FilteredColumn> columns_;
};

}  // namespace csreport
