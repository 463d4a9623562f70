#include "csreport/core/survival.hpp"

#include <algorithm>
#include <cmath>

#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

constexpr double kHalf = 0.5;

struct Band {
  double low = 0;
  double high = 0;
};

/// Of S at one duration; `greenwood` is the sum of d / (n (n - d)). REQUIRES: 0 < survival < 1.
Band band_of(double survival, double greenwood) {
  const double centre = std::log(-std::log(survival));
  const double half = normal_upper_point(0.025) * std::sqrt(greenwood) / std::fabs(std::log(survival));
  return {std::exp(-std::exp(centre + half)), std::exp(-std::exp(centre - half))};
}

void set_first(std::optional<double>& first, bool reached, double at) {
  if (!first && reached) first = at;
}

}  // namespace

SurvivalMedian kaplan_meier_median(std::span<const double> ended, std::span<const double> outstanding) {
  SurvivalMedian result{.ended = static_cast<std::int64_t>(ended.size()),
                        .outstanding = static_cast<std::int64_t>(outstanding.size())};
  double survival = 1;
  double greenwood = 0;
  std::size_t gone = 0;  // outstanding ones that are shorter
  for (std::size_t i = 0; i < ended.size();) {
    const double at = ended[i];
    const auto next = static_cast<std::size_t>(std::upper_bound(ended.begin(), ended.end(), at) - ended.begin());
    while (gone < outstanding.size() && outstanding[gone] < at) ++gone;
    const auto ends_here = static_cast<double>(next - i);
    const auto at_risk = static_cast<double>(ended.size() - i + outstanding.size() - gone);
    survival *= 1 - ends_here / at_risk;
    i = next;
    set_first(result.median, survival <= kHalf, at);
    if (ends_here == at_risk) {  // S is 0, and so are both ends
      set_first(result.low, true, at);
      set_first(result.high, true, at);
      break;
    }
    greenwood += ends_here / (at_risk * (at_risk - ends_here));
    const Band band = band_of(survival, greenwood);
    set_first(result.low, band.low <= kHalf, at);
    set_first(result.high, band.high <= kHalf, at);
  }
  return result;
}

std::optional<SurvivalShare> kaplan_meier_share(std::span<const double> ended, std::span<const double> outstanding,
                                                std::int64_t outlasted) {
  SurvivalShare result{.share = 1,
                       .ended = static_cast<std::int64_t>(ended.size()),
                       .outlasted = outlasted,
                       .outstanding = static_cast<std::int64_t>(outstanding.size())};
  const auto all = ended.size() + outstanding.size() + static_cast<std::size_t>(outlasted);
  double greenwood = 0;
  std::size_t gone = 0;  // outstanding ones that are shorter
  for (std::size_t i = 0; i < ended.size() && result.share > 0;) {
    const auto next = static_cast<std::size_t>(std::upper_bound(ended.begin(), ended.end(), ended[i]) - ended.begin());
    while (gone < outstanding.size() && outstanding[gone] < ended[i]) ++gone;
    const auto ends_here = static_cast<double>(next - i);
    const auto at_risk = static_cast<double>(all - i - gone);
    i = next;
    result.share = ends_here == at_risk ? 0 : result.share * (1 - ends_here / at_risk);
    if (result.share > 0) greenwood += ends_here / (at_risk * (at_risk - ends_here));
  }
  // Who is watched still may end later: nobody has been seen to the end.
  if (all == 0 || (outlasted == 0 && result.share > 0)) return std::nullopt;
  if (result.share > 0 && result.share < 1) {
    const Band band = band_of(result.share, greenwood);
    result.low = band.low;
    result.high = band.high;
  }
  return result;
}

}  // namespace csreport
