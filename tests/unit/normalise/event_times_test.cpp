// Events in every one of the ranges of rows that threads share.

#include "normalise/event_times.hpp"

#include <algorithm>

#include "core/row_ranges.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::uint32_t kDay = 86'400;
constexpr std::uint32_t kBegin = 20'000 * kDay;  // in 2024

/// A ticket a minute.
Dataset tickets_of(std::size_t rows) {
  Dataset data;
  data.has_tickets = true;
  TicketTable& tickets = data.tickets;
  tickets.rows = rows;
  tickets.state.resize(rows, RowState::used);
  for (std::uint32_t row = 0; row < rows; ++row) tickets.created_at.push_back(kBegin + 60 * row);
  return data;
}

}  // namespace

TEST_CASE("the first and the last event are found wherever they stand") {
  for (const unsigned threads : {1U, 2U}) {
    Dataset data = tickets_of(3 * kRowRange);
    const std::size_t first = 2 * kRowRange + 3;
    const std::size_t last = kRowRange + 5;
    data.tickets.created_at.set(first, kBegin - kDay);
    data.tickets.created_at.set(last, kBegin + 400 * kDay);
    NormaliseOptions options;
    options.threads = threads;
    find_span(data, options);
    CHECK(data.first_event == to_instant(kBegin - kDay));
    CHECK(data.horizon == to_instant(kBegin + 400 * kDay));
  }
}

TEST_CASE("a slip of decades is left out wherever it stands, and a cell with one becomes missing") {
  for (const unsigned threads : {1U, 2U}) {
    Dataset data = tickets_of(3 * kRowRange);
    const std::size_t slip = 2 * kRowRange + 3;
    const std::size_t cell = kRowRange + 5;
    data.tickets.created_at.set(slip, kBegin + 20'000 * kDay);
    data.tickets.solved_at.resize(data.tickets.rows);
    data.tickets.solved_at.set(cell, kBegin + 20'000 * kDay);
    data.tickets.solved_at.set(cell + 1, kBegin + 200 * kDay);
    forget_implausible_times(data, threads);
    CHECK(data.tickets.state[slip] == RowState::implausible_time);
    CHECK(std::count(data.tickets.state.begin(), data.tickets.state.end(), RowState::used) ==
          static_cast<std::ptrdiff_t>(data.tickets.rows - 1));
    CHECK_FALSE(data.tickets.solved_at[cell]);
    CHECK(data.tickets.solved_at[cell + 1] == kBegin + 200 * kDay);
    CHECK(data.warnings.size() == 1);
  }
}
