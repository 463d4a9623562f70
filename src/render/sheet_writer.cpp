#include "render/sheet_writer.hpp"

namespace csreport {
namespace {

/// How a value of the metric is written.
CellFormat value_format(const MetricRow& row) {
  switch (row.unit) {
    case Unit::seconds: return CellFormat::duration;
    case Unit::ratio: return CellFormat::percent;
    case Unit::score: return row.headline == Headline::mean ? CellFormat::one_decimal : CellFormat::whole;
    case Unit::count: return row.headline == Headline::mean ? CellFormat::two_decimals : CellFormat::whole;
    case Unit::currency: break;
  }
  return CellFormat::two_decimals;
}

CellFormat change_format(const MetricRow& row) {
  if (row.unit == Unit::seconds) return CellFormat::signed_minutes;
  if (row.unit == Unit::ratio) return CellFormat::signed_points;
  const bool whole = row.unit != Unit::currency && row.headline != Headline::mean;
  return whole ? CellFormat::signed_whole : CellFormat::signed_two_decimals;
}

/// Spreadsheets count times in days, and show none below 0: changes are in minutes.
std::optional<double> in_sheet(const MetricRow& row, const std::optional<double>& value) {
  constexpr double kDay = 86400;
  return value && row.unit == Unit::seconds ? *value / kDay : value;
}
std::optional<double> change_in_sheet(const MetricRow& row, const std::optional<double>& change) {
  constexpr double kMinute = 60;
  if (!change) return change;
  if (row.unit == Unit::seconds) return *change / kMinute;
  return row.unit == Unit::ratio ? *change * 100 : *change;
}

}  // namespace

void SheetWriter::value(const MetricRow& row, const std::optional<double>& value) {
  cell(in_sheet(row, value), value_format(row));
}

void SheetWriter::change(const MetricRow& row, const std::optional<double>& value) {
  cell(change_in_sheet(row, value), change_format(row));
}

std::string sentence(const Message& message, const ContextSource& source) {
  return plain_text(sentence_of(message, source.wording));
}

}  // namespace csreport
