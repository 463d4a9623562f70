#include "compute/median.hpp"

#include <algorithm>
#include <array>

namespace csreport {
namespace {

constexpr unsigned kBinBits = 11;
/// Below it, selecting at once is faster than counting bins.
constexpr std::size_t kSmall = 1024;

/// The middle one, or the mean of the two middle ones, as percentiles interpolate: `skipped` values
/// outside the span are known to be smaller, out of `n` in all.
double middle_of(std::span<std::uint32_t> values, std::size_t skipped, std::size_t n) {
  const auto low = values.begin() + static_cast<std::ptrdiff_t>((n - 1) / 2 - skipped);
  std::nth_element(values.begin(), low, values.end());
  const double value = *low;
  if (n % 2 == 1) return value;
  return value + 0.5 * (static_cast<double>(*std::min_element(low + 1, values.end())) - value);
}

unsigned shift_for(std::uint32_t largest) {
  unsigned shift = 0;
  while (largest >> shift >> kBinBits != 0) ++shift;
  return shift;
}

}  // namespace

double median_of(std::span<std::uint32_t> values) {
  const std::size_t n = values.size();
  if (n < kSmall) return middle_of(values, 0, n);
  const unsigned shift = shift_for(*std::max_element(values.begin(), values.end()));
  std::array<std::size_t, std::size_t{1} << kBinBits> bins{};
  for (const std::uint32_t value : values) ++bins[value >> shift];

  std::size_t skipped = 0;  // values below the bin of the lower middle one
  std::uint32_t first = 0;
  while (skipped + bins[first] <= (n - 1) / 2) skipped += bins[first++];
  std::uint32_t last = first;
  for (std::size_t seen = skipped + bins[first]; seen <= n / 2; seen += bins[last]) ++last;

  std::size_t kept = 0;  // gathered in front: no value is read after it was overwritten
  for (const std::uint32_t value : values) {
    values[kept] = value;
    kept += (value >> shift) - first <= last - first ? 1U : 0U;
  }
  return middle_of(values.first(kept), skipped, n);
}

}  // namespace csreport
