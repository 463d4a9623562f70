// read_records FILE [ROUNDS] [CHUNK_KIB]
// Reads all records of a CSV or JSON file with its first 20 columns, by the reader as it is and by its careful parser
// alone, taking turns, and prints the CPU seconds of each round and the ratio of the medians. The sums prove that both
// saw the same.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/diagnostic.hpp"
#include "csreport/core/error.hpp"
#include "csreport/read/record_reader.hpp"

namespace {

using csreport::ReadOptions;

struct Sums {
  std::uint64_t records = 0;
  std::uint64_t cells = 0;
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  bool operator==(const Sums&) const = default;
};

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Sums read_all(const std::string& path, const ReadOptions& options) {
  csreport::DiagnosticLog log;
  const auto reader = csreport::open_records(path, options, log);
  std::vector<std::size_t> columns(std::min<std::size_t>(20, reader->sample().headers.size()));
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  reader->select(columns);
  Sums sums;
  for (csreport::RecordBatch batch; reader->next(batch);) {
    sums.records += batch.records();
    sums.cells += batch.width() * batch.records();
    for (std::size_t column = 0; column < batch.width(); ++column) {
      for (const auto cell : batch.column(column)) sums.bytes += cell.size();
    }
    for (const auto line : batch.lines()) sums.lines += line;
  }
  return sums;
}

double timed(const std::string& path, const ReadOptions& options, Sums& sums) {
  const double begin = cpu_seconds();
  sums = read_all(path, options);
  return cpu_seconds() - begin;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::max<std::size_t>(value, 1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: read_records FILE [ROUNDS] [CHUNK_KIB]\n");
    return EXIT_FAILURE;
  }
  const std::string path = argv[1];
  const std::size_t rounds = argc > 2 ? number(argv[2]) : 3;
  ReadOptions fast;
  if (argc > 3) fast.chunk_bytes = number(argv[3]) * 1024;
  ReadOptions careful = fast;
  careful.careful = true;
  std::vector<double> fast_times;
  std::vector<double> careful_times;
  try {
    for (std::size_t round = 0; round < rounds; ++round) {
      Sums one;
      Sums other;
      fast_times.push_back(timed(path, fast, one));
      careful_times.push_back(timed(path, careful, other));
      fmt::print("fast {:.3f} s   careful {:.3f} s   {} records, {} cells, {} bytes\n", fast_times.back(),
                 careful_times.back(), one.records, one.cells, one.bytes);
      if (one != other) {
        fmt::print(stderr, "read_records: the two differ: {} and {} records\n", one.records, other.records);
        return EXIT_FAILURE;
      }
    }
  } catch (const csreport::Error& error) {
    fmt::print(stderr, "read_records: {}\n", error.what());
    return EXIT_FAILURE;
  }
  fmt::print("careful / fast = {:.1f}\n", median(careful_times) / median(fast_times));
  return EXIT_SUCCESS;
}
