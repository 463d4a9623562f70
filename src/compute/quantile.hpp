#pragma once
// Quantiles of many whole values by selection: they are counted in bins that grow with the values (64
// for each power of two, as durations spread over many), and only the bin that holds an order
// statistic is looked into. None of the values is moved.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace csreport {

class QuantileSelector {
 public:
  /// The values may lie in several pieces, as those of a group that is made of smaller ones do.
  using Parts = std::vector<std::span<const std::uint32_t>>;

  /// Counts the values. They stay as they are and must outlive the calls of at().
  void look_at(Parts parts);
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// Type 7 of Hyndman and Fan: linear between order statistics. REQUIRES: values, 0 <= p <= 1.
  double at(double p);
  /// 0 when there are no values.
  double median_of(Parts parts) {
    look_at(std::move(parts));
    return size_ == 0 ? 0 : at(0.5);
  }

 private:
  static constexpr unsigned kFineBits = 6;
  static constexpr std::size_t kBins = std::size_t{33 - kFineBits} << kFineBits;

  static std::size_t bin_of(std::uint32_t value);
  /// The value of this rank, from 0, and the next one; the same twice when it is the largest.
  void select(std::size_t rank, std::uint32_t& low, std::uint32_t& high);
  void gather(std::size_t first_bin, std::size_t last_bin);

  Parts parts_;
  std::size_t size_ = 0;
  std::array<std::uint32_t, kBins> counts_{};
  std::vector<std::uint32_t> kept_;  // the values of the bins looked into
};

}  // namespace csreport
