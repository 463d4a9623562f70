#include "compute/quantile.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace csreport {
namespace {

/// Below it, selecting at once is faster than counting bins.
constexpr std::size_t kSmall = 512;

}  // namespace

/// The leading kFineBits + 1 bits of the value and, in front of them, where they lead. Rises with it.
std::size_t QuantileSelector::bin_of(std::uint32_t value) {
  const int shift = 31 - static_cast<int>(kFineBits) - std::countl_zero(value | (1U << kFineBits));
  return (static_cast<std::size_t>(shift) << kFineBits) + (value >> shift);
}

void QuantileSelector::look_at(Parts parts) {
  parts_ = std::move(parts);
  size_ = 0;
  for (const auto& part : parts_) size_ += part.size();
  if (size_ < kSmall) return;
  counts_.fill(0);
  for (const auto& part : parts_) {
    for (const std::uint32_t value : part) ++counts_[bin_of(value)];
  }
}

void QuantileSelector::gather(std::size_t first_bin, std::size_t last_bin) {
  std::size_t n = 0;
  for (std::size_t bin = first_bin; bin <= last_bin; ++bin) n += counts_[bin];
  kept_.resize(n + 1);  // one more, for what is written before it is known to lie elsewhere
  std::size_t kept = 0;
  for (const auto& part : parts_) {
    for (const std::uint32_t value : part) {
      kept_[kept] = value;
      kept += bin_of(value) - first_bin <= last_bin - first_bin ? 1U : 0U;
    }
  }
  kept_.resize(n);
}

void QuantileSelector::select(std::size_t rank, std::uint32_t& low, std::uint32_t& high) {
  const std::size_t next = std::min(rank + 1, size_ - 1);
  std::size_t skipped = 0;  // values below those that are looked into
  if (size_ < kSmall) {
    kept_.clear();
    for (const auto& part : parts_) kept_.insert(kept_.end(), part.begin(), part.end());
  } else {
    std::size_t first = 0;
    while (skipped + counts_[first] <= rank) skipped += counts_[first++];
    std::size_t last = first;
    for (std::size_t seen = skipped + counts_[first]; seen <= next; seen += counts_[last]) ++last;
    gather(first, last);
  }
  const auto place = kept_.begin() + static_cast<std::ptrdiff_t>(rank - skipped);
  std::nth_element(kept_.begin(), place, kept_.end());
  low = *place;
  high = next == rank ? low : *std::min_element(place + 1, kept_.end());
}

double QuantileSelector::at(double p) {
  const double h = static_cast<double>(size_ - 1) * p;
  const auto rank = static_cast<std::size_t>(h);
  const double fraction = h - static_cast<double>(rank);
  std::uint32_t low = 0, high = 0;
  select(rank, low, high);
  if (fraction <= 0) return low;
  return low + fraction * (static_cast<double>(high) - low);
}

}  // namespace csreport
