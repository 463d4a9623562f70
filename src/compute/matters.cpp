#include "compute/matters.hpp"

#include <utility>

#include "absl/container/flat_hash_map.h"

#include "csreport/core/text.hpp"

namespace csreport {
namespace {

/// Both codes of each row as one, numbered in the order of the rows.
CodeColumn combine(const CodeColumn& a, const CodeColumn& b, std::size_t rows, std::size_t& size) {
  absl::flat_hash_map<std::uint64_t, std::uint32_t> numbers;
  CodeColumn combined;
  combined.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint64_t pair = std::uint64_t{a[row]} << 32U | b[row];
    combined.push_back(numbers.try_emplace(pair, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  size = numbers.size();
  return combined;
}

/// The codes with one for all spellings of a name; nothing where each name has one spelling, as nearly always.
std::optional<CodeColumn> of_one_spelling(const Dimension& dimension, std::size_t rows, bool plus_tags_are_one) {
  absl::flat_hash_map<std::string, std::uint32_t> first;
  std::vector<std::uint32_t> code_of(dimension.names.size(), Dictionary::kNone);
  for (std::uint32_t code = 1; code < code_of.size(); ++code) {
    code_of[code] = first.try_emplace(fold_person(dimension.names.text(code), plus_tags_are_one), code).first->second;
  }
  if (first.size() + 1 >= code_of.size()) return std::nullopt;
  CodeColumn codes;
  codes.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row) codes.push_back(code_of[dimension.codes[row]]);
  return codes;
}

}  // namespace

Matters::Matters(const TicketTable& tickets, std::span<const std::string> key, bool plus_tags_are_one) {
  for (const std::string& id : key) {
    const Dimension* const dimension = tickets.dimension(id);
    if (dimension == nullptr) continue;
    auto folded = of_one_spelling(*dimension, tickets.rows, plus_tags_are_one);
    if (codes() != nullptr) {
      combined_ = combine(*codes(), folded ? *folded : dimension->codes, tickets.rows, size_);
      continue;
    }
    size_ = dimension->names.size();
    if (folded) {
      combined_ = std::move(folded);
    } else {
      one_ = &dimension->codes;
    }
  }
}

}  // namespace csreport
