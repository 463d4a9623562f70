#pragma once
// The statuses that tickets went through, sorted and freed of repetitions once for all metrics that read them
// (METRICS 1.3, 1.4, 1.13, 1.20, 1.21).

#include <cstdint>
#include <span>
#include <vector>

#include "compute/status_set.hpp"
#include "compute/ticket_facts.hpp"

namespace csreport {

/// Solved and closed are one state: what is closed after it was solved is not solved again.
constexpr bool is_solved_status(Status status) { return status == Status::solved || status == Status::closed; }

class StatusHistory {
 public:
  /// Until the first status that is told, a ticket is new. Of several statuses of one second the last in the order of
  /// reading holds, what is told of the time before the creation counts from the creation on, and words that mean no
  /// status tell nothing. `rows` indexes the tickets of `data`; what is not used is left out.
  StatusHistory(const Dataset& data, const RowByKey& rows);

  /// From `at` on the ticket has this status.
  struct Change {
    std::uint32_t at;
    Status status;
    AuthorRole role = AuthorRole::unknown;    ///< who changed it, as far as it is told
    std::uint32_t agent = Dictionary::kNone;  ///< likewise, of the dimension "agent"
  };
  /// In order of time, neighbours differ; the first one is the creation. Empty: nothing is told of the ticket.
  [[nodiscard]] std::span<const Change> changes(std::size_t row) const {
    return std::span(changes_).subspan(begin_[row], begin_[row + 1] - begin_[row]);
  }
  [[nodiscard]] bool knows(std::size_t row) const { return begin_[row] != begin_[row + 1]; }

  /// Of solutions, InstantColumn::kMissing = it was never solved.
  [[nodiscard]] std::uint32_t first_solved(std::size_t row) const;
  [[nodiscard]] std::uint32_t last_solved(std::size_t row) const;
  /// When the ticket first went back to work after it was solved; InstantColumn::kMissing = never.
  [[nodiscard]] std::uint32_t first_reopened(std::size_t row) const;
  /// The last solution and the status right before it; nullptr where it was never solved.
  struct Solving {
    const Change* before = nullptr;
    const Change* solved = nullptr;
  };
  [[nodiscard]] Solving last_solving(std::size_t row) const;
  /// Status::unknown where nothing is told.
  [[nodiscard]] Status last_status(std::size_t row) const {
    return knows(row) ? changes_[begin_[row + 1] - 1].status : Status::unknown;
  }
  /// How often each ticket went back to work after it was solved; CountColumn::kMissing where nothing is told.
  [[nodiscard]] std::span<const std::uint16_t> reopens() const noexcept { return reopens_; }

  /// Who solved each ticket for the first and for the last time, as codes of the dimension "agent"; kNone where the log
  /// does not name an agent. Empty: it never does.
  [[nodiscard]] std::span<const std::uint32_t> first_solvers() const noexcept { return first_solvers_; }
  [[nodiscard]] std::span<const std::uint32_t> last_solvers() const noexcept { return last_solvers_; }

  /// Calls `visit(change)` for every time that the ticket was solved.
  template <typename Visit>
  void for_each_solution(std::size_t row, Visit visit) const {
    bool solved = false;
    for (const Change& change : changes(row)) {
      if (is_solved_status(change.status) && !solved) visit(change);
      solved = is_solved_status(change.status);
    }
  }
  /// Calls `visit(status, from, to)` for the pieces of time before `end`.
  template <typename Visit>
  void for_each_piece(std::size_t row, std::uint32_t end, Visit visit) const {
    const auto all = changes(row);
    for (std::size_t i = 0; i < all.size() && all[i].at < end; ++i) {
      const std::uint32_t to = i + 1 < all.size() && all[i + 1].at < end ? all[i + 1].at : end;
      visit(all[i].status, all[i].at, to);
    }
  }

 private:
  void add_cleaned(std::uint32_t created, std::span<const Change> told);
  void find_solvers();

  std::vector<std::uint32_t> begin_;  // of each ticket in changes_, and behind the last one
  std::vector<Change> changes_;
  std::vector<std::uint16_t> reopens_;
  std::vector<std::uint32_t> first_solvers_;
  std::vector<std::uint32_t> last_solvers_;
};

}  // namespace csreport
