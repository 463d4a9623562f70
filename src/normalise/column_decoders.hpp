#pragma once
// From the cells of one column to numbers, on any thread: times, durations and counts as what they are; words as codes
// in the decoder's own order, whose meaning is decided later and once for all threads (word_meanings.hpp); ids and
// people as codes of the run's shared dictionary. A cell that is neither a value nor a word for "missing" becomes a
// diagnostic and counts as missing.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/shared_dictionary.hpp"
#include "csreport/read/record_reader.hpp"
#include "normalise/bind.hpp"
#include "normalise/lexicon.hpp"

namespace csreport {

/// What all columns of one file share.
struct FileContext {
  const std::string& path;
  const Lexicon& lexicon;
};

/// A text that its decoder had not seen before, and where.
struct NewWord {
  std::string text;
  std::uint64_t line = 0;
};

/// One decoded column of one chunk, a cell a row.
struct ColumnPart {
  std::vector<std::uint32_t> cells;  ///< values in the column's own type, missing ones as it writes them; or codes
  std::vector<Key> keys;             ///< ids
  std::vector<double> numbers;       ///< NumberColumn cells
  std::string texts;                 ///< one behind the other; their lengths are the cells
  std::vector<NewWord> words;        ///< those behind the codes that the decoder gave for the first time, in order

  void clear();
};

/// The cells of some rows with their lines.
struct Cells {
  std::span<const std::string_view> texts;
  std::span<const std::uint64_t> lines;
};

/// Complains in the name of one column of a file.
class ColumnVoice {
 public:
  ColumnVoice(FileContext file, const BoundColumn& bound) : file_(file), header_(bound.header) {}

  void complain(DiagnosticLog& log, std::string_view text, std::uint64_t line, std::string_view code,
                const Phrase& expected, Consequence consequence = Consequence::cell_missing) const;
  [[nodiscard]] bool is_missing(std::string_view text) const { return file_.lexicon.is_missing(text); }
  [[nodiscard]] const Lexicon& lexicon() const { return file_.lexicon; }

 private:
  FileContext file_;
  std::string header_;
};

enum class CellState : std::uint8_t { value, missing, invalid };

/// Reads one time after the other; keeps what it learned of the zone.
class TimeCells {
 public:
  TimeCells(FileContext file, const BoundColumn& bound);

  /// Times as most exports write them, as read_usual_times() gives them; kUnusualTime for all cells of a column that is
  /// written otherwise.
  void read_usual(std::span<const std::string_view> cells, std::span<std::uint32_t> seconds) const;
  /// `seconds` since 1970 is set for CellState::value only; an invalid cell is not yet complained about.
  CellState read(std::string_view text, std::uint32_t& seconds);
  [[nodiscard]] Phrase expected() const;
  [[nodiscard]] const TimeReader& reader() const { return reader_; }
  [[nodiscard]] const ColumnVoice& voice() const { return voice_; }

 private:
  ColumnVoice voice_;
  TimeReader reader_;
  std::string pattern_;
};

/// One column of one file, for one thread.
class ColumnDecoder {
 public:
  virtual ~ColumnDecoder() = default;
  /// Adds one cell a row to `part`.
  virtual void decode(const Cells& cells, ColumnPart& part, DiagnosticLog& log) = 0;
  /// Where times are read: what is to be said of their zones.
  [[nodiscard]] virtual const TimeReader* times() const { return nullptr; }
};

enum class DecoderKind : std::uint8_t {
  time,                      ///< InstantColumn cells
  duration,                  ///< DurationColumn cells
  count,                     ///< CountColumn cells
  number,                    ///< NumberColumn cells
  percent,                   ///< NumberColumn cells; "85%" and "85" are 85
  presence,                  ///< 1 for a text, 0 for none
  mark,                      ///< a number of the text, 0 for none: equal for equal texts, hardly ever for others
  length,                    ///< CountColumn cells: how many words a text has
  text,                      ///< TextColumn cells: one line, cut
  word,                      ///< codes with new words
  key,                       ///< keys
  identity,                  ///< codes of the shared dictionary; as fold_person(), words for "missing" as none
  identity_without_plus_tag  ///< likewise
};

/// `texts` is used by keys and identities, `longest` (characters) by texts. All references must outlive the decoder.
std::unique_ptr<ColumnDecoder> make_column_decoder(DecoderKind kind, FileContext file, const BoundColumn& bound,
                                                   SharedDictionary* texts, std::size_t longest);

}  // namespace csreport
