#pragma once
// How numbers are written for people, in one place for all text formats: durations, shares, counts,
// scores, changes, ranges, small samples. JSON does not come here. The marks and unit words are
// those of the language.

#include <cstdint>
#include <optional>
#include <string>

#include "csreport/report/report.hpp"
#include "render/language.hpp"

namespace csreport {

/// Shares in a column whose largest n is at least this get one decimal.
inline constexpr std::int64_t kFewestForDecimal = 100;
/// A change of a count shows its percentage from this base on.
inline constexpr double kSmallestPercentBase = 50;

/// Whether it says how many of so many cases. A mean score and a share of time do not, and neither does one number over
/// another whose part it is not ("39 of 22"); of the quotients only those of customers are parts of a whole.
[[nodiscard]] inline bool is_share_of_cases(const MetricRow& row) {
  if (row.unit != Unit::ratio || row.headline != Headline::ratio || row.population == Population::sessions)
    return false;
  return row.fold != Fold::quotient || row.population == Population::customers;
}

class NumberFormat {
 public:
  explicit NumberFormat(const Language& language) : language_(&language) {}

  /// Digits in groups, rounded half away from zero: "1,284", "−4.2". Never "−0".
  [[nodiscard]] std::string number(double value, int decimals = 0) const;
  /// "41s", "1m 32s", "38m", "2h 14m", "3d 5h".
  [[nodiscard]] std::string duration(double seconds) const;
  /// A share in 0..1 as a percentage: "81.3%", "< 0.1%", "> 99.9%", "0%", "100%".
  [[nodiscard]] std::string share(double ratio, int decimals) const;
  /// A relative change: "+38%", "+3.9%".
  [[nodiscard]] std::string signed_percent(double ratio) const;

  /// A metric's value; "–" without one. `column_n` is the largest n of its column.
  [[nodiscard]] std::string value(const MetricRow& row, const MetricValue& value, std::int64_t column_n) const;
  /// The same beside a limit in its own words (see limit()): as much finer as it takes to look different from it when
  /// it is, "39m 12s" beside "39m".
  [[nodiscard]] std::string value_beside(const MetricRow& row, const MetricValue& value, double limit) const;
  /// A number in the metric's unit, without the rule for small samples (axes, series, intervals).
  [[nodiscard]] std::string plain(const MetricRow& row, double value, std::int64_t column_n) const;
  /// A limit that somebody chose, with as many decimals as it has: "85%", "99.5%", "1h", "4.75".
  [[nodiscard]] std::string limit(const MetricRow& row, double value) const;
  /// "+63 (+38%)", "−4.2 pts", "−3m", "–"; from 0 its size.
  [[nodiscard]] std::string change(const MetricRow& row, const Change& change, std::int64_t column_n,
                                   std::optional<double> base) const;
  /// The size of a change without its sign: "63 (38%)", "4.2 pts".
  [[nodiscard]] std::string difference(const MetricRow& row, const Change& change, std::int64_t column_n,
                                       std::optional<double> base) const;
  /// -1, 0 or +1: the direction in which the number moved as far as its size can be seen.
  [[nodiscard]] int direction(const MetricRow& row, const Change& change, std::int64_t column_n,
                              std::optional<double> base) const;
  /// "81.7–92.4%": the unit once where both ends share it. A limit that `beside`, a value beyond it, is written like is
  /// moved inside by the least that can be seen: 3h 37m lies below 3h 38m–5h 57m.
  [[nodiscard]] std::string range(const MetricRow& row, double low, double high, std::int64_t column_n,
                                  std::optional<double> beside = std::nullopt) const;

  /// A number that is no metric's value.
  [[nodiscard]] std::string quantity(const Quantity& quantity, std::int64_t column_n) const;

  [[nodiscard]] static std::string_view no_value() { return "–"; }

 private:
  /// A share whose sign may stand elsewhere.
  [[nodiscard]] std::string share_with(double ratio, int decimals, std::string_view sign) const;
  [[nodiscard]] std::string unsigned_number(double magnitude, int decimals) const;
  [[nodiscard]] std::string unit(std::int64_t n, std::string_view path) const;
  [[nodiscard]] std::string exact_duration(double seconds) const;
  /// The limit, moved away from a value beyond it as far as it takes to be written differently.
  [[nodiscard]] double apart(const MetricRow& row, double limit, double beside, std::int64_t column_n) const;
  [[nodiscard]] std::string amount(const MetricRow& row, double magnitude, std::int64_t column_n,
                                   std::optional<double> base) const;

  const Language* language_;
};

/// Whether both values are known: also from 0, which has no percentage.
bool is_measured(const Change& change);

}  // namespace csreport
