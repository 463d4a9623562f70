// The kernels of the normalise stage: single cells to times, numbers and codes, whole columns through their decoders as
// a batch hands them over, and rows of the same id.

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/diagnostic.hpp"
#include "normalise/column_decoders.hpp"
#include "normalise/duplicates.hpp"
#include "normalise/iso_time.hpp"
#include "normalise/short_text.hpp"
#include "normalise/usual_times.hpp"
#include "normalise/word_codes.hpp"

using namespace csreport;

namespace {

constexpr std::size_t kCells = 16 * 1024;  // with their texts they stay in the second cache
constexpr std::size_t kBatch = 512;        // records of one batch

/// Cells as a batch has them: views into one text with readable bytes around each.
struct Column {
  explicit Column(const std::vector<std::string>& cells) : text(kCellSlack, ' ') {
    for (const std::string& cell : cells) text += cell + ',';
    text.append(kCellSlack, ' ');
    std::size_t at = kCellSlack;
    for (const std::string& cell : cells) {
      views.push_back(std::string_view(text).substr(at, cell.size()));
      at += cell.size() + 1;
      lines.push_back(lines.size() + 2);
    }
  }
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;

  std::string text;
  std::vector<std::string_view> views;
  std::vector<std::uint64_t> lines;
};

template <typename Make>
std::vector<std::string> cells_of(const Make& make) {
  std::mt19937_64 random(2);
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < kCells; ++i) cells.push_back(make(random));
  return cells;
}

std::string two_digits(std::uint64_t number) { return std::to_string(100 + number).substr(1); }

std::vector<std::string> times() {
  return cells_of([](std::mt19937_64& random) {
    const std::string date = "2025-" + two_digits(1 + random() % 12) + '-' + two_digits(1 + random() % 28);
    const std::string hour = two_digits(random() % 24);
    const std::string minute = two_digits(random() % 60);
    return date + 'T' + hour + ':' + minute + ':' + two_digits(random() % 60) + 'Z';
  });
}
/// One to five digits.
std::vector<std::string> numbers() {
  return cells_of([](std::mt19937_64& random) {
    static constexpr std::array<std::uint64_t, 5> kLimits = {10, 100, 1'000, 10'000, 100'000};
    return std::to_string(random() % kLimits[random() % kLimits.size()]);
  });
}
/// Of `distinct` words, the first ones more often.
std::vector<std::string> words(std::size_t distinct) {
  return cells_of([&](std::mt19937_64& random) {
    const std::size_t limit = 1 + random() % distinct;
    return "Category number " + std::to_string(random() % limit);
  });
}
std::vector<std::string> people() {
  return cells_of(
      [](std::mt19937_64& random) { return "customer" + std::to_string(random() % (kCells / 3)) + "@mail.example"; });
}

void count_cells(benchmark::State& state, const Column& column) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(column.views.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(column.text.size() - 2 * kCellSlack));
}

void iso_time(benchmark::State& state) {
  const Column column(times());
  bool valid = true;
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (const std::string_view cell : column.views) {
      const IsoTime time = read_iso_time(cell);
      valid = valid && time.valid;
      sum += time.seconds;
    }
    benchmark::DoNotOptimize(sum);
  }
  if (!valid) state.SkipWithError("a time was not read");
  count_cells(state, column);
}
BENCHMARK(iso_time)->Name("normalise/iso_time");

void usual_times(benchmark::State& state) {
  const Column column(times());
  std::vector<std::uint32_t> seconds(column.views.size());
  for (auto _ : state) {
    read_usual_times(column.views, seconds);
    benchmark::DoNotOptimize(seconds.data());
    benchmark::ClobberMemory();
  }
  if (std::count(seconds.begin(), seconds.end(), kUnusualTime) != 0) state.SkipWithError("a time was not read");
  count_cells(state, column);
}
BENCHMARK(usual_times)->Name("normalise/usual_times");

void plain_number(benchmark::State& state) {
  const Column column(numbers());
  bool valid = true;
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (const std::string_view cell : column.views) {
      const PlainNumber number = read_plain_number(cell);
      valid = valid && number.valid;
      sum += number.value;
    }
    benchmark::DoNotOptimize(sum);
  }
  if (!valid) state.SkipWithError("a number was not read");
  count_cells(state, column);
}
BENCHMARK(plain_number)->Name("normalise/plain_number");

/// With few words nearly all are found in the small table in front, with many they fight for its places.
void word_codes(benchmark::State& state) {
  const Column column(words(static_cast<std::size_t>(state.range(0))));
  const auto codes = std::make_unique<WordCodes>();
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (const std::string_view cell : column.views) sum += codes->code(cell);
    benchmark::DoNotOptimize(sum);
  }
  count_cells(state, column);
}
BENCHMARK(word_codes)->Name("normalise/word_codes")->ArgName("words")->Arg(24)->Arg(2000);

/// A column through its decoder, a batch at a time; what was new is known after the first round.
void decode(benchmark::State& state, DecoderKind kind, const std::vector<std::string>& cells) {
  const Column column(cells);
  const std::string path = "tickets.csv";
  const Lexicon lexicon(nullptr, RecordKind::tickets);
  const BoundColumn bound{
      .header = "column", .time_format = TimeFormat{"iso8601"}, .unit = DurationUnit::seconds, .reading = {}};
  SharedDictionary texts;
  const auto decoder = make_column_decoder(kind, {path, lexicon}, bound, &texts);
  DiagnosticLog log;
  ColumnPart part;
  for (auto _ : state) {
    part.clear();
    for (std::size_t at = 0; at < column.views.size(); at += kBatch) {
      decoder->decode({std::span(column.views).subspan(at, kBatch), std::span(column.lines).subspan(at, kBatch)}, part,
                      log);
    }
    benchmark::DoNotOptimize(part.cells.data());
    benchmark::DoNotOptimize(part.keys.data());
  }
  count_cells(state, column);
}
void decode_time(benchmark::State& state) { decode(state, DecoderKind::time, times()); }
void decode_duration(benchmark::State& state) { decode(state, DecoderKind::duration, numbers()); }
void decode_count(benchmark::State& state) { decode(state, DecoderKind::count, numbers()); }
void decode_word(benchmark::State& state) { decode(state, DecoderKind::word, words(24)); }
void decode_key(benchmark::State& state) { decode(state, DecoderKind::key, numbers()); }
void decode_identity(benchmark::State& state) { decode(state, DecoderKind::identity, people()); }
BENCHMARK(decode_time)->Name("normalise/decode_time");
BENCHMARK(decode_duration)->Name("normalise/decode_duration");
BENCHMARK(decode_count)->Name("normalise/decode_count");
BENCHMARK(decode_word)->Name("normalise/decode_word");
BENCHMARK(decode_key)->Name("normalise/decode_key");
BENCHMARK(decode_identity)->Name("normalise/decode_identity");

enum IdShape : std::int64_t { neighbours, scattered };

/// One row in a hundred repeats an earlier id, where any does.
void duplicates(benchmark::State& state) {
  constexpr std::size_t kRows = 256 * 1024;
  std::mt19937_64 random(2);
  TicketTable tickets;
  tickets.rows = kRows;
  tickets.state.assign(kRows, RowState::used);
  const bool repeats = state.range(1) != 0;
  for (std::size_t row = 0; row < kRows; ++row) {
    const std::uint64_t fresh = state.range(0) == neighbours ? 1'000'000 + row : random() >> 2 | 1;
    tickets.id.push_back(repeats && row % 100 == 99 ? tickets.id[random() % row] : Key{fresh});
    tickets.updated_at.push_back(static_cast<std::uint32_t>(1'751'846'400 + row));
  }
  for (auto _ : state) {
    mark_duplicates(tickets, 1);
    benchmark::DoNotOptimize(tickets.state.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
}
BENCHMARK(duplicates)
    ->Name("normalise/duplicates")
    ->ArgNames({"scattered", "repeats"})
    ->ArgsProduct({{neighbours, scattered}, {0, 1}});

}  // namespace
