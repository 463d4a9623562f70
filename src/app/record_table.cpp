#include "app/record_table.hpp"

#include <algorithm>

#include "fmt/format.h"

#include "csreport/conclude/channel_split.hpp"

namespace csreport {
namespace {

std::string_view name_of(Status status) {
  switch (status) {
    case Status::unknown: return "";
    case Status::new_: return "new";
    case Status::open: return "open";
    case Status::pending: return "pending";
    case Status::hold: return "hold";
    case Status::solved: return "solved";
    case Status::closed: return "closed";
  }
  return {};
}
std::string_view name_of(CallOutcome outcome) {
  switch (outcome) {
    case CallOutcome::none: return "";
    case CallOutcome::answered: return "answered";
    case CallOutcome::abandoned: return "abandoned";
    case CallOutcome::blocked: return "blocked";
    case CallOutcome::callback: return "callback";
    case CallOutcome::other: return "other";
  }
  return {};
}
std::string_view name_of(Direction direction) {
  switch (direction) {
    case Direction::unknown: return "";
    case Direction::inbound: return "inbound";
    case Direction::outbound: return "outbound";
  }
  return {};
}
std::string_view name_of(AuthorRole role) {
  switch (role) {
    case AuthorRole::unknown: return "";
    case AuthorRole::customer: return "customer";
    case AuthorRole::agent: return "agent";
    case AuthorRole::automatic: return "auto";
  }
  return {};
}
std::string_view name_of(Flag flag) {
  switch (flag) {
    case Flag::unknown: return "";
    case Flag::no: return "no";
    case Flag::yes: return "yes";
  }
  return {};
}
std::string_view name_of(RatingClass rating) {
  switch (rating) {
    case RatingClass::none: return "";
    case RatingClass::bad: return "bad";
    case RatingClass::neutral: return "neutral";
    case RatingClass::good: return "good";
    case RatingClass::offered: return "offered";
    case RatingClass::unoffered: return "unoffered";
    case RatingClass::invalid: return "invalid";
  }
  return {};
}

bool is_written(RowState state) {
  switch (state) {
    case RowState::used:
    case RowState::spam:
    case RowState::deleted:
    case RowState::merged: return true;
    case RowState::duplicate:
    case RowState::filtered:
    case RowState::after_as_of: return false;
  }
  return false;
}

/// Adds columns to one table; those that the input does not have are left out.
class Builder {
 public:
  Builder(const Dataset& dataset, const TimeZone& zone) : dataset_(dataset), zone_(zone) {}

  void keys(std::string name, const std::vector<Key>& keys) {
    if (keys.empty()) return;
    add(std::move(name), false, [this_keys = &dataset_.keys, &keys](std::size_t row) { return key_text(keys[row], *this_keys); });
  }
  void times(std::string name, const InstantColumn& column) {
    if (!column.present()) return;
    add(std::move(name), false, [&column, zone = zone_](std::size_t row) {
      const auto cell = column[row];
      return cell ? format_iso8601(to_instant(*cell), zone) : std::string{};
    });
  }
  template <typename T>
  void numbers(std::string name, const Column<T>& column) {
    if (!column.present()) return;
    add(std::move(name), true, [&column](std::size_t row) {
      const auto cell = column[row];
      return cell ? fmt::format("{}", *cell) : std::string{};
    });
  }
  template <typename Enum>
  void words(std::string name, const std::vector<Enum>& column) {
    if (column.empty()) return;
    add(std::move(name), false, [&column](std::size_t row) { return std::string(name_of(column[row])); });
  }
  /// A flag for each state that an export would show, where a row has it.
  void flags(const std::vector<RowState>& states) {
    for (const RowState flagged : {RowState::spam, RowState::deleted, RowState::merged}) {
      if (std::find(states.begin(), states.end(), flagged) == states.end()) continue;
      add(std::string(row_state_name(flagged)), false,
          [&states, flagged](std::size_t row) { return std::string(states[row] == flagged ? "yes" : "no"); });
    }
  }
  void texts(std::string name, const CodeColumn& codes, const Dictionary& dictionary) {
    if (!codes.present()) return;
    add(std::move(name), false, [&codes, &dictionary](std::size_t row) { return std::string(dictionary.text(codes[row])); });
  }
  /// The score where the scale has numbers, else the class.
  void ratings(std::string name, const RatingColumn& column) {
    if (!column.present()) return;
    add(std::move(name), false, [&column](std::size_t row) {
      const Rating rating = column[row];
      return rating.score ? fmt::format("{}", *rating.score) : std::string(name_of(rating.rating_class));
    });
  }
  /// Without those that are derived from others.
  void dimensions(const std::deque<Dimension>& dimensions) {
    for (const Dimension& dimension : dimensions) {
      if (dimension.id != kChannelClass) texts(dimension.id, dimension.codes, dimension.names);
    }
  }

  RecordTable finish(const std::vector<RowState>& states) {
    for (std::size_t row = 0; row < states.size(); ++row) {
      if (is_written(states[row])) table_.rows.push_back(row);
    }
    return std::move(table_);
  }

 private:
  void add(std::string name, bool is_number, std::function<std::string(std::size_t)> cell) {
    table_.columns.push_back({std::move(name), is_number, std::move(cell)});
  }

  const Dataset& dataset_;
  TimeZone zone_;
  RecordTable table_;
};

}  // namespace

RecordTable tickets_table(const Dataset& dataset, const TimeZone& zone) {
  const TicketTable& t = dataset.tickets;
  Builder table(dataset, zone);
  table.keys("ticket_id", t.id);
  table.times("created_at", t.created_at);
  table.times("first_response_at", t.first_response_at);
  table.times("solved_at", t.solved_at);
  table.times("closed_at", t.closed_at);
  table.times("updated_at", t.updated_at);
  table.times("rated_at", t.rated_at);
  table.numbers("first_response_time_seconds", t.first_response_time);
  table.numbers("resolution_time_seconds", t.resolution_time);
  table.numbers("talk_time_seconds", t.talk_time);
  table.numbers("hold_time_seconds", t.hold_time);
  table.numbers("after_call_work_time_seconds", t.after_call_work_time);
  table.numbers("handle_time_seconds", t.handle_time);
  table.numbers("queue_time_seconds", t.queue_time);
  table.numbers("replies", t.replies);
  table.numbers("customer_replies", t.customer_replies);
  table.numbers("reopens", t.reopens);
  table.words("status", t.status);
  table.words("call_outcome", t.outcome);
  table.words("direction", t.direction);
  table.words("escalated", t.escalated);
  table.words("first_contact_resolved", t.first_contact_resolved);
  table.ratings("csat", t.csat);
  table.ratings("nps", t.nps);
  table.ratings("ces", t.ces);
  table.texts("requester", t.requester, t.requester_names);
  table.dimensions(t.dimensions);
  table.flags(t.state);
  return table.finish(t.state);
}

RecordTable messages_table(const Dataset& dataset, const TimeZone& zone) {
  const MessageTable& m = dataset.messages;
  Builder table(dataset, zone);
  table.keys("ticket_id", m.ticket);
  table.keys("message_id", m.id);
  table.times("sent_at", m.sent_at);
  table.words("role", m.role);
  table.words("public", m.is_public);
  table.texts("author", m.author, m.author_names);
  return table.finish(m.state);
}

RecordTable surveys_table(const Dataset& dataset, const TimeZone& zone) {
  const SurveyTable& s = dataset.surveys;
  Builder table(dataset, zone);
  table.keys("ticket_id", s.ticket);
  table.times("answered_at", s.answered_at);
  table.ratings("csat", s.csat);
  table.ratings("nps", s.nps);
  table.ratings("ces", s.ces);
  table.texts("respondent", s.respondent, s.respondent_names);
  // The names of a survey's own groups are those of the tickets' dimension.
  for (const auto& own : s.dimensions) {
    if (const Dimension* const named = dataset.tickets.dimension(own.id)) table.texts(own.id, own.codes, named->names);
  }
  return table.finish(s.state);
}

}  // namespace csreport
