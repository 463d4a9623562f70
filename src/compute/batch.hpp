#pragma once
// Some observations of one metric with the periods they fall into, column by column. Kernels fill a
// batch that fits into the first cache, then each consumer runs one tight loop over it.

#include <array>
#include <cstdint>
#include <span>

#include "compute/group_codes.hpp"

namespace csreport {

class Batch {
 public:
  static constexpr std::size_t kCapacity = 256;

  void add(std::size_t slot, Subject subject, double value) {
    slots_[size_] = static_cast<std::uint32_t>(slot);
    subjects_[size_] = subject;
    values_[size_] = value;
    ++size_;
  }
  void clear() noexcept { size_ = 0; }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool full() const noexcept { return size_ == kCapacity; }
  [[nodiscard]] std::span<const std::uint32_t> slots() const noexcept { return {slots_.data(), size_}; }
  [[nodiscard]] std::span<const Subject> subjects() const noexcept { return {subjects_.data(), size_}; }
  [[nodiscard]] std::span<const double> values() const noexcept { return {values_.data(), size_}; }

 private:
  std::size_t size_ = 0;
  std::array<std::uint32_t, kCapacity> slots_;
  std::array<Subject, kCapacity> subjects_;
  std::array<double, kCapacity> values_;
};

}  // namespace csreport
