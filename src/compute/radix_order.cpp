#include "compute/radix_order.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace csreport {
namespace {

constexpr unsigned kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
/// Below it, counting 2,048 digits costs more than comparing.
constexpr std::size_t kSmall = 256;

struct Keyed {
  std::uint32_t key;
  std::uint32_t index;
};

std::size_t digit_of(const Keyed& item, unsigned shift) { return (item.key >> shift) & (kDigits - 1); }

/// One pass: `from` to `to`, ordered by the digit at `shift`.
void scatter(std::span<const Keyed> from, std::span<Keyed> to, unsigned shift) {
  std::array<std::uint32_t, kDigits + 1> next{};
  for (const Keyed& item : from) ++next[digit_of(item, shift) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  for (const Keyed& item : from) to[next[digit_of(item, shift)]++] = item;
}

}  // namespace

std::vector<std::uint32_t> radix_order(std::span<const std::uint32_t> keys) {
  std::vector<std::uint32_t> order(keys.size());
  if (keys.size() < kSmall) {
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return keys[a] < keys[b]; });
    return order;
  }
  std::vector<Keyed> items(keys.size());
  for (std::uint32_t i = 0; i < keys.size(); ++i) items[i] = {keys[i], i};
  std::vector<Keyed> other(keys.size());
  const std::uint32_t largest = *std::max_element(keys.begin(), keys.end());
  for (unsigned shift = 0; shift < 32 && largest >> shift != 0; shift += kDigitBits) {
    scatter(items, other, shift);
    items.swap(other);
  }
  for (std::size_t i = 0; i < items.size(); ++i) order[i] = items[i].index;
  return order;
}

}  // namespace csreport
