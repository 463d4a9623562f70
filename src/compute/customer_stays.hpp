#pragma once
// From when to when somebody was a customer of the business (METRICS 1.24), by customer: who left and came back has
// several stays.

#include <cstdint>
#include <span>
#include <vector>

#include "csreport/core/dataset.hpp"

namespace csreport {

class CustomerStays {
 public:
  explicit CustomerStays(const CustomerTable& customers);

  /// A customer from `since` on and before `until`.
  struct Stay {
    std::uint32_t since = 0;  ///< 0: always, as far as the file knows
    std::uint32_t until = InstantColumn::kMissing;
    std::uint32_t row = 0;  ///< of the table
  };
  [[nodiscard]] std::size_t customers() const noexcept { return begin_.size() - 1; }
  /// In order of time.
  [[nodiscard]] std::span<const Stay> of(std::size_t customer) const {
    return std::span(stays_).subspan(begin_[customer], begin_[customer + 1] - begin_[customer]);
  }

 private:
  std::vector<std::size_t> begin_{0};
  std::vector<Stay> stays_;
};

/// What a period sees of a customer.
struct CustomerInPeriod {
  /// `start` and `end` as seconds since 1970, half-open.
  CustomerInPeriod(std::span<const CustomerStays::Stay> stays, std::int64_t start, std::int64_t end);

  bool at_start = false;
  bool at_end = false;
  bool within = false;                         ///< a customer at some moment
  const CustomerStays::Stay* begun = nullptr;  ///< the first stay that began in the period, of a new customer
};

}  // namespace csreport
