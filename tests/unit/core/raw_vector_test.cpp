#include "csreport/core/raw_vector.hpp"

#include <cstdint>
#include <numeric>

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("a place that gets no value keeps what the memory holds", "[raw-vector]") {
  std::uint32_t place = 0;
  volatile std::uint32_t* const memory = &place;  // so that no compiler leaves a write out
  *memory = 4711;
  RawAllocator<std::uint32_t>().construct(&place);
  CHECK(*memory == 4711);
  RawAllocator<std::uint32_t>().construct(&place, 12U);
  CHECK(*memory == 12);
}

TEST_CASE("growing without values writes nothing to the memory that was reserved", "[raw-vector]") {
  RawVector<std::uint32_t> numbers;
  numbers.reserve(1000);
  volatile std::uint32_t* const memory = numbers.data();
  for (std::uint32_t i = 0; i < 1000; ++i) memory[i] = 4711 + i;
  numbers.resize(1000);
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < 1000; ++i) kept += memory[i] == 4711 + i ? 1 : 0;
  CHECK(kept == 1000);
}

TEST_CASE("values that are given are kept through growth, copies and moves", "[raw-vector]") {
  RawVector<std::int64_t> numbers(3, 5);
  for (std::int64_t i = 0; i < 1000; ++i) numbers.push_back(i);
  numbers.resize(1005, -1);
  CHECK(std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0}) == 3 * 5 + 999 * 1000 / 2 - 2);
  const RawVector<std::int64_t> copy = numbers;
  CHECK(copy == numbers);
  const RawVector<std::int64_t> moved = std::move(numbers);
  CHECK(moved == copy);
  CHECK(RawVector<char>{'a', 'b'}.size() == 2);
}
