#include "normalise/finish.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <tuple>
#include <unordered_map>

#include "normalise/calendar_groups.hpp"
#include "normalise/call_legs.hpp"
#include "normalise/duplicates.hpp"
#include "normalise/kinds.hpp"
#include "normalise/repeated_rows.hpp"
#include "normalise/review_scores.hpp"
#include "normalise/side_tables.hpp"
#include "normalise/update_history.hpp"

namespace csreport {
namespace {

std::vector<RatingText> texts_of(const RatingTexts& ratings) {
  std::vector<RatingText> texts;
  for (std::uint32_t code = 0; code < ratings.texts.size(); ++code) {
    const std::int64_t count = code < ratings.counts.size() ? ratings.counts[code] : 0;
    texts.push_back({std::string(ratings.texts.text(code)), count});
  }
  return texts;
}

void judge_table(RatingKind kind, const RatingTexts& texts, const std::optional<std::string>& scale,
                 const Lexicon& lexicon, RatingColumn& column) {
  if (!column.present()) return;
  judge_ratings(kind, texts_of(texts), lexicon, scale, column);
}

/// Scores without a question are satisfaction when they settle a satisfaction scale.
void settle_plain_scores(LoadState& state, const NormaliseOptions& options, const Lexicon& lexicon) {
  if (!state.score_codes.present()) return;
  const auto texts = texts_of(state.survey_score);
  if (!options.csat_scale && !detect_scale(RatingKind::csat, texts, lexicon)) {
    state.data.warnings.push_back({"ambiguous_score",
                                   "The survey scores could be satisfaction, recommendation or effort: say which with "
                                   "--map nps=COLUMN, --map ces=COLUMN or --csat-scale."});
    return;
  }
  RatingColumn& csat = state.data.surveys.csat;
  csat.codes.resize(state.data.surveys.rows);
  for (std::size_t row = 0; row < state.data.surveys.rows; ++row) {
    const auto code = state.score_codes[row];
    if (code == Dictionary::kNone) continue;
    const auto own = state.survey_csat.intern(state.survey_score.texts.text(code));
    ++state.survey_csat.counts[own];
    csat.codes.set(row, own);
  }
}

void judge_all_ratings(LoadState& state, const NormaliseOptions& options) {
  const Lexicon lexicon(nullptr, RecordKind::surveys, options.words);
  settle_plain_scores(state, options, lexicon);
  Dataset& data = state.data;
  judge_table(RatingKind::csat, state.ticket_csat, options.csat_scale, lexicon, data.tickets.csat);
  judge_table(RatingKind::nps, state.ticket_nps, std::nullopt, lexicon, data.tickets.nps);
  judge_table(RatingKind::ces, state.ticket_ces, options.ces_scale, lexicon, data.tickets.ces);
  judge_table(RatingKind::csat, state.survey_csat, options.csat_scale, lexicon, data.surveys.csat);
  judge_table(RatingKind::nps, state.survey_nps, std::nullopt, lexicon, data.surveys.nps);
  judge_table(RatingKind::ces, state.survey_ces, options.ces_scale, lexicon, data.surveys.ces);
}

/// Exports that overlap hold an answer twice: under the id of one response, for one ticket, to the same question.
void mark_repeated_answers(LoadState& state) {
  if (state.response_ids.empty()) return;
  SurveyTable& surveys = state.data.surveys;
  mark_repeated(surveys.state, [&](std::size_t row) {
    const auto answers = [row](const CodeColumn& codes) {
      return codes.present() && codes[row] != Dictionary::kNone ? 1U : 0U;
    };
    const unsigned questions = answers(surveys.csat.codes) | answers(surveys.nps.codes) << 1U |
                               answers(surveys.ces.codes) << 2U | answers(state.score_codes) << 3U;
    const Key response = state.response_ids[row];
    const std::size_t itself = response.absent() ? row + 1 : 0;
    return std::tuple(response.bits, surveys.ticket[row].bits, questions, itself);
  });
}

std::uint32_t as_seconds(Instant at) {
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(at.time_since_epoch().count(), 0, InstantColumn::kMissing - 1));
}

/// What the customer had not said yet.
void forget_answers(TicketTable& tickets, std::size_t row) {
  for (RatingColumn* ratings : {&tickets.csat, &tickets.nps, &tickets.ces}) {
    if (ratings->present()) ratings->codes.set(row, Dictionary::kNone);
  }
  if (tickets.comment_words.present()) tickets.comment_words.set(row, CountColumn::kMissing);
  if (!tickets.sentiment.empty()) tickets.sentiment[row] = Sentiment::unknown;
}

/// Solved and closed are one solution, at the time of the first column that has one (see solved_instant() in compute):
/// while that lies ahead, the ticket is open; a closing ahead of a ticket that is solved changes nothing.
template <typename Forget, typename ForgetDuration>
void forget_solution(TicketTable& tickets, std::size_t row, Forget forget, ForgetDuration forget_duration) {
  const bool has_time = tickets.solved_at[row].has_value();
  const bool has_duration = tickets.resolution_time[row].has_value();
  const bool solved_later = forget(tickets.solved_at, row);
  const bool resolved_later = forget_duration(tickets.resolution_time, row);
  const bool closed_later = forget(tickets.closed_at, row);
  if (!(has_time ? solved_later : has_duration ? resolved_later : closed_later)) return;
  if (tickets.resolution_time.present()) tickets.resolution_time.set(row, DurationColumn::kMissing);
  if (tickets.closed_at.present()) tickets.closed_at.set(row, InstantColumn::kMissing);
  if (!tickets.status.empty()) tickets.status[row] = Status::open;
}

/// The data as it was known at that moment: later rows are excluded, later events have not happened.
void apply_as_of(LoadState& state, Instant as_of) {
  const std::uint32_t limit = as_seconds(as_of);
  Dataset& data = state.data;
  TicketTable& tickets = data.tickets;
  const auto forget = [limit](InstantColumn& column, std::size_t row) {
    const auto at = column[row];
    if (!at || *at <= limit) return false;
    column.set(row, InstantColumn::kMissing);
    return true;
  };
  const auto forget_duration = [&](DurationColumn& column, std::size_t row) {
    const auto duration = column[row];
    if (!duration || std::int64_t{*tickets.created_at[row]} + *duration <= limit) return false;
    column.set(row, DurationColumn::kMissing);
    return true;
  };
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (*tickets.created_at[row] > limit) {
      if (tickets.state[row] == RowState::used) tickets.state[row] = RowState::after_as_of;
      if (row < state.failed_parts.size()) state.failed_parts[row] = kNoLeg;
    }
    forget(tickets.first_response_at, row);
    if (forget(tickets.rated_at, row)) forget_answers(tickets, row);
    forget(tickets.assigned_at, row);
    forget(tickets.handed_off_at, row);
    forget(tickets.first_solved_at, row);
    forget_duration(tickets.first_response_time, row);
    forget_duration(tickets.first_resolution_time, row);
    forget_solution(tickets, row, forget, forget_duration);
  }
  for (std::size_t row = 0; row < data.messages.rows; ++row) {
    RowState& known = data.messages.state[row];
    if (known == RowState::used && *data.messages.sent_at[row] > limit) known = RowState::after_as_of;
  }
  for (std::size_t row = 0; row < data.statuses.rows; ++row) {
    if (*data.statuses.at[row] > limit) data.statuses.state[row] = RowState::after_as_of;
  }
  for (std::size_t row = 0; row < data.surveys.rows; ++row) {
    if (data.surveys.answered_at[row].value_or(0) > limit) data.surveys.state[row] = RowState::after_as_of;
  }
}

/// A day in 2099 is a slip or a word for "never", not an event, and must not become the horizon.
/// Implausible is what lies beyond a gap of five years without a single creation, on the side of the
/// fewer rows.
class PlausibleSpan {
 public:
  explicit PlausibleSpan(const TicketTable& tickets) {
    std::array<std::uint32_t, kSteps> counts{};
    std::uint32_t all = 0;
    for (const std::uint32_t created : tickets.created_at.raw()) {
      ++counts[created >> kShift];
      ++all;
    }
    std::uint32_t below = 0;
    std::size_t last = kSteps;  // the last step with a creation so far
    for (std::size_t step = 0; step < kSteps; ++step) {
      if (counts[step] == 0) continue;
      if (last != kSteps && step - last > kGap) {
        if (2 * below < all) first_ = static_cast<std::uint32_t>(step << kShift);
        if (2 * below > all) break;  // what follows is the smaller part
      }
      below += counts[step];
      last = step;
    }
    if (last != kSteps && end_ == kNoEnd) end_ = clamp_end(last + 1 + kGap);
  }

  [[nodiscard]] bool holds(std::uint32_t at) const { return at >= first_ && at < end_; }
  /// Missing cells are held.
  [[nodiscard]] bool holds_all(const InstantColumn& column) const {
    bool all = true;
    for (const std::uint32_t at : column.raw()) all &= (at >= first_ && at < end_) || at == InstantColumn::kMissing;
    return all;
  }

 private:
  static constexpr unsigned kShift = 21;  // steps of 24 days
  static constexpr std::size_t kSteps = 1U << (32 - kShift);
  static constexpr std::size_t kGap = 76;  // about five years
  static constexpr std::uint32_t kNoEnd = InstantColumn::kMissing;
  static std::uint32_t clamp_end(std::size_t step) {
    return step >= kSteps ? kNoEnd : static_cast<std::uint32_t>(step << kShift);
  }

  std::uint32_t first_ = 0;
  std::uint32_t end_ = kNoEnd;
};

void forget_implausible_times(Dataset& data) {
  TicketTable& tickets = data.tickets;
  const PlausibleSpan span(tickets);
  const std::array<InstantColumn*, 7> others = {
      &tickets.first_response_at, &tickets.first_solved_at, &tickets.solved_at,    &tickets.closed_at,
      &tickets.rated_at,          &tickets.assigned_at,     &tickets.handed_off_at};
  if (span.holds_all(tickets.created_at) &&
      std::all_of(others.begin(), others.end(), [&](const InstantColumn* column) { return span.holds_all(*column); })) {
    return;
  }
  std::int64_t rows = 0;
  std::int64_t cells = 0;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] != RowState::used) continue;
    if (!span.holds(*tickets.created_at[row])) {
      tickets.state[row] = RowState::implausible_time;
      ++rows;
      continue;
    }
    for (InstantColumn* const column : others) {
      const auto at = (*column)[row];
      if (!at || span.holds(*at)) continue;
      column->set(row, InstantColumn::kMissing);
      ++cells;
    }
  }
  if (rows + cells == 0) return;
  data.warnings.push_back(
      {"implausible_times", std::to_string(rows) + " tickets and " + std::to_string(cells) +
                                " other times lie more than five years from all other tickets; they are not used."});
}

/// First and last event of the used rows. Due dates and sentinels are no events.
class Span {
 public:
  /// `starts`: the first of these events may be the first of all.
  void add(const std::vector<RowState>& states, std::span<const std::uint32_t> events, bool starts) {
    constexpr std::uint32_t kNone = InstantColumn::kMissing;
    std::uint32_t first = kNone;
    std::uint32_t last_plus_one = 0;  // so that "missing", the largest value, becomes the smallest
    for (std::size_t row = 0; row < events.size(); ++row) {
      const std::uint32_t at = states[row] == RowState::used ? events[row] : kNone;
      first = std::min(first, at);
      last_plus_one = std::max(last_plus_one, at + 1);
    }
    if (last_plus_one == 0) return;
    if (starts) first_ = first_ ? std::min(*first_, first) : first;
    last_ = last_ ? std::max(*last_, last_plus_one - 1) : last_plus_one - 1;
  }
  /// Those of message logs that are no messages; messages are added by themselves, updates of tickets are no events.
  void add_events(const StatusTable& statuses, bool starts) {
    std::vector<std::uint32_t> events(statuses.at.raw().begin(), statuses.at.raw().end());
    for (std::size_t row = 0; row < events.size(); ++row) {
      if (statuses.source[row] != StatusSource::event) events[row] = InstantColumn::kMissing;
    }
    add(statuses.state, events, starts);
  }
  /// Where nothing else says when the ticket was solved: closings by rule, days later, are no events.
  void add_closings(const TicketTable& tickets) {
    if (!tickets.solved_at.present() && !tickets.resolution_time.present()) {
      return add(tickets.state, tickets.closed_at.raw(), /*starts=*/false);
    }
    const auto closed = tickets.closed_at.raw();
    std::vector<std::uint32_t> events(closed.begin(), closed.end());
    for (std::size_t row = 0; row < events.size(); ++row) {
      if (tickets.solved_at[row] || tickets.resolution_time[row]) events[row] = InstantColumn::kMissing;
    }
    add(tickets.state, events, /*starts=*/false);
  }
  void add_duration(const TicketTable& tickets, const DurationColumn& durations) {
    const auto created = tickets.created_at.raw();
    for (std::size_t row = 0; row < durations.size(); ++row) {
      const auto duration = durations[row];
      if (!duration || *duration <= 0 || tickets.state[row] != RowState::used) continue;
      const std::uint32_t at = created[row] + static_cast<std::uint32_t>(*duration);
      last_ = last_ ? std::max(*last_, at) : at;
    }
  }
  [[nodiscard]] std::optional<Instant> first() const { return instant(first_); }
  [[nodiscard]] std::optional<Instant> last() const { return instant(last_); }

 private:
  static std::optional<Instant> instant(std::optional<std::uint32_t> at) {
    return at ? std::optional(to_instant(*at)) : std::nullopt;
  }
  std::optional<std::uint32_t> first_, last_;
};

/// Files without a ticket, message or answer have the span of what else is in them.
void add_side_tables(Span& span, const Dataset& data) {
  span.add(data.reviews.state, data.reviews.reviewed_at.raw(), /*starts=*/true);
  span.add(data.sessions.state, data.sessions.start.raw(), /*starts=*/true);
  span.add(data.sessions.state, data.sessions.end.raw(), /*starts=*/false);
  span.add(data.indicators.state, data.indicators.measured_at.raw(), /*starts=*/true);
}

void settle_side_tables(LoadState& state, const NormaliseOptions& options) {
  Dataset& data = state.data;
  const auto limit = options.as_of ? std::optional(as_seconds(*options.as_of)) : std::nullopt;
  settle_sessions(data.sessions, limit);
  settle_customers(data.customers, limit);
  settle_indicators(data.indicators, limit);
  settle_reviews(data.reviews, state.review_low, state.review_high, limit, data.warnings);
}

void find_span(Dataset& data, const NormaliseOptions& options) {
  Span span;
  const TicketTable& tickets = data.tickets;
  span.add(tickets.state, tickets.created_at.raw(), /*starts=*/true);
  for (const InstantColumn* column :
       {&tickets.first_response_at, &tickets.first_solved_at, &tickets.solved_at, &tickets.rated_at}) {
    span.add(tickets.state, column->raw(), /*starts=*/false);
  }
  span.add_closings(tickets);
  for (const DurationColumn* column :
       {&tickets.first_response_time, &tickets.first_resolution_time, &tickets.resolution_time})
    span.add_duration(tickets, *column);
  span.add(data.messages.state, data.messages.sent_at.raw(), /*starts=*/!data.has_tickets);
  span.add_events(data.statuses, /*starts=*/!data.has_tickets);
  span.add(data.surveys.state, data.surveys.answered_at.raw(),
           /*starts=*/!data.has_tickets && !data.has_messages);
  if (!span.last()) add_side_tables(span, data);
  data.first_event = span.first();
  data.horizon = options.as_of ? options.as_of : span.last();
}

/// Replies are credited to their authors, who may be no ticket's assignee.
void add_authors_to_agents(Dataset& data) {
  const MessageTable& messages = data.messages;
  std::vector<char> is_agent(messages.author_names.size(), 0);
  for (std::size_t row = 0; row < messages.rows; ++row) {
    if (messages.role[row] == AuthorRole::agent) is_agent[messages.author[row]] = 1;
  }
  for (std::uint32_t author = 1; author < is_agent.size(); ++author) {
    if (is_agent[author] == 0) continue;
    dimension_of(data.tickets, "agent").names.intern(messages.author_names.text(author));
  }
}

constexpr std::size_t kSomeRows = 4096;

/// Live channels and waiting ones have answer times of different kinds and are not pooled on the page.
void add_channel_class(TicketTable& tickets, SurveyTable& surveys) {
  if (tickets.dimension("channel") == nullptr || tickets.dimension(kChannelClass) != nullptr) return;
  Dimension& classes = dimension_of(tickets, std::string(kChannelClass));
  const Dimension& channels = *tickets.dimension("channel");
  const std::uint32_t live = classes.names.intern("live");
  const std::uint32_t waiting = classes.names.intern("waiting");
  std::vector<std::uint32_t> class_of(channels.names.size(), waiting);
  class_of[Dictionary::kNone] = Dictionary::kNone;
  for (const std::string_view name : {"chat", "phone"}) {
    if (const auto code = channels.names.find(name)) class_of[*code] = live;
  }
  classes.codes.reserve(tickets.rows);
  std::vector<std::uint32_t> some;
  channels.codes.visit([&](auto codes) {
    for (std::size_t begin = 0; begin < codes.size(); begin += kSomeRows) {
      some.clear();
      for (const auto code : codes.subspan(begin, std::min(kSomeRows, codes.size() - begin)))
        some.push_back(class_of[code]);
      classes.codes.append(some);
    }
  });
  classes.codes.resize(tickets.rows);
  const auto own = std::find_if(surveys.dimensions.begin(), surveys.dimensions.end(),
                                [](const auto& dimension) { return dimension.id == "channel"; });
  if (own == surveys.dimensions.end()) return;
  SurveyTable::OwnDimension own_classes{std::string(kChannelClass), {}};
  own_classes.codes.resize(surveys.rows);
  for (std::size_t row = 0; row < surveys.rows; ++row) own_classes.codes.set(row, class_of[own->codes[row]]);
  surveys.dimensions.push_back(std::move(own_classes));
}

/// Messages and answers of a ticket that is not counted are not counted either. Those of tickets that
/// no file has are kept, unless --where asks for tickets with certain values.
class TicketStates {
 public:
  TicketStates(const TicketTable& tickets, bool filtering) : filtering_(filtering) {
    states_.reserve(tickets.rows);
    for (std::size_t row = 0; row < tickets.rows; ++row) {
      const bool stands_for_itself =
          tickets.state[row] != RowState::duplicate && tickets.state[row] != RowState::call_leg;
      if (!stands_for_itself || tickets.id[row].absent()) continue;
      states_.emplace(tickets.id[row].bits, tickets.state[row]);
    }
  }

  void apply(Key ticket, RowState& state) {
    if (state != RowState::used) return;
    const auto known = ticket.absent() ? states_.end() : states_.find(ticket.bits);
    if (known != states_.end()) {
      state = known->second;
      return;
    }
    ++orphans_;
    if (filtering_) state = RowState::filtered;
  }
  [[nodiscard]] bool knows(Key ticket) const { return !ticket.absent() && states_.count(ticket.bits) != 0; }
  [[nodiscard]] std::int64_t orphans() const { return orphans_; }

 private:
  std::unordered_map<std::uint64_t, RowState> states_;
  bool filtering_;
  std::int64_t orphans_ = 0;
};

/// What names a further leg of a call belongs to the call.
void lead_to_calls(Dataset& data, const std::vector<FoldedCalls::Follower>& followers) {
  if (followers.empty()) return;
  std::unordered_map<std::uint64_t, Key> contacts;
  for (const FoldedCalls::Follower& follower : followers) contacts.emplace(follower.leg.bits, follower.contact);
  for (std::vector<Key>* keys :
       {&data.messages.ticket, &data.statuses.ticket, &data.surveys.ticket, &data.reviews.ticket}) {
    for (Key& key : *keys) {
      const auto known = key.absent() ? contacts.end() : contacts.find(key.bits);
      if (known != contacts.end()) key = known->second;
    }
  }
}

void fold_calls(LoadState& state) {
  const FoldedCalls folded = fold_call_legs(state.data.tickets, state.failed_parts);
  lead_to_calls(state.data, folded.followers);
  if (folded.far_apart == 0) return;
  state.data.warnings.push_back(
      {"call_legs_apart", std::to_string(folded.far_apart) +
                              " calls have legs that begin more than half a day apart: if the system uses its call ids "
                              "again, these are several calls and were counted as one."});
}

/// An answer need not name a ticket. What its own row does not say to --where, its ticket says, if it is known.
void follow_tickets(SurveyTable& surveys, const std::vector<char>& asks_ticket, TicketStates& states) {
  for (std::size_t row = 0; row < surveys.rows; ++row) {
    if (asks_ticket[row] != 0 || states.knows(surveys.ticket[row]))
      states.apply(surveys.ticket[row], surveys.state[row]);
  }
}

void follow_tickets(LoadState& state, const NormaliseOptions& options) {
  Dataset& data = state.data;
  const bool any = data.has_messages || data.has_surveys || data.has_reviews || data.statuses.rows > 0;
  if (!any) return;
  TicketStates states(data.tickets, !options.where.empty());
  if (!data.has_tickets) return follow_tickets(data.surveys, state.survey_asks_ticket, states);
  for (std::size_t row = 0; row < data.messages.rows; ++row)
    states.apply(data.messages.ticket[row], data.messages.state[row]);
  if (states.orphans() > 0) {
    data.warnings.push_back({"unknown_tickets", std::to_string(states.orphans()) +
                                                    " messages belong to tickets that are not in the files."});
  }
  for (std::size_t row = 0; row < data.statuses.rows; ++row)
    states.apply(data.statuses.ticket[row], data.statuses.state[row]);
  for (std::size_t row = 0; row < data.reviews.rows; ++row) {
    if (!data.reviews.ticket[row].absent()) states.apply(data.reviews.ticket[row], data.reviews.state[row]);
  }
  follow_tickets(data.surveys, state.survey_asks_ticket, states);
}

// --- row accounting ------------------------------------------------------------------------------

InputSummary summarise(Dataset& data, const LoadedInput& input) {
  InputSummary summary;
  summary.path = input.path;
  summary.kind = input.kind;
  summary.profile = input.profile;
  summary.columns = input.columns;
  summary.blank = input.counts.blank;
  std::array<std::int64_t, kRowStates> rows{};
  const auto states =
      std::span(kind_row(input.kind).states(data)).subspan(input.rows.begin, input.rows.end - input.rows.begin);
  for (std::size_t state = 0; state < kRowStates; ++state)
    rows[state] = std::count(states.begin(), states.end(), static_cast<RowState>(state));
  for (std::size_t row = input.rows.first_event; row < input.rows.end_event; ++row) {
    if (data.statuses.source[row] == StatusSource::event) ++rows[static_cast<std::size_t>(data.statuses.state[row])];
  }
  summary.used = rows[static_cast<std::size_t>(RowState::used)];
  for (std::size_t state = 1; state < kRowStates; ++state) {
    if (rows[state] == 0) continue;
    summary.excluded += rows[state];
    summary.excluded_reasons.push_back({std::string(row_state_name(static_cast<RowState>(state))), rows[state], 0});
  }
  summary.rejected = input.counts.rejected + input.rows.rejected;
  summary.read = input.counts.records + input.counts.rejected + input.counts.blank;
  if (summary.used + summary.excluded + summary.rejected + summary.blank != summary.read) {
    throw std::logic_error("rows of " + input.path + " are not accounted for");
  }
  for (const Diagnostic& diagnostic : data.diagnostics) {
    if (diagnostic.file != input.path || diagnostic.consequence != Consequence::row_rejected) continue;
    summary.rejected_reasons.push_back(
        {diagnostic.code, static_cast<std::int64_t>(diagnostic.count), diagnostic.lines[0]});
  }
  return summary;
}

/// The files' one after the other, each from top to bottom.
std::vector<Diagnostic> in_order_of(const std::vector<LoadedInput>& inputs, std::vector<Diagnostic> diagnostics) {
  const auto place = [&](const Diagnostic& diagnostic) {
    return std::find_if(inputs.begin(), inputs.end(),
                        [&](const LoadedInput& input) { return input.path == diagnostic.file; }) -
           inputs.begin();
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    return place(a) != place(b) ? place(a) < place(b) : in_reading_order(a, b);
  });
  return diagnostics;
}

void warn_about_times(LoadState& state, const NormaliseOptions& options) {
  auto& warnings = state.data.warnings;
  if (state.zoneless_times > 0 && !options.input_zone_given) {
    warnings.push_back(
        {"no_time_zone", "The times carry no zone and were read as UTC: set the zone with --tz or --input-tz."});
  }
  if (state.skipped_local_times > 0) {
    warnings.push_back(
        {"dst_gap",
         std::to_string(state.skipped_local_times) +
             " times lie in the hour that is skipped when clocks go forward; they were read as one hour later."});
  }
  if (state.repeated_local_times > 0) {
    warnings.push_back(
        {"dst_ambiguous", std::to_string(state.repeated_local_times) +
                              " times lie in the hour that comes twice when clocks go back; the first was taken."});
  }
}

}  // namespace

void finish_dataset(LoadState& state, const NormaliseOptions& options, const std::vector<LoadedInput>& inputs,
                    const DiagnosticLog& log) {
  Dataset& data = state.data;
  judge_all_ratings(state, options);
  mark_duplicates(data.tickets);
  mark_duplicates(data.messages);
  add_update_history(data.tickets, data.statuses);
  if (options.as_of) apply_as_of(state, *options.as_of);
  mark_repeated_answers(state);
  fold_calls(state);  // of what had happened by then
  forget_implausible_times(data);
  follow_tickets(state, options);
  settle_side_tables(state, options);
  find_span(data, options);
  add_authors_to_agents(data);
  add_channel_class(data.tickets, data.surveys);
  for (const std::string& id : options.group_by) {
    // A column of that name in the export wins.
    if (is_calendar_group(id) && data.has_tickets && data.tickets.dimension(id) == nullptr)
      add_calendar_group(data.tickets, id, options.report_zone);
  }
  warn_about_times(state, options);
  data.diagnostics = in_order_of(inputs, log.all());
  for (const LoadedInput& input : inputs) data.inputs.push_back(summarise(data, input));
}

}  // namespace csreport
