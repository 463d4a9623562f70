#include "normalise/review_scores.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "normalise/repeated_rows.hpp"

namespace csreport {
namespace {

constexpr double kWhole = 100;
constexpr double kCriticalFrom = 50;

/// Nobody scores a whole team between 0 and 1 %: such numbers are shares ("0.94" for 94 %).
bool are_shares(const NumberColumn& ratings, const NumberColumn& high) {
  bool any_part = false;
  for (std::size_t row = 0; row < ratings.size(); ++row) {
    const auto rating = ratings[row];
    if (!rating || high[row]) continue;
    if (*rating < 0 || *rating > 1) return false;
    any_part = any_part || (*rating > 0 && *rating < 1);
  }
  return any_part;
}

std::int64_t put_on_scales(NumberColumn& ratings, const NumberColumn& low, const NumberColumn& high) {
  const double percent = are_shares(ratings, high) ? kWhole : 1;
  std::int64_t outside = 0;
  for (std::size_t row = 0; row < ratings.size(); ++row) {
    const auto rating = ratings[row];
    if (!rating) continue;
    const auto top = high[row];
    const double from = low[row].value_or(0);
    const double share = top ? (*rating - from) / (*top - from) * kWhole : *rating * percent;
    if (share >= 0 && share <= kWhole && std::isfinite(share) && (!top || *top > from)) {
      ratings.set(row, share);
    } else {
      ratings.set(row, NumberColumn::kMissing);
      ++outside;
    }
  }
  return outside;
}

/// The sums of one review, at its first row.
struct Review {
  std::size_t first = 0;
  double weighted = 0;
  double weights = 0;
  bool failed = false;  // a critical category
};

class ReviewFolder {
 public:
  explicit ReviewFolder(ReviewTable& table) : table_(table) {
    for (std::size_t row = 0; row < table.rows; ++row) {
      if (table.state[row] == RowState::used) add(row);
    }
  }

  void store() {
    table_.score.resize(table_.rows);
    std::vector<char> unrated(reviews_.size(), 0);
    for (std::size_t i = 0; i < reviews_.size(); ++i) {
      const Review& review = reviews_[i];
      unrated[i] = review.weights > 0 ? 0 : 1;
      if (unrated[i] == 0) table_.score.set(review.first, review.failed ? 0 : review.weighted / review.weights);
    }
    for (std::size_t row = 0; row < table_.rows; ++row) {
      if (table_.state[row] == RowState::used && unrated[review_of_[row]] != 0) table_.state[row] = RowState::unrated;
    }
  }

 private:
  void add(std::size_t row) {
    review_of_.resize(table_.rows);
    const Key key = table_.review.empty() ? Key{} : table_.review[row];
    std::size_t place = reviews_.size();
    if (!key.absent()) place = by_key_.try_emplace(key.bits, place).first->second;
    if (place == reviews_.size()) reviews_.push_back({.first = row});
    review_of_[row] = place;
    const auto rating = table_.rating[row];
    if (!rating) return;
    Review& review = reviews_[place];
    const double weight = std::max(table_.weight[row].value_or(1), 0.0);
    review.weighted += *rating * weight;
    review.weights += weight;
    const bool critical = !table_.critical.empty() && table_.critical[row] == Flag::yes;
    review.failed = review.failed || (critical && *rating < kCriticalFrom);
  }

  ReviewTable& table_;
  std::vector<Review> reviews_;
  std::vector<std::size_t> review_of_;
  absl::flat_hash_map<std::uint64_t, std::size_t> by_key_;
};

/// Rows of one review and category say the same; so do rows without a review's id about one ticket at one moment.
void mark_repeated_reviews(ReviewTable& reviews) {
  mark_repeated(reviews.state, [&](std::size_t row) {
    const std::uint64_t review = reviews.review.empty() ? 0 : reviews.review[row].bits;
    const std::uint64_t ticket = review != 0 ? 0 : reviews.ticket[row].bits;
    const std::uint32_t at = review != 0 ? 0 : *reviews.reviewed_at[row];
    const std::size_t itself = review == 0 && ticket == 0 ? row + 1 : 0;
    return std::tuple(review, ticket, at, reviews.category[row], review != 0 ? 0 : reviews.agent[row], itself);
  });
}

}  // namespace

void settle_reviews(ReviewTable& reviews, const NumberColumn& low, const NumberColumn& high,
                    std::optional<std::uint32_t> as_of, std::vector<Warning>& warnings) {
  const std::int64_t outside = put_on_scales(reviews.rating, low, high);
  if (outside > 0) {
    warnings.push_back(warning_of("review_scale", {{"n", outside}}));
  }
  for (std::size_t row = 0; row < reviews.rows; ++row) {
    if (as_of && reviews.state[row] == RowState::used && *reviews.reviewed_at[row] > *as_of)
      reviews.state[row] = RowState::after_as_of;
  }
  mark_repeated_reviews(reviews);
  if (reviews.rows > 0) ReviewFolder(reviews).store();
}

}  // namespace csreport
