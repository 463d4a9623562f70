// The kernels of the read stage, each alone on text in the caches: the index of cells and the clean cut with every
// instruction set of this machine, CSV records from a chunk, clean JSON values. No file is opened and nothing is judged
// careful; bench/read_records has the whole reader.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "read/csv_chunk.hpp"
#include "read/json_clean_record.hpp"
#include "read/json_clean_split.hpp"
#include "read/json_record.hpp"
#include "read/record_cutter.hpp"
#include "read/structural_index.hpp"

using namespace csreport;

namespace {

constexpr std::size_t kChunk = 256 * 1024;      // the default of ReadOptions
constexpr std::size_t kIndexBytes = 64 * 1024;  // what the walk over clean records indexes at a time
constexpr std::size_t kColumns = 24;
constexpr std::size_t kSelected = 20;
constexpr std::array<std::string_view, 4> kKernelNames = {"portable", "sse2", "avx2"};

/// Twenty-four cells of a ticket: numbers, times, words and missing ones; a subject that may need quotes; tags.
std::array<std::string, kColumns> ticket_cells(std::mt19937_64& random, std::size_t row) {
  static constexpr std::array<std::string_view, 4> kSubjects = {"Where is my order", "Order late, please check",
                                                                "The button \"Pay\" does nothing",
                                                                "Cannot log in since the update"};
  static constexpr std::array<std::string_view, 3> kTags = {"", "vip", "carrier,late"};
  std::array<std::string, kColumns> cells;
  cells[0] = std::to_string(1'000'000 + row);
  for (std::size_t i = 1; i < 4; ++i) {
    cells[i] = "2025-0" + std::to_string(1 + random() % 9) + "-1" + std::to_string(random() % 10) + "T0" +
               std::to_string(random() % 10) + ":15:4" + std::to_string(random() % 10) + "Z";
  }
  for (std::size_t i = 4; i < 11; ++i) cells[i] = std::string(4 + random() % 12, static_cast<char>('a' + i));
  cells[11] = kSubjects[random() % kSubjects.size()];
  for (std::size_t i = 12; i < 23; ++i) cells[i] = random() % 2 == 0 ? std::to_string(random() % 2000) : std::string();
  cells[23] = kTags[random() % kTags.size()];
  return cells;
}

std::string csv_cell(std::string_view cell) {
  if (cell.find_first_of(",\"") == std::string_view::npos) return std::string(cell);
  std::string quoted = "\"";
  for (const char c : cell) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

/// Whole rows, at most `bytes` in all.
std::string csv_rows(std::size_t bytes) {
  std::mt19937_64 random(1);
  std::string text;
  for (std::size_t row = 0;; ++row) {
    std::string line;
    for (const std::string& cell : ticket_cells(random, row)) line += csv_cell(cell) + ',';
    line.back() = '\n';
    if (text.size() + line.size() > bytes) return text;
    text += line;
  }
}

std::string json_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\\\"" : std::string(1, c);
  return quoted + '"';
}

/// One object a line, at most `bytes` in all.
std::vector<std::string> json_rows(std::size_t bytes) {
  std::mt19937_64 random(1);
  std::vector<std::string> lines;
  for (std::size_t row = 0;; ++row) {
    const auto cells = ticket_cells(random, row);
    std::string line = "{";
    for (std::size_t i = 0; i < kColumns; ++i) {
      const bool number = i == 0 || (i >= 12 && i < 23);
      const std::string value = !number ? json_string(cells[i]) : cells[i].empty() ? "null" : cells[i];
      line += "\"column_" + std::to_string(i) + "\":" + value + (i + 1 < kColumns ? "," : "}");
    }
    if (bytes < line.size() + 1) return lines;
    bytes -= line.size() + 1;
    lines.push_back(line);
  }
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
void count_items(benchmark::State& state, std::size_t items) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(items));
}

void with_every_kernel(benchmark::internal::Benchmark* benchmark) {
  for (const IndexKernel kernel : index_kernels()) benchmark->Arg(static_cast<std::int64_t>(kernel));
}
IndexKernel kernel_of(benchmark::State& state) {
  state.SetLabel(std::string(kKernelNames[static_cast<std::size_t>(state.range(0))]));
  return static_cast<IndexKernel>(state.range(0));
}

void clean_cut(benchmark::State& state) {
  const std::string text = csv_rows(kChunk);
  const IndexKernel kernel = kernel_of(state);
  std::vector<BlockMarks> blocks;
  CleanCut cut;
  for (auto _ : state) {
    cut = find_clean_cut(text, ',', kernel, blocks, /*at=*/0);
    benchmark::DoNotOptimize(blocks.data());
    benchmark::ClobberMemory();
  }
  if (cut.bytes != text.size()) state.SkipWithError("the cut is not where the text ends");
  count_bytes(state, text.size());
}
BENCHMARK(clean_cut)->Name("read/clean_cut")->ArgName("kernel")->Apply(with_every_kernel);

void index_cells(benchmark::State& state) {
  const std::string text = csv_rows(kIndexBytes);
  const IndexKernel kernel = kernel_of(state);
  std::vector<BlockMarks> blocks;
  const CleanCut cut = find_clean_cut(text, ',', kernel, blocks, /*at=*/0);
  StructuralIndex index(kernel);
  for (auto _ : state) {
    index.restart();
    index.extend(std::span(blocks).first(cut.blocks));
    benchmark::DoNotOptimize(index.marks().data());
    benchmark::ClobberMemory();
  }
  if (index.marks().back() + std::size_t{1} != text.size()) state.SkipWithError("the index ended early");
  count_bytes(state, text.size());
  count_items(state, index.marks().size() - 1);
}
BENCHMARK(index_cells)->Name("read/index_cells")->ArgName("kernel")->Apply(with_every_kernel);

/// Copied into the chunk, as a read() would, because quotes are undone where they stand.
void csv_chunk(benchmark::State& state) {
  const std::string text = csv_rows(kChunk);
  const std::string path = "tickets.csv";
  CsvTable table{.max_record_bytes = kChunk};
  for (std::size_t i = 0; i < kColumns; ++i) table.header.push_back("column_" + std::to_string(i));
  std::vector<std::size_t> columns(kSelected);
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  Selection selected;
  selected.set(columns);
  CsvChunk chunk(path, table, selected);
  std::vector<BlockMarks> blocks;
  const CleanCut cut = find_clean_cut(text, ',', index_kernels().back(), blocks, /*at=*/0);
  RecordBatch batch;
  for (auto _ : state) {
    chunk.counts = {};
    chunk.restart();
    chunk.text().restart(text);
    chunk.blocks() = blocks;
    chunk.add_clean(cut, /*line=*/2);
    while (chunk.parse(batch)) benchmark::DoNotOptimize(batch.column(0).data());
  }
  const auto rows = static_cast<std::int64_t>(std::count(text.begin(), text.end(), '\n'));
  if (chunk.counts.records != rows) state.SkipWithError("rows are missing");
  count_bytes(state, text.size());
  count_items(state, static_cast<std::size_t>(rows));
}
BENCHMARK(csv_chunk)->Name("read/csv_chunk");

void json_clean_record(benchmark::State& state) {
  const std::vector<std::string> lines = json_rows(kChunk);
  const std::string text = joined(lines) + std::string(JsonCleanRecord::kMargin, ' ');
  JsonPaths paths;
  JsonCells cells;
  JsonRecord(paths, cells).parse(lines.front());
  paths.close();
  JsonCleanRecord record(paths, cells);
  const std::size_t end = text.size() - JsonCleanRecord::kMargin;
  for (auto _ : state) {
    for (std::size_t at = 0; at < end;) {
      const std::size_t bytes = record.parse(std::string_view(text).substr(at), LinesInside::no);
      if (bytes == 0) return state.SkipWithError("a record is not taken for clean");
      benchmark::DoNotOptimize(cells.cell(0));
      at += bytes + 1;
    }
  }
  count_bytes(state, end);
  count_items(state, lines.size());
}
BENCHMARK(json_clean_record)->Name("read/json_clean_record");

/// Only where the values end.
void json_clean_split(benchmark::State& state) {
  const std::vector<std::string> lines = json_rows(kChunk);
  const std::string text = joined(lines);
  for (auto _ : state) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t bytes = clean_json_bytes(std::string_view(text).substr(at), LinesInside::yes);
      if (bytes == 0) return state.SkipWithError("a value is not taken for clean");
      at += bytes + 1;
    }
  }
  count_bytes(state, text.size());
  count_items(state, lines.size());
}
BENCHMARK(json_clean_split)->Name("read/json_clean_split");

}  // namespace
