#include "compute/observe.hpp"

#include "compute/measures.hpp"

namespace csreport {
namespace {

void observe_reply_pairs(const Evidence& evidence, Observations& out) {
  const Timeline& timeline = evidence.timeline();
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const auto started = [&](std::uint32_t row, std::uint32_t asked) {
    return row == kNoRow ? asked : evidence.tickets().created_at.raw()[row];
  };
  const auto duration = [&](const ReplyPair& pair) -> std::optional<std::int64_t> {
    if (out.clock() == Clock::calendar) return pair.replied_at - pair.asked_at;
    return evidence.business_times()->between(pair.ticket_row, pair.asked_at, pair.replied_at);
  };
  for (const ReplyPair& pair : timeline.pairs) {
    const std::uint32_t at = by_creation ? started(pair.ticket_row, pair.asked_at) : pair.replied_at;
    const Subject subject{.ticket_row = pair.ticket_row, .agent = pair.agent};
    if (const auto seconds = duration(pair)) {
      out.add(at, subject, static_cast<double>(*seconds));
    } else {
      out.exclude(at, subject, Exclusion::no_schedule);
    }
  }
  for (const UnansweredRun& run : timeline.unanswered) {
    out.exclude(by_creation ? started(run.ticket_row, run.asked_at) : run.asked_at, {.ticket_row = run.ticket_row},
                run.closed_by_resolution ? Exclusion::closed_by_resolution : Exclusion::unanswered);
  }
}

}  // namespace

void observe(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (population_row(metric.population).question) return observe_answers(metric, evidence, out);
  if (const auto by_measure = measure_row(metric.measure).observe) return by_measure(metric, evidence, out);
  observe_reply_pairs(evidence, out);
}

void collect_values(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  for (std::size_t i = 0; i < out.second_passes(); ++i) {
    out.begin_second_pass(i);
    observe(metric, evidence, out);
    out.finish();
  }
}

}  // namespace csreport
