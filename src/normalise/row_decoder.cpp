#include "normalise/row_decoder.hpp"

#include <algorithm>

#include "csreport/core/text.hpp"
#include "csreport/normalise/number_text.hpp"
#include "normalise/usual_times.hpp"

namespace csreport {
namespace {

/// The values of those that are rows.
template <typename Value>
void keep_rows(std::span<const Value> values, const std::vector<char>& is_row, std::vector<Value>& kept) {
  kept.clear();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_row[i] != 0) kept.push_back(values[i]);
  }
}

}  // namespace

void RowParts::restart(std::size_t column_count) {
  rows = 0;
  rejected = 0;
  time.clear();
  states.clear();
  unsaid.clear();
  failed.clear();
  columns.resize(column_count);
  for (ColumnPart& part : columns) part.clear();
}

RowDecoder::RowDecoder(std::size_t number, const RowPlan& plan, FileContext file, const FilterPlan& filter)
    : number_(number), plan_(&plan), filter_(filter, file.lexicon) {
  for (const RequiredColumn& id : plan.ids) id_voices_.emplace_back(file, *id.bound);
  for (const RequiredColumn& required : plan.numbers) number_voices_.emplace_back(file, *required.bound);
  if (plan.time) time_.emplace(file, *plan.time->bound);
  for (const PlannedColumn& column : plan.columns)
    columns_.push_back(make_column_decoder(column.kind, file, *column.bound, column.texts, column.longest));
}

void RowDecoder::decode(const RecordBatch& batch, RowParts& parts, DiagnosticLog& log) {
  parts.decoder = number_;
  choose_rows(batch, parts, log);
  if (!all_rows_) keep_rows(batch.lines(), is_row_, lines_);
  for (std::size_t i = 0; i < columns_.size(); ++i)
    columns_[i]->decode(cells_of(batch, plan_->columns[i].batch_column), parts.columns[i], log);
}

void RowDecoder::choose_rows(const RecordBatch& batch, RowParts& parts, DiagnosticLog& log) {
  is_row_.assign(batch.records(), 1);
  for (std::size_t i = 0; i < plan_->ids.size(); ++i) require_id(plan_->ids[i], id_voices_[i], batch, log);
  for (std::size_t i = 0; i < plan_->numbers.size(); ++i)
    require_number(plan_->numbers[i], number_voices_[i], batch, log);
  if (time_) require_time(batch, parts, log);
  const auto rows = static_cast<std::size_t>(std::count(is_row_.begin(), is_row_.end(), char{1}));
  all_rows_ = rows == batch.records();
  parts.rows += rows;
  parts.rejected += static_cast<std::int64_t>(batch.records() - rows);
  if (!filter_.active()) return;
  for (std::size_t record = 0; record < batch.records(); ++record) {
    if (is_row_[record] == 0) continue;
    const RowVerdict verdict = filter_.judge(batch, record);
    parts.states.push_back(verdict.state);
    parts.unsaid.push_back(verdict.unsaid ? 1 : 0);
    if (filter_.of_calls()) parts.failed.push_back(filter_.failed(batch, record));
  }
}

void RowDecoder::require_id(const RequiredColumn& required, const ColumnVoice& voice, const RecordBatch& batch,
                            DiagnosticLog& log) {
  const auto cells = batch.column(required.batch_column);
  for (std::size_t record = 0; record < cells.size(); ++record) {
    if (is_row_[record] == 0 || !voice.is_missing(cells[record])) continue;
    voice.complain(log, cells[record], batch.lines()[record], required.missing_code,
                   {std::string(required.expected), {}}, Consequence::row_rejected);
    is_row_[record] = 0;
  }
}

void RowDecoder::require_number(const RequiredColumn& required, const ColumnVoice& voice, const RecordBatch& batch,
                                DiagnosticLog& log) {
  const auto cells = batch.column(required.batch_column);
  for (std::size_t record = 0; record < cells.size(); ++record) {
    if (is_row_[record] == 0 || parse_number(trim(cells[record]), required.bound->mark)) continue;
    const std::string_view code = voice.is_missing(cells[record]) ? required.missing_code : required.invalid_code;
    voice.complain(log, cells[record], batch.lines()[record], code, {std::string(required.expected), {}},
                   Consequence::row_rejected);
    is_row_[record] = 0;
  }
}

void RowDecoder::require_time(const RecordBatch& batch, RowParts& parts, DiagnosticLog& log) {
  const auto cells = batch.column(plan_->time->batch_column);
  usual_.resize(cells.size());
  time_->read_usual(cells, usual_);
  for (std::size_t record = 0; record < cells.size(); ++record) {
    if (is_row_[record] == 0) continue;
    std::uint32_t seconds = usual_[record];
    if (seconds != kUnusualTime && seconds != InstantColumn::kMissing) {
      parts.time.cells.push_back(seconds);
      continue;
    }
    const CellState state = time_->read(cells[record], seconds);
    if (state == CellState::value) {
      parts.time.cells.push_back(seconds);
      continue;
    }
    const bool missing = state == CellState::missing;
    time_->voice().complain(log, cells[record], batch.lines()[record],
                            missing ? plan_->time->missing_code : plan_->time->invalid_code, time_->expected(),
                            Consequence::row_rejected);
    is_row_[record] = 0;
  }
}

Cells RowDecoder::cells_of(const RecordBatch& batch, std::size_t batch_column) {
  if (all_rows_) return {batch.column(batch_column), batch.lines()};
  keep_rows(batch.column(batch_column), is_row_, texts_);
  return {texts_, lines_};
}

std::vector<const TimeReader*> RowDecoder::times() const {
  std::vector<const TimeReader*> readers;
  if (time_) readers.push_back(&time_->reader());
  for (const auto& column : columns_) {
    if (column->times() != nullptr) readers.push_back(column->times());
  }
  return readers;
}

}  // namespace csreport
