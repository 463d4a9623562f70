#pragma once
// Some observations of one metric, column by column. Kernels fill a block that fits into the first
// cache, then each consumer runs one tight loop over it.

#include <array>
#include <cstdint>
#include <span>

#include "compute/group_codes.hpp"
#include "compute/slots.hpp"

namespace csreport {

class Block {
 public:
  static constexpr std::size_t kCapacity = 512;

  explicit Block(Subjects::Kind kind) : kind_(kind) {}

  /// REQUIRES: not full.
  void add(Place place, const Subject& subject, double value) {
    places_[size_] = place;
    rows_[size_] = subject.ticket_row;
    agents_[size_] = subject.agent;
    survey_rows_[size_] = subject.survey_row;
    values_[size_] = value;
    ++size_;
  }
  void clear() noexcept { size_ = 0; }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] bool full() const noexcept { return size_ == kCapacity; }
  [[nodiscard]] std::span<const Place> places() const noexcept { return {places_.data(), size_}; }
  [[nodiscard]] std::span<const double> values() const noexcept { return {values_.data(), size_}; }
  [[nodiscard]] Subjects subjects() const noexcept {
    const std::size_t others = kind_ == Subjects::Kind::tickets ? 0 : size_;
    return {{rows_.data(), size_}, {agents_.data(), others}, {survey_rows_.data(), others}};
  }

 private:
  std::size_t size_ = 0;
  Subjects::Kind kind_;
  std::array<Place, kCapacity> places_;
  std::array<std::uint32_t, kCapacity> rows_;
  std::array<std::uint32_t, kCapacity> agents_;
  std::array<std::uint32_t, kCapacity> survey_rows_;
  std::array<double, kCapacity> values_;
};

}  // namespace csreport
