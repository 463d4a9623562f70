#pragma once
// Exports that were put together hold rows twice: of those that say the same, the last one stays.

#include <cstddef>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "csreport/core/dataset.hpp"

namespace csreport {

/// Of the used rows with equal `key_of(row)` (a hashable tuple) the last stays, the others become duplicates.
template <typename KeyOf>
void mark_repeated(std::vector<RowState>& states, const KeyOf& key_of) {
  absl::flat_hash_map<decltype(key_of(std::size_t{0})), std::size_t> last;
  for (std::size_t row = 0; row < states.size(); ++row) {
    if (states[row] != RowState::used) continue;
    const auto [known, is_new] = last.try_emplace(key_of(row), row);
    if (is_new) continue;
    states[known->second] = RowState::duplicate;
    known->second = row;
  }
}

}  // namespace csreport
