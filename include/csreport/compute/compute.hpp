#pragma once
// From columns to metrics. Sees the Dataset and the periods; no files, vendors or markup.

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "csreport/compute/policies.hpp"
#include "csreport/compute/run_metrics.hpp"
#include "csreport/compute/snapshot.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/core/period.hpp"

namespace csreport {

/// Which event decides an observation's period (METRICS 0.2).
enum class AnchorChoice { event, created };
/// METRICS 3.1. `automatic`: one_touch when reply counts are known, else no_repeat, else flag.
enum class FcrMethod { automatic, one_touch, no_repeat, strict, flag, survey, teammate };
/// METRICS 3.3: judge chains of contacts, or every contact.
enum class FcrBase { issue, contact };
/// METRICS 1.7.
enum class ServiceLevelVariant { strict, abandon_in_t_ok, ignore_abandon_in_t, ignore_short, answered_only };
enum class NeutralRatings { include, exclude };
/// When a first response begins to be waited for (METRICS 1.1); what a ticket or export lacks is the customer's first
/// message, or the creation without a log.
enum class ResponseStart { first_customer, created, handoff, assignment, reopen };
/// What the first response of a contact is that an agent opened: none, the answer to the customer's first message, or
/// the second message of an agent.
enum class OutboundResponse { exclude, first_customer, zendesk };
/// METRICS 2: the mean of pairs of message and reply, of the means of tickets, or of their sums.
enum class ResponseBase { pair, ticket, requests };
/// Since when a response is waited for (METRICS 2): the first message of the run, or the handoff from the bot where
/// that lies between the message and its answer.
enum class ResponseTimeStart { first_message, handoff };
enum class HandleTimeParts { with_hold, talk_and_after_call_work, with_ring };
/// Of which calls abandoned ones are a share (METRICS 1.8): those that were offered, or all that waited in a queue.
enum class AbandonmentBase { offered, queued };
/// How percentiles but the median lie between values (METRICS 0.4): on a line, or on the nearest one.
enum class PercentileMethod { linear, nearest_rank };
enum class AnswerSpeedBase { answered, all_queued };
enum class RepeatBase { contacts, customers };
/// What does not count in the resolution time (METRICS 1.3): nothing, or the time of waiting for the customer.
enum class NetOf { nothing, pending };
/// Since when and until when a resolution takes (METRICS 1.3). `effective`: of tickets that were closed by rule while
/// they waited for the customer, until that waiting began.
enum class ResolutionStart { created, first_assignment, last_assignment };
enum class ResolutionEnd { solved, effective };
/// What one handle time is of: a contact, or each leg of a call (METRICS 1.5).
enum class HandleTimeUnit { contact, leg };
/// Whether what others than the requester write is the customer's, or nobody's (METRICS 2).
enum class ThirdParty { customer, ignore };
/// Whose answers of customers are: the ticket's agent, or who replied last before the answer (METRICS 1.16). Where the
/// one is not known, it is the other.
enum class RatingCredit { assignee, last_replier };
/// Which priority decides the promise (METRICS 1.15): the one when it began, or the export's last one.
enum class PromisePriority { in_force, current };

/// --exclude-short where a variant needs a limit and none is given.
inline constexpr Seconds kDefaultShortAbandon{5};

/// The choices among definitions; the defaults are METRICS.md's and DESIGN 9's. The report names
/// each variant that a shown number depends on.
struct Variants {
  AnchorChoice anchor = AnchorChoice::event;
  Clock clock = Clock::calendar;  ///< REQUIRES business hours when business
  bool frt_include_automatic = false;
  ResponseStart frt_start = ResponseStart::first_customer;
  OutboundResponse frt_outbound = OutboundResponse::exclude;
  ResponseBase art = ResponseBase::pair;
  ResponseTimeStart art_start = ResponseTimeStart::first_message;
  bool art_exclude_first = false;  ///< first responses are no response times
  bool automatic_counts = false;   ///< an automatic reply answers the customer's messages
  bool human_only = false;         ///< solved by a bot alone is not resolved
  FcrMethod fcr = FcrMethod::automatic;
  FcrBase fcr_base = FcrBase::issue;
  bool fcr_no_transfer = false;  ///< a transferred contact is not solved on first contact
  std::chrono::days fcr_window{7};
  /// Ids of the dimensions in which contacts of one requester agree that are about one thing (METRICS 3.1 and 3.2);
  /// empty: all are. A dataset that does not know one of them takes all contacts for alike in it.
  std::vector<std::string> fcr_key{"category"};
  ServiceLevelVariant service_level = ServiceLevelVariant::ignore_abandon_in_t;
  Seconds service_level_threshold{20};
  HandleTimeParts aht = HandleTimeParts::with_hold;
  bool talk_includes_hold = false;  ///< the export's talk time has the hold time in it (METRICS 1.5)
  AnswerSpeedBase asa = AnswerSpeedBase::answered;
  RepeatBase repeat_base = RepeatBase::contacts;
  NetOf net_of = NetOf::nothing;
  ResolutionStart resolution_start = ResolutionStart::created;
  ResolutionEnd resolution_end = ResolutionEnd::solved;
  HandleTimeUnit aht_per = HandleTimeUnit::contact;
  ThirdParty third_party = ThirdParty::customer;
  RatingCredit rating_credit = RatingCredit::assignee;
  AbandonmentBase abandonment_base = AbandonmentBase::offered;
  PercentileMethod percentiles = PercentileMethod::linear;
  PromisePriority sla_priority = PromisePriority::in_force;
  std::optional<Seconds> short_abandon;  ///< --exclude-short: abandoned sooner is not counted as abandoned
  NeutralRatings csat_neutral = NeutralRatings::include;
};

/// Which metrics are computed when none is named.
enum class MetricScope { all, shown_in_every_layout };

struct ComputeOptions {
  TimeZone zone = TimeZone::utc();  ///< of the periods: where no schedule says which days are worked on
  Period current;
  std::optional<Period> previous;
  std::vector<Period> trend;         ///< oldest first, disjoint; may be empty. See trend_periods()
  std::vector<std::string> metrics;  ///< ids in the wanted order; empty: those of the scope
  MetricScope scope = MetricScope::all;
  bool shows_all = false;                 ///< the page shows every metric that has what it needs
  std::vector<std::string> shown_too;     ///< ids that the page shows besides `metrics` or the scope
  std::vector<std::string> computed_too;  ///< ids that conclusions need, whether the page shows them or not
  /// The first id likewise, where the data has what the second one needs: both are looked at together.
  std::vector<std::pair<std::string, std::string>> computed_with;
  std::vector<std::string> dimensions;            ///< ids; empty: all that the dataset has
  std::vector<std::string> hidden_dimensions;     ///< of those that it has, which are no groups of the report
  bool group_series = false;                      ///< trends of all groups
  std::vector<std::string> series_dimensions;     ///< else of the groups of these only; absent ones are skipped
  std::optional<double> cost;                     ///< of the current period
  std::optional<double> customers;                ///< of the current period
  std::optional<double> gross_margin;             ///< share of the revenue
  std::shared_ptr<const RunMetrics> run_metrics;  ///< nullptr: the catalogue's alone
  Variants variants;
  WorkPolicies work;
  BusinessHours business_hours;  ///< with schedules, what a clock measures is measured by both clocks
  SlaPolicies sla;               ///< REQUIRES business hours for those of the business clock
  std::string tier_column;       ///< whose values are tiers (EscalationSources::tiers)
  unsigned threads = 1;          ///< at most so many at a time; the snapshot is the same for any number
};

/// Every metric of the catalogue (or those asked for), also those without data: their quality says
/// why. A previous period of which the data holds nothing is left out, with a warning. Never throws
/// for thin data. Throws Error(usage) for an unknown metric or dimension, and when
/// no ticket has the column that chooses a schedule.
Snapshot compute(const Dataset& dataset, const ComputeOptions& asked);

/// Names as on the command line.
std::optional<FcrMethod> parse_fcr_method(std::string_view word);
std::optional<FcrBase> parse_fcr_base(std::string_view word);
std::optional<ServiceLevelVariant> parse_service_level_variant(std::string_view word);

}  // namespace csreport
