#pragma once
// The buffer of a chunk, and how it is filled: first with what the chunk before left over, then from the input. It
// knows nothing of records.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

#include "csreport/core/raw_vector.hpp"
#include "csreport/read/record_reader.hpp"
#include "read/text_window.hpp"

namespace csreport {

class ChunkText {
 public:
  /// Forgets all; `text` is what is loaded.
  void restart(std::string_view text) {
    at_ = end_ = 0;
    char* const to = room(text.size());
    if (!text.empty()) std::memcpy(to, text.data(), text.size());
    loaded(text.size());
  }
  /// Room for `bytes` more behind what is loaded. Moves the text.
  char* room(std::size_t bytes) {
    const std::size_t needed = end_ + bytes + 2 * kCellSlack;
    if (text_.size() < needed) text_.resize(std::max(needed, text_.size() + text_.size() / 2));
    return data(end_);
  }
  void loaded(std::size_t bytes) noexcept { end_ += bytes; }
  void consume(std::size_t bytes) noexcept { at_ += bytes; }

  [[nodiscard]] std::size_t memory() const noexcept { return text_.capacity(); }
  [[nodiscard]] std::size_t position() const noexcept { return at_; }
  /// What is loaded and not consumed.
  [[nodiscard]] std::string_view rest() const noexcept { return from(at_); }
  /// What is loaded, from a place in it on.
  [[nodiscard]] std::string_view from(std::size_t begin) const noexcept {
    return {text_.data() + kCellSlack + begin, end_ - begin};
  }
  /// For undoing escapes in place.
  [[nodiscard]] char* data(std::size_t begin) noexcept { return text_.data() + kCellSlack + begin; }

 private:
  RawVector<char> text_ = RawVector<char>(2 * kCellSlack, '\0');  // in front of and behind what is loaded
  std::size_t at_ = 0;
  std::size_t end_ = 0;
};

/// The input as one chunk's text after the other.
class ChunkLoader {
 public:
  ChunkLoader(TextWindow& window, std::size_t chunk_bytes)
      : window_(&window), chunk_bytes_(std::max<std::size_t>(chunk_bytes, 1)) {}

  /// Loads until `cut(chunk)` has consumed something or the input ends, and keeps the rest for the next chunk. False at
  /// the end.
  template <typename Chunk, typename Cut>
  bool fill(Chunk& chunk, const Cut& cut) {
    begin(chunk.text());
    cut(chunk);
    while (chunk.fresh() && !at_end_) {  // the record is longer than a chunk
      extend(chunk.text());
      cut(chunk);
    }
    left_over_.assign(chunk.text().rest().begin(), chunk.text().rest().end());
    return !chunk.fresh();
  }
  /// More of the same: as much again as belongs to no record yet, so that long records are not looked at too often.
  void extend(ChunkText& text) { load(text, std::max(chunk_bytes_, text.rest().size())); }
  /// True when nothing follows what was loaded.
  [[nodiscard]] bool at_end() const noexcept { return at_end_; }

 private:
  static constexpr std::size_t kStep = 256 * 1024;

  /// The next chunk's bytes, behind what the last chunk left over.
  void begin(ChunkText& text) {
    text.restart({left_over_.data(), left_over_.size()});
    load(text, chunk_bytes_);
  }
  void load(ChunkText& text, std::size_t bytes) {
    while (bytes > 0 && !at_end_) {
      const std::size_t step = std::min(bytes, kStep);  // a large chunk of a small input needs little room
      const std::size_t got = window_->take(text.room(step), step);
      text.loaded(got);
      bytes -= got;
      at_end_ = got == 0;
    }
  }

  TextWindow* window_;
  std::size_t chunk_bytes_;
  std::vector<char> left_over_;
  bool at_end_ = false;
};

}  // namespace csreport
