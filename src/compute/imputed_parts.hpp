#pragma once
// Which parts of handle times are missing and count 0 s, told as notes of the metric (METRICS 1.5).

#include <cstdint>

#include "compute/evidence.hpp"
#include "compute/observations.hpp"
#include "csreport/core/phrase.hpp"

namespace csreport {

/// Of a handle time of which `contacts` counted in the current period; nothing where no part was missing.
Phrases imputed_part_notes(const Evidence& evidence, const Observations& observations, std::int64_t contacts);

}  // namespace csreport
