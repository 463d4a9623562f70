#pragma once
// How many agents a queue needs: Erlang's model of a call centre with patient customers (Erlang C) and with customers
// who leave (Erlang A). Contacts arrive at random at a steady rate, handle times are exponential, the longest wait is
// answered first. All times are in one unit, seconds by custom.

#include <cstdint>
#include <optional>

namespace csreport {

/// What arrives, in a steady state.
struct QueueLoad {
  double arrivals = 0;     ///< a second
  double handle_time = 0;  ///< mean, in seconds

  /// In Erlangs: how many agents would be busy all the time.
  [[nodiscard]] double traffic() const noexcept { return arrivals * handle_time; }
};

struct QueueResult {
  double waits = 0;          ///< probability that a contact is not answered at once
  double service_level = 0;  ///< of all contacts, the share answered within the threshold
  double answer_time = 0;    ///< mean wait of all contacts (ASA); with patience, of those who leave too
  double occupancy = 0;      ///< share of the agents' time that is spent on contacts
  double abandons = 0;       ///< share of contacts that leave; 0 without patience
};

/// Erlang's loss formula B(agents, traffic), by its recursion over agents, which loses no digits at any size.
double erlang_b(std::int64_t agents, double traffic);
/// The probability of waiting, Erlang's C(agents, traffic); 1 where the agents cannot keep up.
double erlang_c(std::int64_t agents, double traffic);

/// With customers who wait for ever (Erlang C). With too few agents the queue grows without end: nobody is answered in
/// time, the answer time is infinite and the occupancy 1. REQUIRES: agents >= 0, threshold >= 0.
QueueResult patient_queue(const QueueLoad& load, std::int64_t agents, double threshold);

/// With customers who leave after an exponential time of mean `patience` (Erlang A, or Palm's model: M/M/n+M). Any
/// number of agents above 0 is enough for a steady state. Method: probabilities of states relative to the one in which
/// all agents are busy, summed until they add nothing (Palm 1957; Mandelbaum and Zeltyn 2007). `service_level` counts
/// who is answered within the threshold among all who arrive. REQUIRES: agents > 0, patience > 0, threshold >= 0.
QueueResult impatient_queue(const QueueLoad& load, std::int64_t agents, double threshold, double patience);

/// What is promised: so many are answered within so many seconds ("80/20").
struct ServiceGoal {
  double share = 0.8;
  double within = 20;
  std::optional<double> patience;  ///< mean, in seconds: with it Erlang A, else Erlang C
};

/// The smallest number of agents that keeps the promise; 0 where nothing arrives. REQUIRES: 0 < share < 1.
std::int64_t agents_needed(const QueueLoad& load, const ServiceGoal& goal);

/// As many more as are needed where a share of the paid time is not at the queue (shrinkage). REQUIRES: 0 <= share < 1.
double with_shrinkage(double agents, double share);

}  // namespace csreport
