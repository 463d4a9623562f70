#pragma once
// The building blocks of the record tables: one contiguous array per field. A missing cell is a
// reserved value inside the array, which costs no second memory stream; it never leaves the class,
// readers see std::optional. (docs/decisions.md: "Missing cells")

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "csreport/core/shared_dictionary.hpp"
#include "csreport/core/time_zone.hpp"

namespace csreport {

/// Optional numbers, one per row. A column that the export does not have is empty (`present()` is
/// false) and every cell of it reads as missing.
template <typename T>
class Column {
 public:
  /// The reserved value. Writers never store it as data.
  static constexpr T kMissing = std::numeric_limits<T>::max();

  [[nodiscard]] bool present() const noexcept { return !cells_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return cells_.size(); }

  [[nodiscard]] std::optional<T> operator[](std::size_t row) const noexcept {
    if (row >= cells_.size() || cells_[row] == kMissing) return std::nullopt;
    return cells_[row];
  }

  /// For kernels: the raw cells; compare with kMissing. Empty when the column is not present.
  [[nodiscard]] std::span<const T> raw() const noexcept { return cells_; }

  void push_back(T value) { cells_.push_back(value); }
  void push_missing() { cells_.push_back(kMissing); }
  void set(std::size_t row, T value) { cells_[row] = value; }
  /// Cells that a decoder wrote as 32 bits each.
  void append(std::span<const std::uint32_t> cells) {
    const std::size_t before = cells_.size();
    cells_.resize(before + cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) cells_[before + i] = static_cast<T>(cells[i]);
  }
  void append(std::span<const T> cells) requires(!std::same_as<T, std::uint32_t>) {
    cells_.insert(cells_.end(), cells.begin(), cells.end());
  }
  void resize(std::size_t rows) { cells_.resize(rows, kMissing); }
  void reserve(std::size_t rows) { cells_.reserve(rows); }
  void clear() { std::vector<T>().swap(cells_); }

 private:
  std::vector<T> cells_;
};

/// Instants as unsigned seconds since 1970: covers 1970 to 2106. Times outside are not stored; the
/// reader of the cell counts them as `invalid_time`.
using InstantColumn = Column<std::uint32_t>;
/// Durations in seconds; may be negative when an export says so.
using DurationColumn = Column<std::int32_t>;
/// Small counts (replies, reopens): saturates at 65,534.
using CountColumn = Column<std::uint16_t>;
/// Numbers of any size (scores, weights, money).
using NumberColumn = Column<double>;

inline Instant to_instant(std::uint32_t cell) { return Instant{Seconds{cell}}; }

/// Texts, one per row, without a word for "missing": that is the empty text. Rows behind the last one read as empty.
class TextColumn {
 public:
  [[nodiscard]] bool present() const noexcept { return !ends_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t row) const noexcept {
    if (row >= ends_.size()) return {};
    const std::size_t begin = row == 0 ? 0 : ends_[row - 1];
    return std::string_view(bytes_).substr(begin, ends_[row] - begin);
  }
  /// Texts that stand behind each other in `bytes`; REQUIRES: the lengths add up to all of them.
  void append(std::string_view bytes, std::span<const std::uint32_t> lengths) {
    std::size_t end = bytes_.size();
    bytes_ += bytes;
    for (const std::uint32_t length : lengths) ends_.push_back(end += length);
  }
  /// New rows are empty. REQUIRES: rows >= size().
  void resize(std::size_t rows) { ends_.resize(rows, bytes_.size()); }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

/// Texts by code; code 0 is the absent text and has the empty name.
class Dictionary {
 public:
  static constexpr std::uint32_t kNone = 0;

  Dictionary();
  Dictionary(const Dictionary&);
  Dictionary(Dictionary&&) noexcept;
  Dictionary& operator=(const Dictionary&);
  Dictionary& operator=(Dictionary&&) noexcept;
  ~Dictionary();

  /// The code of `text`, new or known. The empty text is kNone. `text` is copied on first sight.
  std::uint32_t intern(std::string_view text);
  /// The code of `text`, nothing when it was never interned.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
  /// REQUIRES: code < size(). The view lives as long as the dictionary.
  [[nodiscard]] std::string_view text(std::uint32_t code) const;
  /// Number of codes, kNone included.
  [[nodiscard]] std::size_t size() const noexcept;

 private:
  struct Index;
  std::unique_ptr<Index> index_;
};

/// Codes into a Dictionary, one per row, stored in one, two or four bytes as the largest code needs.
class CodeColumn {
 public:
  [[nodiscard]] bool present() const noexcept { return size() != 0; }
  [[nodiscard]] std::size_t size() const noexcept;
  /// Dictionary::kNone beyond the end, so that an absent column reads as "(none)" everywhere.
  [[nodiscard]] std::uint32_t operator[](std::size_t row) const noexcept;

  /// For kernels: calls `kernel(cells)` with the raw cells, a span of 8, 16 or 32 bit codes.
  template <typename Kernel>
  void visit(Kernel kernel) const {
    std::visit([&](const auto& codes) { kernel(std::span(codes)); }, codes_);
  }

  void push_back(std::uint32_t code);
  void append(std::span<const std::uint32_t> codes);
  void set(std::size_t row, std::uint32_t code);
  void resize(std::size_t rows);
  void reserve(std::size_t rows);

 private:
  void widen_for(std::uint32_t code);
  template <typename Wider>
  void widen();
  std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>> codes_;
};

/// A record's identity (ticket id, message id). Whole numbers without leading zeros are kept in
/// place, all other texts by their code in a SharedDictionary, so that ids above 2^53 and "0012" stay
/// themselves. Equal keys mean equal texts within one dictionary.
struct Key {
  std::uint64_t bits = 0;  ///< 0 = absent

  [[nodiscard]] bool absent() const noexcept { return bits == 0; }
  friend auto operator<=>(const Key&, const Key&) = default;
};

/// That of the text of a whole number below 10^18 without leading zeros.
inline Key key_of_number(std::uint64_t number) { return {number + 1}; }
Key make_key(std::string_view text, SharedDictionary& dictionary);
std::string key_text(Key key, const SharedDictionary& dictionary);

}  // namespace csreport
