// The shared dictionary, by the batch as the decoders of people and ids ask it: with all texts known, and with all of
// them new, growth included.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/shared_dictionary.hpp"

using namespace csreport;

namespace {

constexpr std::size_t kBatch = 512;

/// E-mail addresses in no order, each once.
class Addresses {
 public:
  explicit Addresses(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) texts_.push_back("customer" + std::to_string(i) + "@mail.example");
    std::mt19937_64 random(3);
    for (std::size_t i = count; i > 1; --i) std::swap(texts_[i - 1], texts_[random() % i]);
    views_.assign(texts_.begin(), texts_.end());
    bytes_ = 0;
    for (const std::string& text : texts_) bytes_ += text.size();
  }

  void intern(SharedDictionary& dictionary) const {
    std::array<std::uint32_t, kBatch> codes;
    for (std::size_t at = 0; at < views_.size(); at += kBatch) {
      const auto texts = std::span(views_).subspan(at, std::min(kBatch, views_.size() - at));
      dictionary.intern(texts, std::span(codes).first(texts.size()));
      benchmark::DoNotOptimize(codes.data());
    }
  }
  void count(benchmark::State& state) const {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(views_.size()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes_));
  }

 private:
  std::vector<std::string> texts_;
  std::vector<std::string_view> views_;
  std::size_t bytes_ = 0;
};

void known_texts(benchmark::State& state) {
  const Addresses addresses(static_cast<std::size_t>(state.range(0)));
  SharedDictionary dictionary;
  addresses.intern(dictionary);
  for (auto _ : state) addresses.intern(dictionary);
  addresses.count(state);
}

void new_texts(benchmark::State& state) {
  const Addresses addresses(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    SharedDictionary dictionary;
    addresses.intern(dictionary);
  }
  addresses.count(state);
}

// In the second cache, and in none.
BENCHMARK(known_texts)->Name("core/shared_dictionary_known")->ArgName("texts")->Arg(4'000)->Arg(300'000);
BENCHMARK(new_texts)->Name("core/shared_dictionary_new")->ArgName("texts")->Arg(4'000)->Arg(300'000);

}  // namespace
