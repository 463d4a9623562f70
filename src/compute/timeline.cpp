#include "compute/timeline.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

/// Resolves authors: their role when the log does not say it, and their agent code.
class Authors {
 public:
  explicit Authors(const Dataset& data)
      : messages_(data.messages), tickets_(data.tickets), agents_(data.tickets.dimension("agent")) {
    const Dictionary& names = messages_.author_names;
    agent_codes_.resize(names.size(), Dictionary::kNone);
    requester_codes_.resize(names.size());
    writes_.resize(tickets_.requesters.size());
    for (std::uint32_t author = 1; author < names.size(); ++author) {
      requester_codes_[author] = tickets_.requesters.find(fold_person(names.text(author), data.plus_tags_are_one));
      if (requester_codes_[author]) writes_[*requester_codes_[author]] = true;
      if (agents_ == nullptr) continue;
      agent_codes_[author] = agents_->names.find(names.text(author)).value_or(Dictionary::kNone);
    }
  }

  [[nodiscard]] std::uint32_t agent_code(std::size_t message) const {
    const auto author = messages_.author[message];
    return author < agent_codes_.size() ? agent_codes_[author] : Dictionary::kNone;
  }

  [[nodiscard]] AuthorRole role(std::size_t message, std::uint32_t ticket_row) const {
    const AuthorRole stated = messages_.role[message];
    if (stated != AuthorRole::unknown) return stated;
    const auto author = messages_.author[message];
    if (author == Dictionary::kNone) return AuthorRole::unknown;
    if (ticket_row != kNoRow && tickets_.requester[ticket_row] == requester_codes_[author]) {
      return AuthorRole::customer;
    }
    return agent_codes_[author] != Dictionary::kNone ? AuthorRole::agent : AuthorRole::unknown;
  }

  /// Of a customer's message: somebody else than the requester wrote it. Only where the log knows the requester as an
  /// author: else it calls people otherwise than the tickets do.
  [[nodiscard]] bool is_third_party(std::size_t message, std::uint32_t ticket_row) const {
    const auto author = messages_.author[message];
    if (author == Dictionary::kNone || ticket_row == kNoRow) return false;
    const std::uint32_t requester = tickets_.requester[ticket_row];
    return requester != Dictionary::kNone && writes_[requester] && requester_codes_[author] != requester;
  }

 private:
  const MessageTable& messages_;
  const TicketTable& tickets_;
  const Dimension* agents_;
  std::vector<std::uint32_t> agent_codes_;
  std::vector<std::optional<std::uint32_t>> requester_codes_;  // nothing: no ticket is from them
  std::vector<bool> writes_;                                   // of requesters: they are authors of the log
};

/// Which tickets are live chats.
class Chats {
 public:
  explicit Chats(const TicketTable& tickets) : channel_(tickets.dimension("channel")) {
    if (channel_ != nullptr) chat_ = channel_->names.find("chat");
  }
  [[nodiscard]] bool hold(std::uint32_t row) const { return row != kNoRow && chat_ && channel_->codes[row] == *chat_; }

 private:
  const Dimension* channel_;
  std::optional<std::uint32_t> chat_;
};

/// Messages by ticket, then time, then place in the files; tickets that are not counted left out.
std::vector<std::uint32_t> order_messages(const Dataset& data, const RowByKey& rows) {
  const MessageTable& messages = data.messages;
  std::vector<std::uint32_t> order;
  order.reserve(messages.rows);
  for (std::uint32_t i = 0; i < messages.rows; ++i) {
    if (messages.state[i] != RowState::used || messages.ticket[i].absent()) continue;
    const auto row = rows.find(messages.ticket[i].bits);
    if (row != rows.end() && !is_used(data.tickets, row->second)) continue;
    order.push_back(i);
  }
  const auto sent = messages.sent_at.raw();
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (messages.ticket[a] != messages.ticket[b]) return messages.ticket[a] < messages.ticket[b];
    return sent[a] != sent[b] ? sent[a] < sent[b] : a < b;
  });
  return order;
}

/// Distinct people; how many is not known as soon as one of them has no name.
class People {
 public:
  void add(std::uint32_t author, std::uint32_t& count) {
    if (author == Dictionary::kNone) count = TicketLog::kUnknownAgents;
    if (count == TicketLog::kUnknownAgents) return;
    if (std::find(known_.begin(), known_.end(), author) != known_.end()) return;
    known_.push_back(author);
    ++count;
  }

 private:
  std::vector<std::uint32_t> known_;  // few
};

/// Walks the messages of one ticket.
class TicketWalk {
 public:
  /// `is_chat`: what the desk writes in a row is one reply (METRICS 1.10), as people in a chat write in short pieces.
  TicketWalk(Timeline& timeline, std::uint32_t ticket_row, bool is_chat, const TicketFacts& facts,
             const Variants& variants)
      : timeline_(timeline), variants_(variants), is_chat_(is_chat) {
    log_.ticket_row = ticket_row;
    if (ticket_row != kNoRow && facts.is(TicketFacts::solved, ticket_row)) {
      solved_at_ = facts.solved_at(ticket_row).value_or(InstantColumn::kMissing);
    }
  }

  void customer_wrote(std::uint32_t at) {
    ++log_.customer_messages;
    log_.public_messages += at <= solved_at_ ? 1 : 0;
    if (log_.first_customer_at == InstantColumn::kMissing) log_.first_customer_at = at;
    if (run_started_at_ == InstantColumn::kMissing) run_started_at_ = at;
    if (at > solved_at_ && asked_again_at_ == InstantColumn::kMissing) asked_again_at_ = at;
    someone_wrote_ = true;
    desk_wrote_last_ = false;
  }

  /// `author`: by whom the agents of a ticket are told apart, as not all of them have tickets of their own.
  void agent_replied(std::uint32_t at, std::uint32_t agent, std::uint32_t author) {
    if (!is_chat_ || !desk_wrote_last_) ++log_.replies;
    log_.public_messages += at <= solved_at_ ? 1 : 0;
    desk_wrote_last_ = true;
    replying_.add(author, log_.agents);
    desk_.add(author, log_.internal_authors);
    if (!someone_wrote_) log_.outbound = true;
    someone_wrote_ = true;
    note_first_reply(at, agent);
    note_outbound_reply(at, agent);
    answer_run(at, agent);
  }

  void agent_noted(std::uint32_t author) { desk_.add(author, log_.internal_authors); }

  /// In public it may be a reply; a note is of somebody of the desk.
  void nobody_known_wrote() {
    log_.unknown_authors = true;
    if (log_.first_customer_at != InstantColumn::kMissing) log_.unknown_after_question = true;
    perhaps_answered_ = run_started_at_ != InstantColumn::kMissing;
    log_.agents = TicketLog::kUnknownAgents;
    nobody_known_noted();
  }
  void nobody_known_noted() { log_.internal_authors = TicketLog::kUnknownAgents; }

  void automatism_wrote(std::uint32_t at) {
    if (variants_.frt_include_automatic) note_first_reply(at, Dictionary::kNone);
    if (variants_.automatic_counts) answer_run(at, Dictionary::kNone);
  }

  void finish(const TicketFacts& facts) {
    if (run_started_at_ != InstantColumn::kMissing) {
      const bool solved = log_.ticket_row != kNoRow && facts.is(TicketFacts::solved, log_.ticket_row) &&
                          facts.solved_at(log_.ticket_row).value_or(0) >= run_started_at_;
      timeline_.unanswered.push_back(
          {log_.ticket_row, run_started_at_, !answered_ && !log_.outbound, solved, asked_again_at_, perhaps_answered_});
    }
    timeline_.logs.push_back(log_);
    if (log_.ticket_row != kNoRow) {
      timeline_.log_of_row[log_.ticket_row] = static_cast<std::uint32_t>(timeline_.logs.size());
    }
  }

 private:
  void answer_run(std::uint32_t at, std::uint32_t agent) {
    if (run_started_at_ == InstantColumn::kMissing) return;
    const auto log = static_cast<std::uint32_t>(timeline_.logs.size());
    timeline_.pairs.push_back(
        {log_.ticket_row, agent, run_started_at_, at, !answered_ && !log_.outbound, log, asked_again_at_});
    run_started_at_ = InstantColumn::kMissing;
    asked_again_at_ = InstantColumn::kMissing;
    perhaps_answered_ = false;
    answered_ = true;
  }
  void note_outbound_reply(std::uint32_t at, std::uint32_t agent) {
    const bool second = variants_.frt_outbound == OutboundResponse::zendesk && log_.replies == 2;
    const bool answer = variants_.frt_outbound == OutboundResponse::first_customer && log_.customer_messages > 0;
    if (!log_.outbound || log_.outbound_reply_at != InstantColumn::kMissing || !(second || answer)) return;
    log_.outbound_reply_at = at;
    log_.outbound_reply_agent = agent;
  }
  void note_first_reply(std::uint32_t at, std::uint32_t agent) {
    if (log_.first_reply_at != InstantColumn::kMissing) return;
    log_.first_reply_at = at;
    log_.first_reply_agent = agent;
  }

  Timeline& timeline_;
  const Variants& variants_;
  bool is_chat_;
  TicketLog log_;
  std::uint32_t solved_at_ = InstantColumn::kMissing;
  std::uint32_t run_started_at_ = InstantColumn::kMissing;
  std::uint32_t asked_again_at_ = InstantColumn::kMissing;
  bool someone_wrote_ = false;
  bool desk_wrote_last_ = false;
  bool answered_ = false;
  bool perhaps_answered_ = false;  // the run, by nobody known
  People replying_;
  People desk_;  // in public or not
};

/// How many tickets begin with the same text (METRICS 2). What a customer or a program wrote by its role is no riddle.
class Openings {
 public:
  explicit Openings(const MessageTable& messages) : messages_(messages) {}

  void add(std::uint32_t first_message) {
    if (messages_.text_mark.empty() || messages_.text_mark[first_message] == 0) return;
    const AuthorRole stated = messages_.role[first_message];
    if (stated == AuthorRole::customer || stated == AuthorRole::automatic) return;
    most_ = std::max(most_, ++tickets_[messages_.text_mark[first_message]]);
  }
  [[nodiscard]] std::int64_t most() const noexcept { return most_; }

 private:
  const MessageTable& messages_;
  absl::flat_hash_map<std::uint32_t, std::int64_t> tickets_;
  std::int64_t most_ = 0;
};

}  // namespace

std::vector<std::uint32_t> Timeline::outbound_rows() const {
  std::vector<std::uint32_t> rows;
  for (const TicketLog& log : logs) {
    if (log.outbound && log.ticket_row != kNoRow) rows.push_back(log.ticket_row);
  }
  return rows;
}

Timeline build_timeline(const Dataset& data, const TicketFacts& facts, const RowByKey& rows, const Variants& variants,
                        KeepMessages keep) {
  const MessageTable& messages = data.messages;
  const Authors authors(data);
  const Chats chats(data.tickets);
  const auto order = order_messages(data, rows);
  const auto sent = messages.sent_at.raw();
  const bool ignores_others = variants.third_party == ThirdParty::ignore;

  Timeline timeline;
  Openings openings(messages);
  timeline.log_of_row.resize(data.tickets.rows, 0);
  for (std::size_t begin = 0; begin < order.size();) {
    const Key ticket = messages.ticket[order[begin]];
    const auto found = rows.find(ticket.bits);
    const std::uint32_t ticket_row = found == rows.end() ? kNoRow : found->second;
    const auto log = static_cast<std::uint32_t>(timeline.logs.size());
    TicketWalk walk(timeline, ticket_row, chats.hold(ticket_row), facts, variants);
    std::size_t end = begin;
    for (; end < order.size() && messages.ticket[order[end]] == ticket; ++end) {
      const auto i = order[end];
      const AuthorRole role = authors.role(i, ticket_row);
      if (messages.is_public[i] == Flag::no) {
        if (role == AuthorRole::agent) walk.agent_noted(messages.author[i]);
        if (role == AuthorRole::unknown) walk.nobody_known_noted();
        continue;
      }
      if (ignores_others && role == AuthorRole::customer && authors.is_third_party(i, ticket_row)) {
        ++timeline.third_parties;
        continue;
      }
      if (keep == KeepMessages::yes)
        timeline.messages.push_back({ticket_row, authors.agent_code(i), sent[i], role, log});
      switch (role) {
        case AuthorRole::customer: walk.customer_wrote(sent[i]); break;
        case AuthorRole::agent: walk.agent_replied(sent[i], authors.agent_code(i), messages.author[i]); break;
        case AuthorRole::automatic: walk.automatism_wrote(sent[i]); break;
        case AuthorRole::unknown:
          ++timeline.unknown_authors;
          walk.nobody_known_wrote();
          break;
      }
    }
    walk.finish(facts);
    openings.add(order[begin]);
    begin = end;
  }
  timeline.same_opening = openings.most();
  return timeline;
}

}  // namespace csreport
