#pragma once
// libxlsxwriter, loaded when the first workbook is made: it brings libcrypto with it, and the two of them were a third
// of the time of every start (5 of 15 ms).

#include <string>

#include <xlsxwriter.h>

// Its functions that workbook.cpp calls.
#define CSREPORT_XLSX_FUNCTIONS(NAME) \
  NAME(chart_add_series)              \
  NAME(chart_legend_set_position)     \
  NAME(chart_series_set_categories)   \
  NAME(chart_series_set_line)         \
  NAME(chart_series_set_marker_size)  \
  NAME(chart_series_set_marker_type)  \
  NAME(chart_series_set_name_range)   \
  NAME(chart_series_set_values)       \
  NAME(chart_title_set_name_font)     \
  NAME(chart_title_set_name_range)    \
  NAME(format_set_align)              \
  NAME(format_set_bold)               \
  NAME(format_set_bottom)             \
  NAME(format_set_font_size)          \
  NAME(format_set_num_format)         \
  NAME(format_set_text_wrap)          \
  NAME(lxw_strerror)                  \
  NAME(lxw_workbook_free)             \
  NAME(workbook_add_chart)            \
  NAME(workbook_add_format)           \
  NAME(workbook_add_worksheet)        \
  NAME(workbook_close)                \
  NAME(workbook_new)                  \
  NAME(workbook_set_properties)       \
  NAME(worksheet_autofilter)          \
  NAME(worksheet_fit_to_pages)        \
  NAME(worksheet_freeze_panes)        \
  NAME(worksheet_insert_chart_opt)    \
  NAME(worksheet_set_column)          \
  NAME(worksheet_set_landscape)       \
  NAME(worksheet_set_paper)           \
  NAME(worksheet_write_number)        \
  NAME(worksheet_write_string)

namespace csreport {

struct XlsxLibrary {
#define CSREPORT_XLSX_MEMBER(name) decltype(&::name) name = nullptr;
  CSREPORT_XLSX_FUNCTIONS(CSREPORT_XLSX_MEMBER)
#undef CSREPORT_XLSX_MEMBER
};

/// Loads a library of this file name. Throws Error(output_unwritable) when the system has none, or one without a
/// function.
XlsxLibrary load_xlsx_library(const std::string& file);
/// The one that the program was built with, loaded once.
const XlsxLibrary& xlsx_library();

}  // namespace csreport
