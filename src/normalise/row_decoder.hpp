#pragma once
// From batches of records to decoded columns, on any thread: which records become rows, then each column of those.
// What a kind of record needs is data (RowPlan), so the kinds share this code.

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "normalise/column_decoders.hpp"
#include "normalise/row_filter.hpp"

namespace csreport {

/// A column without which a record is no row. A cell that is missing or wrong is rejected with a code of its own.
struct RequiredColumn {
  std::size_t batch_column = 0;
  const BoundColumn* bound = nullptr;
  std::string_view missing_code;  ///< "missing_created_at"
  std::string_view invalid_code;  ///< of a time that is none
  std::string_view expected;      ///< the phrase's key; empty for times, which know what they expect
};

struct PlannedColumn {
  std::size_t batch_column = 0;
  DecoderKind kind = DecoderKind::word;
  const BoundColumn* bound = nullptr;
  SharedDictionary* texts = nullptr;  ///< of keys and identities
  std::size_t longest = 0;            ///< characters of a text
};

/// What the rows of one file are made of. All pointers must outlive the decoders.
struct RowPlan {
  std::vector<RequiredColumn> ids;      ///< must not be missing; looked at before the time
  std::vector<RequiredColumn> numbers;  ///< must be numbers
  std::optional<RequiredColumn> time;   ///< must be a time
  std::vector<PlannedColumn> columns;
};

/// The rows of one chunk.
struct RowParts {
  std::size_t decoder = 0;  ///< who made them: codes of words are its own
  std::size_t rows = 0;
  std::int64_t rejected = 0;
  ColumnPart time;                  ///< of the required time; empty without one
  std::vector<RowState> states;     ///< one a row; empty when nothing is left out
  std::vector<char> unsaid;         ///< likewise: see RowVerdict
  std::vector<LegParts> failed;     ///< likewise, of files with calls: the parts that --where does not want
  std::vector<ColumnPart> columns;  ///< as in the plan

  void restart(std::size_t column_count);
};

class RowDecoder {
 public:
  RowDecoder(std::size_t number, const RowPlan& plan, FileContext file, const FilterPlan& filter);

  void decode(const RecordBatch& batch, RowParts& parts, DiagnosticLog& log);
  /// The readers of all time columns.
  [[nodiscard]] std::vector<const TimeReader*> times() const;

 private:
  void choose_rows(const RecordBatch& batch, RowParts& parts, DiagnosticLog& log);
  void require_id(const RequiredColumn& required, const ColumnVoice& voice, const RecordBatch& batch,
                  DiagnosticLog& log);
  void require_number(const RequiredColumn& required, const ColumnVoice& voice, const RecordBatch& batch,
                      DiagnosticLog& log);
  void require_time(const RecordBatch& batch, RowParts& parts, DiagnosticLog& log);
  Cells cells_of(const RecordBatch& batch, std::size_t batch_column);

  std::size_t number_;
  const RowPlan* plan_;
  RowFilter filter_;
  std::vector<ColumnVoice> id_voices_;
  std::vector<ColumnVoice> number_voices_;
  std::optional<TimeCells> time_;
  std::vector<std::unique_ptr<ColumnDecoder>> columns_;
  // Of the batch being decoded:
  std::vector<char> is_row_;
  bool all_rows_ = true;
  std::vector<std::uint32_t> usual_;  ///< times, see TimeCells::read_usual()
  std::vector<std::string_view> texts_;
  std::vector<std::uint64_t> lines_;
};

}  // namespace csreport
