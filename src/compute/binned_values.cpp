#include "compute/binned_values.hpp"

#include <algorithm>
#include <bit>

namespace csreport {
namespace {

std::size_t size_of(const ValueParts& parts) {
  std::size_t n = 0;
  for (const auto& part : parts) n += part.size();
  return n;
}

}  // namespace

BinnedValues::BinnedValues(std::span<const ValueParts> cells) {
  std::size_t n = 0;
  for (const ValueParts& parts : cells) n += size_of(parts);
  // Some values for each bin, or the bins would cost more than the values.
  constexpr int kValuesBits = 7, kMostFineBits = 6;
  const int bits = static_cast<int>(std::bit_width(n / std::max<std::size_t>(1, cells.size())));
  fine_bits_ = static_cast<unsigned>(std::clamp(bits - kValuesBits, 0, kMostFineBits));
  bins_ = std::size_t{33 - fine_bits_} << fine_bits_;
  values_.resize(n);
  ends_.assign(cells.size() * bins_, 0);
  std::size_t begin = 0;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    deal_out(cells[cell], begin, std::span(ends_).subspan(cell * bins_, bins_));
    begin += size_of(cells[cell]);
  }
}

/// The leading fine_bits_ + 1 bits of the value and, in front of them, where they lead. Rises with it.
std::size_t BinnedValues::bin_of(std::uint32_t value) const {
  const int shift = 31 - static_cast<int>(fine_bits_) - std::countl_zero(value | (1U << fine_bits_));
  return (static_cast<std::size_t>(shift) << fine_bits_) + (value >> shift);
}

/// A counting sort by bin: `ends` are at first counts, then where each bin begins, and at last where it ends.
void BinnedValues::deal_out(const ValueParts& values, std::size_t begin, std::span<std::uint32_t> ends) {
  for (const auto& part : values) {
    for (const std::uint32_t value : part) ++ends[bin_of(value)];
  }
  auto next = static_cast<std::uint32_t>(begin);
  for (std::uint32_t& end : ends) {
    const std::uint32_t count = end;
    end = next;
    next += count;
  }
  for (const auto& part : values) {
    for (const std::uint32_t value : part) values_[ends[bin_of(value)]++] = value;
  }
}

std::size_t BinnedValues::begin_of(std::size_t cell, std::size_t bin) const {
  return cell + bin == 0 ? 0 : ends_[cell * bins_ + bin - 1];
}

std::size_t BinnedValues::count_below(std::span<const std::uint32_t> cells, std::size_t bin) const {
  std::size_t n = 0;
  for (const std::uint32_t cell : cells) n += begin_of(cell, bin) - begin_of(cell, 0);
  return n;
}

std::size_t BinnedValues::size(std::span<const std::uint32_t> cells) const {
  std::size_t n = 0;
  for (const std::uint32_t cell : cells) n += end_of(cell, bins_ - 1) - begin_of(cell, 0);
  return n;
}

std::uint32_t BinnedValues::select(std::span<const std::uint32_t> cells, std::size_t rank) {
  std::size_t bin = 0, above = bins_;  // the last bin with `rank` values or fewer in front of it
  while (above - bin > 1) {
    const std::size_t middle = bin + (above - bin) / 2;
    (count_below(cells, middle) <= rank ? bin : above) = middle;
  }
  kept_.clear();
  for (const std::uint32_t cell : cells) {
    const std::span all(values_);
    const auto own = all.subspan(begin_of(cell, bin), end_of(cell, bin) - begin_of(cell, bin));
    kept_.insert(kept_.end(), own.begin(), own.end());
  }
  const auto place = kept_.begin() + static_cast<std::ptrdiff_t>(rank - count_below(cells, bin));
  std::nth_element(kept_.begin(), place, kept_.end());
  return *place;
}

double BinnedValues::quantile(std::span<const std::uint32_t> cells, double p) {
  const double h = static_cast<double>(size(cells) - 1) * p;
  const auto rank = static_cast<std::size_t>(h);
  const double fraction = h - static_cast<double>(rank);
  const double low = select(cells, rank);
  if (fraction <= 0) return low;
  return low + fraction * (select(cells, rank + 1) - low);
}

}  // namespace csreport
