// Nearly all ids are there once, so they are told apart from the others first, by two bit sets of a few bits a row: an
// id whose bit is set for the second time may be repeated. Numbers that lie close together have a bit each; others
// share bits by a hash, and a part of them comes under suspicion for nothing. Only suspects are looked at exactly.

#include "normalise/duplicates.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"

#include "core/row_ranges.hpp"
#include "normalise/call_legs.hpp"

namespace csreport {
namespace {

constexpr std::size_t kBitsPerRow = 16;

class Suspects {
 public:
  Suspects(std::span<const Key> keys, unsigned threads) {
    choose_bits(keys, threads);
    std::vector<std::uint64_t> seen(again_.size());
    for (const Key key : keys) {
      if (key.absent()) continue;
      const std::uint64_t bit = bit_of(key);
      const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
      any_ = any_ || (seen[bit / 64] & mask) != 0;
      again_[bit / 64] |= seen[bit / 64] & mask;
      seen[bit / 64] |= mask;
    }
  }

  [[nodiscard]] bool any() const { return any_; }
  [[nodiscard]] bool hold(Key key) const {
    const std::uint64_t bit = bit_of(key);
    return !key.absent() && (again_[bit / 64] >> (bit % 64) & 1U) != 0;
  }

 private:
  /// One bit for each number between the smallest and the largest where that is not too many.
  void choose_bits(std::span<const Key> keys, unsigned threads) {
    struct Ends {
      std::uint64_t least = ~std::uint64_t{0};
      std::uint64_t most = 0;
    };
    std::uint64_t least = Ends{}.least;
    std::uint64_t most = Ends{}.most;
    for (const Ends& ends : of_row_ranges<Ends>(threads, keys.size(), [&](std::size_t begin, std::size_t end) {
           Ends of;
           for (const Key key : keys.subspan(begin, end - begin)) {
             of.least = std::min(of.least, key.bits - 1);  // an absent key wraps around
             of.most = std::max(of.most, key.bits);
           }
           return of;
         })) {
      least = std::min(least, ends.least);
      most = std::max(most, ends.most);
    }
    least += 1;
    std::uint64_t room = kBitsPerRow * keys.size() + 64;
    if (most >= least && most - least < room) {
      least_ = least;
      room = most - least + 1;
    } else {
      while ((std::uint64_t{1} << hash_bits_) < room) ++hash_bits_;
      room = std::uint64_t{1} << hash_bits_;
    }
    again_.resize(room / 64 + 1);
  }
  [[nodiscard]] std::uint64_t bit_of(Key key) const {
    if (hash_bits_ == 0) return key.absent() ? 0 : key.bits - least_;
    const std::uint64_t mixed = (key.bits ^ key.bits >> 32) * 0x9E3779B97F4A7C15U;
    return mixed >> (64 - hash_bits_);
  }

  std::vector<std::uint64_t> again_;
  std::uint64_t least_ = 0;
  unsigned hash_bits_ = 0;  ///< 0: the distance from least_ is the bit
  bool any_ = false;
};

}  // namespace

namespace {

/// The newest row until then is in force at a moment; where all are later, the first of them is the nearest to it.
bool replaces(std::uint32_t updated, std::uint32_t before, std::uint32_t as_of) {
  const bool in_force = updated <= as_of;
  const bool was_in_force = before <= as_of;
  if (in_force != was_in_force) return in_force;
  return in_force ? updated >= before : updated <= before;
}

}  // namespace

void mark_duplicates(TicketTable& tickets, unsigned threads, std::uint32_t as_of) {
  const Suspects suspects(tickets.id, threads);
  if (!suspects.any()) return;
  absl::flat_hash_map<std::uint64_t, std::size_t> newest;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (!suspects.hold(tickets.id[row]) || named_by_its_call(tickets, row)) continue;
    const auto [known, is_new] = newest.emplace(tickets.id[row].bits, row);
    if (is_new) continue;
    const std::uint32_t before = tickets.updated_at[known->second].value_or(0);
    const bool wins = replaces(tickets.updated_at[row].value_or(0), before, as_of);
    tickets.state[wins ? known->second : row] = RowState::duplicate;
    if (wins) known->second = row;
  }
}

void mark_duplicates(MessageTable& messages, unsigned threads) {
  const Suspects suspects(messages.id, threads);
  if (!suspects.any()) return;
  absl::flat_hash_map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> first;
  for (std::size_t row = 0; row < messages.rows; ++row) {
    if (!suspects.hold(messages.id[row])) continue;
    const auto [known, is_new] = first.emplace(std::pair(messages.ticket[row].bits, messages.id[row].bits), row);
    if (is_new) continue;
    const bool earlier = *messages.sent_at[row] < *messages.sent_at[known->second];
    messages.state[earlier ? known->second : row] = RowState::duplicate;
    if (earlier) known->second = row;
  }
}

}  // namespace csreport
