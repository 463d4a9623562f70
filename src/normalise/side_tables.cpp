#include "normalise/side_tables.hpp"

#include <algorithm>
#include <tuple>

#include "normalise/repeated_rows.hpp"

namespace csreport {
namespace {

/// Rows that begin later are not counted; what ends later has not ended.
void cut_at(std::uint32_t limit, const InstantColumn& start, std::vector<RowState>& states) {
  for (std::size_t row = 0; row < states.size(); ++row) {
    if (states[row] == RowState::used && start[row].value_or(0) > limit) states[row] = RowState::after_as_of;
  }
}

void mark_negative(const InstantColumn& start, const InstantColumn& end, std::vector<RowState>& states) {
  for (std::size_t row = 0; row < states.size(); ++row) {
    const auto from = start[row];
    const auto to = end[row];
    if (states[row] == RowState::used && from && to && *to < *from) states[row] = RowState::negative;
  }
}

bool has_sums(const SessionTable& sessions, std::size_t row) {
  return sessions.online[row] || sessions.handling[row] || sessions.available[row] || sessions.not_ready[row] ||
         sessions.paid[row];
}

}  // namespace

// Rows that cannot be used are marked first: they must not take the place of a good one that says the same.

void settle_sessions(SessionTable& sessions, std::optional<std::uint32_t> limit) {
  mark_negative(sessions.start, sessions.end, sessions.state);
  for (std::size_t row = 0; row < sessions.rows; ++row) {
    const bool counts = sessions.end[row] || has_sums(sessions, row);
    if (sessions.state[row] == RowState::used && !counts) sessions.state[row] = RowState::unfinished;
  }
  mark_repeated(sessions.state, [&](std::size_t row) {
    return std::tuple(sessions.agent[row], *sessions.start[row], static_cast<int>(sessions.activity[row]));
  });
  if (!limit) return;
  cut_at(*limit, sessions.start, sessions.state);
  for (std::size_t row = 0; row < sessions.rows; ++row) {
    if (sessions.state[row] == RowState::used && sessions.end[row].value_or(0) > *limit) sessions.end.set(row, *limit);
  }
}

void settle_customers(CustomerTable& customers, std::optional<std::uint32_t> limit) {
  mark_negative(customers.since, customers.until, customers.state);
  for (std::size_t row = 0; row < customers.rows; ++row) {
    const bool dated = customers.since[row] || customers.until[row];
    if (customers.state[row] == RowState::used && !dated) customers.state[row] = RowState::undated;
  }
  mark_repeated(customers.state, [&](std::size_t row) {
    return std::tuple(customers.customer[row], customers.since[row].value_or(InstantColumn::kMissing));
  });
  if (!limit) return;
  cut_at(*limit, customers.since, customers.state);
  for (std::size_t row = 0; row < customers.rows; ++row) {
    const auto until = customers.until[row];
    if (until && *until > *limit) customers.until.set(row, InstantColumn::kMissing);
  }
}

void settle_indicators(IndicatorTable& indicators, std::optional<std::uint32_t> limit) {
  mark_repeated(indicators.state, [&](std::size_t row) {
    std::vector<std::uint32_t> groups;
    for (const OwnDimension& own : indicators.dimensions) groups.push_back(own.codes[row]);
    return std::tuple(indicators.name[row], std::move(groups), *indicators.measured_at[row]);
  });
  if (limit) cut_at(*limit, indicators.measured_at, indicators.state);
}

}  // namespace csreport
