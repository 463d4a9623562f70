#pragma once
// From decoded rows to the record tables: one loader per kind and file. A loader plans which column is decoded how, and
// appends the parts of the chunks in the order of the file. What can only be decided when all files are read (rating
// scales, duplicates, the horizon) waits for finish.cpp.

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "normalise/ratings.hpp"
#include "normalise/row_decoder.hpp"
#include "normalise/word_meanings.hpp"

namespace csreport {

/// The distinct texts of a rating column over all files; their codes are in the table's column.
struct RatingTexts {
  Dictionary texts;
  std::vector<std::int64_t> counts;

  std::uint32_t intern(std::string_view text) {
    const std::uint32_t code = texts.intern(text);
    if (counts.size() <= code) counts.resize(code + 1U, 0);
    return code;
  }
};

/// Rows of one file in its table, for the row accounting.
struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::int64_t rejected = 0;    ///< records that became no row
  std::size_t first_event = 0;  ///< of a message log: its rows of StatusTable, of which the events are records
  std::size_t end_event = 0;
};

/// Grows over all files of a run.
struct LoadState {
  Dataset& data;
  RatingTexts ticket_csat, ticket_nps, ticket_ces;
  RatingTexts survey_csat, survey_nps, survey_ces, survey_score;
  CodeColumn score_codes;                ///< survey scores whose question is not known
  std::vector<char> survey_asks_ticket;  ///< survey rows of which only their ticket can say what --where asks
  NumberColumn review_low, review_high;  ///< the scales of the review scores
  std::vector<Key> response_ids;         ///< of the survey answers; empty: no such column
  std::vector<Key> merged_into;          ///< of tickets, what their column of merged ones says; empty: no such column
  std::vector<char> merged_is_id;        ///< of tickets: that is an id and no yes or no
  std::vector<Flag> escalated_by_tag;    ///< of tickets, by EscalationRules::tags; empty: no such column
  std::vector<LegParts> failed_parts;    ///< of tickets with a call id, by --where; empty: no such rows
  std::int64_t zoneless_times = 0;
  std::int64_t skipped_local_times = 0;   ///< in a spring gap
  std::int64_t repeated_local_times = 0;  ///< in an autumn fold

  void count_times(const TimeReader& reader) {
    zoneless_times += reader.zoneless_times();
    skipped_local_times += reader.skipped_local_times();
    repeated_local_times += reader.repeated_local_times();
  }
};

inline constexpr WordName<Sentiment> kSentimentNames[] = {
    {"negative", Sentiment::negative}, {"neutral", Sentiment::neutral}, {"positive", Sentiment::positive}};
inline constexpr WordName<Flag> kFlagNames[] = {{"yes", Flag::yes}, {"no", Flag::no}};

/// Columns that the last file did not have end where it began; the missing rest of them.
template <typename... Columns>
void pad(std::size_t rows, Columns&... columns) {
  const auto pad_one = [rows](auto& column) {
    if constexpr (requires { column.present(); }) {
      if (column.present()) column.resize(rows);
    } else {
      if (!column.empty()) column.resize(rows);
    }
  };
  (pad_one(columns), ...);
}

/// The views must outlive the loader.
struct LoadPlan {
  const Binding& binding;
  const NormaliseOptions& options;
  FileContext file;
  DiagnosticLog& log;
  std::size_t expected_rows = 0;  ///< about; 0: not known
};

/// The columns of a file that somebody needs; no other is decoded.
class ColumnChoice {
 public:
  /// Its place in the batches; chosen when it was not yet.
  std::size_t choose(std::size_t file_column);
  [[nodiscard]] std::span<const std::size_t> columns() const noexcept { return columns_; }

 private:
  std::vector<std::size_t> columns_;
};

class Loader {
 public:
  Loader(LoadState& state, LoadPlan plan);
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;
  virtual ~Loader() = default;

  /// What the reader must give: columns of the file.
  [[nodiscard]] std::span<const std::size_t> selected() const noexcept { return choice_.columns(); }
  /// One per thread; `number` counts them from 0.
  [[nodiscard]] std::unique_ptr<RowDecoder> make_decoder(std::size_t number) const;
  [[nodiscard]] std::size_t columns() const noexcept { return rows_.columns.size(); }
  /// Adds the rows of the next chunk.
  void append(RowParts& parts);
  /// Pads the columns that this file does not have and returns its rows.
  virtual RowRange finish() = 0;

 protected:
  /// Called in front of and behind the columns of each chunk.
  virtual void begin_rows(const RowParts& parts) = 0;
  virtual void end_rows(const RowParts& parts) = 0;

  RequiredColumn require_column(const BoundColumn& bound, std::string_view missing_code, std::string_view invalid_code,
                                std::string_view expected) {
    return {choice_.choose(bound.column), &bound, missing_code, invalid_code, expected};
  }
  /// The place of the decoded column in the parts.
  std::size_t plan_column(DecoderKind kind, const BoundColumn& bound, SharedDictionary* texts = nullptr);
  /// The states of the chunk's rows, for tables of which rows can be left out by their own columns.
  static void begin_states(std::vector<RowState>& states, std::size_t rows, const RowParts& parts) {
    states.resize(rows + parts.rows, RowState::used);
    std::copy(parts.states.begin(), parts.states.end(), states.begin() + static_cast<std::ptrdiff_t>(rows));
  }
  /// How columns of people are decoded.
  [[nodiscard]] DecoderKind people() const {
    return plan_.options.strip_plus_tags ? DecoderKind::identity_without_plus_tag : DecoderKind::identity;
  }
  /// Codes of names in the tickets' dimension "agent", so that an agent is one in all tables.
  void on_agents(const BoundColumn& bound, CodeColumn& target, const std::size_t& rows);
  /// Keys, absent where the cell is missing.
  void on_keys(const BoundColumn& bound, std::vector<Key>& target, const std::size_t& rows);
  /// `use(part)` appends the column; in the order of these calls.
  void on_append(std::size_t place, std::function<void(ColumnPart&)> use);
  /// `store(meaning, i)` stores that of the chunk's row i.
  template <typename Meaning, typename Store>
  void on_words(const BoundColumn& bound, typename WordMeanings<Meaning>::Judge judge, Store store) {
    const std::size_t place = plan_column(DecoderKind::word, bound);
    appenders_.push_back([place, store, meanings = WordMeanings<Meaning>(std::move(judge))](RowParts& parts) mutable {
      const ColumnPart& part = parts.columns[place];
      const auto known = meanings.learn(parts.decoder, part.words);
      for (std::size_t i = 0; i < part.cells.size(); ++i) store(known[part.cells[i]], i);
    });
  }
  /// The same as codes of a table's column, which is padded up to its first row here.
  void on_codes(const BoundColumn& bound, WordMeanings<std::uint32_t>::Judge judge, CodeColumn& target,
                const std::size_t& rows);
  /// The decoded column as it is, padded up to its first row.
  template <typename TableColumn>
  void on_values(DecoderKind kind, const BoundColumn& bound, TableColumn& target, const std::size_t& rows) {
    target.resize(rows);
    target.reserve(rows + plan_.expected_rows);
    on_append(plan_column(kind, bound), [&target, &rows](ColumnPart& part) {
      target.resize(rows);
      if constexpr (std::is_same_v<TableColumn, NumberColumn>) {
        target.append(std::span<const double>(part.numbers));
      } else {
        target.append(part.cells);
      }
    });
  }
  /// What customers wrote beside a rating: how long it is, and where it is asked for, the text.
  void on_comments(const BoundColumn& bound, CountColumn& words, TextColumn& texts, const std::size_t& rows);
  /// An array of enums, likewise.
  template <typename Enum>
  void on_enum(const BoundColumn& bound, std::string_view topic, std::span<const WordName<Enum>> names,
               std::vector<Enum>& target, const std::size_t& rows) {
    target.resize(rows, Enum::unknown);
    target.reserve(rows + plan_.expected_rows);
    on_words<Enum>(bound, judge_by_topic<Enum>(voice(bound), plan_.log, topic, names, Enum::unknown),
                   [&target](Enum value, std::size_t) { target.push_back(value); });
  }
  void on_flags(const BoundColumn& bound, std::vector<Flag>& target, const std::size_t& rows) {
    on_enum<Flag>(bound, "flag", kFlagNames, target, rows);
  }
  /// Yes for every text that is not a word for no, such as the time when something happened.
  void on_marks(const BoundColumn& bound, std::vector<Flag>& target, const std::size_t& rows);
  /// Codes of `texts`, counted.
  void on_ratings(const BoundColumn& bound, RatingTexts& texts, CodeColumn& target, const std::size_t& rows);

  [[nodiscard]] ColumnVoice voice(const BoundColumn& bound) const { return {plan_.file, bound}; }
  [[nodiscard]] const Lexicon& lexicon() const { return plan_.file.lexicon; }
  /// A column that is only grouped by, as if it were bound.
  const BoundColumn& bind_extra(const ExtraColumn& extra);

  LoadState& state_;
  LoadPlan plan_;
  RowPlan rows_;
  std::int64_t rejected_ = 0;

 private:
  ColumnChoice choice_;
  FilterPlan filter_;
  std::vector<std::function<void(RowParts&)>> appenders_;
  std::deque<BoundColumn> extras_;
};

std::unique_ptr<Loader> make_ticket_loader(LoadState& state, LoadPlan plan);
std::unique_ptr<Loader> make_message_loader(LoadState& state, LoadPlan plan);
std::unique_ptr<Loader> make_survey_loader(LoadState& state, LoadPlan plan);
std::unique_ptr<Loader> make_review_loader(LoadState& state, LoadPlan plan);
std::unique_ptr<Loader> make_session_loader(LoadState& state, LoadPlan plan);
std::unique_ptr<Loader> make_customer_loader(LoadState& state, LoadPlan plan);
std::unique_ptr<Loader> make_indicator_loader(LoadState& state, LoadPlan plan);

/// The dimension of that id, created at its place in display order when it is new.
Dimension& dimension_of(TicketTable& tickets, const std::string& id);

}  // namespace csreport
