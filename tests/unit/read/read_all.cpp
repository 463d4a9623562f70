#include "unit/read/read_all.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "csreport/core/error.hpp"
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

WholeInput read_file(const std::string& path, const ReadOptions& options) {
  WholeInput whole;
  const auto reader = open_records(path, options, whole.log);
  whole.sample = reader->sample();
  std::vector<std::size_t> columns(whole.sample.headers.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  reader->select(columns);
  for (RecordBatch batch; reader->next(batch);) {
    for (std::size_t r = 0; r < batch.records(); ++r) {
      auto& row = whole.rows.emplace_back();
      for (std::size_t c = 0; c < batch.width(); ++c) row.emplace_back(batch.cell(r, c));
      whole.lines.push_back(batch.lines()[r]);
    }
  }
  whole.detection = reader->detection();
  whole.counts = reader->counts();
  return whole;
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

}  // namespace csreport::test
