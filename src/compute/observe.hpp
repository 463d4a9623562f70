#pragma once
// Runs a metric row over the columns: who is in its population, which event decides the period, what
// is measured. The enums of the row select among the named kernels in observe.cpp; adding a metric
// that combines known ones needs no code.

#include <optional>
#include <string>

#include "compute/answers.hpp"
#include "compute/contacts.hpp"
#include "compute/observations.hpp"
#include "compute/timeline.hpp"
#include "csreport/compute/compute.hpp"

namespace csreport {

/// The columns plus what is derived from them, each derived part made when a metric first asks.
class Evidence {
 public:
  Evidence(const Dataset& data, const Variants& variants) : data_(data), variants_(variants) {}

  [[nodiscard]] const Dataset& data() const noexcept { return data_; }
  [[nodiscard]] const TicketTable& tickets() const noexcept { return data_.tickets; }
  [[nodiscard]] const Variants& variants() const noexcept { return variants_; }
  [[nodiscard]] Instant horizon() const { return data_.horizon.value_or(Instant{}); }

  const RowByKey& rows_by_key();
  const Timeline& timeline();  ///< empty without a message log
  const std::vector<ContactFacts>& contacts();
  const std::vector<Answer>& answers(Question question);
  /// The method that `automatic` stands for with these columns.
  [[nodiscard]] FcrMethod fcr_method();

  /// Public human replies of a ticket, from the log where it has one, else from the export's column.
  std::optional<double> replies(std::size_t row);
  std::optional<double> customer_messages(std::size_t row);

 private:
  const Dataset& data_;
  const Variants& variants_;
  std::optional<RowByKey> rows_;
  std::optional<Timeline> timeline_;
  std::optional<std::vector<ContactFacts>> contacts_;
  std::optional<std::vector<Answer>> answers_[3];
};

/// Collects the row's observations.
void observe(const MetricRow& row, Evidence& evidence, Observations& out);

}  // namespace csreport
