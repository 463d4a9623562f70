// Tickets: created_at makes a row, everything else may be missing.

#include <algorithm>

#include "normalise/headers.hpp"
#include "normalise/loaders.hpp"
#include "normalise/row_filter.hpp"
#include "normalise/status_words.hpp"

namespace csreport {
namespace {

constexpr WordName<CallOutcome> kOutcomeNames[] = {
    {"answered", CallOutcome::answered}, {"abandoned", CallOutcome::abandoned}, {"blocked", CallOutcome::blocked},
    {"callback", CallOutcome::callback}, {"menu", CallOutcome::menu},           {"other", CallOutcome::other}};
constexpr WordName<Direction> kDirectionNames[] = {{"inbound", Direction::inbound}, {"outbound", Direction::outbound}};

class TicketLoader final : public Loader {
 public:
  TicketLoader(LoadState& state, LoadPlan plan)
      : Loader(state, std::move(plan)), tickets_(state.data.tickets), begin_(tickets_.rows) {
    state_.data.has_tickets = true;
    // Dimensions first: creating one moves the others.
    for (const BoundColumn& bound : plan_.binding.columns) {
      if (is_dimension(bound.field)) dimension_of(tickets_, std::string(field_row(bound.field).id));
    }
    for (const ExtraColumn& extra : plan_.binding.group_by) dimension_of(tickets_, extra.id);
    for (const BoundColumn& bound : plan_.binding.columns) add_column(bound);
    for (const ExtraColumn& extra : plan_.binding.group_by) add_group_column(extra);
    tickets_.state.reserve(expected());
  }

  RowRange finish() override {
    pad_columns();
    return {begin_, tickets_.rows, rejected_};
  }

 private:
  void begin_rows(const RowParts& parts) override {
    tickets_.created_at.append(parts.time.cells);
    begin_states(tickets_.state, tickets_.rows, parts);
    if (!parts.failed.empty()) {
      state_.failed_parts.resize(tickets_.rows);
      state_.failed_parts.insert(state_.failed_parts.end(), parts.failed.begin(), parts.failed.end());
    }
    outcome_.assign(has_outcome_ ? parts.rows : 0, CallOutcome::none);
  }
  void end_rows(const RowParts& parts) override {
    if (has_outcome_) {
      tickets_.outcome.resize(tickets_.rows, CallOutcome::none);
      tickets_.outcome.insert(tickets_.outcome.end(), outcome_.begin(), outcome_.end());
    }
    tickets_.rows += parts.rows;
  }

  [[nodiscard]] std::size_t expected() const { return tickets_.rows + plan_.expected_rows; }

  // --- one column each ---------------------------------------------------------------------------

  void add_times(const BoundColumn& bound, InstantColumn& target) {
    on_values(DecoderKind::time, bound, target, tickets_.rows);
  }
  void add_durations(const BoundColumn& bound, DurationColumn& target) {
    on_values(DecoderKind::duration, bound, target, tickets_.rows);
  }
  void add_counts(const BoundColumn& bound, CountColumn& target) {
    on_values(DecoderKind::count, bound, target, tickets_.rows);
  }
  void add_transfers(const BoundColumn& bound) {
    if (!bound.holds_flags) return add_counts(bound, tickets_.transfers);
    tickets_.transfers.resize(tickets_.rows);
    on_words<Flag>(bound, judge_by_topic<Flag>(voice(bound), plan_.log, "flag", kFlagNames, Flag::unknown),
                   [this](Flag flag, std::size_t) {
                     if (flag == Flag::unknown) return tickets_.transfers.push_missing();
                     tickets_.transfers.push_back(flag == Flag::yes ? 1 : 0);
                   });
  }

  void add_dimension(const BoundColumn& bound) {
    Dimension& dimension = dimension_of(tickets_, std::string(field_row(bound.field).id));
    on_codes(bound,
             bound.field == Field::channel ? judge_channels(lexicon(), dimension.names)
                                           : judge_names(lexicon(), dimension.names),
             dimension.codes, tickets_.rows);
  }
  void add_group_column(const ExtraColumn& extra) {
    if (const FieldRow* row = find_field(extra.id); row != nullptr && is_dimension(row->field)) return;
    Dimension& dimension = dimension_of(tickets_, extra.id);
    on_codes(bind_extra(extra), judge_names(lexicon(), dimension.names), dimension.codes, tickets_.rows);
  }

  /// A row that is marked leaves the metrics. A column such as "merged into" marks by any value.
  void add_state_flag(const BoundColumn& bound, RowState marked, bool any_value_marks) {
    const auto judge = [this, any_value_marks](std::string_view text, std::uint64_t) -> char {
      if (lexicon().is_missing(text)) return 0;
      const auto word = lexicon().word("flag", text);
      return (word ? *word == "yes" : any_value_marks) ? 1 : 0;
    };
    on_words<char>(bound, judge, [this, marked](char is_marked, std::size_t i) {
      if (is_marked != 0) leave(i, marked);
    });
  }
  /// The id of the ticket that has it now, where the column says it and no mere yes.
  void add_merged(const BoundColumn& bound) {
    add_state_flag(bound, RowState::merged, /*any_value_marks=*/true);
    // Where the header says that tickets stand here, 1 is one of them.
    const std::string header = read_header(bound.header).full;
    const bool names_tickets = header.find("into") != std::string::npos;
    const auto is_id = [this, names_tickets](std::string_view text, std::uint64_t) -> char {
      if (lexicon().is_missing(text)) return 0;
      if (names_tickets && text == "1") return 1;
      return lexicon().word("flag", text) ? 0 : 1;
    };
    on_words<char>(bound, is_id, [this](char id, std::size_t i) {
      state_.merged_is_id.resize(tickets_.rows + i + 1);
      state_.merged_is_id[tickets_.rows + i] = id;
    });
    on_append(plan_column(DecoderKind::key, bound, &state_.data.keys), [this](ColumnPart& part) {
      state_.merged_into.resize(tickets_.rows);
      state_.merged_into.insert(state_.merged_into.end(), part.keys.begin(), part.keys.end());
    });
  }
  void leave(std::size_t i, RowState reason) {
    const std::size_t row = tickets_.rows + i;
    RowState& state = tickets_.state[row];
    if (state == RowState::used) state = reason;
    if (row < state_.failed_parts.size()) state_.failed_parts[row] = kNoLeg;
  }
  /// Only whether one of them means escalated; a ticket without tags has none.
  void add_tags(const BoundColumn& bound) {
    const auto& meant = plan_.options.escalation.tags;
    if (meant.empty()) return;
    state_.escalated_by_tag.resize(tickets_.rows, Flag::unknown);
    const auto judge = [&meant](std::string_view text, std::uint64_t) {
      return names_tag(meant, text) ? Flag::yes : Flag::no;
    };
    on_words<Flag>(bound, judge, [this](Flag flag, std::size_t) { state_.escalated_by_tag.push_back(flag); });
  }
  void add_status(const BoundColumn& bound) {
    tickets_.status.resize(tickets_.rows, Status::unknown);
    tickets_.status.reserve(expected());
    on_words<StatusMeaning>(
        bound, judge_by_topic<StatusMeaning>(voice(bound), plan_.log, "status", kStatusNames, StatusMeaning{}),
        [this](StatusMeaning meaning, std::size_t i) {
          tickets_.status.push_back(meaning.status);
          if (meaning.state != RowState::used) leave(i, meaning.state);
        });
  }

  /// The outcome's own column wins over the yes-or-no columns.
  void add_outcome(const BoundColumn& bound) {
    has_outcome_ = true;
    on_words<CallOutcome>(
        bound, judge_by_topic<CallOutcome>(voice(bound), plan_.log, "call_outcome", kOutcomeNames, CallOutcome::none),
        [this](CallOutcome outcome, std::size_t i) {
          if (outcome != CallOutcome::none) outcome_[i] = outcome;
        });
  }
  void add_outcome_flag(const BoundColumn& bound, CallOutcome if_yes, CallOutcome if_no) {
    has_outcome_ = true;
    on_words<Flag>(bound, judge_by_topic<Flag>(voice(bound), plan_.log, "flag", kFlagNames, Flag::unknown),
                   [this, if_yes, if_no](Flag flag, std::size_t i) {
                     if (outcome_[i] != CallOutcome::none || flag == Flag::unknown) return;
                     outcome_[i] = flag == Flag::yes ? if_yes : if_no;
                   });
  }

  void add_key(const BoundColumn& bound) {
    tickets_.id.reserve(expected());
    on_append(plan_column(DecoderKind::key, bound, &state_.data.keys), [this](ColumnPart& part) {
      tickets_.id.resize(tickets_.rows);
      tickets_.id.insert(tickets_.id.end(), part.keys.begin(), part.keys.end());
    });
  }
  /// Rows without an id of their own are known by their call.
  void add_call(const BoundColumn& bound) {
    const bool is_id = plan_.binding.find(Field::ticket_id) == nullptr;
    on_append(plan_column(DecoderKind::key, bound, &state_.data.keys), [this, is_id](ColumnPart& part) {
      tickets_.call.resize(tickets_.rows);
      tickets_.call.insert(tickets_.call.end(), part.keys.begin(), part.keys.end());
      if (!is_id) return;
      tickets_.id.resize(tickets_.rows);
      tickets_.id.insert(tickets_.id.end(), part.keys.begin(), part.keys.end());
    });
  }
  void add_requester(const BoundColumn& bound) {
    tickets_.requester.reserve(expected());
    on_append(plan_column(people(), bound, &tickets_.requesters), [this](ColumnPart& part) {
      tickets_.requester.resize(tickets_.rows);
      tickets_.requester.append(part.cells);
    });
  }
  void add_created(const BoundColumn& bound) {
    rows_.time = require_column(bound, "missing_created_at", "invalid_created_at", {});
    tickets_.created_at.reserve(expected());
  }

  void add_column(const BoundColumn& bound) {
    // The fields of other kinds end in `default`; a new field of tickets must not.
    if (!belongs_to(field_row(bound.field), RecordKind::tickets)) return;
    switch (bound.field) {
      case Field::ticket_id: return add_key(bound);
      case Field::created_at: return add_created(bound);
      case Field::first_response_at: return add_times(bound, tickets_.first_response_at);
      case Field::solved_at: return add_times(bound, tickets_.solved_at);
      case Field::first_solved_at: return add_times(bound, tickets_.first_solved_at);
      case Field::closed_at: return add_times(bound, tickets_.closed_at);
      case Field::updated_at: return add_times(bound, tickets_.updated_at);
      case Field::rated_at: return add_times(bound, tickets_.rated_at);
      case Field::assigned_at: return add_times(bound, tickets_.assigned_at);
      case Field::handed_off_at: return add_times(bound, tickets_.handed_off_at);
      case Field::last_assigned_at: return add_times(bound, tickets_.last_assigned_at);
      case Field::first_response_time: return add_durations(bound, tickets_.first_response_time);
      case Field::first_resolution_time: return add_durations(bound, tickets_.first_resolution_time);
      case Field::resolution_time: return add_durations(bound, tickets_.resolution_time);
      case Field::average_response_time: return add_durations(bound, tickets_.average_response_time);
      case Field::ring_time: return add_durations(bound, tickets_.ring_time);
      case Field::talk_time: return add_durations(bound, tickets_.talk_time);
      case Field::hold_time: return add_durations(bound, tickets_.hold_time);
      case Field::after_call_work_time: return add_durations(bound, tickets_.after_call_work_time);
      case Field::handle_time: return add_durations(bound, tickets_.handle_time);
      case Field::queue_time: return add_durations(bound, tickets_.queue_time);
      case Field::replies: return add_counts(bound, tickets_.replies);
      case Field::customer_replies: return add_counts(bound, tickets_.customer_replies);
      case Field::reopens: return add_counts(bound, tickets_.reopens);
      case Field::rings: return add_counts(bound, tickets_.rings);
      case Field::transfers: return add_transfers(bound);
      case Field::assignees: return add_counts(bound, tickets_.assignees);
      case Field::legs: return add_counts(bound, tickets_.legs);
      case Field::concurrency: return add_counts(bound, tickets_.concurrency);
      case Field::csat_comment: return on_comments(bound, tickets_.comment_words, tickets_.comments, tickets_.rows);
      case Field::channel:
      case Field::team:
      case Field::agent:
      case Field::category:
      case Field::priority: return add_dimension(bound);
      case Field::requester: return add_requester(bound);
      case Field::status: return add_status(bound);
      case Field::direction:
        return on_enum<Direction>(bound, "direction", kDirectionNames, tickets_.direction, tickets_.rows);
      case Field::sentiment:
        return on_enum<Sentiment>(bound, "sentiment", kSentimentNames, tickets_.sentiment, tickets_.rows);
      case Field::call_outcome: return add_outcome(bound);
      case Field::abandoned: return add_outcome_flag(bound, CallOutcome::abandoned, CallOutcome::answered);
      case Field::answered: return add_outcome_flag(bound, CallOutcome::answered, CallOutcome::abandoned);
      case Field::escalated: return on_flags(bound, tickets_.escalated, tickets_.rows);
      case Field::first_contact_resolved: return on_flags(bound, tickets_.first_contact_resolved, tickets_.rows);
      case Field::bot: return on_flags(bound, tickets_.bot, tickets_.rows);
      case Field::handed_off: return on_flags(bound, tickets_.handed_off, tickets_.rows);
      case Field::lead: return on_flags(bound, tickets_.lead, tickets_.rows);
      case Field::survey_sent: return on_marks(bound, tickets_.survey_sent, tickets_.rows);
      case Field::spam: return add_state_flag(bound, RowState::spam, /*any_value_marks=*/false);
      case Field::deleted: return add_state_flag(bound, RowState::deleted, /*any_value_marks=*/false);
      case Field::merged: return add_merged(bound);
      case Field::csat: return on_ratings(bound, state_.ticket_csat, tickets_.csat.codes, tickets_.rows);
      case Field::nps: return on_ratings(bound, state_.ticket_nps, tickets_.nps.codes, tickets_.rows);
      case Field::ces: return on_ratings(bound, state_.ticket_ces, tickets_.ces.codes, tickets_.rows);
      case Field::call_id: return add_call(bound);
      case Field::tags: return add_tags(bound);
      case Field::organization:
      case Field::subject: return;  // understood, but no metric needs it yet
      default: return;              // fields of the other kinds
    }
  }

  void pad_columns() {
    TicketTable& t = tickets_;
    const std::size_t rows = t.rows;
    pad(rows, t.first_response_at, t.first_solved_at, t.solved_at, t.closed_at, t.updated_at, t.rated_at, t.assigned_at,
        t.last_assigned_at, t.handed_off_at);
    pad(rows, t.first_response_time, t.first_resolution_time, t.resolution_time, t.average_response_time);
    pad(rows, t.ring_time, t.talk_time, t.hold_time, t.after_call_work_time, t.handle_time, t.queue_time);
    pad(rows, t.replies, t.customer_replies, t.reopens, t.rings, t.transfers, t.assignees, t.legs, t.concurrency,
        t.comment_words);
    pad(rows, t.call, t.requester, t.csat.codes, t.nps.codes, t.ces.codes);
    pad(rows, t.status, t.outcome, t.direction, t.sentiment, t.escalated, t.first_contact_resolved);
    pad(rows, t.survey_sent, t.bot, t.handed_off, t.lead, state_.escalated_by_tag);
    for (Dimension& dimension : t.dimensions) dimension.codes.resize(rows);
    t.id.resize(rows);
  }

  TicketTable& tickets_;
  std::size_t begin_;
  std::vector<CallOutcome> outcome_;  // of the chunk
  bool has_outcome_ = false;
};

}  // namespace

std::unique_ptr<Loader> make_ticket_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<TicketLoader>(state, std::move(plan));
}

}  // namespace csreport
