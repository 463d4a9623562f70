#pragma once
// Whose contacts a category is: how many customers, how many hard tickets, what they are about one level below.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compute/detail_query.hpp"
#include "csreport/compute/details.hpp"

namespace csreport {

/// Of the tickets of the current period that `created` counts. REQUIRES: there is a dimension "category";
/// `second_level` is empty or a dimension.
std::vector<CategoryCount> category_counts(const DetailQuery& query, const MetricRow& created,
                                           std::string_view second_level);

/// The priorities of the data that count as hard ones, in the order of their first sight; nothing where no ticket has a
/// priority.
std::optional<std::vector<std::string>> names_of_hard_priorities(const DetailQuery& query);

}  // namespace csreport
