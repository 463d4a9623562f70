#include "unit/read/read_all.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <thread>

#include "csreport/core/error.hpp"
#include "csreport/render/words.hpp"
#include "support/catch.hpp"

namespace csreport::test {
namespace fs = std::filesystem;

std::string WholeInput::problems() const {
  std::string text;
  for (const auto& d : log.all()) {
    text += (text.empty() ? "" : " ") + d.code;
    for (std::size_t i = 0; i < d.lines.size() && d.lines[i] > 0; ++i) {
      text += (i == 0 ? "@" : "/") + std::to_string(d.lines[i]);
    }
  }
  return text;
}

TemporaryFile::TemporaryFile(std::string_view bytes, const std::string& name) {
  std::string pattern = (fs::temp_directory_path() / "csreport-read-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
  path_ = folder_ + "/" + name;
  std::ofstream(path_, std::ios::binary) << bytes;
}

TemporaryFile::~TemporaryFile() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::vector<std::string> cells_of(const RecordBatch& batch) {
  std::vector<std::string> cells;
  for (std::size_t r = 0; r < batch.records(); ++r) {
    for (std::size_t c = 0; c < batch.width(); ++c) cells.emplace_back(batch.cell(r, c));
  }
  return cells;
}

namespace {

void add_records(WholeInput& whole, const RecordBatch& batch) {
  for (std::size_t r = 0; r < batch.records(); ++r) {
    auto& row = whole.rows.emplace_back();
    for (std::size_t c = 0; c < batch.width(); ++c) row.emplace_back(batch.cell(r, c));
    whole.lines.push_back(batch.lines()[r]);
  }
}

std::unique_ptr<RecordReader> open_all(const std::string& path, const ReadOptions& options, WholeInput& whole) {
  auto reader = open_records(path, options, whole.log);
  whole.sample = reader->sample();
  std::vector<std::size_t> columns(whole.sample.headers.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  reader->select(columns);
  return reader;
}

/// The first line that is not the same, of both; empty when there is none.
std::string first_difference(const std::string& found, const std::string& expected) {
  if (found == expected) return {};
  const auto place = std::mismatch(found.begin(), found.end(), expected.begin(), expected.end()).first;
  const auto at = static_cast<std::size_t>(place - found.begin());
  const auto line = [begin = found.rfind('\n', at == 0 ? 0 : at - 1)](const std::string& text) {
    const auto from = begin == std::string::npos ? 0 : begin;
    return text.substr(from, text.find('\n', from + 1) - from);
  };
  return line(found) + " instead of " + line(expected);
}

}  // namespace

WholeInput read_file(const std::string& path, const ReadOptions& options) {
  WholeInput whole;
  const auto reader = open_all(path, options, whole);
  for (RecordBatch batch; reader->next(batch);) add_records(whole, batch);
  whole.detection = reader->detection();
  whole.counts = reader->counts();
  return whole;
}

WholeInput read_file_at_once(const std::string& path, const ReadOptions& options, std::size_t threads) {
  WholeInput whole;
  const auto reader = open_all(path, options, whole);
  std::vector<std::unique_ptr<RecordChunk>> chunks(threads);
  for (auto& chunk : chunks) chunk = reader->make_chunk();
  for (std::size_t taken = threads; taken == threads;) {
    taken = 0;
    while (taken < threads && reader->take(*chunks[taken])) ++taken;
    std::vector<WholeInput> parts(taken);
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < taken; ++i) {
      workers.emplace_back([&, i] {
        for (RecordBatch batch; reader->parse(*chunks[i], batch);) add_records(parts[i], batch);
      });
    }
    for (auto& worker : workers) worker.join();
    for (std::size_t i = 0; i < taken; ++i) {
      whole.rows.insert(whole.rows.end(), parts[i].rows.begin(), parts[i].rows.end());
      whole.lines.insert(whole.lines.end(), parts[i].lines.begin(), parts[i].lines.end());
      reader->settle(*chunks[i]);
    }
  }
  whole.counts = reader->counts();
  return whole;
}

std::string account(const std::string& path, const ReadOptions& options, std::size_t threads) {
  std::string text;
  try {
    const auto whole = threads > 1 ? read_file_at_once(path, options, threads) : read_file(path, options);
    text = std::to_string(whole.counts.records) + " records " + std::to_string(whole.counts.rejected) + " rejected " +
           std::to_string(whole.counts.blank) + " blank";
    for (const auto& d : whole.log.all()) {
      text += "\n" + d.code + " x" + std::to_string(d.count) + " [" + d.value + "] instead of [" +
              in_words(d.expected) + "]";
      for (const auto line : d.lines) text += " @" + std::to_string(line);
    }
    for (const auto& row : whole.log.rejected())
      text += "\nrejected " + std::to_string(row.line) + " " + row.reason + " [" + row.value + "]";
    for (std::size_t r = 0; r < whole.rows.size(); ++r) {
      text += "\n" + std::to_string(whole.lines[r]);
      for (const auto& cell : whole.rows[r]) text += "|" + std::to_string(cell.size()) + ":" + cell;
    }
  } catch (const Error& error) {
    text = error.what();
  }
  return text;
}

void check_same_as_careful(const std::string& text, const ReadOptions& options,
                           std::initializer_list<std::size_t> chunks, const std::string& name) {
  const TemporaryFile file(text, name);
  ReadOptions careful = options;
  careful.careful = true;
  const auto expected = account(file.path(), careful);
  for (const std::size_t chunk : chunks) {
    ReadOptions fast = options;
    fast.buffer_bytes = fast.chunk_bytes = chunk;
    const auto found = account(file.path(), fast);
    CAPTURE(chunk);
    CHECK(first_difference(found, expected) == "");
  }
}

WholeInput read_text(std::string_view bytes, const ReadOptions& options, const std::string& name) {
  const TemporaryFile file(bytes, name);
  return read_file(file.path(), options);
}

std::string read_error(std::string_view bytes, const ReadOptions& options, const std::string& name) {
  const TemporaryFile file(bytes, name);
  try {
    read_file(file.path(), options);
  } catch (const Error& error) {
    std::string text = error.what();
    const auto at = text.find(file.folder() + "/");
    if (at != std::string::npos) text.erase(at, file.folder().size() + 1);
    return std::to_string(static_cast<int>(error.code())) + " " + text;
  }
  return {};
}

std::string shared_folder(const std::string& name) {
  const char* suites = std::getenv("CSREPORT_SUITES");
  const std::string path =
      name == "suites" && suites != nullptr ? suites : std::string(CSREPORT_SHARED_DIR) + "/" + name;
  if (fs::is_directory(path)) return path;
  WARN("SKIPPED: " << path << " is missing");
  return {};
}

std::vector<std::string> json_test_suite() {
  const auto suites = shared_folder("suites");
  std::vector<std::string> files;
  if (suites.empty()) return files;
  for (const auto& entry : fs::recursive_directory_iterator(suites + "/JSONTestSuite")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path().string());
  }
  CHECK(files.size() > 300);
  return files;
}

}  // namespace csreport::test
