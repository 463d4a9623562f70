#pragma once
// What customers wrote beside their ratings.

#include <functional>
#include <string_view>
#include <vector>

#include "compute/detail_query.hpp"
#include "csreport/compute/details.hpp"

namespace csreport {

/// Those of csat, nps and ces that `computable` has (nullptr: it cannot be computed) and beside which comments may
/// stand.
std::vector<const MetricRow*> commented_metrics(const std::function<const MetricRow*(std::string_view id)>& computable,
                                                const Dataset& data);

/// The comments of the current period, at most `most` of them: of each question as many as of the others, as far as it
/// has them, its worst and newest ones. One that stands beside answers to several questions is one comment. REQUIRES:
/// `rows` are of commented_metrics().
RatedComments rated_comments(const DetailQuery& query, const std::vector<const MetricRow*>& rows, std::size_t most);

}  // namespace csreport
