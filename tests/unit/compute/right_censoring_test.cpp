#include "compute/right_censoring.hpp"

#include <string>
#include <vector>

#include "csreport/render/words.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

std::vector<std::string> notes_of(std::string_view metric, double part, double whole, bool to_date) {
  Snapshot snapshot;
  snapshot.current.to_date = to_date;
  snapshot.previous = Period{};
  MetricSnapshot one{.row = find_metric(metric)};
  one.current = {.value = part / whole, .n = static_cast<std::int64_t>(whole), .numerator = part, .denominator = whole};
  snapshot.metrics = {one};
  tell_right_censoring({}, snapshot);
  std::vector<std::string> notes;
  for (const Phrase& note : snapshot.metrics[0].quality.notes) notes.push_back(in_words(note));
  return notes;
}

}  // namespace

TEST_CASE("a share that later solutions raise says how many tickets can still count", "[censoring]") {
  CHECK(notes_of("resolution_rate", 60, 100, false) ==
        std::vector<std::string>{"Tickets of the period that can still count: 40 of 100; the share can still rise."});
  CHECK(notes_of("resolution_rate", 100, 100, false).empty());
}

TEST_CASE("in a period that still runs it says why it has no change", "[censoring]") {
  CHECK(notes_of("resolution_rate", 100, 100, true) ==
        std::vector<std::string>{"No change is shown: the tickets of the period before have had longer to be solved."});
  CHECK(notes_of("resolved_within_24h", 60, 100, true).empty());
}
