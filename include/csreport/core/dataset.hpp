#pragma once
// The normalised records of one run, as columns: what every help desk's export becomes, and all
// that the later stages see of it. No vendor words and no file positions remain; words that matter
// are enums, the others are dictionary codes.

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/column.hpp"
#include "csreport/core/diagnostic.hpp"

namespace csreport {

enum class RecordKind : std::uint8_t { tickets, messages, surveys, reviews, sessions, customers, indicators };
inline constexpr std::size_t kRecordKinds = 7;
std::string_view record_kind_name(RecordKind kind);

/// Why a row is counted in no metric (`used` = in the metrics' populations).
enum class RowState : std::uint8_t {
  used,
  duplicate,  ///< another row of the same id is newer
  spam,
  deleted,
  merged,              ///< its contact counts with the ticket it was merged into
  filtered,            ///< dropped by --where
  after_as_of,         ///< happened after --as-of
  implausible_time,    ///< created years away from all other tickets (2099, 1970)
  call_leg,            ///< a further leg of a call; it counts with the first one
  negative,            ///< a session or a customer that ends before it begins
  unfinished,          ///< a session without an end
  unrated,             ///< a review that rates nothing
  excluded_requester,  ///< of a requester whom --exclude-requester names
  excluded_tag,        ///< with a tag that --exclude-tag names
  undated              ///< a customer without a beginning and an end
};
inline constexpr std::size_t kRowStates = 15;
std::string_view row_state_name(RowState state);

enum class Status : std::uint8_t { unknown, new_, open, pending, hold, solved, closed };
/// What became of a call or chat in a queue. `menu`: the caller hung up before there was one.
enum class CallOutcome : std::uint8_t { none, answered, abandoned, blocked, callback, other, menu };
enum class Direction : std::uint8_t { unknown, inbound, outbound };
enum class AuthorRole : std::uint8_t { unknown, customer, agent, automatic };
enum class Flag : std::uint8_t { unknown, no, yes };
enum class Sentiment : std::uint8_t { unknown, negative, neutral, positive };
/// What an agent did in a session. `online` says no more than that somebody was logged in, `paid` that the time is
/// paid.
enum class AgentState : std::uint8_t { unknown, handling, available, not_ready, offline, online, paid };

/// A rating after its scale is known.
enum class RatingClass : std::uint8_t {
  none,  ///< no answer, not asked as far as known
  bad,
  neutral,
  good,
  offered,    ///< asked, not answered
  unoffered,  ///< not asked
  invalid     ///< outside the scale or an unknown word: counted, never coerced
};
/// One distinct rating text: what it means on the detected or configured scale.
struct Rating {
  RatingClass rating_class = RatingClass::none;
  std::optional<double> score;  ///< on the scale's own numbers; nothing for words
};
/// A column of ratings: few distinct texts, judged once each when the scale is known.
struct RatingColumn {
  CodeColumn codes;               ///< indexes `meanings`
  std::vector<Rating> meanings;   ///< [0] is the absent rating
  std::string scale;              ///< "1-5", "good/bad", "0-10", "1-7"; empty: column not present
  bool ambiguous = false;         ///< the scale cannot be known: all scores read as none
  bool low_is_good = false;       ///< CES 1.0: a low effort score is the good one
  std::optional<double> highest;  ///< score of the scale; nothing for scales of words

  [[nodiscard]] bool present() const noexcept { return codes.present(); }
  [[nodiscard]] Rating operator[](std::size_t row) const {
    const auto code = codes[row];
    return code < meanings.size() ? meanings[code] : Rating{};
  }
};

/// The group of the records without a name, so that groups add up to the total.
inline constexpr std::string_view kNoneGroup = "(none)";
/// Live channels (chat, phone) and waiting ones; made by normalise, because pages do not pool the two.
inline constexpr std::string_view kChannelClass = "channel_class";

/// Agents who can be compared with each other: those whose tickets mostly come by the same channel, in the same shift;
/// made by normalise where a layout compares people.
inline constexpr std::string_view kPeers = "agent.peers";

/// The work that agents of one group of kPeers have in common. Both are empty where nothing tells them apart.
struct PeerWork {
  std::string channel;
  std::string shift;
};

/// A column to group by: names and one code per row.
struct Dimension {
  std::string id;  ///< "channel", "team", or the header given to --by
  Dictionary names;
  CodeColumn codes;
};

/// One leg of a call that has several, as its own row tells it. Times are DurationColumn cells.
struct CallLeg {
  std::uint32_t contact_row = 0;  ///< of the first leg, which stands for the contact
  std::uint32_t began_at = 0;
  std::uint32_t agent = Dictionary::kNone;  ///< code of the dimension "agent"
  CallOutcome outcome = CallOutcome::none;
  std::int32_t handle = DurationColumn::kMissing;
  std::int32_t talk = DurationColumn::kMissing;
  std::int32_t hold = DurationColumn::kMissing;
  std::int32_t after_call_work = DurationColumn::kMissing;
  std::int32_t ring = DurationColumn::kMissing;
};

/// Tickets, chats, calls and other contacts. All present columns have `rows` cells.
struct TicketTable {
  std::size_t rows = 0;
  std::vector<RowState> state;
  std::vector<Key> id;
  std::vector<Key> call;  ///< what the legs of one call have in common; empty: no such column

  InstantColumn created_at;
  InstantColumn first_response_at;
  InstantColumn first_solved_at;  ///< the first time it was solved
  InstantColumn solved_at;        ///< the last time it was solved
  InstantColumn closed_at;
  InstantColumn updated_at;
  InstantColumn rated_at;
  InstantColumn assigned_at;  ///< the first time somebody became the agent
  InstantColumn last_assigned_at;
  InstantColumn handed_off_at;  ///< the bot handed it to a person

  DurationColumn first_response_time;    ///< supplied by the export, calendar clock
  DurationColumn first_resolution_time;  ///< until it was solved for the first time; likewise
  DurationColumn resolution_time;        ///< until it was solved for the last time; likewise
  DurationColumn average_response_time;  ///< of the ticket's replies, supplied by the export
  DurationColumn ring_time;              ///< at the agents' phones
  DurationColumn talk_time;
  DurationColumn hold_time;
  DurationColumn after_call_work_time;
  DurationColumn handle_time;
  DurationColumn queue_time;

  CountColumn replies;           ///< public replies of human agents
  CountColumn customer_replies;  ///< public messages of the customer
  CountColumn reopens;
  CountColumn rings;          ///< of the phone before the answer
  CountColumn transfers;      ///< of a column of yes and no 1 and 0
  CountColumn assignees;      ///< how many times somebody became the assignee
  CountColumn legs;           ///< of the call: supplied, or counted from the rows of one call id
  CountColumn concurrency;    ///< contacts that the agent handled at the same time, this one among them
  CountColumn comment_words;  ///< of the comment beside the rating; 0 without one
  TextColumn comments;        ///< the comment itself, as far as NormaliseOptions::comments; else not present

  std::vector<Status> status;                ///< empty: no such column
  std::vector<CallOutcome> outcome;          ///< empty: no such column
  std::vector<Direction> direction;          ///< empty: no such column
  std::vector<Flag> escalated;               ///< empty: no such column
  std::vector<Flag> first_contact_resolved;  ///< the export's own flag; empty: no such column
  std::vector<Flag> survey_sent;             ///< the customer was asked for a rating; empty: no such column
  std::vector<Flag> bot;                     ///< a bot took part; empty: no such column
  std::vector<Flag> handed_off;              ///< the bot handed it to a person; empty: no such column
  std::vector<Flag> lead;                    ///< a possible customer; empty: no such column
  std::vector<Sentiment> sentiment;          ///< empty: no such column

  RatingColumn csat;
  RatingColumn nps;
  RatingColumn ces;

  /// By contact, then in the order in which they began; see fold_call_legs().
  std::vector<CallLeg> call_legs;

  /// Normalised requesters (trimmed, e-mail in lower case); code 0 = unknown.
  SharedDictionary requesters{TextKeeping::forgotten};
  CodeColumn requester;

  /// In display order: channel, team, agent, category, priority, then columns named by --by. Only
  /// those that the export has.
  std::deque<Dimension> dimensions;

  [[nodiscard]] const Dimension* dimension(std::string_view dimension_id) const;
  /// Codes of kPeers by those of "agent"; empty without that dimension.
  std::vector<std::uint32_t> peers_of_agents;
  std::vector<PeerWork> peer_work;  ///< by the codes of kPeers
};

/// Messages of tickets, in the order of the files.
struct MessageTable {
  std::size_t rows = 0;
  std::vector<RowState> state;
  std::vector<Key> ticket;
  std::vector<Key> id;  ///< absent keys when the log has no message id
  InstantColumn sent_at;
  std::vector<AuthorRole> role;
  std::vector<Flag> is_public;           ///< unknown counts as public
  std::vector<std::uint32_t> text_mark;  ///< equal for equal texts, 0 without one; empty: no such column
  Dictionary author_names;               ///< human agents' names are also in the dimension "agent" of the tickets
  CodeColumn author;
};

/// A grouping column of another file than the tickets'. Its codes belong to the names of the tickets' dimension of the
/// same id, which always exists beside it (perhaps without cells).
struct OwnDimension {
  std::string id;
  CodeColumn codes;
};

/// Survey answers, one row per answer of one kind.
struct SurveyTable {
  std::size_t rows = 0;
  std::vector<RowState> state;
  std::vector<Key> ticket;  ///< absent when the survey does not name a ticket
  InstantColumn answered_at;
  RatingColumn csat;
  RatingColumn nps;
  RatingColumn ces;
  SharedDictionary respondents{TextKeeping::forgotten};
  CodeColumn respondent;
  CountColumn comment_words;         ///< 0 without a comment
  TextColumn comments;               ///< as TicketTable::comments
  CountColumn contacts_needed;       ///< as the customer says, until it was solved
  std::vector<Flag> resolved;        ///< as the customer says; empty: no such column
  std::vector<Flag> survey_sent;     ///< empty: no such column
  std::vector<Sentiment> sentiment;  ///< of the comment; empty: no such column

  std::vector<OwnDimension> dimensions;
};

/// Who knows a ticket's status at a moment.
enum class StatusSource : std::uint8_t {
  message,    ///< beside a message
  event,      ///< a row of a message log that is no message
  ticket_row  ///< one of several rows of a ticket, at its update
};

/// Statuses of tickets over time, in the order of reading: neither sorted nor without repetitions.
struct StatusTable {
  std::size_t rows = 0;
  std::vector<RowState> state;
  std::vector<Key> ticket;
  InstantColumn at;
  std::vector<Status> status;  ///< the one that began, or that still held; unknown where the word is
  std::vector<RowState> fate;  ///< used, or what a ticket in this status is: spam, deleted, merged
  std::vector<AuthorRole> role;
  std::vector<std::uint32_t> author;  ///< who changed it, by MessageTable::author_names
  std::vector<StatusSource> source;
};

/// What a ticket was over time in a dimension (its priority, its team), where several rows of one ticket tell it:
/// `code` from `at` on.
struct ValueChange {
  std::uint32_t ticket_row = 0;  ///< the newest row of the ticket
  std::uint32_t at = 0;
  std::uint32_t code = 0;
};

/// What says that a ticket was escalated, besides the export's own flag (METRICS 1.14).
struct EscalationSources {
  bool flag = false;
  bool tags = false;
  bool tiers = false;
};

/// Internal quality reviews: a row is a review, or one rated category of it.
struct ReviewTable {
  std::size_t rows = 0;
  std::vector<RowState> state;
  std::vector<Key> review;  ///< rows of one review; empty: no such column, each row is a review of its own
  std::vector<Key> ticket;  ///< absent when it does not name one
  InstantColumn reviewed_at;
  CodeColumn agent;  ///< codes of the tickets' dimension "agent"
  Dictionary category_names;
  CodeColumn category;
  NumberColumn rating;         ///< of the row, in percent of its scale; missing: not rated (N/A)
  NumberColumn weight;         ///< 1 when missing
  std::vector<Flag> critical;  ///< below 50 % the whole review is 0; empty: no such column
  /// The review's score in percent, on its first used row and missing on its others: the weighted mean of its rated
  /// categories, 0 when a critical one is below 50 % (METRICS 1.19).
  NumberColumn score;
};

/// What agents did when. A row is an interval with a state (`start` to `end`), or the sums of an agent's day, which
/// begins at `start` and has no end.
struct SessionTable {
  std::size_t rows = 0;
  std::vector<RowState> state;
  CodeColumn agent;  ///< codes of the tickets' dimension "agent"
  InstantColumn start;
  InstantColumn end;
  std::vector<AgentState> activity;  ///< of intervals; `online` in files without states, unknown for sums
  DurationColumn online;             ///< this and the following: sums
  DurationColumn handling;
  DurationColumn available;
  DurationColumn not_ready;
  DurationColumn paid;
};

/// Customers of the business. The same customer may have several rows (left and came back).
struct CustomerTable {
  std::size_t rows = 0;
  std::vector<RowState> state;
  CodeColumn customer;  ///< codes of the tickets' requesters
  InstantColumn since;
  InstantColumn until;  ///< missing: still a customer
  NumberColumn revenue;
  std::vector<Flag> referred;  ///< came by referral; empty: no such column
};

/// Values that were measured elsewhere.
struct IndicatorTable {
  std::size_t rows = 0;
  std::vector<RowState> state;
  InstantColumn measured_at;
  Dictionary names;
  CodeColumn name;
  NumberColumn value;  ///< always there
  /// Of the groups whose values they are; as in SurveyTable. A column of no known dimension is the dimension "group".
  std::vector<OwnDimension> dimensions;
};

struct ReasonCount {
  std::string reason;
  std::int64_t rows = 0;
  std::uint64_t first_line = 0;  ///< 0 when not known
};

/// Row accounting of one input: read = used + excluded + rejected + blank.
struct InputSummary {
  std::string path;  ///< as given; "-" is stdin
  RecordKind kind = RecordKind::tickets;
  std::string profile;  ///< "generic", "zendesk", ...
  std::int64_t read = 0;
  std::int64_t used = 0;
  std::int64_t excluded = 0;
  std::int64_t rejected = 0;
  std::int64_t blank = 0;
  std::vector<ReasonCount> excluded_reasons;
  std::vector<ReasonCount> rejected_reasons;

  /// How one column of the file was understood.
  struct ColumnUse {
    std::string header;
    std::string field;  ///< canonical field id, empty when not used
    Phrases reading;    ///< "time YYYY-MM-DD hh:mm, zone Europe/Riga", "duration in minutes", "words", ...
  };
  std::vector<ColumnUse> columns;
};

/// Whether the report lists single tickets.
enum class TicketIds : std::uint8_t { keep, forget };
/// Frees what only reading needed: how names are looked up and, without other kinds that name tickets, when a row was
/// updated and, where no ticket is listed, which id it has. Up to a quarter of the memory of large exports.
void forget_reading(struct Dataset& data, TicketIds ids);

/// Days on which there usually are tickets, and those of them that have none: missing from the export, or closed.
struct DayGaps {
  std::array<bool, 7> busy{};                    ///< by weekday, from Sunday on
  std::vector<std::chrono::local_days> missing;  ///< oldest first
};

/// One run's records and what was learned while reading them.
struct Dataset {
  SharedDictionary keys;  ///< texts of non-numeric ids of all tables
  TicketTable tickets;
  MessageTable messages;
  StatusTable statuses;
  std::vector<ValueChange> priorities;  ///< by ticket and time
  std::vector<ValueChange> assignees;   ///< likewise, of tickets' agents
  EscalationSources escalations;        ///< behind TicketTable::escalated
  bool plus_tags_are_one = false;       ///< ann+shop@example.com is ann@example.com
  SurveyTable surveys;
  ReviewTable reviews;
  SessionTable sessions;
  CustomerTable customers;
  IndicatorTable indicators;
  bool has_tickets = false;
  bool has_messages = false;
  bool has_surveys = false;
  bool has_reviews = false;
  bool has_sessions = false;
  bool has_customers = false;
  bool has_indicators = false;
  std::vector<InputSummary> inputs;
  std::vector<Diagnostic> diagnostics;
  std::vector<Warning> warnings;
  std::optional<Instant> first_event;    ///< smallest event time of used rows
  std::optional<Instant> horizon;        ///< H: --as-of, else the largest event time of used rows
  std::optional<Instant> first_row;      ///< the same with reviews, sessions and indicators, which stand beside
  std::optional<Instant> last_row;       ///< tickets and say nothing of how far these go
  DayGaps day_gaps;                      ///< see day_gaps_of()
  std::optional<Instant> covered_until;  ///< see covered_until(); nothing: until the horizon
};

}  // namespace csreport
