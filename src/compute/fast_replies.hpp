#pragma once
// Messages that no person seems to have written (METRICS 2): told, never left out.

#include <optional>

#include "compute/observations.hpp"
#include "compute/timeline.hpp"

namespace csreport {

/// A warning when more than a fifth of the first responses came within 5 seconds. `observed`: of first responses by
/// the calendar clock.
std::optional<Warning> suspect_fast_replies(const SlotObservations& observed);
/// A warning when ten tickets or more begin with one text.
std::optional<Warning> suspect_openings(const Timeline& timeline);

}  // namespace csreport
