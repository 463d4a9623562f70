#include "compute/observe.hpp"

namespace csreport {

const RowByKey& Evidence::rows_by_key() {
  if (!rows_) rows_ = index_tickets(data_.tickets);
  return *rows_;
}

const Timeline& Evidence::timeline() {
  if (!timeline_) {
    timeline_ = data_.has_messages ? build_timeline(data_, rows_by_key(), variants_) : Timeline{};
  }
  return *timeline_;
}

const std::vector<ContactFacts>& Evidence::contacts() {
  if (!contacts_) contacts_ = chain_contacts(data_.tickets, variants_.fcr_window, horizon());
  return *contacts_;
}

const std::vector<Answer>& Evidence::answers(Question question) {
  auto& known = answers_[static_cast<std::size_t>(question)];
  if (!known) known = collect_answers(data_, rows_by_key(), question);
  return *known;
}

FcrMethod Evidence::fcr_method() {
  if (variants_.fcr != FcrMethod::automatic) return variants_.fcr;
  if (tickets().replies.present() || data_.has_messages) return FcrMethod::one_touch;
  if (tickets().requester.present()) return FcrMethod::no_repeat;
  return FcrMethod::flag;
}

std::optional<double> Evidence::replies(std::size_t row) {
  if (const TicketLog* log = timeline().log(row)) return log->replies;
  if (const auto replies = tickets().replies[row]) return *replies;
  return std::nullopt;
}

std::optional<double> Evidence::customer_messages(std::size_t row) {
  if (const TicketLog* log = timeline().log(row)) return log->customer_messages;
  if (const auto messages = tickets().customer_replies[row]) return *messages;
  return std::nullopt;
}

}  // namespace csreport
