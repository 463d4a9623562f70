#pragma once
// How many tickets the next days and periods will bring, as far as the past says: with prediction intervals, and with
// how well the same method would have done on the past. A forecast that does no better than repeating the last season
// is not given.

#include <cstddef>
#include <vector>

#include "csreport/compute/day_counts.hpp"
#include "csreport/core/period.hpp"

namespace csreport {

struct OutlookPoint {
  Period period;
  double expected = 0;  ///< tickets created
  double low = 0;       ///< prediction interval, see Outlook::level
  double high = 0;
};

/// Forecasts that were made for periods which have since passed, from what was known before them.
struct Backtest {
  std::size_t forecasts = 0;
  double error = 0;        ///< mean absolute error
  double naive_error = 0;  ///< of the seasonal-naive forecast: the last known value of the same place in the season

  /// Below 1 the forecast is the better one (a relative mean absolute error).
  [[nodiscard]] double ratio() const { return naive_error > 0 ? error / naive_error : 1; }
};

enum class OutlookState {
  given,
  too_short,   ///< too few periods to learn from and to prove it on
  not_better,  ///< than the seasonal-naive forecast
  unfinished,  ///< the data ends before the period does
  passed       ///< the data holds already what came then
};
std::string_view outlook_state_name(OutlookState state);

struct Outlook {
  Grain grain = Grain::day;
  OutlookState state = OutlookState::too_short;
  std::vector<OutlookPoint> points;  ///< the next ones, in order; empty unless given
  OutlookPoint total;                ///< of all of them together; its period is that of all
  double level = 0.95;               ///< of the intervals
  std::size_t history = 0;           ///< periods that were learnt from
  std::size_t missing = 0;           ///< of those, left out as missing or extraordinary
  std::size_t missing_days = 0;      ///< of the rest: days taken to have brought what their weekday usually brings
  std::size_t season = 1;            ///< periods after which a pattern repeats; 1: none is known
  Backtest backtest;
};

/// The next seven days (seasons of a week) where `current` is a day or a week, and the next periods of its own grain
/// where it is a week, month or quarter (seasons of a year from three years on). From the days before the end of
/// `current`. Nothing for other grains.
///
/// Method: exponential smoothing with a damped trend and additive seasons (Gardner and McKenzie 1985; ETS(A,Ad,A) of
/// Hyndman et al. 2008) of sqrt(count + 3/8), which makes the spread of counts even (Anscombe 1948) and no forecast
/// negative. Its weights are those of a fixed grid with the smallest squared one-step error. Nothing is random.
///
/// A day without tickets whose weekday usually has five or more is missing: a gap of the export or a holiday, neither
/// of which is learnt from. A longer period is missing when its missing days would bring half of its tickets or more.
std::vector<Outlook> look_ahead(const DayCounts& days, const Period& current, const PeriodContext& context);

}  // namespace csreport
