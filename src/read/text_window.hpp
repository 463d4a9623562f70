#pragma once
// The one buffer of a reader: a window that slides over the text. Records are views into it; they
// stay valid until fill() is called.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>

#include "csreport/core/raw_vector.hpp"
#include "read/byte_stream.hpp"

namespace csreport {

class TextWindow {
 public:
  TextWindow(std::unique_ptr<ByteStream> source, std::size_t step)
      : source_(std::move(source)), step_(std::clamp<std::size_t>(step, 1, kLongestStep)) {}

  /// What is loaded and not consumed.
  [[nodiscard]] std::string_view text() const noexcept { return {buffer_.data() + begin_, end_ - begin_}; }
  /// The same bytes, for undoing escapes in place.
  [[nodiscard]] char* data() noexcept { return buffer_.data() + begin_; }
  /// True when nothing follows text().
  [[nodiscard]] bool at_end() const noexcept { return at_end_; }
  /// Byte of the text at which text() begins.
  [[nodiscard]] std::uint64_t position() const noexcept { return position_; }

  void consume(std::size_t bytes) noexcept {
    begin_ += bytes;
    position_ += bytes;
  }
  /// Loads at least one byte more, or reaches the end. Moves the text.
  void fill();
  /// Moves the next bytes of the text to `to`, at most `room`, loaded or not; 0 at the end. For those who keep the
  /// text in buffers of their own. REQUIRES: room > 0.
  std::size_t take(char* to, std::size_t room);
  /// Loads until `bytes` bytes are there or the end is reached.
  void fill_to(std::size_t bytes) {
    while (text().size() < bytes && !at_end_) fill();
  }

 private:
  static constexpr std::size_t kLongestStep = 1024 * 1024;  // room is made for a whole step

  std::unique_ptr<ByteStream> source_;
  std::size_t step_;
  RawVector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t position_ = 0;
  bool at_end_ = false;
};

}  // namespace csreport
