#include "normalise/finish.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <unordered_map>

#include "normalise/calendar_groups.hpp"

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
                 RatingColumn& column) {
  if (!column.present()) return;
  const Lexicon lexicon(nullptr, RecordKind::surveys);
  judge_ratings(kind, texts_of(texts), lexicon, scale, column);
}

/// Scores without a question are satisfaction when they settle a satisfaction scale.
void settle_plain_scores(LoadState& state, const NormaliseOptions& options) {
  if (!state.score_codes.present()) return;
  const Lexicon lexicon(nullptr, RecordKind::surveys);
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
    const auto own = state.survey_csat.texts.intern(state.survey_score.texts.text(code));
    csat.codes.set(row, own);
  }
}

void judge_all_ratings(LoadState& state, const NormaliseOptions& options) {
  settle_plain_scores(state, options);
  Dataset& data = state.data;
  judge_table(RatingKind::csat, state.ticket_csat, options.csat_scale, data.tickets.csat);
  judge_table(RatingKind::nps, state.ticket_nps, std::nullopt, data.tickets.nps);
  judge_table(RatingKind::ces, state.ticket_ces, options.ces_scale, data.tickets.ces);
  judge_table(RatingKind::csat, state.survey_csat, options.csat_scale, data.surveys.csat);
  judge_table(RatingKind::nps, state.survey_nps, std::nullopt, data.surveys.nps);
  judge_table(RatingKind::ces, state.survey_ces, options.ces_scale, data.surveys.ces);
}

/// Of rows with the same id the newest update stays, among equal ones the last.
void mark_duplicates(TicketTable& tickets) {
  std::unordered_map<std::uint64_t, std::size_t> newest;
  newest.reserve(tickets.rows);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.id[row].absent()) continue;
    const auto [known, is_new] = newest.emplace(tickets.id[row].bits, row);
    if (is_new) continue;
    const std::uint32_t before = tickets.updated_at[known->second].value_or(0);
    const bool newer = tickets.updated_at[row].value_or(0) >= before;
    tickets.state[newer ? known->second : row] = RowState::duplicate;
    if (newer) known->second = row;
  }
}

/// The data as it was known at that moment: later rows are excluded, later events have not happened.
void apply_as_of(Dataset& data, Instant as_of) {
  const auto limit = static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(as_of.time_since_epoch().count(), 0, InstantColumn::kMissing - 1));
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
    if (tickets.state[row] == RowState::used && *tickets.created_at[row] > limit) {
      tickets.state[row] = RowState::after_as_of;
    }
    forget(tickets.first_response_at, row);
    forget(tickets.rated_at, row);
    forget_duration(tickets.first_response_time, row);
    const bool solved_later = forget(tickets.solved_at, row);
    const bool closed_later = forget(tickets.closed_at, row);
    const bool resolved_later = forget_duration(tickets.resolution_time, row);
    const bool unsolved = solved_later || closed_later || resolved_later;
    if (unsolved && !tickets.status.empty()) tickets.status[row] = Status::open;
  }
  for (std::size_t row = 0; row < data.messages.rows; ++row) {
    if (*data.messages.sent_at[row] > limit) data.messages.state[row] = RowState::after_as_of;
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
  std::int64_t rows = 0;
  std::int64_t cells = 0;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] != RowState::used) continue;
    if (!span.holds(*tickets.created_at[row])) {
      tickets.state[row] = RowState::implausible_time;
      ++rows;
      continue;
    }
    for (InstantColumn* column :
         {&tickets.first_response_at, &tickets.solved_at, &tickets.closed_at, &tickets.rated_at}) {
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
  void add(std::optional<std::uint32_t> at, bool starts) {
    if (!at) return;
    if (starts) first_ = first_ ? std::min(*first_, *at) : *at;
    last_ = last_ ? std::max(*last_, *at) : *at;
  }
  [[nodiscard]] std::optional<Instant> first() const { return instant(first_); }
  [[nodiscard]] std::optional<Instant> last() const { return instant(last_); }

 private:
  static std::optional<Instant> instant(std::optional<std::uint32_t> at) {
    return at ? std::optional(to_instant(*at)) : std::nullopt;
  }
  std::optional<std::uint32_t> first_, last_;
};

void find_span(Dataset& data, const NormaliseOptions& options) {
  Span span;
  const TicketTable& tickets = data.tickets;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] != RowState::used) continue;
    span.add(tickets.created_at[row], /*starts=*/true);
    for (const InstantColumn* column :
         {&tickets.first_response_at, &tickets.solved_at, &tickets.closed_at, &tickets.rated_at}) {
      span.add((*column)[row], /*starts=*/false);
    }
    for (const DurationColumn* column : {&tickets.first_response_time, &tickets.resolution_time}) {
      const auto duration = (*column)[row];
      if (duration && *duration > 0)
        span.add(*tickets.created_at[row] + static_cast<std::uint32_t>(*duration), /*starts=*/false);
    }
  }
  for (std::size_t row = 0; row < data.messages.rows; ++row) {
    if (data.messages.state[row] == RowState::used) span.add(data.messages.sent_at[row], /*starts=*/!data.has_tickets);
  }
  for (std::size_t row = 0; row < data.surveys.rows; ++row) {
    const bool starts = !data.has_tickets && !data.has_messages;
    if (data.surveys.state[row] == RowState::used) span.add(data.surveys.answered_at[row], starts);
  }
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

/// Live channels and waiting ones have answer times of different kinds and are not pooled on the page.
void add_channel_class(TicketTable& tickets) {
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
  for (std::size_t row = 0; row < tickets.rows; ++row) classes.codes.push_back(class_of[channels.codes[row]]);
}

/// Messages and answers of a ticket that is not counted are not counted either. Those of tickets that
/// no file has are kept, unless --where asks for tickets with certain values.
class TicketStates {
 public:
  TicketStates(const TicketTable& tickets, bool filtering) : filtering_(filtering) {
    states_.reserve(tickets.rows);
    for (std::size_t row = 0; row < tickets.rows; ++row) {
      if (tickets.state[row] == RowState::duplicate || tickets.id[row].absent()) continue;
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
  [[nodiscard]] std::int64_t orphans() const { return orphans_; }

 private:
  std::unordered_map<std::uint64_t, RowState> states_;
  bool filtering_;
  std::int64_t orphans_ = 0;
};

void follow_tickets(Dataset& data, const NormaliseOptions& options) {
  if (!data.has_tickets || (!data.has_messages && !data.has_surveys)) return;
  TicketStates states(data.tickets, !options.where.empty());
  for (std::size_t row = 0; row < data.messages.rows; ++row)
    states.apply(data.messages.ticket[row], data.messages.state[row]);
  if (states.orphans() > 0) {
    data.warnings.push_back({"unknown_tickets", std::to_string(states.orphans()) +
                                                    " messages belong to tickets that are not in the files."});
  }
  // An answer need not name a ticket; its own columns were filtered when it was read.
  const bool own_columns = !data.surveys.dimensions.empty();
  for (std::size_t row = 0; row < data.surveys.rows; ++row) {
    if (data.surveys.ticket[row].absent() && own_columns) continue;
    states.apply(data.surveys.ticket[row], data.surveys.state[row]);
  }
}

// --- row accounting ------------------------------------------------------------------------------

const std::vector<RowState>& states_of(const Dataset& data, RecordKind kind) {
  switch (kind) {
    case RecordKind::tickets: return data.tickets.state;
    case RecordKind::messages: return data.messages.state;
    case RecordKind::surveys: return data.surveys.state;
  }
  return data.tickets.state;
}

InputSummary summarise(const Dataset& data, const LoadedInput& input, const DiagnosticLog& log) {
  InputSummary summary;
  summary.path = input.path;
  summary.kind = input.kind;
  summary.profile = input.profile;
  summary.columns = input.columns;
  summary.blank = input.counts.blank;
  std::array<std::int64_t, kRowStates> rows{};
  const auto& states = states_of(data, input.kind);
  for (std::size_t row = input.rows.begin; row < input.rows.end; ++row) ++rows[static_cast<std::size_t>(states[row])];
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
  for (const Diagnostic& diagnostic : log.all()) {
    if (diagnostic.file != input.path || diagnostic.consequence != Consequence::row_rejected) continue;
    summary.rejected_reasons.push_back(
        {diagnostic.code, static_cast<std::int64_t>(diagnostic.count), diagnostic.lines[0]});
  }
  return summary;
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
  if (options.as_of) apply_as_of(data, *options.as_of);
  forget_implausible_times(data);
  follow_tickets(data, options);
  find_span(data, options);
  add_authors_to_agents(data);
  add_channel_class(data.tickets);
  for (const std::string& id : options.group_by) {
    // A column of that name in the export wins.
    if (is_calendar_group(id) && data.has_tickets && data.tickets.dimension(id) == nullptr)
      add_calendar_group(data.tickets, id, options.report_zone);
  }
  warn_about_times(state, options);
  for (const LoadedInput& input : inputs) data.inputs.push_back(summarise(data, input, log));
  data.diagnostics = log.all();
}

}  // namespace csreport
