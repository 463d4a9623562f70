#pragma once
// The kinds of records as one table: what a file of each must have and who loads it. A new kind is a row here, a
// loader, its fields and its names in the generic profile.

#include <memory>
#include <span>
#include <vector>

#include "normalise/fields.hpp"
#include "normalise/loaders.hpp"

namespace csreport {

/// Fields of which a file needs at least one; the first stands for them where one is to be found.
using AnyOf = std::span<const Field>;

struct KindRow {
  RecordKind kind;
  std::span<const AnyOf> required;  ///< in the order in which their absence is told
  std::unique_ptr<Loader> (*make_loader)(LoadState& state, LoadPlan plan);
  bool Dataset::*present;
  std::vector<RowState>& (*states)(Dataset& data);
};

std::span<const KindRow> kind_rows();
const KindRow& kind_row(RecordKind kind);

/// "created_at", "role or author": for messages.
std::string describe(AnyOf fields);

/// The first group of which `has` finds no field; nullptr when none is missing.
template <typename Has>
const AnyOf* missing_group(const KindRow& row, const Has& has) {
  for (const AnyOf& group : row.required) {
    bool any = false;
    for (const Field field : group) any = any || has(field);
    if (!any) return &group;
  }
  return nullptr;
}

}  // namespace csreport
