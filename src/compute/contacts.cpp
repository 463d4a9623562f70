// The contacts about one matter (one requester and one thing) lie anywhere in the table, so the work is to bring
// them together without a cache miss for each. Requesters are dealt out to partitions by their codes; a partition
// holds some thousand contacts, which are grouped and chained inside the second cache: a hash of the matter deals them
// out to buckets, more than there are contacts, and only those with several contacts need to be looked into. Partitions
// form sections: a section passes once over the column of requesters, copies the contacts of its own partitions, works
// on them and forgets them. Each section is a piece of work for a thread of its own.
#include "compute/contacts.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>

#include "compute/raw_cells.hpp"
#include "core/row_ranges.hpp"

namespace csreport {
namespace {

/// 128 KiB of contacts, twice, and their buckets: what the second-level cache of a core holds easily.
constexpr std::size_t kPartitionRows = 8192;
/// A section writes to so many places in turn; more would miss the caches of addresses.
constexpr unsigned kMostSectionPartitionBits = 10;

struct Contact {
  std::uint32_t matter;  // number of requester and thing in the partition
  std::uint32_t created;
  std::uint32_t reach;  // the last second at which another contact is the same matter
  std::uint32_t row;
};

/// How requesters are dealt out. The numbers of partitions and sections are powers of two.
struct Deal {
  unsigned partition_bits = 0;
  unsigned section_bits = 0;
  std::uint32_t matters = 1;

  Deal(const ContactChains& in, unsigned threads) : matters(static_cast<std::uint32_t>(in.matters)) {
    partition_bits = static_cast<unsigned>(std::bit_width(in.bits.size() / kPartitionRows));
    while (std::uint64_t{in.requesters >> partition_bits} + 1 > (std::uint64_t{1} << 32) / matters) ++partition_bits;
    // No more than needed, as each of them looks at all rows: one a thread.
    section_bits = std::min(partition_bits, static_cast<unsigned>(std::bit_width(threads - 1)));
    if (partition_bits > kMostSectionPartitionBits) {
      section_bits = std::max(section_bits, partition_bits - kMostSectionPartitionBits);
    }
  }
  [[nodiscard]] std::size_t partitions() const { return std::size_t{1} << partition_bits; }
  [[nodiscard]] std::size_t sections() const { return std::size_t{1} << section_bits; }
  [[nodiscard]] std::size_t partitions_a_section() const { return partitions() >> section_bits; }
  [[nodiscard]] std::size_t section_of(std::uint32_t requester) const { return requester & (sections() - 1); }
  /// Within its section.
  [[nodiscard]] std::size_t partition_of(std::uint32_t requester) const {
    return (requester >> section_bits) & (partitions_a_section() - 1);
  }
  [[nodiscard]] std::uint32_t matter_of(std::uint32_t requester, std::uint32_t thing) const {
    return (requester >> partition_bits) * matters + thing;
  }
};

bool takes_part(std::uint8_t bits, std::uint32_t requester) {
  return (bits & (TicketFacts::used | TicketFacts::outbound)) == TicketFacts::used && requester != Dictionary::kNone;
}

/// One section: its contacts by partition, and the work on each partition.
class Section {
 public:
  /// `counts`: the contacts of each partition of the section.
  Section(const ContactChains& in, const Deal& deal, std::size_t number, std::span<const std::uint32_t> counts,
          std::vector<ContactFacts>& facts)
      : in_(in), deal_(deal), number_(number), facts_(facts), ends_(counts.size()) {
    std::exclusive_scan(counts.begin(), counts.end(), ends_.begin(), std::size_t{0});
    contacts_ = std::make_unique_for_overwrite<Contact[]>(ends_.back() + counts.back());
    if (in.matter != nullptr) matter_.emplace(*in.matter);
  }

  void run() {
    in_.requester.visit([&](auto requesters) { gather(requesters); });
    std::size_t begin = 0;
    for (const std::size_t end : ends_) {
      chain_partition({contacts_.get() + begin, end - begin});
      begin = end;
    }
  }

 private:
  template <typename Codes>
  void gather(Codes requesters);
  [[gnu::always_inline]] [[nodiscard]] inline Contact contact(std::uint32_t row, std::uint32_t requester) const;
  void chain_partition(std::span<const Contact> partition);
  void chain_bucket(std::span<Contact> contacts);
  void chain(std::span<const Contact> contacts);
  [[nodiscard]] bool comes_before(const Contact& a, const Contact& b) const;

  const ContactChains& in_;
  const Deal& deal_;
  std::size_t number_;
  std::vector<ContactFacts>& facts_;
  std::vector<std::size_t> ends_;  // of each partition in contacts_
  std::optional<RawCodes> matter_;
  std::unique_ptr<Contact[]> contacts_;  // an array that nobody fills with zeros first
  std::vector<std::uint32_t> next_;      // of each bucket in grouped_
  std::vector<Contact> grouped_;         // one partition, by bucket
  std::vector<std::uint32_t> shared_;    // the buckets with several contacts
};

/// Copies each contact to its partition, in order of rows. The rows are first picked without a branch: which of them
/// belong here is as good as random.
template <typename Codes>
void Section::gather(Codes requesters) {
  constexpr std::size_t kStep = 1024;
  std::array<std::uint32_t, kStep + 1> own;
  for (std::size_t begin = 0; begin < requesters.size(); begin += kStep) {
    const std::size_t end = std::min(requesters.size(), begin + kStep);
    std::size_t n = 0;
    for (std::size_t row = begin; row < end; ++row) {
      own[n] = static_cast<std::uint32_t>(row);
      const bool mine = deal_.section_of(requesters[row]) == number_;
      n += static_cast<std::size_t>(mine & takes_part(in_.bits[row], requesters[row]));
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint32_t requester = requesters[own[i]];
      contacts_[ends_[deal_.partition_of(requester)]++] = contact(own[i], requester);
    }
  }
}

Contact Section::contact(std::uint32_t row, std::uint32_t requester) const {
  const std::uint32_t begin = in_.window_begin[row];
  const std::int64_t reach = std::int64_t{begin == InstantColumn::kMissing ? in_.horizon : begin} + in_.window.count();
  return {.matter = deal_.matter_of(requester, matter_ ? (*matter_)[row] : 0),
          .created = in_.created[row],
          .reach =
              static_cast<std::uint32_t>(std::clamp<std::int64_t>(reach, 0, std::numeric_limits<std::uint32_t>::max())),
          .row = row};
}

/// A counting sort by bucket. Those with several contacts are picked without a branch, as the rows were.
void Section::chain_partition(std::span<const Contact> partition) {
  const auto bucket_bits = static_cast<int>(std::bit_width(partition.size()));
  const std::size_t buckets = std::size_t{1} << bucket_bits;
  const auto bucket_of = [bucket_bits](const Contact& contact) {
    constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;  // 2^64 by the golden ratio: neighbours come far apart
    return (contact.matter * kSpread) >> (64 - bucket_bits);
  };
  next_.assign(buckets + 1, 0);
  for (const Contact& contact : partition) ++next_[bucket_of(contact) + 1];
  shared_.resize(buckets);
  std::size_t shared = 0;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    shared_[shared] = static_cast<std::uint32_t>(bucket);
    shared += next_[bucket + 1] > 1 ? 1U : 0U;
    next_[bucket + 1] += next_[bucket];
  }
  grouped_.resize(partition.size());
  for (const Contact& contact : partition) grouped_[next_[bucket_of(contact)]++] = contact;
  for (const std::uint32_t bucket : std::span(shared_).first(shared)) {  // next_ is where the bucket ends by now
    const std::size_t begin = bucket == 0 ? 0 : next_[bucket - 1];
    chain_bucket(std::span(grouped_).subspan(begin, next_[bucket] - begin));
  }
}

bool Section::comes_before(const Contact& a, const Contact& b) const {
  if (a.matter != b.matter) return a.matter < b.matter;
  if (a.created != b.created) return a.created < b.created;
  return in_.rank.empty() ? a.row < b.row : in_.rank[a.row] < in_.rank[b.row];
}

void Section::chain_bucket(std::span<Contact> contacts) {
  const auto before = [this](const Contact& a, const Contact& b) { return comes_before(a, b); };
  if (!std::is_sorted(contacts.begin(), contacts.end(), before)) std::sort(contacts.begin(), contacts.end(), before);
  for (std::size_t begin = 0; begin < contacts.size();) {
    std::size_t end = begin + 1;
    while (end < contacts.size() && contacts[end].matter == contacts[begin].matter) ++end;
    chain(contacts.subspan(begin, end - begin));
    begin = end;
  }
}

/// Walks the contacts of one requester about one thing, in order of time. Those of one second are one event: all are
/// followed by what comes later, none by another of them, unless the rules say that one of the same second follows.
void Section::chain(std::span<const Contact> contacts) {
  const auto note = [&](const Contact& contact, ContactFacts::Bit bit) {
    std::uint8_t& bits = facts_[contact.row].bits;
    bits = static_cast<std::uint8_t>(bits | bit);
  };
  const auto end_of_event = [&](std::size_t begin) {
    std::size_t end = begin + 1;
    if (in_.same_second_follows) return end;
    while (end < contacts.size() && contacts[end].created == contacts[begin].created) ++end;
    return end;
  };
  std::uint32_t reach = 0;  // of all earlier events
  for (std::size_t begin = 0, end = 0; begin < contacts.size(); begin = end) {
    end = end_of_event(begin);
    const auto event = contacts.subspan(begin, end - begin);
    const bool repeats = begin > 0 && event.front().created <= reach;
    for (const Contact& contact : event) {
      if (repeats) note(contact, ContactFacts::repeat);
      if (end < contacts.size() && contacts[end].created <= contact.reach) {
        note(contact, ContactFacts::followed);
        if (!in_.next_created.empty()) in_.next_created[contact.row] = contacts[end].created;
      }
      reach = std::max(reach, contact.reach);
    }
  }
}

/// Notes who takes part, and counts them by section and partition.
std::vector<std::uint32_t> note_participants(const ContactChains& in, const Deal& deal, unsigned threads,
                                             std::vector<ContactFacts>& facts) {
  std::vector<std::uint32_t> counts(deal.partitions(), 0);
  std::mutex adding;
  in.requester.visit([&](auto requesters) {
    for_row_ranges(threads, facts.size(), [&](std::size_t begin, std::size_t end) {
      std::vector<std::uint32_t> own(deal.partitions(), 0);
      for (std::size_t row = begin; row < end; ++row) {
        const bool counted = takes_part(in.bits[row], requesters[row]);
        facts[row].bits = counted ? ContactFacts::known_requester : 0;
        own[deal.section_of(requesters[row]) * deal.partitions_a_section() + deal.partition_of(requesters[row])] +=
            counted ? 1 : 0;
      }
      const std::lock_guard lock(adding);
      std::transform(own.begin(), own.end(), counts.begin(), counts.begin(), std::plus<>());
    });
  });
  return counts;
}

}  // namespace

std::vector<ContactFacts> chain_contacts(const ContactChains& chains, unsigned threads) {
  std::vector<ContactFacts> facts(chains.bits.size());
  if (!chains.requester.present()) return facts;
  const Deal deal(chains, threads);
  const auto counts = note_participants(chains, deal, threads, facts);
  const std::size_t n = deal.partitions_a_section();
  run_parallel(threads, deal.sections(), [&](std::size_t number) {
    Section(chains, deal, number, std::span(counts).subspan(number * n, n), facts).run();
  });
  return facts;
}

std::vector<ContactFacts> chain_contacts(const TicketTable& tickets, const TicketFacts& known, const Matters& matters,
                                         std::chrono::days window, Instant horizon, unsigned threads,
                                         std::span<std::uint32_t> next_created) {
  return chain_contacts({.requester = tickets.requester,
                         .requesters = tickets.requesters.size(),
                         .bits = known.bits(),
                         .matter = matters.codes(),
                         .matters = matters.size(),
                         .created = tickets.created_at.raw(),
                         .window_begin = known.solved_at(),
                         .horizon = static_cast<std::uint32_t>(horizon.time_since_epoch().count()),
                         .window = window,
                         .next_created = next_created},
                        threads);
}

}  // namespace csreport
