#pragma once
// Batches of cells into the record tables: one loader per kind and file. What can only be decided
// when all files are read (rating scales, duplicates, the horizon) waits for finish.cpp.

#include <memory>
#include <string>
#include <vector>

#include "normalise/cells.hpp"
#include "normalise/ratings.hpp"

namespace csreport {

/// The distinct texts of a rating column over all files; their codes are in the table's column.
struct RatingTexts {
  Dictionary texts;
  std::vector<std::int64_t> counts;
};

/// Rows of one file in its table, for the row accounting.
struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::int64_t rejected = 0;  ///< records that became no row
};

/// Grows over all files of a run.
struct LoadState {
  Dataset& data;
  RatingTexts ticket_csat, ticket_nps, ticket_ces;
  RatingTexts survey_csat, survey_nps, survey_ces, survey_score;
  CodeColumn score_codes;  ///< survey scores whose question is not known
  std::int64_t zoneless_times = 0;
  std::int64_t skipped_local_times = 0;   ///< in a spring gap
  std::int64_t repeated_local_times = 0;  ///< in an autumn fold

  void count_times(const TimeReader& reader) {
    zoneless_times += reader.zoneless_times();
    skipped_local_times += reader.skipped_local_times();
    repeated_local_times += reader.repeated_local_times();
  }
};

class Loader {
 public:
  virtual ~Loader() = default;
  virtual void load(const RecordBatch& batch) = 0;
  /// Pads the columns that this file does not have and returns its rows.
  virtual RowRange finish() = 0;
};

/// `columns` are the batch columns in order; the views must outlive the loader.
struct LoadPlan {
  const Binding& binding;
  std::vector<std::size_t> selected;  ///< column of the file per batch column
  const std::vector<Condition>& where;
  FileContext file;

  [[nodiscard]] std::size_t batch_column(std::size_t file_column) const;
};

std::unique_ptr<Loader> make_ticket_loader(LoadState& state, LoadPlan plan);
std::unique_ptr<Loader> make_message_loader(LoadState& state, LoadPlan plan);
std::unique_ptr<Loader> make_survey_loader(LoadState& state, LoadPlan plan);

/// The dimension of that id, created at its place in display order when it is new.
Dimension& dimension_of(TicketTable& tickets, const std::string& id);

}  // namespace csreport
