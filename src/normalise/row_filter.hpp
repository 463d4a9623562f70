#pragma once
// --where: which rows of a file are kept. Conditions on one column with "=" join with "or", different
// columns and "!=" with "and". Of a call's legs the contact is judged, when all legs are known (call_legs.hpp).

#include <vector>

#include "csreport/normalise/normalise.hpp"
#include "normalise/call_legs.hpp"
#include "normalise/lexicon.hpp"
#include "normalise/word_codes.hpp"

namespace csreport {

/// The conditions on the columns of one file.
struct FilterPlan {
  struct Column {
    std::size_t batch_column = 0;
    bool is_channel = false;
    LegPart part = LegPart::first;
    std::vector<const Condition*> conditions;
  };
  std::vector<Column> columns;
  bool of_calls = false;  ///< the rows may be legs
};

/// For one thread: remembers what it judged.
class RowFilter {
 public:
  RowFilter(const FilterPlan& plan, const Lexicon& lexicon);

  [[nodiscard]] bool active() const noexcept { return !columns_.empty(); }
  [[nodiscard]] bool of_calls() const noexcept { return of_calls_; }
  bool keeps(const RecordBatch& batch, std::size_t record);
  /// Of a call's leg: the parts with a condition that the record does not meet.
  LegParts failed(const RecordBatch& batch, std::size_t record);

 private:
  /// Texts are judged once each.
  struct FilteredColumn {
    const FilterPlan::Column* plan;
    WordCodes texts;
    std::vector<char> kept;
  };
  bool keeps(FilteredColumn& column, const RecordBatch& batch, std::size_t record) const;
  [[nodiscard]] bool judge(const FilterPlan::Column& column, std::string_view text) const;

  const Lexicon& lexicon_;
  bool of_calls_;
  std::vector<FilteredColumn> columns_;
};

}  // namespace csreport
