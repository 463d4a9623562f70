#include "render/workbook.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>

#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"
#include "render/display_width.hpp"
#include "render/escape.hpp"
#include "render/utf8.hpp"
#include "render/xlsx_library.hpp"

namespace csreport {
namespace {

constexpr std::size_t kLongestName = 31;    ///< of a sheet
constexpr std::size_t kLongestText = 8000;  ///< characters; spreadsheets end at 32,767 code units
constexpr std::size_t kWidest = 60;         ///< of a column; longer texts are wrapped or run on
constexpr std::size_t kNarrowest = 8;
constexpr std::uint32_t kGrey = 0x8A939E, kInk = 0x46525F;

struct NumberShape {
  CellFormat format;
  const char* code;  ///< of spreadsheets; "" for texts
};
constexpr std::array<NumberShape, 15> kShapes = {
    {{CellFormat::plain, ""},
     {CellFormat::wrapped, ""},
     {CellFormat::head, ""},
     {CellFormat::number_head, ""},
     {CellFormat::title, ""},
     {CellFormat::strong, ""},
     {CellFormat::duration, "[h]:mm:ss"},
     {CellFormat::percent, "0.0%"},
     {CellFormat::whole, "#,##0"},
     {CellFormat::one_decimal, "0.0"},
     {CellFormat::two_decimals, "#,##0.00"},
     {CellFormat::signed_minutes, "+#,##0.0\" min\";-#,##0.0\" min\";0\" min\""},
     {CellFormat::signed_points, "+0.0\" pts\";-0.0\" pts\";0\" pts\""},
     {CellFormat::signed_whole, "+#,##0;-#,##0;0"},
     {CellFormat::signed_two_decimals, "+#,##0.00;-#,##0.00;0"}}};

const XlsxLibrary& xlsx() { return xlsx_library(); }

[[noreturn]] void throw_unwritable(std::string_view reason) {
  throw Error(ExitCode::resource_limit, fmt::format("cannot make the spreadsheet: {}", reason),
              "is there memory, and room in the folder for temporary files (TMPDIR)?");
}

/// Without the characters that names of sheets must not have, and neither empty nor too long.
std::string sheet_name(std::string_view wanted) {
  std::string name;
  for (const char c : escape_plain_text(wanted)) {
    name += std::string_view("[]:*?/\\'").find(c) != std::string_view::npos ? ' ' : c;
  }
  name = cut_characters(trim(name), kLongestName, "…");
  return name.empty() ? "Sheet" : name;
}

void set_line(lxw_chart_series* series, std::uint32_t color, double width, std::uint8_t dash) {
  lxw_chart_line line = {};
  line.color = color;
  line.width = static_cast<float>(width);
  line.dash_type = dash;
  xlsx().chart_series_set_line(series, &line);
}

/// The first line is what the chart is about.
void dress_line(lxw_chart_series* series, SheetChartKind kind, bool first) {
  const bool marked = first && kind == SheetChartKind::range;
  set_line(series, first ? kInk : kGrey, first ? 1.75 : 1,
           first ? LXW_CHART_LINE_DASH_SOLID : LXW_CHART_LINE_DASH_DASH);
  xlsx().chart_series_set_marker_type(series, marked ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_NONE);
  if (marked) xlsx().chart_series_set_marker_size(series, 4);
}

}  // namespace

// ---- sheets -------------------------------------------------------------------------------------

Sheet::Sheet(Workbook& workbook, lxw_worksheet* sheet, std::string name)
    : workbook_(workbook), sheet_(sheet), name_(std::move(name)) {
  xlsx().worksheet_set_landscape(sheet_);
  xlsx().worksheet_set_paper(sheet_, 9);  // A4
  xlsx().worksheet_fit_to_pages(sheet_, 1, 0);
}

void Sheet::widen(std::uint16_t column, std::size_t characters) {
  std::size_t& width = widths_[column];
  width = std::min(std::max({width, characters + 2, kNarrowest}), kWidest);
}

void Sheet::text(std::uint32_t row, std::uint16_t column, std::string_view text, CellFormat format) {
  if (text.empty()) return;
  const std::string safe = escape_plain_text(cut_characters(text, kLongestText, "…"));
  xlsx().worksheet_write_string(sheet_, row, column, safe.c_str(), workbook_.format(format));
  widen(column, display_width(safe));
}

void Sheet::number(std::uint32_t row, std::uint16_t column, const std::optional<double>& value, CellFormat format) {
  constexpr std::size_t kUsual = 10;
  if (!value || !std::isfinite(*value)) return;
  xlsx().worksheet_write_number(sheet_, row, column, *value == 0 ? 0 : *value, workbook_.format(format));
  widen(column, kUsual);
}

void Sheet::line(std::uint32_t row, std::string_view text, CellFormat format) {
  if (text.empty()) return;
  const std::string safe = escape_plain_text(cut_characters(text, kLongestText, "…"));
  xlsx().worksheet_write_string(sheet_, row, 0, safe.c_str(), workbook_.format(format));
}

void Sheet::freeze(std::uint32_t row, std::uint16_t column) { xlsx().worksheet_freeze_panes(sheet_, row, column); }

void Sheet::filter(std::uint32_t last_row, std::uint16_t last_column) {
  xlsx().worksheet_autofilter(sheet_, 0, 0, last_row, last_column);
}

void Sheet::finish() {
  for (const auto& [column, width] : widths_) {
    xlsx().worksheet_set_column(sheet_, column, column, static_cast<double>(width), nullptr);
  }
}

// ---- the workbook -------------------------------------------------------------------------------

Workbook::Workbook(const std::string& title, Instant made) {
  // The library writes files only; this one never touches a disk.
  file_ = ::memfd_create("csreport", MFD_CLOEXEC);
  if (file_ < 0) throw_unwritable(std::strerror(errno));
  workbook_ = xlsx().workbook_new(fmt::format("/proc/self/fd/{}", file_).c_str());
  if (workbook_ == nullptr) throw_unwritable("out of memory");
  std::string shown = escape_plain_text(cut_characters(title, 250, "…"));
  std::string maker = "csreport";
  lxw_doc_properties properties = {};
  properties.title = shown.data();
  properties.author = maker.data();
  properties.created = std::max<time_t>(made.time_since_epoch().count(), 1);  // 0 would be the clock
  xlsx().workbook_set_properties(workbook_, &properties);
}

Workbook::~Workbook() {
  if (workbook_ != nullptr) xlsx().lxw_workbook_free(workbook_);
  if (file_ >= 0) ::close(file_);
}

Sheet& Workbook::add_sheet(std::string_view wanted) {
  const std::string base = sheet_name(wanted);
  std::string name = base;
  // "History" is a name of spreadsheets themselves.
  for (int i = 2; lower_case(name) == "history" || !names_.insert(lower_case(name)).second; ++i) {
    const std::string number = fmt::format(" ({})", i);
    name = cut_characters(base, kLongestName - number.size(), "…") + number;
  }
  lxw_worksheet* const sheet = xlsx().workbook_add_worksheet(workbook_, name.c_str());
  if (sheet == nullptr) throw_unwritable(fmt::format("no sheet '{}'", name));
  return sheets_.emplace_back(*this, sheet, name);
}

void Workbook::add_chart(Sheet& sheet, const SheetChart& spec) {
  const bool layers = spec.kind == SheetChartKind::layers;
  lxw_chart* const chart = xlsx().workbook_add_chart(workbook_, layers ? LXW_CHART_AREA_STACKED : LXW_CHART_LINE);
  const char* const name = sheet.name().c_str();
  for (const std::uint16_t column : spec.columns) {
    lxw_chart_series* const series = xlsx().chart_add_series(chart, nullptr, nullptr);
    xlsx().chart_series_set_categories(series, name, spec.first_row, spec.categories, spec.last_row, spec.categories);
    xlsx().chart_series_set_values(series, name, spec.first_row, column, spec.last_row, column);
    if (spec.kind != SheetChartKind::range)
      xlsx().chart_series_set_name_range(series, name, spec.first_row - 1, column);
    if (!layers) dress_line(series, spec.kind, column == spec.columns.front());
  }
  xlsx().chart_title_set_name_range(chart, name, spec.title_row, spec.title_column);
  lxw_chart_font font = {};
  font.size = 11;
  font.bold = LXW_TRUE;
  xlsx().chart_title_set_name_font(chart, &font);
  xlsx().chart_legend_set_position(
      chart, spec.kind == SheetChartKind::range ? LXW_CHART_LEGEND_NONE : LXW_CHART_LEGEND_BOTTOM);
  lxw_chart_options options = {};
  options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
  xlsx().worksheet_insert_chart_opt(sheet.handle(), spec.place_row, spec.place_column, chart, &options);
}

lxw_format* Workbook::format(CellFormat wanted) {
  if (const auto found = formats_.find(wanted); found != formats_.end()) return found->second;
  lxw_format* const format = xlsx().workbook_add_format(workbook_);
  xlsx().format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  for (const NumberShape& shape : kShapes) {
    if (shape.format == wanted && *shape.code != '\0') xlsx().format_set_num_format(format, shape.code);
  }
  if (wanted == CellFormat::title) xlsx().format_set_font_size(format, 16);
  if (wanted == CellFormat::wrapped) xlsx().format_set_text_wrap(format);
  if (wanted == CellFormat::head || wanted == CellFormat::number_head) {
    xlsx().format_set_bottom(format, LXW_BORDER_THIN);
    xlsx().format_set_text_wrap(format);
    xlsx().format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
  }
  if (wanted == CellFormat::number_head) xlsx().format_set_align(format, LXW_ALIGN_RIGHT);
  const bool bold = wanted == CellFormat::title || wanted == CellFormat::strong || wanted == CellFormat::head ||
                    wanted == CellFormat::number_head;
  if (bold) xlsx().format_set_bold(format);
  return formats_[wanted] = format;
}

std::string Workbook::finish() {
  for (Sheet& sheet : sheets_) sheet.finish();
  const lxw_error error = xlsx().workbook_close(std::exchange(workbook_, nullptr));
  if (error != LXW_NO_ERROR) throw_unwritable(xlsx().lxw_strerror(error));
  const off_t size = ::lseek(file_, 0, SEEK_END);
  std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t got = ::pread(file_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (got <= 0) throw_unwritable(std::strerror(got < 0 ? errno : EIO));
    at += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace csreport
