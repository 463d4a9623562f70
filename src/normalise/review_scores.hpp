#pragma once
// What reviews come to, when all files are read: ratings on their scales, the fold of categories into one score.

#include "normalise/loaders.hpp"

namespace csreport {

/// Turns the ratings into percents of `low` to `high` (no `high`: they are percents already, or shares when all are;
/// no `low`: 0), forgets those outside, and sets the score of each review (METRICS 1.19). A warning tells how many were
/// outside. Reviews without a rated category become `unrated`.
void settle_reviews(ReviewTable& reviews, const NumberColumn& low, const NumberColumn& high,
                    std::optional<std::uint32_t> as_of, std::vector<Warning>& warnings);

}  // namespace csreport
