#pragma once
// --where: which rows of a file are kept. Conditions on one column with "=" join with "or", different
// columns and "!=" with "and".

#include <cstdint>
#include <vector>

#include "csreport/normalise/normalise.hpp"
#include "normalise/lexicon.hpp"
#include "normalise/word_codes.hpp"

namespace csreport {

/// The conditions on the columns of one file.
struct FilterPlan {
  struct Column {
    std::size_t batch_column = 0;
    bool is_channel = false;
    std::vector<const Condition*> conditions;
  };
  std::vector<Column> columns;
};

/// What a row's own cells say to the conditions.
enum class FilterVerdict : std::uint8_t {
  kept,
  dropped,
  unsaid  ///< nothing but empty cells speaks against it: dropped, unless something else knows what they leave out
};

/// For one thread: remembers what it judged.
class RowFilter {
 public:
  RowFilter(const FilterPlan& plan, const Lexicon& lexicon);

  [[nodiscard]] bool active() const noexcept { return !columns_.empty(); }
  FilterVerdict judge(const RecordBatch& batch, std::size_t record);

 private:
  /// Texts are judged once each.
  struct FilteredColumn {
    const FilterPlan::Column* plan;
    WordCodes texts;
    std::vector<FilterVerdict> verdicts;
  };
  [[nodiscard]] FilterVerdict judge_text(const FilterPlan::Column& column, std::string_view text) const;

  const Lexicon& lexicon_;
  std::vector<FilteredColumn> columns_;
};

}  // namespace csreport
