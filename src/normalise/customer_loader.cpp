// Customers of the business: an id or an address makes a row. They share the codes of the tickets' requesters.

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

class CustomerLoader final : public Loader {
 public:
  CustomerLoader(LoadState& state, LoadPlan plan)
      : Loader(state, std::move(plan)), customers_(state.data.customers), begin_(customers_.rows) {
    state_.data.has_customers = true;
    for (const BoundColumn& bound : plan_.binding.columns) add_column(bound);
  }

  RowRange finish() override {
    CustomerTable& c = customers_;
    pad(c.rows, c.since, c.until, c.revenue, c.referred);
    return {begin_, c.rows, rejected_};
  }

 private:
  void begin_rows(const RowParts& parts) override { begin_states(customers_.state, customers_.rows, parts); }
  void end_rows(const RowParts& parts) override { customers_.rows += parts.rows; }

  void add_column(const BoundColumn& bound) {
    if (!belongs_to(field_row(bound.field), RecordKind::customers)) return;
    CustomerTable& c = customers_;
    switch (bound.field) {
      case Field::customer:
        rows_.ids.push_back(require_column(bound, "missing_customer", {}, "expected.customer"));
        on_append(plan_column(people(), bound, &state_.data.tickets.requesters),
                  [&c](ColumnPart& part) { c.customer.append(part.cells); });
        return;
      case Field::customer_since: return on_values(DecoderKind::time, bound, c.since, c.rows);
      case Field::customer_until: return on_values(DecoderKind::time, bound, c.until, c.rows);
      case Field::revenue: return on_values(DecoderKind::number, bound, c.revenue, c.rows);
      case Field::referred: return on_marks(bound, c.referred, c.rows);
      default: return;  // fields of the other kinds
    }
  }

  CustomerTable& customers_;
  std::size_t begin_;
};

}  // namespace

std::unique_ptr<Loader> make_customer_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<CustomerLoader>(state, std::move(plan));
}

}  // namespace csreport
