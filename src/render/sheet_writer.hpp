#pragma once
// Rows of a sheet, one below the other, in the formats of metrics; part of the workbook (xlsx.cpp). Figures, with their
// charts, are in sheet_figures.cpp.

#include <optional>
#include <string>
#include <string_view>

#include "render/block_context.hpp"
#include "render/workbook.hpp"

namespace csreport {

/// Room for one chart, in rows.
inline constexpr std::uint32_t kChartRows = 16;

/// Writes rows one below the other into one sheet.
class SheetWriter {
 public:
  SheetWriter(Workbook& workbook, Sheet& sheet, const ContextSource& source)
      : workbook_(workbook), sheet_(sheet), source_(source) {}

  void line(std::string_view text, CellFormat format = CellFormat::plain) { sheet_.line(row_++, text, format); }
  void skip() { ++row_; }
  void next() { ++row_, column_ = 0; }

  void cell(std::string_view text, CellFormat format = CellFormat::plain) {
    sheet_.text(row_, column_++, text, format);
  }
  void cell(const std::optional<double>& number, CellFormat format) { sheet_.number(row_, column_++, number, format); }
  void count(std::int64_t n) { cell(static_cast<double>(n), CellFormat::whole); }
  void head(std::string_view text) { cell(text, CellFormat::head); }
  void number_head(std::string_view text) { cell(text, CellFormat::number_head); }
  /// In the format of the metric's unit.
  void value(const MetricRow& row, const std::optional<double>& value);
  void change(const MetricRow& row, const std::optional<double>& value);
  void blank() { ++column_; }

  [[nodiscard]] std::string word(const char* key) const { return source_.text(key); }
  [[nodiscard]] const ContextSource& source() const { return source_; }
  [[nodiscard]] bool compared() const { return source_.report.comparison.previous.has_value(); }
  [[nodiscard]] std::uint32_t row() const { return row_; }
  Sheet& sheet() { return sheet_; }
  Workbook& workbook() { return workbook_; }

 private:
  Workbook& workbook_;
  Sheet& sheet_;
  const ContextSource& source_;
  std::uint32_t row_ = 0;
  std::uint16_t column_ = 0;
};

std::string sentence(const Message& message, const ContextSource& source);

/// The figure's table, its notes, and its chart below the numbers that it draws.
void write(SheetWriter& out, const Figure& block);

}  // namespace csreport
