// The texts are spread over shards by their hash, each with its own lock, so that threads rarely meet. A shard is an
// open-addressing table of {part of the hash, place of the text} over one arena in which the texts lie one behind the
// other: two places in memory are touched for each text. They are far apart and rarely in a cache, so texts are looked
// up many at a time: first all are hashed and sorted by shard, then their table slots are fetched, then the texts that
// they point to, and only then they are compared.
//
// A code is the number of the text in its shard times the number of shards, plus the shard.

#include "csreport/core/shared_dictionary.hpp"

#include <array>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

#include "csreport/core/error.hpp"

namespace csreport {
namespace {

constexpr std::size_t kShards = 32;
constexpr unsigned kFirstBits = 6;
/// Looked up at a time; what is fetched ahead must still be in the cache when it is used.
constexpr std::size_t kGroup = 512;

std::uint64_t hash_of(std::string_view text) { return absl::HashOf(absl::string_view(text.data(), text.size())); }
std::size_t shard_of(std::uint64_t hash) { return hash >> 59; }
std::uint32_t code_of(std::uint32_t number, std::size_t shard) {
  return static_cast<std::uint32_t>(number * kShards + shard);
}
static_assert(kShards == 1U << (64 - 59));

class Shard {
 public:
  void prefetch_slot(std::uint64_t hash) const { __builtin_prefetch(&slots_[slot_of(tag_of(hash))]); }
  /// Fetches the text that the hash most likely belongs to and gives its place; 0: none.
  [[nodiscard]] std::uint32_t prefetch_text(std::uint64_t hash) const {
    std::size_t i = slot_of(tag_of(hash));
    while (slots_[i].place != 0 && slots_[i].tag != tag_of(hash)) i = next_slot(i);
    if (slots_[i].place != 0) __builtin_prefetch(arena_.data() + std::size_t{slots_[i].place} * kAlign);
    return slots_[i].place;
  }
  /// The same as intern(), where prefetch_text() gave `likely`.
  std::uint32_t intern_likely(std::string_view text, std::uint64_t hash, std::uint32_t likely) {
    if (likely != 0 && text_at(likely) == text) return number_at(likely);
    return intern(text, hash);
  }

  /// The number of the text in this shard, from 1; 0 when it is not there.
  [[nodiscard]] std::uint32_t find(std::string_view text, std::uint64_t hash) const {
    for (std::size_t i = slot_of(tag_of(hash));; i = next_slot(i)) {
      const Slot& slot = slots_[i];
      if (slot.place == 0) return 0;
      if (slot.tag == tag_of(hash) && text_at(slot.place) == text) return number_at(slot.place);
    }
  }

  std::uint32_t intern(std::string_view text, std::uint64_t hash) {
    if (const std::uint32_t known = find(text, hash)) return known;
    if (places_.size() >= slots_.size() / 2) grow();
    const std::uint32_t place = keep(text);
    insert({.tag = tag_of(hash), .place = place});
    return number_at(place);
  }

  void seal() { std::vector<Slot>().swap(slots_); }  // find() and intern() would now look into nothing

  [[nodiscard]] std::string_view text(std::uint32_t number) const { return text_at(places_[number - 1]); }
  [[nodiscard]] std::size_t texts() const { return places_.size(); }

  std::mutex mutex;

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t place = 0;  ///< of its text in the arena, in units of kAlign bytes; 0: free
  };
  /// In front of each text in the arena.
  struct Head {
    std::uint32_t number;
    std::uint32_t size;
  };
  static constexpr std::size_t kAlign = 8;

  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash); }
  /// By the upper bits of the tag, so that the table can grow without a look at the texts.
  [[nodiscard]] std::size_t slot_of(std::uint32_t tag) const { return tag >> tag_shift_; }
  [[nodiscard]] std::size_t next_slot(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }
  [[nodiscard]] Head head_at(std::uint32_t place) const {
    Head head{};
    std::memcpy(&head, arena_.data() + std::size_t{place} * kAlign, sizeof head);
    return head;
  }
  [[nodiscard]] std::uint32_t number_at(std::uint32_t place) const { return head_at(place).number; }
  [[nodiscard]] std::string_view text_at(std::uint32_t place) const {
    return {arena_.data() + std::size_t{place} * kAlign + sizeof(Head), head_at(place).size};
  }

  std::uint32_t keep(std::string_view text) {
    const std::size_t place = arena_.size() / kAlign;
    if (place >= UINT32_MAX || places_.size() >= (std::size_t{1} << 31) / kShards - 1) {
      throw Error(ExitCode::resource_limit, "too many different names or ids", "split the export into several files");
    }
    const Head head{static_cast<std::uint32_t>(places_.size() + 1), static_cast<std::uint32_t>(text.size())};
    arena_.resize((place * kAlign + sizeof head + text.size() + kAlign - 1) / kAlign * kAlign);
    char* const at = arena_.data() + place * kAlign;
    std::memcpy(at, &head, sizeof head);
    std::memcpy(at + sizeof head, text.data(), text.size());
    places_.push_back(static_cast<std::uint32_t>(place));
    return static_cast<std::uint32_t>(place);
  }

  void insert(Slot slot) {
    std::size_t i = slot_of(slot.tag);
    while (slots_[i].place != 0) i = next_slot(i);
    slots_[i] = slot;
  }

  void grow() {
    const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    --tag_shift_;
    for (const Slot& slot : before) {
      if (slot.place != 0) insert(slot);
    }
  }

  unsigned tag_shift_ = 32 - kFirstBits;
  std::vector<Slot> slots_ = std::vector<Slot>(std::size_t{1} << kFirstBits);
  std::vector<char> arena_ = std::vector<char>(kAlign);  // place 0 is no text
  std::vector<std::uint32_t> places_;                    // of the texts, by number - 1
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
      ++begin_[shard_of(hashes_[i]) + 1];
    }
    for (std::size_t s = 0; s < kShards; ++s) begin_[s + 1] = static_cast<std::uint16_t>(begin_[s + 1] + begin_[s]);
    auto next = begin_;
    for (std::size_t i = 0; i < texts.size(); ++i) order_[next[shard_of(hashes_[i])]++] = static_cast<std::uint16_t>(i);
  }

  /// The codes of those that belong to the shard.
  void intern(std::size_t number, Shard& shard, std::span<std::uint32_t> codes) {
    const auto mine = std::span(order_).subspan(begin_[number], begin_[number + 1] - begin_[number]);
    if (mine.empty()) return;
    const std::lock_guard lock(shard.mutex);
    for (const std::size_t i : mine) shard.prefetch_slot(hashes_[i]);
    for (const std::size_t i : mine) likely_[i] = shard.prefetch_text(hashes_[i]);
    for (const std::size_t i : mine) {
      const bool none = texts_[i].empty();
      codes[i] =
          none ? SharedDictionary::kNone : code_of(shard.intern_likely(texts_[i], hashes_[i], likely_[i]), number);
    }
  }

 private:
  std::span<const std::string_view> texts_;
  std::array<std::uint64_t, kGroup> hashes_;
  std::array<std::uint32_t, kGroup> likely_;  // places of texts in their shard
  std::array<std::uint16_t, kGroup> order_;   // of the texts, by shard
  std::array<std::uint16_t, kShards + 1> begin_;
};

}  // namespace

struct SharedDictionary::Shards {
  std::array<Shard, kShards> shards;
};

SharedDictionary::SharedDictionary() : shards_(std::make_unique<Shards>()) {}
SharedDictionary::SharedDictionary(SharedDictionary&&) noexcept = default;
SharedDictionary& SharedDictionary::operator=(SharedDictionary&&) noexcept = default;
SharedDictionary::~SharedDictionary() = default;

void SharedDictionary::intern(std::span<const std::string_view> texts, std::span<std::uint32_t> codes) {
  Group group;
  for (std::size_t done = 0; done < texts.size(); done += group.size()) {
    const std::size_t count = std::min(kGroup, texts.size() - done);
    group.sort(texts.subspan(done, count));
    for (std::size_t s = 0; s < kShards; ++s) group.intern(s, shards_->shards[s], codes.subspan(done, count));
  }
}

std::uint32_t SharedDictionary::intern(std::string_view text) {
  std::uint32_t code = kNone;
  intern({&text, 1}, {&code, 1});
  return code;
}

std::optional<std::uint32_t> SharedDictionary::find(std::string_view text) const {
  if (text.empty()) return kNone;
  const std::uint64_t hash = hash_of(text);
  const std::size_t s = shard_of(hash);
  const std::uint32_t number = shards_->shards[s].find(text, hash);
  if (number == 0) return std::nullopt;
  return code_of(number, s);
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
  for (const Shard& shard : shards_->shards) most = std::max(most, shard.texts());
  return (most + 1) * kShards;
}

}  // namespace csreport
