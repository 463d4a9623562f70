#include "csreport/core/row_totals.hpp"

#include <algorithm>

namespace csreport {

RowTotals total_rows(std::span<const InputSummary> inputs) {
  RowTotals all;
  for (auto input = inputs.begin(); input != inputs.end(); ++input) {
    const auto stands_for_it = [&](const InputSummary& other) {
      return other.path == input->path &&
             (other.rejected > input->rejected || (other.rejected == input->rejected && &other < &*input));
    };
    if (std::any_of(inputs.begin(), inputs.end(), stands_for_it)) continue;
    all.read += input->read;
    all.used += input->used;
    all.excluded += input->excluded;
    all.rejected += input->rejected;
    all.blank += input->blank;
  }
  return all;
}

}  // namespace csreport
