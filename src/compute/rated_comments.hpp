#pragma once
// What customers wrote beside their ratings.

#include <functional>
#include <string_view>

#include "compute/detail_query.hpp"
#include "csreport/compute/details.hpp"

namespace csreport {

/// The first of csat, nps and ces that `computable` has (nullptr: it cannot be computed) and that has comments.
const MetricRow* commented_metric(const std::function<const MetricRow*(std::string_view id)>& computable,
                                  const Dataset& data);

/// Those of the current period, at most `most` of them. REQUIRES: `row` is a metric of answers.
RatedComments rated_comments(const DetailQuery& query, const MetricRow& row, std::size_t most);

}  // namespace csreport
