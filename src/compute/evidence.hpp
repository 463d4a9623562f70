#pragma once
// The columns plus what is derived from them for several metrics. Which parts are made is decided by
// the metrics that were asked for, so that a metric that nobody asked for costs nothing; all are made
// at once, on several threads, and never change afterwards, so that metrics can be computed side by side.

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "compute/answers.hpp"
#include "compute/business_times.hpp"
#include "compute/contacts.hpp"
#include "compute/customer_stays.hpp"
#include "compute/group_codes.hpp"
#include "compute/matters.hpp"
#include "compute/online_times.hpp"
#include "compute/status_history.hpp"
#include "compute/ticket_cells.hpp"
#include "compute/timeline.hpp"
#include "csreport/compute/compute.hpp"

namespace csreport {

/// The parts that some metrics read.
struct EvidenceNeeds {
  bool facts = false;  ///< also the cells of creations and solutions
  bool timeline = false;
  bool messages = false;  ///< of the timeline, one by one
  bool history = false;
  bool first_solutions = false;
  bool contacts = false;
  bool next_contacts = false;
  std::array<bool, 3> answers{};  ///< by Question
  bool sessions = false;
  bool customers = false;
  bool tickets_by_key = false;  ///< records of other files name tickets
  bool business_times = false;
  OpenTimeNeeds open_times;
};

/// Whether first responses are waited for from something on that is neither a message nor the creation.
inline bool starts_with_an_event(const Variants& variants) {
  return variants.frt_start != ResponseStart::first_customer && variants.frt_start != ResponseStart::created;
}

/// Whether a resolution is timed between other events than the creation and the solution.
inline bool starts_or_ends_elsewhere(const Variants& variants) {
  return variants.resolution_start != ResolutionStart::created || variants.resolution_end != ResolutionEnd::solved;
}

class Evidence {
 public:
  /// For these metrics. REQUIRES: all arguments outlive this object.
  Evidence(const Dataset& data, const ComputeOptions& options, const CellMap& map,
           std::span<const MetricRow* const> metrics);

  [[nodiscard]] const Dataset& data() const noexcept { return data_; }
  [[nodiscard]] const TicketTable& tickets() const noexcept { return data_.tickets; }
  [[nodiscard]] const ComputeOptions& options() const noexcept { return options_; }
  [[nodiscard]] const Variants& variants() const noexcept { return options_.variants; }
  [[nodiscard]] Instant horizon() const { return data_.horizon.value_or(Instant{}); }
  /// The method that `automatic` stands for with these columns.
  [[nodiscard]] FcrMethod fcr_method() const noexcept { return fcr_method_; }

  // REQUIRES of the parts: a metric of the constructor needs them.
  [[nodiscard]] const TicketFacts& facts() const { return *facts_; }
  [[nodiscard]] const TicketCells& cells() const { return *cells_; }
  [[nodiscard]] const Timeline& timeline() const { return timeline_; }  ///< empty without a message log
  /// nullptr where no file tells one.
  [[nodiscard]] const StatusHistory* history() const noexcept { return history_ ? &*history_ : nullptr; }
  /// See first_solutions().
  [[nodiscard]] std::span<const std::uint32_t> first_solved_at() const noexcept { return first_solved_at_; }
  [[nodiscard]] const CustomerStays& customer_stays() const { return *customer_stays_; }
  [[nodiscard]] const OnlineTimes& online_times() const { return *online_times_; }
  /// Ticket id -> row.
  [[nodiscard]] const RowByKey& rows() const noexcept { return rows_; }
  [[nodiscard]] std::span<const ContactFacts> contacts() const { return contacts_; }
  /// What makes contacts of one person contacts about one thing.
  [[nodiscard]] const Matters& matters() const { return *matters_; }
  /// See ContactChains::next_created; empty unless the share without repeats is estimated.
  [[nodiscard]] std::span<const std::uint32_t> next_contacts() const noexcept { return next_contacts_; }
  [[nodiscard]] const SlaPolicies& sla() const noexcept { return options_.sla; }
  [[nodiscard]] std::span<const Indicator> indicators() const noexcept {
    const RunMetrics* const own = options_.run_metrics.get();
    return own == nullptr ? std::span<const Indicator>() : own->indicators();
  }
  /// nullptr without business hours, or when no metric asks for them.
  [[nodiscard]] const BusinessTimes* business_times() const { return business_times_ ? &*business_times_ : nullptr; }
  [[nodiscard]] const std::vector<Answer>& answers(Question question) const {
    return answers_[static_cast<std::size_t>(question)];
  }

  /// Whether some answers of customers belong to people who replied, and not to the ticket's agent.
  [[nodiscard]] bool credits_repliers() const noexcept { return credits_repliers_; }
  /// Whether some belong to who had the ticket when it was rated, as rows of several updates tell.
  [[nodiscard]] bool credits_assignees() const noexcept { return credits_assignees_; }
  [[nodiscard]] bool reads_timeline(const MetricRow& metric) const;
  [[nodiscard]] bool reads_contacts(const MetricRow& metric) const;
  /// Whether the metric is the plain share of contacts without a repeat, of which an estimate can count recent ones
  /// too.
  [[nodiscard]] bool asks_repeats_alone(const MetricRow& metric) const;
  /// Whether TicketInputs::replies and its siblings are read.
  [[nodiscard]] bool counts_messages(const MetricRow& metric) const;
  /// Whether the metric observes anything besides tickets with their own groups.
  [[nodiscard]] Subjects::Kind subjects_of(const MetricRow& metric) const;

 private:
  [[nodiscard]] EvidenceNeeds needs_of(std::span<const MetricRow* const> metrics) const;
  void make_answers(const EvidenceNeeds& needs);
  void note_history(const MetricRow& metric, EvidenceNeeds& needs) const;

  const Dataset& data_;
  const ComputeOptions& options_;
  FcrMethod fcr_method_;
  bool credits_repliers_;
  bool credits_assignees_;
  bool names_solvers_;
  RowByKey rows_;  // empty unless needed
  std::optional<StatusHistory> history_;
  std::optional<TicketFacts> facts_;
  std::optional<TicketCells> cells_;
  std::vector<std::uint32_t> first_solved_at_;
  std::optional<OnlineTimes> online_times_;
  std::optional<CustomerStays> customer_stays_;
  Timeline timeline_;
  std::optional<Matters> matters_;
  std::vector<ContactFacts> contacts_;
  std::vector<std::uint32_t> next_contacts_;
  std::array<std::vector<Answer>, 3> answers_;
  std::optional<BusinessTimes> business_times_;
};

}  // namespace csreport
