#pragma once
// The two implementations of RecordReader, as open_records() makes them.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/read/record_reader.hpp"
#include "read/text_window.hpp"

namespace csreport {

/// What every reader is made from. The window holds the beginning of the text, in UTF-8, without
/// byte order mark: kHeadBytes or all of it.
struct ReaderInput {
  std::string path;  ///< as given, for diagnostics
  TextWindow window;
  Detection detection;  ///< encoding and compression are set
  ReadOptions options;
  DiagnosticLog* log = nullptr;
  std::shared_ptr<const InputMeter> meter;
};

/// What is looked at before the first record is handed out. A fixed number, so that detection does not
/// depend on how the bytes arrive.
inline constexpr std::size_t kHeadBytes = 1024 * 1024;
/// Records handed out in one batch, at most: their cells and what becomes of them stay in the caches.
inline constexpr std::size_t kBatchRecords = 512;
inline constexpr std::size_t kSampleRecords = 1000;
/// Wide tables get fewer sample rows, so that the sample stays small.
inline constexpr std::size_t kSampleCells = 2'000'000;

std::unique_ptr<RecordReader> make_csv_reader(ReaderInput input);
std::unique_ptr<RecordReader> make_json_reader(ReaderInput input);

/// The columns of the batches. A column may be asked for twice; its cell is decoded once, because
/// decoding happens in place.
class Selection {
 public:
  void set(std::span<const std::size_t> columns);
  [[nodiscard]] std::size_t size() const noexcept { return distinct_.size() + repeated_.size(); }
  /// Stores a record's cells at cells[0], cells[stride], ...; `decode(column)` gives the text of one.
  template <typename Decode>
  void decode_into(std::string_view* cells, std::size_t stride, const Decode& decode) const {
    for (const auto& [place, column] : distinct_) cells[place * stride] = decode(column);
    for (const auto& [place, first] : repeated_) cells[place * stride] = cells[first * stride];
  }

 private:
  struct Distinct {
    std::size_t place = 0;
    std::size_t column = 0;
  };
  struct Repeated {
    std::size_t place = 0;
    std::size_t first = 0;  ///< the place where the same column stands before
  };
  std::vector<Distinct> distinct_;
  std::vector<Repeated> repeated_;
};

/// The first bytes of `text` as valid UTF-8, to be quoted in a message.
std::string snippet(std::string_view text);

/// "a", "b", "a" -> "a", "b", "a_2"; blank names -> "column_N"; trimmed and valid UTF-8. Each repeated
/// name is noted in `log`.
std::vector<std::string> column_names(const std::vector<std::string>& header, const std::string& path,
                                      std::uint64_t line, DiagnosticLog& log);

}  // namespace csreport
