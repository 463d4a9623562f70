// States, not events: a ticket counts at the end of every period in which it was open.
#include <algorithm>
#include <optional>

#include "compute/coverage.hpp"
#include "compute/observe.hpp"
#include "compute/raw_cells.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

/// How many tickets were open at the ends of the periods, by mix. A ticket is noted where it began and where it was
/// solved, and only at last are those in between counted: an open one lies in many periods.
class OpenCounts {
 public:
  OpenCounts(std::size_t mixes, std::size_t ends) : ends_(ends), changes_(mixes * (ends + 1)) {}

  /// Open at the ends [first, last).
  void add(std::uint32_t mix, std::uint32_t first, std::uint32_t last) {
    const std::int32_t open = first < last ? 1 : 0;
    changes_[mix * (ends_ + 1) + first] += open;
    changes_[mix * (ends_ + 1) + last] -= open;
  }
  /// Calls `visit(mix, end, tickets)` for all.
  template <typename Visit>
  void for_each(Visit visit) const {
    std::int64_t open = 0;  // nothing is open behind the last end of a mix
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      open += changes_[i];
      if (open != 0) visit(static_cast<std::uint32_t>(i / (ends_ + 1)), i % (ends_ + 1), open);
    }
  }

 private:
  std::size_t ends_;
  std::vector<std::int32_t> changes_;  // of each mix at each end, and behind the last one
};

/// Calls `visit(from, until)` for the stretches in which the history has the ticket open; the latter is nothing for one
/// that goes on. Behind its last status the columns know better whether the ticket was solved. REQUIRES: it is known.
template <typename Visit>
void for_each_open_stretch(const StatusHistory& history, std::uint32_t row, std::optional<std::uint32_t> solved,
                           Visit visit) {
  std::optional<std::uint32_t> open_from;
  for (const StatusHistory::Change& change : history.changes(row)) {
    if (is_solved_status(change.status)) {
      if (open_from) visit(*open_from, std::optional(change.at));
      open_from.reset();
    } else if (!open_from) {
      open_from = change.at;
    }
  }
  if (!open_from) return;
  visit(*open_from, solved ? std::optional(std::max(*solved, *open_from)) : std::nullopt);
}

/// Calls `visit(row, created, from, until)` for the stretches in which the counted tickets were open, as far as times
/// are known: those of the history, else from the creation to the solution.
template <typename Visit>
void for_each_ticket(const Evidence& evidence, Observations& out, Visit visit) {
  const TicketFacts& facts = evidence.facts();
  const StatusHistory* const history = evidence.history();
  const auto created = evidence.tickets().created_at.raw();
  for (std::uint32_t row = 0; row < created.size(); ++row) {
    if (!facts.is(TicketFacts::used, row)) continue;
    const auto solved = facts.is(TicketFacts::solved, row) ? facts.solved_at(row) : std::nullopt;
    if (history != nullptr && history->knows(row)) {
      for_each_open_stretch(*history, row, solved,
                            [&](std::uint32_t from, auto until) { visit(row, created[row], from, until); });
    } else if (facts.is(TicketFacts::solved, row) && !solved) {
      out.exclude(created[row], {.ticket_row = row}, Exclusion::missing_solved_at);
    } else {
      visit(row, created[row], created[row], solved);
    }
  }
}

void add_at_end(Observations& out, std::size_t slot, std::uint32_t row, double value) {
  out.add_to_place(out.slots().place_of_slot(slot), {.ticket_row = row}, value);
}

/// Those of the open tickets that `counts(row)`.
template <typename Counts>
void observe_open(const Evidence& evidence, Observations& out, Counts counts_row) {
  const CellMap& map = evidence.cells().map();
  const Slots& slots = out.slots();
  std::vector<std::uint32_t> ends_before;  // of each cell
  for (std::size_t cell = 0; cell < map.size(); ++cell) {
    ends_before.push_back(slots.ends_before(map.place_of(static_cast<Cell>(cell))));
  }
  const auto cell_at_end = [&](std::size_t end, std::uint32_t mix) {
    return map.cell(slots.place_of_slot(slots.by_end()[end]), mix);
  };
  const StatusHistory* const history = evidence.history();
  const auto bits = evidence.facts().bits();
  const auto created = evidence.cells().created();
  const auto solved = evidence.cells().solved();
  const RawCells solved_at(evidence.facts().solved_at());
  const auto ends = static_cast<std::uint32_t>(slots.by_end().size());
  OpenCounts counts(map.mixes(), ends);
  for (std::uint32_t row = 0; row < bits.size(); ++row) {
    if ((bits[row] & TicketFacts::used) == 0 || !counts_row(row)) continue;
    const std::uint32_t mix = map.mix_of(created[row]);
    const auto count_between = [&](std::uint32_t first, std::uint32_t last) {
      counts.add(mix, first, last);
      for (std::uint32_t i = std::max(first, out.first_kept_end()); i < last; ++i) {
        out.keep_open_ticket(cell_at_end(i, mix), row);
      }
    };
    if (history != nullptr && history->knows(row)) {
      const auto solved_then = (bits[row] & TicketFacts::solved) != 0 ? evidence.facts().solved_at(row) : std::nullopt;
      for_each_open_stretch(*history, row, solved_then, [&](std::uint32_t from, auto until) {
        const auto ends_until = [&](std::uint32_t at) { return slots.ends_before(slots.place_of(at)); };
        count_between(ends_until(from), until ? ends_until(*until) : ends);
      });
      continue;
    }
    const bool is_solved = (bits[row] & TicketFacts::solved) != 0;
    if (is_solved && !solved_at.has(row)) {
      out.exclude_ticket(created[row], row, Exclusion::missing_solved_at);
      continue;
    }
    const std::uint32_t first = ends_before[created[row]];
    const std::uint32_t last = is_solved ? ends_before[solved[row]] : ends;
    count_between(first, last);
  }
  counts.for_each([&](std::uint32_t mix, std::size_t end, std::int64_t open) {
    out.count_open_tickets(cell_at_end(end, mix), open);
  });
}

bool is_topic(const std::string& name, const std::vector<std::string>& topics) {
  return std::any_of(topics.begin(), topics.end(),
                     [&](const std::string& topic) { return fold_identity(topic) == fold_identity(name); });
}
/// Cells of tags hold several.
bool names_topic(const std::string& name, const std::vector<std::string>& topics) {
  if (is_topic(name, topics)) return true;
  constexpr std::string_view kBetweenTags = " ,;|";
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find_first_of(kBetweenTags, begin), name.size());
    if (end > begin && is_topic(name.substr(begin, end - begin), topics)) return true;
    begin = end + 1;
  }
  return false;
}

bool is_tags(const Dimension& dimension) {
  const std::string id = fold_identity(dimension.id);
  return id == "tags" || id == "tag";
}

/// The codes of one dimension, and which of them are known topics.
struct KnownTopics {
  RawCodes codes;
  std::vector<std::uint8_t> known;

  KnownTopics(const Dimension& dimension, const std::vector<std::string>& topics)
      : codes(dimension.codes), known(dimension.names.size()) {
    for (std::uint32_t code = 0; code < known.size(); ++code) {
      const std::string name(dimension.names.text(code));
      known[code] =
          code != Dictionary::kNone && (is_tags(dimension) ? names_topic(name, topics) : is_topic(name, topics));
    }
  }
  [[nodiscard]] bool holds(std::uint32_t row) const { return known[codes[row]] != 0; }
};

}  // namespace

void observe_backlog(const MetricRow&, const Evidence& evidence, Observations& out) {
  observe_open(evidence, out, [](std::uint32_t) { return true; });
}

std::vector<const Dimension*> topic_dimensions(const TicketTable& tickets) {
  std::vector<const Dimension*> found;
  for (const Dimension& dimension : tickets.dimensions) {
    const bool tells = dimension.id == "category" || is_tags(dimension);
    if (tells && dimension.codes.present()) found.push_back(&dimension);
  }
  return found;
}

void observe_open_in_known_topics(const MetricRow&, const Evidence& evidence, Observations& out) {
  std::vector<KnownTopics> topics;
  for (const Dimension* dimension : topic_dimensions(evidence.tickets())) {
    topics.emplace_back(*dimension, evidence.options().work.known_topics);
  }
  observe_open(evidence, out, [&](std::uint32_t row) {
    return std::any_of(topics.begin(), topics.end(), [row](const KnownTopics& known) { return known.holds(row); });
  });
}

/// A ticket counts at the ends between its solution and four weeks after it.
void observe_solved_lately(const MetricRow&, const Evidence& evidence, Observations& out) {
  constexpr auto kWindow = static_cast<std::uint32_t>(kFourWeeks.count());
  const CellMap& map = evidence.cells().map();
  const Slots& slots = out.slots();
  const auto by_end = slots.by_end();
  const auto is_covered = [&](std::size_t slot) {
    const auto first = evidence.data().first_event;
    return first && *first <= slots.period(slot).end - kFourWeeks;
  };
  std::uint32_t first_covered = 0;
  while (first_covered < by_end.size() && !is_covered(by_end[first_covered])) ++first_covered;
  OpenCounts counts(map.mixes(), by_end.size());
  const auto bits = evidence.facts().bits();
  const auto created = evidence.cells().created();
  const RawCells solved_at(evidence.facts().solved_at());
  const auto cell_at_end = [&](std::size_t end, std::uint32_t mix) {
    return map.cell(slots.place_of_slot(slots.by_end()[end]), mix);
  };
  constexpr std::uint8_t kCounted = TicketFacts::used | TicketFacts::ever_solved;
  for (std::uint32_t row = 0; row < bits.size(); ++row) {
    if ((bits[row] & kCounted) != kCounted) continue;
    if (!solved_at.has(row)) {
      out.exclude_ticket(created[row], row, Exclusion::missing_solved_at);
      continue;
    }
    const std::uint32_t mix = map.mix_of(created[row]);
    const std::uint32_t first = std::max(first_covered, slots.ends_before(slots.place_of(solved_at[row])));
    const std::uint32_t last = slots.ends_before(slots.place_of(solved_at[row] + kWindow));
    counts.add(mix, first, last);
    for (std::uint32_t i = std::max(first, out.first_kept_end()); i < last; ++i) {
      out.keep_open_ticket(cell_at_end(i, mix), row);
    }
  }
  counts.for_each([&](std::uint32_t mix, std::size_t end, std::int64_t solved) {
    out.count_open_tickets(cell_at_end(end, mix), solved);
  });
}

void observe_backlog_age(const MetricRow&, const Evidence& evidence, Observations& out) {
  const Slots& slots = out.slots();
  for_each_ticket(evidence, out, [&](std::uint32_t row, std::uint32_t created, std::uint32_t from, auto until) {
    slots.for_each_end(from, until, [&](std::size_t slot) {
      const Instant told = state_instant(slots.period(slot), evidence.data());
      const std::int64_t end = told.time_since_epoch().count();
      add_at_end(out, slot, row, static_cast<double>(end - created));
    });
  });
}

namespace {
bool is_with_agent(Status status) { return status == Status::new_ || status == Status::open; }

/// Calls `visit(from, until)` for the stretches in which the history has the ticket new or open. As in
/// for_each_open_stretch(), the columns may know a solution behind the last status.
template <typename Visit>
void for_each_stretch_with_agent(const StatusHistory& history, std::uint32_t row, std::optional<std::uint32_t> solved,
                                 Visit visit) {
  const auto changes = history.changes(row);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (!is_with_agent(changes[i].status)) continue;
    const bool last = i + 1 == changes.size();
    const auto end = solved ? std::optional(std::max(*solved, changes[i].at)) : std::nullopt;
    visit(changes[i].at, last ? end : std::optional(changes[i + 1].at));
  }
}
}  // namespace

/// Without a history of its own, a ticket's status is known at the horizon and at no earlier end.
void observe_open_with_agents(const MetricRow&, const Evidence& evidence, Observations& out) {
  const Slots& slots = out.slots();
  const TicketTable& tickets = evidence.tickets();
  const StatusHistory* const history = evidence.history();
  const auto count = [&](std::uint32_t row) { return [&, row](std::size_t slot) { add_at_end(out, slot, row, 1); }; };
  const auto told_by_history = [&](std::uint32_t row) { return history != nullptr && history->knows(row); };
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    if (!evidence.facts().is(TicketFacts::used, row) || !told_by_history(row)) continue;
    const bool is_solved = evidence.facts().is(TicketFacts::solved, row);
    const auto solved = is_solved ? evidence.facts().solved_at(row) : std::nullopt;
    for_each_stretch_with_agent(*history, row, solved,
                                [&](std::uint32_t from, auto until) { slots.for_each_end(from, until, count(row)); });
  }
  for_each_ticket(evidence, out, [&](std::uint32_t row, std::uint32_t, std::uint32_t from, auto until) {
    if (told_by_history(row)) return;
    const Status last = tickets.status.empty() ? Status::unknown : tickets.status[row];
    slots.for_each_end(from, until, [&](std::size_t slot) {
      const bool tells = last != Status::unknown && !is_solved_status(last);  // else it was solved only later
      const bool known = tells && slots.period(slot).end >= evidence.horizon();
      if (!known) {
        out.exclude_from_place(slots.place_of_slot(slot), {.ticket_row = row}, Exclusion::no_status_history);
      } else if (is_with_agent(last)) {
        add_at_end(out, slot, row, 1);
      }
    });
  });
}

namespace {
/// Each once, at its creation.
void exclude_outbound(const Evidence& evidence, Observations& out) {
  const TicketFacts& facts = evidence.facts();
  for (std::uint32_t row = 0; row < evidence.tickets().rows; ++row) {
    if (!facts.is(TicketFacts::used, row) || !facts.is(TicketFacts::outbound, row)) continue;
    const bool has_history = evidence.history() != nullptr && evidence.history()->knows(row);
    const bool unplaced = facts.is(TicketFacts::solved, row) && !facts.solved_at(row) && !has_history;
    if (!unplaced) out.exclude(evidence.tickets().created_at.raw()[row], {.ticket_row = row}, Exclusion::outbound);
  }
}
}  // namespace

/// The log says it of the tickets that it has, the columns of all others. The value, which no count looks at, is how
/// long the ticket has waited.
void observe_awaiting_reply(const MetricRow&, const Evidence& evidence, Observations& out) {
  exclude_outbound(evidence, out);
  const RawCells replied_at(evidence.tickets().first_response_at);
  const RawCells replied_after(evidence.tickets().first_response_time);
  for_each_ticket(
      evidence, out,
      [&](std::uint32_t row, std::uint32_t created, std::uint32_t from, std::optional<std::uint32_t> solved) {
        if (evidence.facts().is(TicketFacts::outbound, row)) return;
        const TicketLog* log = evidence.timeline().log(row);
        const std::uint32_t replied =
            log != nullptr ? log->first_reply_at : event_instant(replied_at, replied_after, created, row);
        auto until = replied == InstantColumn::kMissing ? std::nullopt : std::optional(replied);
        if (solved && (!until || *solved < *until)) until = solved;
        out.slots().for_each_end(from, until, [&](std::size_t slot) {
          const std::int64_t told = state_instant(out.slots().period(slot), evidence.data()).time_since_epoch().count();
          const bool has_written = log != nullptr && log->first_customer_at <= told;
          add_at_end(out, slot, row, static_cast<double>(told - (has_written ? log->first_customer_at : created)));
        });
      });
}

}  // namespace csreport
