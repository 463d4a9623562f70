#include "compute/category_counts.hpp"

#include <algorithm>
#include <utility>

#include "compute/hard_priorities.hpp"
#include "compute/raw_cells.hpp"

namespace csreport {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;  // code of the category, code of something else

/// Those whose second code says something, in order; the same pair as often as it was seen.
std::vector<Pair> sorted_pairs(std::span<const std::uint32_t> rows, const RawCodes& category, const RawCodes& other) {
  std::vector<Pair> pairs;
  for (const std::uint32_t row : rows) {
    if (other[row] != Dictionary::kNone) pairs.emplace_back(category[row], other[row]);
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

/// Calls `visit(pair, n)` for each distinct pair.
template <typename Visit>
void for_each_distinct(const std::vector<Pair>& pairs, Visit visit) {
  for (auto first = pairs.begin(); first != pairs.end();) {
    const auto end = std::find_if(first, pairs.end(), [&](const Pair& pair) { return pair != *first; });
    visit(*first, static_cast<std::int64_t>(end - first));
    first = end;
  }
}

void add_customers(std::span<const std::uint32_t> rows, const RawCodes& category, const TicketTable& tickets,
                   std::vector<CategoryCount>& reasons) {
  for_each_distinct(sorted_pairs(rows, category, RawCodes(tickets.requester)), [&](const Pair& pair, std::int64_t) {
    CategoryCount& reason = reasons[pair.first];
    reason.customers = reason.customers.value_or(0) + 1;
  });
}

void add_second_level(std::span<const std::uint32_t> rows, const RawCodes& category, const Dimension& second,
                      std::vector<CategoryCount>& reasons) {
  for_each_distinct(sorted_pairs(rows, category, RawCodes(second.codes)), [&](const Pair& pair, std::int64_t n) {
    CategoryCount& reason = reasons[pair.first];
    if (n <= reason.second_n) return;
    reason.second = second.names.text(pair.second);
    reason.second_n = n;
  });
}

void add_hard_ones(std::span<const std::uint32_t> rows, const RawCodes& category, const DetailQuery& query,
                   std::vector<CategoryCount>& reasons) {
  const Dimension* const priority = query.data.tickets.dimension("priority");
  if (priority == nullptr) return;
  const auto hard = hard_priorities(query.evidence);
  // Where no priority of the data is a hard one, nothing tells which are.
  if (std::find(hard.begin(), hard.end(), 1) == hard.end()) return;
  const RawCodes codes(priority->codes);
  for (const std::uint32_t row : rows) {
    if (codes[row] == Dictionary::kNone) continue;
    CategoryCount& reason = reasons[category[row]];
    reason.hard = reason.hard.value_or(0) + hard[codes[row]];
  }
}

}  // namespace

std::optional<std::vector<std::string>> names_of_hard_priorities(const DetailQuery& query) {
  const Dimension* const priority = query.data.tickets.dimension("priority");
  if (priority == nullptr || priority->names.size() <= Dictionary::kNone + 1) return std::nullopt;
  std::vector<std::string> names;
  const auto hard = hard_priorities(query.evidence);
  for (std::uint32_t code = 0; code < hard.size(); ++code) {
    if (hard[code] != 0) names.emplace_back(priority->names.text(code));
  }
  return names;
}

std::vector<CategoryCount> category_counts(const DetailQuery& query, const MetricRow& created,
                                           std::string_view second_level) {
  const TicketTable& tickets = query.data.tickets;
  const Dimension& categories = *tickets.dimension("category");
  const RawCodes category(categories.codes);
  std::vector<CategoryCount> reasons(categories.names.size());
  for (std::uint32_t code = 0; code < reasons.size(); ++code) {
    reasons[code].category = code == Dictionary::kNone ? kNoneGroup : categories.names.text(code);
  }
  const Observations observations = query.observe(created);
  const auto rows = query.current(observations).subjects.all().ticket_rows;
  for (const std::uint32_t row : rows) ++reasons[category[row]].n;
  add_customers(rows, category, tickets, reasons);
  add_hard_ones(rows, category, query, reasons);
  const Dimension* const second = second_level.empty() ? nullptr : tickets.dimension(second_level);
  if (second != nullptr) add_second_level(rows, category, *second, reasons);
  std::erase_if(reasons, [](const CategoryCount& reason) { return reason.n == 0; });
  return reasons;
}

}  // namespace csreport
