#pragma once
// A workbook for spreadsheets (Office Open XML): sheets, cells of texts and real numbers, line charts. The one place
// that calls libxlsxwriter. A text is never a formula, whatever it begins with; the same cells are the same bytes.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/time_zone.hpp"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace csreport {

enum class CellFormat {
  plain,
  wrapped,  ///< texts of several lines
  head,
  number_head,  ///< above numbers, at their side
  title,
  strong,
  duration,  ///< days as [h]:mm:ss
  percent,
  whole,
  one_decimal,
  two_decimals,
  signed_minutes,  ///< spreadsheets show no negative times
  signed_points,   ///< percentage points
  signed_whole,
  signed_two_decimals
};

/// One sheet; rows and columns count from 0. Columns become as wide as what stands in them.
class Sheet {
 public:
  Sheet(class Workbook& workbook, lxw_worksheet* sheet, std::string name);

  /// Control characters become U+FFFD; nothing is written for an empty text.
  void text(std::uint32_t row, std::uint16_t column, std::string_view text, CellFormat format = CellFormat::plain);
  /// Nothing is written where there is no number.
  void number(std::uint32_t row, std::uint16_t column, const std::optional<double>& value, CellFormat format);
  /// A text that runs over the cells beside it, without a say in the column's width.
  void line(std::uint32_t row, std::string_view text, CellFormat format = CellFormat::plain);
  /// Rows above and columns left of the cell stay in view.
  void freeze(std::uint32_t row, std::uint16_t column);
  void filter(std::uint32_t last_row, std::uint16_t last_column);
  void finish();  ///< sets the widths

  [[nodiscard]] lxw_worksheet* handle() const { return sheet_; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  void widen(std::uint16_t column, std::size_t characters);

  Workbook& workbook_;
  lxw_worksheet* sheet_;
  std::string name_;
  std::map<std::uint16_t, std::size_t> widths_;
};

enum class SheetChartKind : std::uint8_t {
  range,  ///< lines: the first is the data, the others are its limits
  lines,  ///< lines of equal rank, with a legend
  layers  ///< areas one upon the other, with a legend
};
/// A series per column of `columns`, over the rows of one sheet. Its title and the names of the legend stand in cells,
/// so that they cannot be formulas.
struct SheetChart {
  SheetChartKind kind = SheetChartKind::range;
  std::uint32_t first_row = 0, last_row = 0;
  std::uint16_t categories = 0;
  std::vector<std::uint16_t> columns;
  std::uint32_t title_row = 0;
  std::uint16_t title_column = 0;
  std::uint32_t place_row = 0;
  std::uint16_t place_column = 0;
};

class Workbook {
 public:
  /// `made` stands in the document's properties instead of the clock. Throws Error(resource_limit) without memory for
  /// the file.
  Workbook(const std::string& title, Instant made);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// A name that spreadsheets allow, and that no other sheet has, is made of `name`.
  Sheet& add_sheet(std::string_view name);
  void add_chart(Sheet& sheet, const SheetChart& chart);

  /// The bytes of the file. Call once. Throws Error(resource_limit) with the library's reason.
  std::string finish();

  lxw_format* format(CellFormat format);

 private:
  lxw_workbook* workbook_ = nullptr;
  int file_ = -1;  ///< in memory
  std::deque<Sheet> sheets_;
  std::set<std::string> names_;  ///< in small letters
  std::map<CellFormat, lxw_format*> formats_;
};

}  // namespace csreport
