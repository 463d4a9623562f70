#include "compute/ranks.hpp"

namespace csreport {
namespace {

/// How many at the front of `values`, from `begin` on, equal `value`.
std::size_t count_equal(std::span<const double> values, std::size_t begin, double value) {
  std::size_t end = begin;
  while (end < values.size() && values[end] == value) ++end;
  return end - begin;
}

}  // namespace

RankComparison compare_ranks(std::span<const double> current, std::span<const double> previous) {
  RankComparison result;
  std::size_t now = 0;
  std::size_t before = 0;
  while (now < current.size() || before < previous.size()) {
    const bool take_now = before == previous.size() || (now < current.size() && current[now] <= previous[before]);
    const double value = take_now ? current[now] : previous[before];
    const auto of_now = static_cast<double>(count_equal(current, now, value));
    const auto of_before = static_cast<double>(count_equal(previous, before, value));
    const auto above = static_cast<double>(previous.size() - before) - of_before;
    result.lower_pairs += of_now * (above + of_before / 2);
    const double tied = of_now + of_before;
    result.tie_term += tied * tied * tied - tied;
    now += static_cast<std::size_t>(of_now);
    before += static_cast<std::size_t>(of_before);
  }
  return result;
}

}  // namespace csreport
