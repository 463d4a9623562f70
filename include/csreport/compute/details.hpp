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
inline constexpr std::array<Seconds, 4> kAgeLimits = {Seconds{86400}, Seconds{3 * 86400}, Seconds{7 * 86400},
                                                      Seconds{30 * 86400}};

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
  std::string_view channel_class{};   ///< `live` or `waiting`, where a list of both would hold those of one
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

/// An answer of a customer to one question.
struct GivenRating {
  std::string_view metric;  ///< id: `csat`, `nps` or `ces`
  RatingClass rating_class = RatingClass::none;
  std::optional<double> score;    ///< nothing for words
  std::optional<double> highest;  ///< score of the scale; likewise
};
/// What a customer wrote beside a rating, or several. Texts are empty where the data has none.
struct RatedComment {
  std::string ticket;                ///< id
  std::vector<GivenRating> ratings;  ///< at least one; at most one of each metric
  std::string text;                  ///< one line, cut at NormaliseOptions::comments
  std::string agent;
  Instant at;  ///< when it was given; else solved, else created
};
struct RatedComments {
  std::vector<std::string_view> metrics;  ///< those of `csat`, `nps` and `ces` beside which some stand, in this order
  std::int64_t n = 0;                     ///< all comments of the period beside its ratings, each once
  std::vector<RatedComment> comments;     ///< worst first, then newest; not more than were asked for
};

/// Whose contacts a category is, beyond their number.
struct CategoryCount {
  std::string category;
  std::int64_t n = 0;                     ///< tickets created, as `tickets_created` counts them
  std::optional<std::int64_t> customers;  ///< distinct ones; nothing where no ticket of the category names one
  std::optional<std::int64_t> hard;  ///< of the priorities of WorkPolicies; nothing where none of its tickets has one
  std::string second;                ///< the most frequent value of the second level; empty: none
  std::int64_t second_n = 0;         ///< tickets of the category that have it
};

/// Agents who can be compared with each other.
struct PeerGroup {
  std::string name;                 ///< group of the dimension kPeers; empty: nothing tells the agents apart
  PeerWork work;                    ///< what they have in common
  std::vector<std::string> agents;  ///< of the whole data
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
  std::size_t comments = 0;   ///< how many of them by their text; 0: none
  bool peers = false;         ///< who can be compared with whom
  bool reasons = false;       ///< the contacts of each category
  std::string second_level;   ///< a dimension by which they are told apart further; empty: none
};

struct Details {
  std::optional<OpenTickets> open;    ///< nothing: not asked for, or no such data
  std::vector<AnswerSpread> answers;  ///< all first, then by channel, largest first, then "(none)"
  std::vector<FlowPart> flow;
  std::int64_t open_before = 0;   ///< when the first part of the flow began, as `backlog` counted then
  std::vector<TicketList> lists;  ///< of the metrics that can be computed and have cases with an id
  RatedComments comments;
  std::vector<PeerGroup> peers;        ///< those of the dimension kPeers
  std::vector<CategoryCount> reasons;  ///< in the order of the names' first sight; "(none)" among them
  /// Beside `reasons`: the priorities of the data that count as hard ones; nothing where tickets have none.
  std::optional<std::vector<std::string>> hard_priorities;
};

/// REQUIRES: `options` are those of the report's compute().
Details compute_details(const Dataset& dataset, const ComputeOptions& options, const DetailRequest& request);

}  // namespace csreport
