#pragma once
// Replies too fast for a person (METRICS 2): told, never left out.

#include <optional>

#include "compute/observations.hpp"

namespace csreport {

/// A warning when more than a fifth of the first responses came within 5 seconds. `observed`: of first responses by
/// the calendar clock.
std::optional<Warning> suspect_fast_replies(const SlotObservations& observed);

}  // namespace csreport
