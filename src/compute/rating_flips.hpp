#pragma once
// Customers who changed their mind: tickets whose last satisfaction answer is the opposite of an earlier one.

#include "compute/evidence.hpp"

namespace csreport {

/// Of the tickets whose last answer belongs to the period. REQUIRES: the satisfaction answers were collected.
RatingFlips rating_flips(const Evidence& evidence, const Period& period);

}  // namespace csreport
