#pragma once
// Which rows of a file are kept: --where, --exclude-requester and --exclude-tag. Conditions on one column with "=" join
// with "or", different columns and "!=" with "and"; a row that several leave out counts for the first. Of a call's legs
// the contact is judged, when all legs are known (call_legs.hpp).

#include <string>
#include <vector>

#include "csreport/normalise/normalise.hpp"
#include "normalise/call_legs.hpp"
#include "normalise/lexicon.hpp"
#include "normalise/word_codes.hpp"

namespace csreport {

/// What leaves rows of one file out, by column.
struct FilterPlan {
  enum class Kind { conditions, requester, tags };
  struct Column {
    std::size_t batch_column = 0;
    Kind kind = Kind::conditions;
    bool is_channel = false;
    bool strip_plus_tags = false;  ///< of requesters: NormaliseOptions::strip_plus_tags
    LegPart part = LegPart::first;
    std::vector<const Condition*> conditions;
    const std::vector<std::string>* names = nullptr;  ///< requesters or tags that are left out
  };
  std::vector<Column> columns;
  bool of_calls = false;  ///< the rows may be legs
};

/// What a row's own cells say.
struct RowVerdict {
  RowState state = RowState::used;  ///< else why it is left out
  bool unsaid = false;  ///< nothing but empty cells speaks against it, and something else may know what they leave out
};

/// For one thread: remembers what it judged.
class RowFilter {
 public:
  RowFilter(const FilterPlan& plan, const Lexicon& lexicon);

  [[nodiscard]] bool active() const noexcept { return !columns_.empty(); }
  [[nodiscard]] bool of_calls() const noexcept { return of_calls_; }
  RowVerdict judge(const RecordBatch& batch, std::size_t record);
  /// Of a call's leg: the parts with a condition that the record does not meet; kNoLeg when it is left out whatever
  /// the call's other legs say.
  LegParts failed(const RecordBatch& batch, std::size_t record);

 private:
  /// Texts are judged once each.
  struct FilteredColumn {
    const FilterPlan::Column* plan;
    WordCodes texts;
    std::vector<RowVerdict> verdicts;
  };
  RowVerdict judge(FilteredColumn& column, const RecordBatch& batch, std::size_t record) const;
  [[nodiscard]] RowVerdict judge(const FilterPlan::Column& column, std::string_view text) const;
  [[nodiscard]] RowVerdict meets_conditions(const FilterPlan::Column& column, std::string_view text) const;

  const Lexicon& lexicon_;
  bool of_calls_;
  std::vector<FilteredColumn> columns_;
};

/// Whether one of `names` is the requester: the same text, or "@example.com" for every address there.
/// `strip_plus_tags`: both without them.
bool names_requester(const std::vector<std::string>& names, std::string_view requester, bool strip_plus_tags = false);
/// Whether one of `names` is among the tags of the cell: between commas, semicolons or bars, in a JSON list, or, where
/// there is none of these, between blanks.
bool names_tag(const std::vector<std::string>& names, std::string_view tags);

}  // namespace csreport
