#pragma once
// What a layout lists beyond metrics: the tickets that wait longest, how answers are spread, what came and went in the
// parts of the period. A query of its own, made only when a layout shows it; its counts are those of the metrics
// `backlog`, `csat`, `tickets_created` and `tickets_solved` by construction, because the same kernels count them.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "csreport/compute/compute.hpp"

namespace csreport {

/// A ticket of a list. Texts are empty where the data has none.
struct ListedTicket {
  std::string id;
  Seconds time{};  ///< of what, its list says; by the calendar unless it says otherwise
  std::string channel;
  std::string category;
  std::string priority;
  std::string agent;
};

/// The ages by which open tickets are counted: under the first, between two of them, over the last.
inline constexpr std::array<Seconds, 3> kAgeLimits = {Seconds{86400}, Seconds{3 * 86400}, Seconds{7 * 86400}};

struct OpenTickets {
  std::int64_t n = 0;
  std::array<std::int64_t, kAgeLimits.size() + 1> by_age{};  ///< youngest first; adds up to n
  std::vector<ListedTicket> oldest;  ///< by their age, oldest first; empty when ids were not kept
};

/// Which tickets a metric is about, the most urgent ones first. Its time is, by metric: until a promise runs out
/// (`at_risk`), since when somebody waits (`awaiting_first_reply`, `customers_waiting`), or how long it took
/// (`slowest_first_reply`, by the clock of the report).
struct TicketList {
  std::string_view metric;            ///< id
  std::int64_t n = 0;                 ///< what the metric counts, also without an id
  std::vector<ListedTicket> tickets;  ///< not more than were asked for
};

/// The satisfaction answers of a group, from bad to good: the five scores of a scale from 1 to 5, else bad, neutral and
/// good.
struct AnswerSpread {
  std::string group;  ///< of the dimension "channel"; empty: all of them
  std::vector<std::int64_t> counts;
  std::int64_t n = 0;     ///< all answers
  std::int64_t good = 0;  ///< by the scale, as `csat` counts them
  std::int64_t bad = 0;
};

/// What came and went in a part of the period.
struct FlowPart {
  Period period;
  std::int64_t created = 0;
  std::int64_t solved = 0;  ///< tickets by their last solution, as `tickets_solved` counts them
  std::int64_t open = 0;    ///< at its end
};

struct DetailRequest {
  bool open_tickets = false;
  std::size_t oldest = 0;     ///< how many of them by name
  bool answers = false;       ///< of the current period
  std::vector<Period> parts;  ///< of the current period, in order; empty: no flow
  std::size_t listed = 0;     ///< how many tickets of each TicketList; 0: no lists

  [[nodiscard]] bool asks() const noexcept { return open_tickets || answers || !parts.empty() || listed > 0; }
};

struct Details {
  std::optional<OpenTickets> open;    ///< nothing: not asked for, or no such data
  std::vector<AnswerSpread> answers;  ///< all first, then by channel, largest first, then "(none)"
  std::vector<FlowPart> flow;
  std::int64_t open_before = 0;   ///< when the first part of the flow began, as `backlog` counted then
  std::vector<TicketList> lists;  ///< of the metrics that can be computed and have cases with an id
};

/// REQUIRES: `options` are those of the report's compute().
Details compute_details(const Dataset& dataset, const ComputeOptions& options, const DetailRequest& request);

}  // namespace csreport
