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

/// A ticket that is open at the end of the period. Texts are empty where the data has none.
struct OpenTicket {
  std::string id;
  Seconds age{};  ///< from its creation to state_instant() of the period, by the calendar
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
  std::vector<OpenTicket> oldest;                            ///< oldest first; empty when ids were not kept
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

  [[nodiscard]] bool asks() const noexcept { return open_tickets || answers || !parts.empty(); }
};

struct Details {
  std::optional<OpenTickets> open;    ///< nothing: not asked for, or no such data
  std::vector<AnswerSpread> answers;  ///< all first, then by channel, largest first, then "(none)"
  std::vector<FlowPart> flow;
  std::int64_t open_before = 0;  ///< when the first part of the flow began, as `backlog` counted then
};

/// REQUIRES: `options` are those of the report's compute().
Details compute_details(const Dataset& dataset, const ComputeOptions& options, const DetailRequest& request);

}  // namespace csreport
