#include "month_names.hpp"

#include <string>

namespace csreport {
namespace {

struct MonthName {
  std::string_view name;
  unsigned month;
};
constexpr MonthName kMonthNames[] = {
    {"jan", 1},
    {"feb", 2},
    {"mar", 3},
    {"apr", 4},
    {"may", 5},
    {"jun", 6},
    {"jul", 7},
    {"aug", 8},
    {"sep", 9},
    {"sept", 9},
    {"oct", 10},
    {"nov", 11},
    {"dec", 12},
    {"january", 1},
    {"february", 2},
    {"march", 3},
    {"april", 4},
    {"june", 6},
    {"july", 7},
    {"august", 8},
    {"september", 9},
    {"october", 10},
    {"november", 11},
    {"december", 12},
    // Spanish
    {"ene", 1},
    {"abr", 4},
    {"ago", 8},
    {"dic", 12},
    {"enero", 1},
    {"febrero", 2},
    {"marzo", 3},
    {"abril", 4},
    {"mayo", 5},
    {"junio", 6},
    {"julio", 7},
    {"agosto", 8},
    {"septiembre", 9},
    {"octubre", 10},
    {"noviembre", 11},
    {"diciembre", 12},
    // German
    {"m\xC3\xA4r", 3},
    {"m\xC3\xA4rz", 3},
    {"mai", 5},
    {"okt", 10},
    {"dez", 12},
    {"januar", 1},
    {"februar", 2},
    {"juni", 6},
    {"juli", 7},
    {"oktober", 10},
    {"dezember", 12},
};

}  // namespace

std::optional<unsigned> month_by_name(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const auto& row : kMonthNames) {
    if (row.name == lower) return row.month;
  }
  return std::nullopt;
}

}  // namespace csreport
