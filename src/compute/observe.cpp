#include "compute/observe.hpp"

#include <algorithm>

#include "compute/measures.hpp"

namespace csreport {
namespace {

/// How long the answers of one ticket took, by period: what --art ticket and --art requests make of a ticket.
class TicketResponses {
 public:
  TicketResponses(const Slots& slots, bool sums) : slots_(slots), sums_(sums) {}

  void add(std::uint32_t at, std::int64_t seconds) {
    slots_.for_each(at, [&](std::size_t slot) {
      const auto known =
          std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) { return part.slot == slot; });
      Part& part = known == parts_.end() ? parts_.emplace_back(Part{slot}) : *known;
      part.seconds += seconds;
      ++part.pairs;
    });
  }
  /// To be begun again with another ticket afterwards.
  void tell(std::uint32_t ticket_row, Observations& out) {
    for (const Part& part : parts_) {
      const auto seconds = static_cast<double>(part.seconds);
      out.add_to_place(slots_.place_of_slot(part.slot), {.ticket_row = ticket_row},
                       sums_ ? seconds : seconds / static_cast<double>(part.pairs));
    }
    parts_.clear();
  }

 private:
  struct Part {
    std::size_t slot;
    std::int64_t seconds = 0;
    std::int64_t pairs = 0;
  };
  const Slots& slots_;
  bool sums_;
  std::vector<Part> parts_;  // few: a ticket's answers lie close together
};

/// A bot that hands over before it is answered has taken the wait before upon itself.
std::uint32_t waited_since(const ReplyPair& pair, const Evidence& evidence) {
  if (evidence.variants().art_start == ResponseTimeStart::first_message || pair.ticket_row == kNoRow) {
    return pair.asked_at;
  }
  const auto handed_over = evidence.tickets().handed_off_at[pair.ticket_row];
  const bool in_between = handed_over && *handed_over > pair.asked_at && *handed_over <= pair.replied_at;
  return in_between ? *handed_over : pair.asked_at;
}

void observe_reply_pairs(const Evidence& evidence, Observations& out) {
  const Timeline& timeline = evidence.timeline();
  const Variants& variants = evidence.variants();
  const bool by_creation = variants.anchor == AnchorChoice::created;
  const auto started = [&](std::uint32_t row, std::uint32_t asked) {
    return row == kNoRow ? asked : evidence.tickets().created_at.raw()[row];
  };
  const auto duration = [&](const ReplyPair& pair) -> std::optional<std::int64_t> {
    const std::uint32_t from = waited_since(pair, evidence);
    if (out.clock() == Clock::calendar) return pair.replied_at - from;
    return evidence.business_times()->between(pair.ticket_row, from, pair.replied_at);
  };
  TicketResponses of_ticket(out.slots(), variants.art == ResponseBase::requests);
  for (std::size_t i = 0; i < timeline.pairs.size(); ++i) {
    const ReplyPair& pair = timeline.pairs[i];
    const std::uint32_t at = by_creation ? started(pair.ticket_row, pair.asked_at) : pair.replied_at;
    const Subject subject{.ticket_row = pair.ticket_row, .agent = pair.agent};
    const auto seconds = duration(pair);
    if (variants.art_exclude_first && pair.first) {
      out.exclude(at, subject, Exclusion::first_response);
    } else if (!seconds) {
      out.exclude(at, subject, Exclusion::no_schedule);
    } else if (variants.art == ResponseBase::pair) {
      out.add(at, subject, static_cast<double>(*seconds));
    } else {
      of_ticket.add(at, *seconds);
    }
    const bool last_of_ticket = i + 1 == timeline.pairs.size() || timeline.pairs[i + 1].log != pair.log;
    if (last_of_ticket) of_ticket.tell(pair.ticket_row, out);
  }
  for (const UnansweredRun& run : timeline.unanswered) {
    out.exclude(by_creation ? started(run.ticket_row, run.asked_at) : run.asked_at, {.ticket_row = run.ticket_row},
                run.closed_by_resolution ? Exclusion::closed_by_resolution : Exclusion::unanswered);
  }
}

}  // namespace

namespace {
/// The mean of a ticket's answers that the export supplies counts as often as it has replies: the mean over all is the
/// mean of pairs. Where tickets are what counts it is one value, or the sum of its answers' times. Nothing says when
/// they were sent: they lie where the ticket was solved.
void observe_average_responses(const Evidence& evidence, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    if (!evidence.facts().is(TicketFacts::used, row)) continue;
    const auto average = tickets.average_response_time[row];
    const std::uint32_t created = tickets.created_at.raw()[row];
    const std::uint32_t at = by_creation ? created : evidence.facts().solved_at(row).value_or(created);
    const auto replies = tickets.replies[row];
    if (!average) {
      out.exclude(at, {.ticket_row = row}, replies == 0 ? Exclusion::no_replies : Exclusion::missing_duration);
      continue;
    }
    if (!replies || *replies == 0 || *average < 0) {
      const Exclusion uncounted = replies ? Exclusion::no_replies : Exclusion::unknown_replies;
      out.exclude(at, {.ticket_row = row}, replies.value_or(0) > 0 ? Exclusion::negative : uncounted);
      continue;
    }
    const ResponseBase base = evidence.variants().art;
    const int times = base == ResponseBase::pair ? *replies : 1;
    const double answers = base == ResponseBase::requests ? *replies : 1;
    for (int i = 0; i < times; ++i) out.add(at, {.ticket_row = row}, answers * *average);
  }
}
}  // namespace

void observe(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (population_row(metric.population).question) return observe_answers(metric, evidence, out);
  if (const auto by_measure = measure_row(metric.measure).observe) return by_measure(metric, evidence, out);
  if (has_average_responses_alone(evidence.data())) return observe_average_responses(evidence, out);
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
