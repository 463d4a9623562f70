#pragma once
// Sets of statuses, as the parameter of a metric's row holds them.

#include <cstdint>

#include "csreport/core/dataset.hpp"

namespace csreport {

constexpr std::int32_t status_bit(Status status) { return 1 << static_cast<int>(status); }

}  // namespace csreport
