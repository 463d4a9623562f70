#include "compute/evidence.hpp"

namespace csreport {

const TicketFacts& Evidence::facts() {
  if (!facts_) facts_.emplace(data_.tickets);
  return *facts_;
}

/// Only records of other files name tickets by their ids.
const RowByKey& Evidence::rows_by_key() {
  if (!rows_) rows_ = data_.has_messages || data_.has_surveys ? index_tickets(data_.tickets) : RowByKey{};
  return *rows_;
}

const Timeline& Evidence::timeline() {
  if (!timeline_) {
    timeline_ = data_.has_messages ? build_timeline(data_, rows_by_key(), variants_) : Timeline{};
  }
  return *timeline_;
}

const std::vector<ContactFacts>& Evidence::contacts() {
  if (!contacts_) contacts_ = chain_contacts(data_.tickets, facts(), variants_.fcr_window, horizon());
  return *contacts_;
}

const std::vector<Answer>& Evidence::answers(Question question) {
  auto& known = answers_[static_cast<std::size_t>(question)];
  if (!known) known = collect_answers(data_, facts(), rows_by_key(), question);
  return *known;
}

FcrMethod Evidence::fcr_method() const {
  if (variants_.fcr != FcrMethod::automatic) return variants_.fcr;
  if (tickets().replies.present() || data_.has_messages) return FcrMethod::one_touch;
  if (tickets().requester.present()) return FcrMethod::no_repeat;
  return FcrMethod::flag;
}

}  // namespace csreport
