#pragma once
// Metrics that are made of the same answers, times or cases. What happens to one happens to all of them, so they are
// one piece of news.

#include <array>
#include <span>
#include <string_view>

#include "csreport/compute/catalogue.hpp"

namespace csreport {

/// Ids in the order in which they speak, empty behind the last one.
inline constexpr std::size_t kMostKin = 7;
using Kin = std::array<std::string_view, kMostKin>;
/// All of them; an id stands in one of them at most.
std::span<const Kin> kinships();

/// The metric that speaks first for all of its kin: csat of csat_mean; itself where it has none.
std::string_view head_of_kin(const MetricRow& row);

/// How early it speaks among its kin: 0 is the head. The news is told by the first one that signals.
int place_among_kin(const MetricRow& row);

}  // namespace csreport
