#pragma once
// The normalised records of one run, as columns: what every help desk's export becomes, and all
// that the later stages see of it. No vendor words and no file positions remain; words that matter
// are enums, the others are dictionary codes.

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/column.hpp"
#include "csreport/core/diagnostic.hpp"

namespace csreport {

enum class RecordKind : std::uint8_t { tickets, messages, surveys };
std::string_view record_kind_name(RecordKind kind);

/// Why a row is counted in no metric (`used` = in the metrics' populations).
enum class RowState : std::uint8_t {
  used,
  duplicate,  ///< another row of the same id is newer
  spam,
  deleted,
  merged,           ///< its contact counts with the ticket it was merged into
  filtered,         ///< dropped by --where
  after_as_of,      ///< happened after --as-of
  implausible_time  ///< created years away from all other tickets (2099, 1970)
};
inline constexpr std::size_t kRowStates = 8;
std::string_view row_state_name(RowState state);

enum class Status : std::uint8_t { unknown, new_, open, pending, hold, solved, closed };
/// What became of a call or chat in a queue.
enum class CallOutcome : std::uint8_t { none, answered, abandoned, blocked, callback, other };
enum class Direction : std::uint8_t { unknown, inbound, outbound };
enum class AuthorRole : std::uint8_t { unknown, customer, agent, automatic };
enum class Flag : std::uint8_t { unknown, no, yes };

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
  CodeColumn codes;              ///< indexes `meanings`
  std::vector<Rating> meanings;  ///< [0] is the absent rating
  std::string scale;             ///< "1-5", "good/bad", "0-10", "1-7"; empty: column not present
  bool ambiguous = false;        ///< the scale cannot be known: all scores read as none
  bool low_is_good = false;      ///< CES 1.0: a low effort score is the good one

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

/// A column to group by: names and one code per row.
struct Dimension {
  std::string id;  ///< "channel", "team", or the header given to --by
  Dictionary names;
  CodeColumn codes;
};

/// Tickets, chats, calls and other contacts. All present columns have `rows` cells.
struct TicketTable {
  std::size_t rows = 0;
  std::vector<RowState> state;
  std::vector<Key> id;

  InstantColumn created_at;
  InstantColumn first_response_at;
  InstantColumn solved_at;  ///< the last time it was solved
  InstantColumn closed_at;
  InstantColumn updated_at;
  InstantColumn rated_at;

  DurationColumn first_response_time;  ///< supplied by the export, calendar clock
  DurationColumn resolution_time;      ///< supplied by the export, calendar clock
  DurationColumn talk_time;
  DurationColumn hold_time;
  DurationColumn after_call_work_time;
  DurationColumn handle_time;
  DurationColumn queue_time;

  CountColumn replies;           ///< public replies of human agents
  CountColumn customer_replies;  ///< public messages of the customer
  CountColumn reopens;

  std::vector<Status> status;                ///< empty: no such column
  std::vector<CallOutcome> outcome;          ///< empty: no such column
  std::vector<Direction> direction;          ///< empty: no such column
  std::vector<Flag> escalated;               ///< empty: no such column
  std::vector<Flag> first_contact_resolved;  ///< the export's own flag; empty: no such column

  RatingColumn csat;
  RatingColumn nps;
  RatingColumn ces;

  /// Normalised requesters (trimmed, e-mail in lower case); code 0 = unknown.
  SharedDictionary requesters{TextKeeping::forgotten};
  CodeColumn requester;

  /// In display order: channel, team, agent, category, priority, then columns named by --by. Only
  /// those that the export has.
  std::deque<Dimension> dimensions;

  [[nodiscard]] const Dimension* dimension(std::string_view dimension_id) const;
};

/// Messages of tickets, in the order of the files.
struct MessageTable {
  std::size_t rows = 0;
  std::vector<RowState> state;
  std::vector<Key> ticket;
  std::vector<Key> id;  ///< absent keys when the log has no message id
  InstantColumn sent_at;
  std::vector<AuthorRole> role;
  std::vector<Flag> is_public;  ///< unknown counts as public
  Dictionary author_names;      ///< human agents' names are also in the dimension "agent" of the tickets
  CodeColumn author;
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

  /// A grouping column of the survey file itself. Its codes belong to the names of the tickets'
  /// dimension of the same id, which always exists beside it (perhaps without cells).
  struct OwnDimension {
    std::string id;
    CodeColumn codes;
  };
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
    std::string field;    ///< canonical field id, empty when not used
    std::string reading;  ///< "time, YYYY-MM-DD hh:mm, Europe/Riga", "minutes", "words", ...
  };
  std::vector<ColumnUse> columns;
};

/// Frees what only reading needed, for reports that list no single tickets: how names are looked up and, without
/// messages and surveys, which id a row has and when it was updated. A quarter of the memory of large exports.
void forget_reading(struct Dataset& data);

/// One run's records and what was learned while reading them.
struct Dataset {
  SharedDictionary keys;  ///< texts of non-numeric ids of all tables
  TicketTable tickets;
  MessageTable messages;
  SurveyTable surveys;
  bool has_tickets = false;
  bool has_messages = false;
  bool has_surveys = false;
  std::vector<InputSummary> inputs;
  std::vector<Diagnostic> diagnostics;
  std::vector<Warning> warnings;
  std::optional<Instant> first_event;  ///< smallest event time of used rows
  std::optional<Instant> horizon;      ///< H: --as-of, else the largest event time of used rows
};

}  // namespace csreport
