// Internal quality reviews: a time makes a row; what a review of several rows comes to is found when all are read.

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

class ReviewLoader final : public Loader {
 public:
  ReviewLoader(LoadState& state, LoadPlan plan)
      : Loader(state, std::move(plan)), reviews_(state.data.reviews), begin_(reviews_.rows) {
    state_.data.has_reviews = true;
    for (const BoundColumn& bound : plan_.binding.columns) add_column(bound);
  }

  RowRange finish() override {
    const std::size_t rows = reviews_.rows;
    pad(rows, reviews_.review, reviews_.agent, reviews_.category, reviews_.rating, reviews_.weight, reviews_.critical);
    pad(rows, state_.review_low, state_.review_high);
    reviews_.ticket.resize(rows);
    return {begin_, rows, rejected_};
  }

 private:
  void begin_rows(const RowParts& parts) override {
    begin_states(reviews_.state, reviews_.rows, parts);
    reviews_.reviewed_at.append(parts.time.cells);
  }
  void end_rows(const RowParts& parts) override { reviews_.rows += parts.rows; }

  void add_column(const BoundColumn& bound) {
    if (!belongs_to(field_row(bound.field), RecordKind::reviews)) return;
    ReviewTable& r = reviews_;
    switch (bound.field) {
      case Field::reviewed_at:
        rows_.time = require_column(bound, "missing_reviewed_at", "invalid_reviewed_at", {});
        return;
      case Field::review_id: return on_keys(bound, r.review, r.rows);
      case Field::ticket_id: return on_keys(bound, r.ticket, r.rows);
      case Field::agent: return on_agents(bound, r.agent, r.rows);
      case Field::review_score: return on_values(DecoderKind::percent, bound, r.rating, r.rows);
      case Field::scale_min: return on_values(DecoderKind::number, bound, state_.review_low, r.rows);
      case Field::scale_max: return on_values(DecoderKind::number, bound, state_.review_high, r.rows);
      case Field::weight: return on_values(DecoderKind::number, bound, r.weight, r.rows);
      case Field::critical: return on_flags(bound, r.critical, r.rows);
      case Field::review_category: return on_codes(bound, judge_names(lexicon(), r.category_names), r.category, r.rows);
      default: return;  // fields of the other kinds
    }
  }

  ReviewTable& reviews_;
  std::size_t begin_;
};

}  // namespace

std::unique_ptr<Loader> make_review_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<ReviewLoader>(state, std::move(plan));
}

}  // namespace csreport
