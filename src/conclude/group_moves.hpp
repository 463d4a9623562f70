#pragma once
// Whether a group of a breakdown moved, and its values as a sentence tells them.

#include "conclude/candidates.hpp"

namespace csreport {

/// Not the cases that belong to no group.
bool is_named(const GroupComparison& group);

/// Of a channel class only its own channels count.
bool is_of_class(const Candidate& candidate, const GroupComparison& channel);

/// Breakdowns raise no signal without a range of their own (UX.md 5).
bool has_firm_range(const GroupComparison& group);

/// Whether a group moved by more than its own range, where that is firm, or by a change that chance does not explain.
bool moved(const MetricRow& row, const GroupComparison& group);

/// And by more than chance brings among all groups. REQUIRES: adjust_signals().
bool moved_clearly(const MetricRow& row, const GroupComparison& group);

/// Adds the slots `group`, `before` and `now`.
void add_values(Message& message, const Candidate& candidate, const GroupComparison& group, Name name);

}  // namespace csreport
