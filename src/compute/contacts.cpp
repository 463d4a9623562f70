// The contacts of one requester lie anywhere in the table, so the work is to bring them together
// without a cache miss for each. Requesters are dealt out to partitions by their codes; a partition
// holds some thousand contacts, which are grouped and chained inside the second cache. So that all
// contacts need not be copied at one time, partitions form a few sections: a section passes once over the column
// of requesters, copies the contacts of its own partitions, works on them and forgets them. Each section is
// a piece of work for a thread of its own.
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
#include "compute/row_ranges.hpp"

namespace csreport {
namespace {

/// About 320 KiB of contacts, twice: what the second-level cache of a core holds.
constexpr std::size_t kPartitionRows = 16384;

struct Contact {
  std::uint32_t person;  // number of the requester in its partition
  std::uint32_t category;
  std::uint32_t created;
  std::uint32_t reach;  // the last second at which another contact is the same matter
  std::uint32_t row;
};

/// How requesters are dealt out. All three numbers are powers of two.
struct Deal {
  unsigned partition_bits = 0;
  unsigned section_bits = 0;

  Deal(std::size_t rows, unsigned threads) {
    partition_bits = static_cast<unsigned>(std::bit_width(rows / kPartitionRows));
    // Twice as many sections as threads: half of the contacts are copied at one time.
    section_bits = std::min(partition_bits, static_cast<unsigned>(std::bit_width(2 * threads - 1)));
  }
  [[nodiscard]] std::size_t partitions() const { return std::size_t{1} << partition_bits; }
  [[nodiscard]] std::size_t sections() const { return std::size_t{1} << section_bits; }
  [[nodiscard]] std::size_t partitions_a_section() const { return partitions() >> section_bits; }
  [[nodiscard]] std::size_t section_of(std::uint32_t requester) const { return requester & (sections() - 1); }
  /// Within its section.
  [[nodiscard]] std::size_t partition_of(std::uint32_t requester) const {
    return (requester >> section_bits) & (partitions_a_section() - 1);
  }
  [[nodiscard]] std::uint32_t person_of(std::uint32_t requester) const { return requester >> partition_bits; }
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
    if (in.category != nullptr) category_.emplace(*in.category);
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
  void chain_person(std::span<Contact> contacts);
  void chain(std::span<const Contact> contacts);
  [[nodiscard]] bool comes_before(const Contact& a, const Contact& b) const;

  const ContactChains& in_;
  const Deal& deal_;
  std::size_t number_;
  std::vector<ContactFacts>& facts_;
  std::vector<std::size_t> ends_;  // of each partition in contacts_
  std::optional<RawCodes> category_;
  std::unique_ptr<Contact[]> contacts_;  // an array that nobody fills with zeros first
  std::vector<std::uint32_t> next_;      // of each person in grouped_
  std::vector<Contact> grouped_;         // one partition, by person
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
  return {.person = deal_.person_of(requester),
          .category = category_ ? (*category_)[row] : 0,
          .created = in_.created[row],
          .reach =
              static_cast<std::uint32_t>(std::clamp<std::int64_t>(reach, 0, std::numeric_limits<std::uint32_t>::max())),
          .row = row};
}

/// A counting sort by person: few have more than a handful of contacts.
void Section::chain_partition(std::span<const Contact> partition) {
  next_.assign((in_.requesters >> deal_.partition_bits) + 2, 0);
  for (const Contact& contact : partition) ++next_[contact.person + 1];
  std::partial_sum(next_.begin(), next_.end(), next_.begin());
  grouped_.resize(partition.size());
  for (const Contact& contact : partition) grouped_[next_[contact.person]++] = contact;
  std::size_t begin = 0;
  for (const std::uint32_t end : next_) {  // where the next person begins: the last one's is passed twice
    if (end - begin > 1) chain_person(std::span(grouped_).subspan(begin, end - begin));
    begin = end;
  }
}

bool Section::comes_before(const Contact& a, const Contact& b) const {
  if (a.category != b.category) return a.category < b.category;
  if (a.created != b.created) return a.created < b.created;
  return in_.rank.empty() ? a.row < b.row : in_.rank[a.row] < in_.rank[b.row];
}

void Section::chain_person(std::span<Contact> contacts) {
  std::sort(contacts.begin(), contacts.end(),
            [this](const Contact& a, const Contact& b) { return comes_before(a, b); });
  for (std::size_t begin = 0; begin < contacts.size();) {
    std::size_t end = begin + 1;
    while (end < contacts.size() && contacts[end].category == contacts[begin].category) ++end;
    chain(contacts.subspan(begin, end - begin));
    begin = end;
  }
}

/// Walks the contacts of one requester about one category, in order of time.
void Section::chain(std::span<const Contact> contacts) {
  const auto note = [&](const Contact& contact, ContactFacts::Bit bit) {
    std::uint8_t& bits = facts_[contact.row].bits;
    bits = static_cast<std::uint8_t>(bits | bit);
  };
  const auto follows = [&](const Contact& contact, std::uint32_t begin, std::uint32_t reach) {
    return (contact.created > begin || in_.same_second_follows) && contact.created <= reach;
  };
  std::uint32_t chain_begin = contacts.front().created;
  std::uint32_t chain_reach = contacts.front().reach;
  for (std::size_t i = 1; i < contacts.size(); ++i) {
    const Contact& before = contacts[i - 1];
    const Contact& contact = contacts[i];
    if (follows(contact, before.created, before.reach)) note(before, ContactFacts::followed);
    if (follows(contact, chain_begin, chain_reach)) {
      note(contact, ContactFacts::repeat);
      chain_reach = std::max(chain_reach, contact.reach);
    } else {
      chain_begin = contact.created;
      chain_reach = contact.reach;
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
  const Deal deal(facts.size(), threads);
  const auto counts = note_participants(chains, deal, threads, facts);
  const std::size_t n = deal.partitions_a_section();
  run_parallel(threads, deal.sections(), [&](std::size_t number) {
    Section(chains, deal, number, std::span(counts).subspan(number * n, n), facts).run();
  });
  return facts;
}

std::vector<ContactFacts> chain_contacts(const TicketTable& tickets, const TicketFacts& known, std::chrono::days window,
                                         Instant horizon, unsigned threads) {
  const Dimension* category = tickets.dimension("category");
  return chain_contacts({.requester = tickets.requester,
                         .requesters = tickets.requesters.size(),
                         .bits = known.bits(),
                         .category = category == nullptr ? nullptr : &category->codes,
                         .created = tickets.created_at.raw(),
                         .window_begin = known.solved_at(),
                         .horizon = static_cast<std::uint32_t>(horizon.time_since_epoch().count()),
                         .window = window},
                        threads);
}

}  // namespace csreport
