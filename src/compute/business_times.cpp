#include "compute/business_times.hpp"

#include <algorithm>
#include <set>

#include "compute/raw_cells.hpp"
#include "core/row_ranges.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

Instant instant_of(std::uint32_t seconds) { return Instant{Seconds{seconds}}; }

}  // namespace

BusinessTimes::BusinessTimes(const Dataset& data, const TicketFacts* facts,
                             std::span<const std::uint32_t> first_solved_at, const BusinessHours& hours,
                             OpenTimeNeeds needs, unsigned threads)
    : tickets_(data.tickets) {
  const Instant horizon = data.horizon.value_or(Instant{});
  const Instant first = std::min(data.first_event.value_or(horizon), horizon);
  for (const Schedule& schedule : hours.schedules) {
    clocks_.emplace_back(schedule, first, horizon + Seconds{1});
    open_at_horizon_.push_back(static_cast<std::uint32_t>(clocks_.back().open_until(horizon).count()));
  }
  choose_schedules(hours);
  if (facts == nullptr) return;
  created_.resize(tickets_.rows);
  if (needs.first_replies) first_replies_.resize(tickets_.rows);
  if (needs.solutions) solutions_.resize(tickets_.rows);
  if (needs.first_solutions) first_solutions_.resize(tickets_.rows);
  for_row_ranges(threads, tickets_.rows,
                 [&](std::size_t begin, std::size_t end) { note_rows(*facts, first_solved_at, needs, begin, end); });
}

void BusinessTimes::choose_schedules(const BusinessHours& hours) {
  const ScheduleChoice& choice = hours.choice;
  const auto number_of = [&](const std::string& name) {
    const auto found = std::find_if(hours.schedules.begin(), hours.schedules.end(),
                                    [&](const Schedule& schedule) { return schedule.name == name; });
    return found == hours.schedules.end() ? kNone : static_cast<std::uint32_t>(found - hours.schedules.begin());
  };
  if (!choice.schedule.empty()) default_clock_ = number_of(choice.schedule);
  schedule_names_ = choice.schedule;
  if (choice.by.empty()) return;

  dimension_ = tickets_.dimension(choice.by);
  if (dimension_ == nullptr) {
    throw Error(ExitCode::usage, choice.asked_by + ": no input has a column '" + choice.by + "'",
                "see the columns with `csreport inspect`");
  }
  const Dictionary& names = dimension_->names;
  clock_of_code_.assign(names.size(), default_clock_);
  std::set<std::string> used;
  for (const auto& [value, schedule] : choice.by_value) {
    bool found = false;
    for (std::uint32_t code = 0; code < names.size(); ++code) {
      if (fold_identity(names.text(code)) != fold_identity(value)) continue;
      clock_of_code_[code] = number_of(schedule);
      found = true;
    }
    used.insert(schedule);
    if (!found) {
      warnings_.push_back(warning_of(
          "unknown_business_hours_value",
          {{"dimension", choice.by}, {"value", value}, {"source", choice.values_by}, {"schedule", schedule}}));
    }
  }
  if (!choice.schedule.empty()) used.insert(choice.schedule);
  column_ = choice.by;
  schedule_names_.clear();
  for (const std::string& schedule : used) schedule_names_ += (schedule == *used.begin() ? "" : ", ") + schedule;
}

/// The lookups of one ticket stand together, while its schedule is known.
void BusinessTimes::note_rows(const TicketFacts& facts, std::span<const std::uint32_t> first_solved_at,
                              OpenTimeNeeds needs, std::size_t begin, std::size_t end) {
  const std::span created_at = tickets_.created_at.raw();
  const RawCells first_response_at(tickets_.first_response_at);
  const RawCells first_response_time(tickets_.first_response_time);
  const std::span solved_at = facts.solved_at();
  const RawCells solved(solved_at);
  const RawCells first_solved(first_solved_at);
  for (std::size_t row = begin; row < end; ++row) {
    const std::uint32_t number = clock_of(static_cast<std::uint32_t>(row));
    const auto open_until = [&](std::uint32_t at) {
      if (number == kNone || at == InstantColumn::kMissing) return kMissing;
      const auto open = static_cast<std::uint32_t>(clocks_[number].open_until(instant_of(at)).count());
      return kHorizon + open - open_at_horizon_[number];
    };
    const std::uint32_t created = created_at[row];
    created_[row] = open_until(created);
    if (needs.first_replies) {
      first_replies_[row] = open_until(event_instant(first_response_at, first_response_time, created, row));
    }
    if (needs.solutions) solutions_[row] = open_until(solved[row]);
    if (needs.first_solutions) first_solutions_[row] = open_until(first_solved[row]);
  }
}

std::optional<std::int64_t> BusinessTimes::between(std::uint32_t row, std::uint32_t from, std::uint32_t to) const {
  const std::uint32_t number = clock_of(row);
  if (number == kNone) return std::nullopt;
  return clocks_[number].business_time(instant_of(from), instant_of(to)).count();
}

}  // namespace csreport
