#include "compute/customer_stays.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace csreport {

CustomerStays::CustomerStays(const CustomerTable& customers) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t row = 0; row < customers.rows; ++row) {
    if (customers.state[row] == RowState::used) order.push_back(row);
  }
  const auto since = [&](std::uint32_t row) { return customers.since[row].value_or(0); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(customers.customer[a], since(a), a) < std::tuple(customers.customer[b], since(b), b);
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::uint32_t row = order[i];
    stays_.push_back({since(row), customers.until[row].value_or(InstantColumn::kMissing), row});
    const bool last = i + 1 == order.size() || customers.customer[order[i + 1]] != customers.customer[row];
    if (last) begin_.push_back(stays_.size());
  }
}

CustomerInPeriod::CustomerInPeriod(std::span<const CustomerStays::Stay> stays, std::int64_t start, std::int64_t end) {
  for (const CustomerStays::Stay& stay : stays) {
    at_start = at_start || (stay.since < start && stay.until >= start);
    at_end = at_end || (stay.since < end && stay.until >= end);
    const bool begins = stay.since >= start && stay.since < end;
    within = within || begins || (stay.since < end && stay.until > start);
    if (begun == nullptr && begins) begun = &stay;
  }
  if (at_start || stays.front().since < start) begun = nullptr;
}

}  // namespace csreport
