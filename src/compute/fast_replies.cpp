#include "compute/fast_replies.hpp"

#include <algorithm>

namespace csreport {
namespace {

constexpr std::int64_t kFastest = 5;  // seconds
constexpr std::int64_t kOneIn = 5;    // more than one in five
constexpr std::int64_t kFewestReplies = 20;

}  // namespace

std::optional<Warning> suspect_fast_replies(const SlotObservations& observed) {
  const auto n = static_cast<std::int64_t>(std::max(observed.values.size(), observed.entries.size()));
  const auto fast = observed.entries.empty()
                        ? std::count_if(observed.values.begin(), observed.values.end(),
                                        [](double seconds) { return seconds <= static_cast<double>(kFastest); })
                        : std::count_if(observed.entries.begin(), observed.entries.end(),
                                        [](TallyEntry entry) { return tally_sum(entry) <= kFastest; });
  if (n < kFewestReplies || fast * kOneIn <= n) return std::nullopt;
  return warning_of("fast_replies", {{"n", std::int64_t{fast}}, {"of", n}, {"seconds", kFastest}});
}

std::optional<Warning> suspect_openings(const Timeline& timeline) {
  constexpr std::int64_t kFewestTickets = 10;
  if (timeline.same_opening < kFewestTickets) return std::nullopt;
  return warning_of("same_openings", {{"n", timeline.same_opening}});
}

}  // namespace csreport
