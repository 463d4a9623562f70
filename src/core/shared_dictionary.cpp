// Texts are told apart by 101 bits of their hash (XXH3, 128 bits), which are all that is compared: that two of ten
// million texts share them has a chance of about 1 in 10^16, and a look-up touches one place in memory instead of two.
//
// They are spread over shards by their hash, each with its own lock, so that threads rarely meet. A shard is an
// open-addressing table of {hash, number}; slots are far apart and rarely in a cache, so texts are looked up many at a
// time: all are hashed and sorted by shard, then their slots are fetched, and only then they are looked at.
//
// A code is the number of the text in its shard times the number of shards, plus the shard.

#include "csreport/core/shared_dictionary.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "csreport/core/error.hpp"

namespace csreport {
namespace {

constexpr std::size_t kShards = 32;
constexpr unsigned kShardBits = 5;
static_assert(kShards == 1U << kShardBits);
/// Looked up at a time; what is fetched ahead must still be in the cache when it is used.
constexpr std::size_t kGroup = 512;
constexpr std::size_t kMostTexts = (std::size_t{1} << 31) / kShards - 1;  // of a shard

struct Hash {
  std::uint64_t high;
  std::uint32_t low;
  std::uint32_t shard;
};

Hash hash_of(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return {.high = hash.high64,
          .low = static_cast<std::uint32_t>(hash.low64),
          .shard = static_cast<std::uint32_t>(hash.low64 >> (64 - kShardBits))};
}

std::uint32_t code_of(std::size_t number, std::size_t shard) {
  return static_cast<std::uint32_t>(number * kShards + shard);
}

class Shard {
 public:
  void prefetch(const Hash& hash) const { __builtin_prefetch(&slots_[slot_of(hash.high)]); }

  /// The number of the text in this shard, from 1; 0 when it is not there.
  [[nodiscard]] std::uint32_t find(const Hash& hash) const {
    return slots_.empty() ? 0 : slots_[find_slot(hash)].number;
  }

  /// The same for a text that may be new.
  std::uint32_t intern(std::string_view text, const Hash& hash, TextKeeping keeping) {
    Slot* slot = &slots_[find_slot(hash)];
    if (slot->number != 0) return slot->number;
    if (count_ == kMostTexts)
      throw Error(ExitCode::resource_limit, "too many different names or ids", "split the export into several files");
    if ((count_ + 1) * 4 > slots_.size() * 3) {
      grow();
      slot = &slots_[find_slot(hash)];
    }
    *slot = {hash.high, hash.low, static_cast<std::uint32_t>(++count_)};
    if (keeping == TextKeeping::kept) {
      arena_ += text;
      ends_.push_back(arena_.size());
    }
    return slot->number;
  }

  void seal() { std::vector<Slot>().swap(slots_); }

  [[nodiscard]] std::string_view text(std::uint32_t number) const {
    const std::size_t begin = number == 1 ? 0 : ends_[number - 2];
    return std::string_view(arena_).substr(begin, ends_[number - 1] - begin);
  }
  [[nodiscard]] std::size_t count() const { return count_; }

  std::mutex mutex;

 private:
  struct Slot {
    std::uint64_t high = 0;
    std::uint32_t low = 0;
    std::uint32_t number = 0;  ///< 0: free
  };
  static constexpr unsigned kFirstBits = 6;

  [[nodiscard]] std::size_t slot_of(std::uint64_t high) const { return high >> shift_; }
  /// The slot of the hash, or the free one where it belongs.
  [[nodiscard]] std::size_t find_slot(const Hash& hash) const {
    std::size_t i = slot_of(hash.high);
    while (slots_[i].number != 0 && (slots_[i].high != hash.high || slots_[i].low != hash.low))
      i = (i + 1) & (slots_.size() - 1);
    return i;
  }

  /// A slot moves to about twice its place, so both tables are walked through in order.
  void grow() {
    const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    --shift_;
    for (const Slot& slot : before) {
      if (slot.number == 0) continue;
      std::size_t i = slot_of(slot.high);
      while (slots_[i].number != 0) i = (i + 1) & (slots_.size() - 1);
      slots_[i] = slot;
    }
  }

  unsigned shift_ = 64 - kFirstBits;
  std::vector<Slot> slots_ = std::vector<Slot>(std::size_t{1} << kFirstBits);
  std::size_t count_ = 0;
  // Where texts are kept: one behind the other, and where they end, by number - 1.
  std::string arena_;
  std::vector<std::size_t> ends_;
};

/// Some texts that are looked up together, by shard.
class Group {
 public:
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

  void sort(std::span<const std::string_view> texts) {
    texts_ = texts;
    begin_.fill(0);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      hashes_[i] = hash_of(texts[i]);
      ++begin_[hashes_[i].shard + 1];
    }
    for (std::size_t s = 0; s < kShards; ++s) begin_[s + 1] = static_cast<std::uint16_t>(begin_[s + 1] + begin_[s]);
    auto next = begin_;
    for (std::size_t i = 0; i < texts.size(); ++i) order_[next[hashes_[i].shard]++] = static_cast<std::uint16_t>(i);
  }

  /// The codes of those that belong to the shard.
  void intern(std::size_t number, Shard& shard, TextKeeping keeping, std::span<std::uint32_t> codes) const {
    const auto mine = std::span(order_).subspan(begin_[number], begin_[number + 1] - begin_[number]);
    if (mine.empty()) return;
    const std::lock_guard lock(shard.mutex);
    for (const std::size_t i : mine) shard.prefetch(hashes_[i]);
    for (const std::size_t i : mine) {
      const bool none = texts_[i].empty();
      codes[i] = none ? SharedDictionary::kNone : code_of(shard.intern(texts_[i], hashes_[i], keeping), number);
    }
  }

 private:
  std::span<const std::string_view> texts_;
  std::array<Hash, kGroup> hashes_;
  std::array<std::uint16_t, kGroup> order_;  // of the texts, by shard
  std::array<std::uint16_t, kShards + 1> begin_;
};

}  // namespace

struct SharedDictionary::Shards {
  std::array<Shard, kShards> shards;
};

SharedDictionary::SharedDictionary(TextKeeping keeping) : keeping_(keeping), shards_(std::make_unique<Shards>()) {}
SharedDictionary::SharedDictionary(SharedDictionary&&) noexcept = default;
SharedDictionary& SharedDictionary::operator=(SharedDictionary&&) noexcept = default;
SharedDictionary::~SharedDictionary() = default;

void SharedDictionary::intern(std::span<const std::string_view> texts, std::span<std::uint32_t> codes) {
  Group group;
  for (std::size_t done = 0; done < texts.size(); done += group.size()) {
    const std::size_t count = std::min(kGroup, texts.size() - done);
    group.sort(texts.subspan(done, count));
    for (std::size_t s = 0; s < kShards; ++s) group.intern(s, shards_->shards[s], keeping_, codes.subspan(done, count));
  }
}

std::uint32_t SharedDictionary::intern(std::string_view text) {
  if (text.empty()) return kNone;
  const Hash hash = hash_of(text);
  Shard& shard = shards_->shards[hash.shard];
  const std::lock_guard lock(shard.mutex);
  return code_of(shard.intern(text, hash, keeping_), hash.shard);
}

std::optional<std::uint32_t> SharedDictionary::find(std::string_view text) const {
  if (text.empty()) return kNone;
  const Hash hash = hash_of(text);
  const std::uint32_t number = shards_->shards[hash.shard].find(hash);
  if (number == 0) return std::nullopt;
  return code_of(number, hash.shard);
}

void SharedDictionary::seal() {
  for (Shard& shard : shards_->shards) shard.seal();
}

std::string_view SharedDictionary::text(std::uint32_t code) const {
  if (code == kNone) return {};
  return shards_->shards[code % kShards].text(static_cast<std::uint32_t>(code / kShards));
}

std::size_t SharedDictionary::size() const {
  std::size_t most = 0;
  for (const Shard& shard : shards_->shards) most = std::max(most, shard.count());
  return (most + 1) * kShards;
}

}  // namespace csreport
