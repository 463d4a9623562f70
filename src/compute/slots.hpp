#pragma once
// The periods of one run and which of them an instant falls into. Most periods form one row of
// neighbours (the trend); a year-ago period or a trend in another grain lies beside it.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "csreport/compute/compute.hpp"

namespace csreport {

class Slots {
 public:
  explicit Slots(const ComputeOptions& options) {
    for (const Period& period : options.trend) trend_.push_back(add(period));
    row_length_ = periods_.size();
    current_ = add(options.current);
    if (options.previous) previous_ = add(*options.previous);
  }

  [[nodiscard]] std::size_t size() const noexcept { return periods_.size(); }
  [[nodiscard]] const Period& period(std::size_t slot) const { return periods_[slot]; }
  [[nodiscard]] std::size_t current() const noexcept { return current_; }
  [[nodiscard]] std::optional<std::size_t> previous() const noexcept { return previous_; }
  [[nodiscard]] const std::vector<std::size_t>& trend() const noexcept { return trend_; }
  /// Current and previous are compared with all their groups; the others only show a trend.
  [[nodiscard]] bool is_compared(std::size_t slot) const noexcept {
    return slot == current_ || slot == previous_;
  }

  /// Calls `visit(slot)` for every period that contains the instant.
  template <typename Visit>
  void for_each(std::uint32_t instant, Visit visit) const {
    const Instant at = to_instant(instant);
    const auto row_end = periods_.begin() + static_cast<std::ptrdiff_t>(row_length_);
    const auto after = std::upper_bound(periods_.begin(), row_end, at,
                                        [](Instant t, const Period& p) { return t < p.start; });
    if (after != periods_.begin() && (after - 1)->contains(at)) {
      visit(static_cast<std::size_t>(after - 1 - periods_.begin()));
    }
    for (std::size_t slot = row_length_; slot < periods_.size(); ++slot) {
      if (periods_[slot].contains(at)) visit(slot);
    }
  }

 private:
  std::size_t add(const Period& period) {
    const auto same = [&](const Period& p) { return p.start == period.start && p.end == period.end; };
    const auto found = std::find_if(periods_.begin(), periods_.end(), same);
    if (found != periods_.end()) return static_cast<std::size_t>(found - periods_.begin());
    periods_.push_back(period);
    return periods_.size() - 1;
  }

  std::vector<Period> periods_;  // first the trend: disjoint and rising; then what lies beside it
  std::size_t row_length_ = 0;
  std::vector<std::size_t> trend_;
  std::size_t current_ = 0;
  std::optional<std::size_t> previous_;
};

}  // namespace csreport
