#pragma once
// What a ticket is about: of one requester, tickets of one code are contacts about one thing (METRICS 3.1 and 3.2).

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "csreport/core/dataset.hpp"

namespace csreport {

class Matters {
 public:
  /// By the dimensions `key`; one that the tickets do not know tells nothing apart. Names are compared as those of
  /// requesters are: without regard to case and surrounding blanks, phone numbers by their digits. A ticket without a
  /// name there agrees with the others that have none. REQUIRES: `tickets` outlives this object.
  Matters(const TicketTable& tickets, std::span<const std::string> key, bool plus_tags_are_one = false);

  /// One code a row; nullptr: all tickets are about one thing.
  [[nodiscard]] const CodeColumn* codes() const noexcept { return combined_ ? &*combined_ : one_; }
  /// Codes are below it.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::uint32_t of(std::size_t row) const noexcept { return codes() == nullptr ? 0 : (*codes())[row]; }

 private:
  const CodeColumn* one_ = nullptr;     // of the only dimension, as it is
  std::optional<CodeColumn> combined_;  // of several, or of one with several spellings of a name
  std::size_t size_ = 1;
};

}  // namespace csreport
