#pragma once
// What the message log says: which customer messages were answered when and by whom. The pairing
// rule stands in METRICS 2: a run of customer messages begins at its first one and is answered by
// the next public reply of a human agent.

#include <cstdint>
#include <vector>

#include "compute/ticket_facts.hpp"
#include "csreport/compute/compute.hpp"

namespace csreport {

/// Instants are seconds since 1970, InstantColumn::kMissing = none. Agents are codes of the
/// tickets' dimension "agent".
struct ReplyPair {
  std::uint32_t ticket_row = kNoRow;
  std::uint32_t agent = Dictionary::kNone;
  std::uint32_t asked_at = 0;
  std::uint32_t replied_at = 0;
  bool first = false;     ///< of an inbound ticket: the first response
  std::uint32_t log = 0;  ///< index into Timeline::logs
  /// The run's first message after the solution of the ticket, InstantColumn::kMissing = none.
  std::uint32_t asked_again_at = InstantColumn::kMissing;
};

/// A run that no human answered.
struct UnansweredRun {
  std::uint32_t ticket_row = kNoRow;
  std::uint32_t asked_at = 0;
  bool first = false;                 ///< nobody has ever replied
  bool closed_by_resolution = false;  ///< the ticket was solved afterwards ("thanks"): not alarming
  std::uint32_t asked_again_at = InstantColumn::kMissing;  ///< as of a pair
  bool unknown_author = false;  ///< somebody wrote in public since then of whom nobody knows whether it is a reply
};

/// One ticket as its log shows it.
struct TicketLog {
  std::uint32_t ticket_row = kNoRow;
  std::uint32_t first_customer_at = InstantColumn::kMissing;
  std::uint32_t first_reply_at = InstantColumn::kMissing;
  std::uint32_t first_reply_agent = Dictionary::kNone;
  std::uint32_t replies = 0;            ///< public, human; of a chat those in a row are one
  std::uint32_t customer_messages = 0;  ///< public
  std::uint32_t public_messages = 0;    ///< of both sides, one by one, until the ticket was solved
  std::uint32_t agents = 0;             ///< distinct ones who replied; kUnknownAgents where an author has no name
  std::uint32_t internal_authors = 0;   ///< likewise of replies and internal notes
  static constexpr std::uint32_t kUnknownAgents = 0xFFFFFFFE;
  bool unknown_authors = false;         ///< a public message is of nobody known: it may be a reply, or the customer's
  bool unknown_after_question = false;  ///< one of those came behind the customer's first message
  bool outbound = false;                ///< a human agent wrote first; the export may know better (TicketFacts)
  /// Of an outbound ticket, what Variants::frt_outbound takes for its first response.
  std::uint32_t outbound_reply_at = InstantColumn::kMissing;
  std::uint32_t outbound_reply_agent = Dictionary::kNone;
};

/// A public message. `role` is unknown where nothing tells it; `agent` is that of a human reply.
struct PublicMessage {
  std::uint32_t ticket_row = kNoRow;
  std::uint32_t agent = Dictionary::kNone;
  std::uint32_t sent_at = 0;
  AuthorRole role = AuthorRole::unknown;
  std::uint32_t log = 0;  ///< index into Timeline::logs
};
/// Whether a timeline holds the messages too, which few metrics look at one by one.
enum class KeepMessages { no, yes };

struct Timeline {
  std::vector<TicketLog> logs;  ///< ordered by ticket key
  std::vector<ReplyPair> pairs;
  std::vector<UnansweredRun> unanswered;
  std::vector<PublicMessage> messages;    ///< with KeepMessages::yes
  std::vector<std::uint32_t> log_of_row;  ///< per ticket row: index into logs plus 1; 0 = not in the log
  std::int64_t same_opening = 0;     ///< the most tickets that begin with one text, which no customer wrote by name
  std::int64_t unknown_authors = 0;  ///< messages left out: neither customer nor agent
  std::int64_t third_parties = 0;    ///< likewise: of others than the requester, where they are ignored

  /// Of the tickets in which a human agent wrote first.
  [[nodiscard]] std::vector<std::uint32_t> outbound_rows() const;
  [[nodiscard]] const TicketLog* log(std::size_t row) const {
    return row < log_of_row.size() && log_of_row[row] != 0 ? &logs[log_of_row[row] - 1] : nullptr;
  }
};

/// `rows` indexes the tickets of `data`, of which `facts` are. Messages of tickets that are not counted (spam, merged,
/// filtered) are left out with them.
Timeline build_timeline(const Dataset& data, const TicketFacts& facts, const RowByKey& rows, const Variants& variants,
                        KeepMessages keep = KeepMessages::no);

}  // namespace csreport
