#include "normalise/finish.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <stdexcept>
#include <tuple>

#include "csreport/core/channel_class.hpp"
#include "normalise/as_of.hpp"
#include "normalise/calendar_groups.hpp"
#include "normalise/duplicates.hpp"
#include "normalise/escalations.hpp"
#include "normalise/event_times.hpp"
#include "normalise/kinds.hpp"
#include "normalise/peers.hpp"
#include "normalise/repeated_rows.hpp"
#include "normalise/review_scores.hpp"
#include "normalise/side_tables.hpp"
#include "normalise/status_fates.hpp"
#include "normalise/ticket_followers.hpp"
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
    state.data.warnings.push_back(warning_of("ambiguous_score"));
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

void settle_side_tables(LoadState& state, const NormaliseOptions& options) {
  Dataset& data = state.data;
  const auto limit = options.as_of ? std::optional(as_seconds(*options.as_of)) : std::nullopt;
  settle_sessions(data.sessions, limit);
  settle_customers(data.customers, limit);
  settle_indicators(data.indicators, limit);
  settle_reviews(data.reviews, state.review_low, state.review_high, limit, data.warnings);
}

/// Replies and solutions are credited to their authors, who may be no ticket's assignee.
void add_authors_to_agents(Dataset& data) {
  const MessageTable& messages = data.messages;
  const StatusTable& statuses = data.statuses;
  std::vector<char> is_agent(messages.author_names.size(), 0);
  for (std::size_t row = 0; row < messages.rows; ++row) {
    if (messages.role[row] == AuthorRole::agent) is_agent[messages.author[row]] = 1;
  }
  for (std::size_t row = 0; row < statuses.rows; ++row) {
    if (statuses.role[row] == AuthorRole::agent && statuses.author[row] != Dictionary::kNone) {
      is_agent[statuses.author[row]] = 1;
    }
  }
  for (std::uint32_t author = 1; author < is_agent.size(); ++author) {
    if (is_agent[author] == 0) continue;
    dimension_of(data.tickets, "agent").names.intern(messages.author_names.text(author));
  }
}

/// METRICS 1.8: whoever's phone rang, nobody met the caller who gave up. Calls of the desk are its own doing.
void take_lost_calls_from_agents(TicketTable& tickets) {
  const Dimension* const agents = tickets.dimension("agent");
  if (tickets.outcome.empty() || agents == nullptr || !agents->codes.present()) return;
  CodeColumn& codes = dimension_of(tickets, "agent").codes;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const CallOutcome outcome = tickets.outcome[row];
    const bool lost =
        outcome == CallOutcome::abandoned || outcome == CallOutcome::menu || outcome == CallOutcome::blocked;
    const bool outbound = !tickets.direction.empty() && tickets.direction[row] == Direction::outbound;
    if (lost && !outbound) codes.set(row, Dictionary::kNone);
  }
}

constexpr std::size_t kSomeRows = 4096;

/// Live channels and waiting ones have answer times of different kinds and are not pooled on the page.
void add_channel_class(TicketTable& tickets, SurveyTable& surveys) {
  if (tickets.dimension("channel") == nullptr || tickets.dimension(kChannelClass) != nullptr) return;
  Dimension& classes = dimension_of(tickets, std::string(kChannelClass));
  const Dimension& channels = *tickets.dimension("channel");
  const std::uint32_t live = classes.names.intern(kLiveClass);
  const std::uint32_t waiting = classes.names.intern(kWaitingClass);
  std::vector<std::uint32_t> class_of(channels.names.size(), waiting);
  class_of[Dictionary::kNone] = Dictionary::kNone;
  for (std::uint32_t code = 1; code < channels.names.size(); ++code) {
    if (class_of_channel(channels.names.text(code)) == kLiveClass) class_of[code] = live;
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
  OwnDimension own_classes{std::string(kChannelClass), {}};
  own_classes.codes.resize(surveys.rows);
  for (std::size_t row = 0; row < surveys.rows; ++row) own_classes.codes.set(row, class_of[own->codes[row]]);
  surveys.dimensions.push_back(std::move(own_classes));
}

// --- row accounting ------------------------------------------------------------------------------

/// How many of the rows are in each state: nearly all are used, so those are counted eight at a time.
std::array<std::int64_t, kRowStates> count_states(std::span<const RowState> states) {
  static_assert(sizeof(RowState) == 1 && static_cast<unsigned>(RowState::used) == 0);
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  std::array<std::int64_t, kRowStates> rows{};
  std::size_t row = 0;
  for (; row + kStep <= states.size(); row += kStep) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, states.data() + row, kStep);
    if (eight == 0) {
      rows[0] += kStep;
      continue;
    }
    for (const RowState state : states.subspan(row, kStep)) ++rows[static_cast<std::size_t>(state)];
  }
  for (const RowState state : states.subspan(row)) ++rows[static_cast<std::size_t>(state)];
  return rows;
}

InputSummary summarise(Dataset& data, const LoadedInput& input) {
  InputSummary summary;
  summary.path = input.path;
  summary.kind = input.kind;
  summary.profile = input.profile;
  summary.columns = input.columns;
  summary.blank = input.counts.blank;
  const std::span<const RowState> states = kind_row(input.kind).states(data);
  auto rows = count_states(states.subspan(input.rows.begin, input.rows.end - input.rows.begin));
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
  for (const Diagnostic& diagnostic : input.diagnostics) {
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
    warnings.push_back(warning_of("no_time_zone"));
  }
  if (state.skipped_local_times > 0) {
    warnings.push_back(warning_of("dst_gap", {{"n", static_cast<std::int64_t>(state.skipped_local_times)}}));
  }
  if (state.repeated_local_times > 0) {
    warnings.push_back(warning_of("dst_ambiguous", {{"n", static_cast<std::int64_t>(state.repeated_local_times)}}));
  }
}

}  // namespace

void finish_dataset(LoadState& state, const NormaliseOptions& options, const std::vector<LoadedInput>& inputs,
                    const DiagnosticLog& log) {
  Dataset& data = state.data;
  judge_all_ratings(state, options);
  mark_duplicates(data.tickets, options.threads, options.as_of ? as_seconds(*options.as_of) : InstantColumn::kMissing);
  mark_duplicates(data.messages, options.threads);
  add_update_history(data.tickets, data.statuses);
  data.priorities = value_history(data.tickets, "priority");
  data.assignees = value_history(data.tickets, "agent");
  data.plus_tags_are_one = options.strip_plus_tags;
  settle_escalations(state, options);
  if (options.as_of) apply_as_of(state, *options.as_of);
  leave_out_by_log(data);
  mark_repeated_answers(state);
  fold_calls(state, options);  // of what had happened by then
  take_lost_calls_from_agents(data.tickets);
  lead_to_survivors(state);
  forget_implausible_times(data, options.threads);
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
  if (options.peers) add_peers(data, options.shift);
  warn_about_times(state, options);
  data.diagnostics = in_order_of(inputs, log.all());
  for (const LoadedInput& input : inputs) data.inputs.push_back(summarise(data, input));
}

}  // namespace csreport
