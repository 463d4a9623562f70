#pragma once
// Reads whole inputs for the tests of read: from text through a temporary file, or from a file.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/diagnostic.hpp"
#include "csreport/read/record_reader.hpp"

namespace csreport::test {

using Rows = std::vector<std::vector<std::string>>;

struct WholeInput {
  Detection detection;
  Sample sample;
  Rows rows;
  std::vector<std::uint64_t> lines;
  ReadCounts counts;
  DiagnosticLog log;

  /// "code@line/line/..." of the diagnostics, in order, separated by spaces.
  [[nodiscard]] std::string problems() const;
};

/// A file in a fresh temporary folder, removed with it.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes, const std::string& name = "input.csv");
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
  std::string path_;
};

/// The cells of a batch, record after record.
std::vector<std::string> cells_of(const RecordBatch& batch);

/// All columns of all records.
WholeInput read_file(const std::string& path, const ReadOptions& options = {});
WholeInput read_text(std::string_view bytes, const ReadOptions& options = {}, const std::string& name = "input.csv");

/// The same with `threads` chunks taken apart at once.
WholeInput read_file_at_once(const std::string& path, const ReadOptions& options, std::size_t threads);

/// Everything that reading a file tells, its error included, to be compared.
std::string account(const std::string& path, const ReadOptions& options, std::size_t threads = 1);
/// Checks that the account is the careful parser's for chunks of all these sizes.
void check_same_as_careful(const std::string& text, const ReadOptions& options,
                           std::initializer_list<std::size_t> chunks, const std::string& name);

/// The error that reading ends with: "3 text", where 3 is the exit code; empty when there is none.
std::string read_error(std::string_view bytes, const ReadOptions& options = {}, const std::string& name = "input.csv");

/// `suites`, `data` or `formats` of the shared folder; empty, with a loud warning, when absent.
std::string shared_folder(const std::string& name);

/// The files of JSONTestSuite; none, with a loud warning, when it is absent.
std::vector<std::string> json_test_suite();

}  // namespace csreport::test
