#pragma once
// The columns plus what is derived from them, each derived part made when a metric first asks, so
// that a metric that nobody asked for costs nothing.

#include <optional>
#include <vector>

#include "compute/answers.hpp"
#include "compute/contacts.hpp"
#include "compute/timeline.hpp"
#include "csreport/compute/compute.hpp"

namespace csreport {

class Evidence {
 public:
  Evidence(const Dataset& data, const Variants& variants) : data_(data), variants_(variants) {}

  [[nodiscard]] const Dataset& data() const noexcept { return data_; }
  [[nodiscard]] const TicketTable& tickets() const noexcept { return data_.tickets; }
  [[nodiscard]] const Variants& variants() const noexcept { return variants_; }
  [[nodiscard]] Instant horizon() const { return data_.horizon.value_or(Instant{}); }

  const TicketFacts& facts();
  const Timeline& timeline();  ///< empty without a message log
  const std::vector<ContactFacts>& contacts();
  const std::vector<Answer>& answers(Question question);
  /// The method that `automatic` stands for with these columns.
  [[nodiscard]] FcrMethod fcr_method() const;

 private:
  const RowByKey& rows_by_key();

  const Dataset& data_;
  const Variants& variants_;
  std::optional<TicketFacts> facts_;
  std::optional<RowByKey> rows_;
  std::optional<Timeline> timeline_;
  std::optional<std::vector<ContactFacts>> contacts_;
  std::optional<std::vector<Answer>> answers_[3];
};

}  // namespace csreport
