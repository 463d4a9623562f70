#pragma once
// From files to the record tables: which kind of records a file holds, which vendor wrote it, what
// each column means and how its cells are read. Everything the user may correct is an option here;
// everything decided without the user is written into the Inspection.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "csreport/core/dataset.hpp"
#include "csreport/core/error.hpp"
#include "csreport/normalise/number_text.hpp"
#include "csreport/read/record_reader.hpp"

namespace csreport {

/// The kinds that a file can have, in the order in which help names them.
std::vector<RecordKind> input_kinds();
/// "tickets, messages, surveys ... or indicators": what the user may say as KIND=FILE.
std::string input_kind_choices();

struct InputSpec {
  std::string path;                ///< "-" is stdin
  std::optional<RecordKind> kind;  ///< fixed by "messages=log.csv"
};

/// --map FIELD=HEADER. The same field may be mapped for several files; a file without that header
/// is not touched by it, but a header that no file has is an error.
struct FieldMapping {
  std::string field;
  std::string header;
};

/// --unit COLUMN=minutes and --date-format COLUMN=PATTERN: COLUMN is a canonical field or a header of
/// the file; empty means every column that needs one.
struct UnitSetting {
  std::string column;
  DurationUnit unit = DurationUnit::seconds;
};
struct DateFormatSetting {
  std::string column;
  std::string pattern;
};

/// One --where condition: keep rows whose column has (or has not) the value. Compared without regard
/// to case. Conditions on one column join with "or" for `equal`, different columns with "and".
struct Condition {
  std::string column;
  bool equal = true;
  std::string value;
};

/// A word of the user's own: in `topic` ("status") `spelling` ("Erledigt") means `word` ("solved"). Goes before what
/// profiles say. REQUIRES: `topic` and `word` are of word_topics().
struct WordSetting {
  std::string topic;
  std::string word;
  std::string spelling;
  friend bool operator==(const WordSetting&, const WordSetting&) = default;
};

/// What the groups of "channel" call it: its canonical word ("E-Mail" is email), else the text itself. `words` are the
/// user's own.
std::string channel_name(std::string_view text, const std::vector<WordSetting>& words);

/// Whom to tell how far the reading is; both may be absent.
struct ReadingEvents {
  std::function<void(const std::string& path, std::shared_ptr<const InputMeter> meter)> input_begins;
  std::function<void()> all_read;  ///< what follows needs all files: duplicates, scales, the horizon
};

/// What escalated means besides the export's own flag (METRICS 1.14). Names are compared without regard to case.
struct EscalationRules {
  std::vector<std::string> tags;          ///< a ticket with one of them is escalated
  std::vector<std::string> tiers;         ///< the lowest first: a ticket that went from one to a later one is escalated
  std::string column = "team";            ///< whose values the tiers are: a dimension
  std::string tiers_by = "[escalation]";  ///< what names the tiers, for messages
};

/// A column that an option names is in no input. Who asks by --by on behalf of a setting can say so in its name.
struct MissingColumn : Error {
  MissingColumn(std::string by, std::string name, const std::string& hint)
      : Error(ExitCode::usage, by + ": no input has a column '" + name + "'", hint),
        option(std::move(by)),
        column(std::move(name)) {}
  std::string option;
  std::string column;
};

struct NormaliseOptions {
  std::vector<InputSpec> inputs;
  ReadOptions read;
  unsigned threads = 1;  ///< the result does not depend on it
  ReadingEvents events;
  std::optional<std::string> profile;  ///< an id of profiles() or a path to a profile file
  std::vector<FieldMapping> map;
  std::vector<UnitSetting> units;
  std::vector<DateFormatSetting> date_formats;
  TimeZone input_zone = TimeZone::utc();   ///< zone of times that carry none
  bool input_zone_given = false;           ///< by --input-tz or --tz; otherwise a warning says UTC was assumed
  std::optional<Instant> as_of;            ///< rows that begin later are excluded
  std::vector<std::string> group_by;       ///< extra columns to group by: canonical fields, headers, "hour" or
                                           ///< "weekday" (of the creation, in `report_zone`)
  TimeZone report_zone = TimeZone::utc();  ///< the zone of those hours and weekdays
  std::vector<Condition> where;
  std::vector<std::string> excluded_requesters;  ///< compared as requesters are; "@domain" is all its addresses
  std::vector<std::string> excluded_tags;        ///< compared without regard to case
  std::vector<std::string> bot_authors;          ///< whose messages are automatic, whatever their role says
  std::vector<WordSetting> words;
  bool peers = false;        ///< whether agents are put together with those who do the same work (kPeers)
  std::string shift;         ///< the column of `group_by` that names the shift of a ticket's agent; empty: none does
  std::size_t comments = 0;  ///< so many characters of what customers wrote beside ratings are kept; 0: no comments
  EscalationRules escalation;
  bool strip_plus_tags = false;  ///< ann+shop@example.com is the person ann@example.com
  bool keep_call_legs = false;   ///< TicketTable::call_legs
  /// Of tickets only these canonical fields are decoded, and created_at; empty: all. For callers that know which
  /// columns they need. Without ticket_id no duplicates are found.
  std::vector<std::string> fields;
  std::optional<std::string> csat_scale;  ///< "1-5", "1-3", "1-2", "1-7", "0-10:9", "0-10:8", "1-10:9", ..., "good/bad"
  std::optional<std::string> ces_scale;   ///< "1-7" (CES 2.0), "1-5" (CES 1.0), "1-5:agree"
};

/// What was understood of one file, for `csreport inspect` and for error messages.
struct Inspection {
  struct Column {
    std::string header;
    std::string field;   ///< canonical field; empty: not used
    Phrases reading;     ///< "time YYYY-MM-DD hh:mm, zone Europe/Riga", "duration in minutes", "words", "number"
    std::string reason;  ///< why this field, or why not used, with the nearest guess
    std::vector<std::string> examples;  ///< up to three distinct values
  };
  std::string path;
  Detection detection;
  RecordKind kind = RecordKind::tickets;
  bool recognised = false;  ///< false: no kind fits; `problem` says why
  std::string kind_reason;
  std::string profile;
  std::string profile_reason;
  std::vector<Column> columns;
  std::vector<std::string> missing_fields;  ///< canonical fields that would enable more metrics
  std::string problem;                      ///< why the file cannot be used as it is; empty when it can
};

/// Opens and understands every input without reading it all. Never throws for a file that is not
/// understood: the Inspection says so. Throws Error for files that cannot be opened or are no tables.
std::vector<Inspection> inspect(const NormaliseOptions& options);

struct Normalised {
  Dataset dataset;
  std::vector<Inspection> inspections;  ///< one per input, in order
  std::vector<RejectedRow> rejected;    ///< see DiagnosticLog::rejected()
};

/// Reads all inputs. Throws Error(input_invalid) when a required column is missing (naming the headers
/// found and the nearest matches), a scale or a date order is ambiguous in a required column, or a
/// file is no table; Error(usage) for options that fit no file; Error(input_unreadable).
Normalised normalise(const NormaliseOptions& options);

/// A vocabulary and the words that it knows, sorted.
struct WordTopic {
  std::string id;  ///< "status"
  std::vector<std::string> words;
};
/// Sorted by id.
std::vector<WordTopic> word_topics();

/// The vendor profiles in assets/profiles, sorted by id, generic first.
struct ProfileInfo {
  std::string id;
  std::string title;
  std::string source;
  std::string json;  ///< the file's text, to print and to copy
};
std::vector<ProfileInfo> profiles();

}  // namespace csreport
