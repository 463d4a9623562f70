#pragma once
// Codes for the distinct words of a column with few of them, for one thread: in front of a Dictionary stands a small
// table of the cells seen last, as they are written, found by their first and last eight bytes, because a look-up in
// the dictionary costs more than everything else that is done with a cell.

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "csreport/core/column.hpp"
#include "csreport/core/text.hpp"
#include "normalise/short_text.hpp"

namespace csreport {

class WordCodes {
 public:
  /// The code of the word in a cell, without the space around it: 0 for none, otherwise from 1 in order of first sight.
  /// REQUIRES: kCellSlack bytes around the cell.
  std::uint32_t code(std::string_view cell) {
    if (cell.empty()) return Dictionary::kNone;
    const std::size_t size = cell.size();
    const std::uint64_t first = load_first(cell);
    const std::uint64_t last = load_last(cell);
    Recent& recent = recent_[place_of(first, last, size)];
    if (recent.first == first && recent.last == last && recent.size == size &&
        (size <= 16 || std::memcmp(recent.text + 8, cell.data() + 8, size - 16) == 0)) {
      return recent.code;
    }
    const std::string_view word = trim(cell);
    const std::uint32_t code = texts_.intern(word);
    if (word.size() == size) recent = {first, last, size, texts_.text(code).data(), code};
    return code;
  }

  [[nodiscard]] std::string_view text(std::uint32_t code) const { return texts_.text(code); }

 private:
  struct Recent {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::size_t size = 0;
    const char* text = nullptr;
    std::uint32_t code = Dictionary::kNone;
  };
  static constexpr unsigned kBits = 9;

  static std::size_t place_of(std::uint64_t first, std::uint64_t last, std::size_t size) {
    const std::uint64_t mixed = (first ^ (last * 0x9E3779B97F4A7C15U) ^ size) * 0xD6E8FEB86659FD93U;
    return static_cast<std::size_t>(mixed >> (64 - kBits));
  }

  Dictionary texts_;
  std::array<Recent, std::size_t{1} << kBits> recent_{};
};

}  // namespace csreport
