// The measures of tickets, block by block, against the plain way of saying the same: each ticket asked by itself.
#include "compute/ticket_measures.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "csreport/compute/compute.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::uint32_t kDay = 86400;

/// What is said of one ticket; nothing when it is not in the population.
struct Said {
  double value = 0;
  std::string excluded;  // empty: it counts
};
using MaybeSaid = std::optional<Said>;

template <typename T, typename Draw>
void fill(std::mt19937_64& random, Column<T>& column, std::size_t rows, Draw draw) {
  if (random() % 4 == 0) return;  // the export has no such column
  for (std::size_t row = 0; row < rows; ++row) random() % 4 == 0 ? column.push_missing() : column.push_back(draw(row));
}

template <typename Enum>
void fill(std::mt19937_64& random, std::vector<Enum>& column, std::size_t rows, unsigned words) {
  if (random() % 4 == 0) return;
  for (std::size_t row = 0; row < rows; ++row) column.push_back(static_cast<Enum>(random() % words));
}

Dataset random_dataset(std::mt19937_64& random, std::size_t rows) {
  Dataset data;
  data.has_tickets = true;
  TicketTable& tickets = data.tickets;
  tickets.rows = rows;
  for (std::size_t row = 0; row < rows; ++row) {
    tickets.state.push_back(random() % 9 == 0 ? RowState::spam : RowState::used);
    tickets.created_at.push_back(static_cast<std::uint32_t>(100 * kDay + random() % (9 * kDay)));
  }
  const auto instant = [&](std::size_t row) {  // some before the creation
    return *tickets.created_at[row] + static_cast<std::uint32_t>(random() % kDay) - 6000;
  };
  const auto duration = [&](std::size_t) { return static_cast<std::int32_t>(random() % 60) - 5; };
  const auto small = [&](std::size_t) { return static_cast<std::uint16_t>(random() % 4); };
  for (auto* column : {&tickets.first_response_at, &tickets.solved_at, &tickets.closed_at})
    fill(random, *column, rows, instant);
  for (auto* column : {&tickets.first_response_time, &tickets.resolution_time, &tickets.talk_time, &tickets.hold_time,
                       &tickets.after_call_work_time, &tickets.handle_time, &tickets.queue_time})
    fill(random, *column, rows, duration);
  for (auto* column : {&tickets.replies, &tickets.customer_replies, &tickets.reopens})
    fill(random, *column, rows, small);
  fill(random, tickets.status, rows, 7);
  fill(random, tickets.outcome, rows, 7);
  fill(random, tickets.direction, rows, 3);
  fill(random, tickets.escalated, rows, 3);
  fill(random, tickets.first_contact_resolved, rows, 3);
  fill(random, tickets.bot, rows, 3);
  data.first_event = to_instant(99 * kDay);
  data.horizon = to_instant(120 * kDay);
  return data;
}

Said first_response(const TicketTable& tickets, std::size_t row) {
  if (is_outbound(tickets, row)) return {0, "outbound"};
  const std::int64_t created = *tickets.created_at[row];
  if (const auto at = tickets.first_response_at[row]) {
    return *at < created ? Said{0, "negative"} : Said{static_cast<double>(*at - created), {}};
  }
  if (const auto supplied = tickets.first_response_time[row]) {
    return *supplied < 0 ? Said{0, "negative"} : Said{static_cast<double>(*supplied), {}};
  }
  return {0, is_solved(tickets, row) ? "solved_without_reply" : "awaiting_first_reply"};
}

Said resolution(const TicketTable& tickets, std::size_t row) {
  if (!is_solved(tickets, row)) return {0, "open"};
  const auto solved = solved_instant(tickets, row);
  if (!solved) return {0, tickets.resolution_time[row].value_or(0) < 0 ? "negative" : "missing_solved_at"};
  if (*solved < *tickets.created_at[row]) return {0, "negative"};
  return {static_cast<double>(*solved - *tickets.created_at[row]), {}};
}

Said handling(const TicketTable& tickets, std::size_t row) {
  if (const auto whole = tickets.handle_time[row]) {
    return *whole < 0 ? Said{0, "negative"} : Said{static_cast<double>(*whole), {}};
  }
  if (!tickets.talk_time[row]) return {0, "missing_handle_time"};
  bool negative = false;
  double sum = 0;
  for (const auto& part : {tickets.talk_time[row], tickets.hold_time[row], tickets.after_call_work_time[row]}) {
    negative = negative || part.value_or(0) < 0;
    sum += part.value_or(0);
  }
  return negative ? Said{0, "negative"} : Said{sum, {}};
}

Said handling_without_hold(const TicketTable& tickets, std::size_t row) {
  const auto talk = tickets.talk_time[row];
  const auto after = tickets.after_call_work_time[row];
  if (talk) {
    if (*talk < 0 || after.value_or(0) < 0) return {0, "negative"};
    return {static_cast<double>(*talk + after.value_or(0)), {}};
  }
  const auto whole = tickets.handle_time[row];
  const auto hold = tickets.hold_time[row];
  if (!whole || !hold) return {0, "missing_handle_time"};
  return *whole - *hold < 0 ? Said{0, "negative"} : Said{static_cast<double>(*whole - *hold), {}};
}

/// Solved without a person's reply, unless the export says that there was no bot.
bool was_solved_by_bot(const TicketTable& tickets, std::size_t row) {
  const bool no_bot = !tickets.bot.empty() && tickets.bot[row] == Flag::no;
  return tickets.replies[row] == 0 && !no_bot;
}

bool is_short(const TicketTable& tickets, std::size_t row, std::optional<Seconds> limit) {
  const auto wait = tickets.queue_time[row];
  return limit && wait && *wait >= 0 && *wait < limit->count() && call_outcome(tickets, row) == CallOutcome::abandoned;
}

Said in_time(const TicketTable& tickets, std::size_t row, const Variants& variants) {
  auto wait = tickets.queue_time[row];
  const Said unknown{0, wait && *wait < 0 ? "negative" : "missing_queue_time"};
  if (wait && *wait < 0) wait.reset();
  const bool within = wait && *wait <= variants.service_level_threshold.count();
  if (call_outcome(tickets, row) == CallOutcome::answered) return wait ? Said{within ? 1.0 : 0.0, {}} : unknown;
  switch (variants.service_level) {
    case ServiceLevelVariant::strict: return {};
    case ServiceLevelVariant::answered_only: return {0, "abandoned"};
    case ServiceLevelVariant::abandon_in_t_ok: return wait ? Said{within ? 1.0 : 0.0, {}} : unknown;
    case ServiceLevelVariant::ignore_abandon_in_t:
      if (within) return {0, "abandoned_within_threshold"};
      return wait ? Said{} : unknown;
    case ServiceLevelVariant::ignore_short:
      if (is_short(tickets, row, variants.short_abandon.value_or(kDefaultShortAbandon))) return {0, "short_abandon"};
      return wait ? Said{} : unknown;
  }
  return {};
}

Said of_flag(const std::vector<Flag>& flags, std::size_t row, const char* unknown) {
  if (flags.empty() || flags[row] == Flag::unknown) return {0, unknown};
  return {flags[row] == Flag::yes ? 1.0 : 0.0, {}};
}

/// Why a ticket is none of those solved at a known time; where no column has times, all solved ones are.
std::string not_solved(const TicketTable& tickets, std::size_t row) {
  if (!is_solved(tickets, row)) return "open";
  return has_solution_times(tickets) && !solved_instant(tickets, row) ? "missing_solved_at" : "";
}

Said first_contact(const TicketTable& tickets, std::size_t row, const Variants& variants) {
  if (const std::string reason = not_solved(tickets, row); !reason.empty()) return {0, reason};
  if (is_outbound(tickets, row)) return {0, "outbound"};
  if (variants.fcr == FcrMethod::flag) return of_flag(tickets.first_contact_resolved, row, "unknown_flag");
  if (!tickets.replies[row]) return {0, "unknown_replies"};
  return {*tickets.replies[row] == 1 && tickets.reopens[row].value_or(0) == 0 ? 1.0 : 0.0, {}};
}

Said counted_replies(const TicketTable& tickets, std::size_t row, bool both_sides) {
  if (const std::string reason = not_solved(tickets, row); !reason.empty()) return {0, reason};
  if (!tickets.replies[row] || (both_sides && !tickets.customer_replies[row])) return {0, "unknown_replies"};
  return {static_cast<double>(*tickets.replies[row] + (both_sides ? *tickets.customer_replies[row] : 0)), {}};
}

/// Why a call is none of those at the queue; nothing when it is.
MaybeSaid left_out_of_the_queue(const TicketTable& tickets, std::size_t row) {
  if (is_outbound(tickets, row)) return Said{0, "outbound"};
  if (call_outcome(tickets, row) == CallOutcome::menu) return Said{0, "left_in_menu"};
  return std::nullopt;
}

MaybeSaid plain(const std::string& metric, const TicketTable& tickets, std::size_t row, const Variants& variants) {
  if (!is_used(tickets, row)) return std::nullopt;
  const CallOutcome outcome = call_outcome(tickets, row);
  const bool offered = outcome == CallOutcome::answered || outcome == CallOutcome::abandoned;
  if (metric == "frt") return first_response(tickets, row);
  if (metric == "resolution_time") {
    const Said said = resolution(tickets, row);
    const bool by_bot = variants.human_only && said.excluded.empty() && was_solved_by_bot(tickets, row);
    return by_bot ? Said{0, "without_human_reply"} : said;
  }
  if (metric == "fcr") return first_contact(tickets, row, variants);
  if (metric == "escalation_rate") return of_flag(tickets.escalated, row, "unknown_escalation");
  if (metric == "replies_per_ticket") return counted_replies(tickets, row, /*both_sides=*/false);
  if (metric == "interactions_per_ticket") return counted_replies(tickets, row, /*both_sides=*/true);
  if (metric == "aht") {
    const Said said = handling(tickets, row);
    if (outcome != CallOutcome::answered && outcome != CallOutcome::none) return std::nullopt;
    const bool timed = tickets.handle_time[row] || tickets.talk_time[row] || tickets.hold_time[row] ||
                       tickets.after_call_work_time[row];
    if (outcome == CallOutcome::none && !timed && !tickets.outcome.empty()) return std::nullopt;
    return variants.aht == HandleTimeParts::with_hold ? said : handling_without_hold(tickets, row);
  }
  if (metric == "asa") {
    const bool all = variants.asa == AnswerSpeedBase::all_queued;
    const bool queued = offered || outcome == CallOutcome::callback || outcome == CallOutcome::menu;
    if (!(outcome == CallOutcome::answered || (all && queued))) return std::nullopt;
    if (const MaybeSaid left_out = left_out_of_the_queue(tickets, row)) return left_out;
    const auto wait = tickets.queue_time[row];
    if (!wait) return Said{0, "missing_queue_time"};
    return *wait < 0 ? Said{0, "negative"} : Said{static_cast<double>(*wait), {}};
  }
  const bool came_as_far_as_the_menu = offered || outcome == CallOutcome::menu;
  if (metric == "service_level" || metric == "abandonment_rate") {
    if (!came_as_far_as_the_menu) return std::nullopt;
    if (const MaybeSaid left_out = left_out_of_the_queue(tickets, row)) return left_out;
  }
  if (metric == "service_level") return in_time(tickets, row, variants);
  if (metric == "abandonment_rate") {
    if (is_short(tickets, row, variants.short_abandon)) return Said{0, "short_abandon"};
    return Said{outcome == CallOutcome::abandoned ? 1.0 : 0.0, {}};
  }
  const auto solved = solved_instant(tickets, row);  // reopen_rate
  if (!is_solved(tickets, row) && !solved) {
    if (tickets.reopens[row].value_or(0) > 0) return Said{0, "unknown_first_solution"};
    return std::nullopt;
  }
  if (!solved) return Said{0, "missing_solved_at"};
  if (!tickets.reopens[row]) return Said{0, "unknown_reopens"};
  return Said{*tickets.reopens[row] > 0 ? 1.0 : 0.0, {}};
}

Variants random_variants(std::mt19937_64& random) {
  Variants variants;
  variants.service_level = static_cast<ServiceLevelVariant>(random() % 5);
  if (random() % 2 == 0) variants.short_abandon = Seconds{static_cast<std::int64_t>(random() % 30)};
  variants.fcr = random() % 2 == 0 ? FcrMethod::flag : FcrMethod::one_touch;
  variants.human_only = random() % 2 == 0;
  if (random() % 2 == 0) variants.aht = HandleTimeParts::talk_and_after_call_work;
  if (random() % 2 == 0) variants.asa = AnswerSpeedBase::all_queued;
  if (random() % 3 == 0) variants.anchor = AnchorChoice::created;
  return variants;
}

void check(const MetricSnapshot& metric, const TicketTable& tickets, const Variants& variants) {
  std::map<std::string, std::int64_t> excluded;
  std::int64_t n = 0;
  double sum = 0;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const MaybeSaid said = plain(std::string(metric.row->id), tickets, row, variants);
    if (!said) continue;
    if (said->excluded.empty()) {
      ++n;
      sum += said->value;
    } else {
      ++excluded[said->excluded];
    }
  }
  CHECK(metric.current.n == n);
  CHECK(metric.series.front().n == n);
  if (n > 0)
    CHECK(metric.current.stats.value_or(Statistics{.mean = metric.current.value.value_or(-1)}).mean ==
          Approx(sum / static_cast<double>(n)));
  std::map<std::string, std::int64_t> found;
  for (const ExcludedCount& count : metric.current.excluded) found[count.reason] = count.n;
  CHECK(found == excluded);
}

}  // namespace

TEST_CASE("what is measured of tickets is what the definition says of each, whatever columns are there") {
  constexpr unsigned kSeed = 20261203;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 60; ++round) {
    const std::size_t rows = round % 3 == 0 ? 1 + random() % 40 : 500 + random() % 1000;  // also parts of blocks
    const Dataset data = random_dataset(random, rows);
    ComputeOptions options;
    options.variants = random_variants(random);
    options.current = {
        .start = to_instant(90 * kDay), .end = to_instant(120 * kDay), .grain = Grain::month, .label = ""};
    options.trend = {options.current};
    options.metrics = {"frt",
                       "resolution_time",
                       "aht",
                       "asa",
                       "service_level",
                       "fcr",
                       "reopen_rate",
                       "abandonment_rate",
                       "escalation_rate",
                       "replies_per_ticket",
                       "interactions_per_ticket"};
    for (const MetricSnapshot& metric : compute(data, options).metrics) {
      if (metric.quality.state == QualityState::missing_column) continue;
      INFO("seed " << kSeed << ", round " << round << ", " << metric.row->id);
      check(metric, data.tickets, options.variants);
    }
  }
}

TEST_CASE("choosing by masks is choosing by a condition") {
  CHECK(choose(true, 7U, 9U) == 7);
  CHECK(choose(false, 7U, 9U) == 9);
  CHECK(choose(true, -7, 0) == -7);
  CHECK(choose(false, std::int64_t{1}, std::int64_t{-1}) == -1);
  CHECK(reason_if(true, Exclusion::open, Exclusion::outside) == Exclusion::open);
  CHECK(reason_if(false, Exclusion::open) == Exclusion::none);
}
