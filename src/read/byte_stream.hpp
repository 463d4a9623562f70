#pragma once
// Where bytes come from: a file, a decoder over another stream, a test's string. Pull only, forward
// only; whoever needs to look ahead wraps it in a PeekStream. It knows nothing of records.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "csreport/core/raw_vector.hpp"

namespace csreport {

struct InputMeter;

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Stores 1 to `room` bytes at `to` and returns how many; 0 at the end, and again after it.
  /// REQUIRES: room > 0.
  virtual std::size_t read(char* to, std::size_t room) = 0;
};

/// Opens a file, FIFO or device ("-" is standard input) and reads it with read() in steps of at most
/// `buffer_bytes`, counting in `meter`. Throws Error(input_unreadable) with the system's reason, here and while
/// reading.
std::unique_ptr<ByteStream> open_file(const std::string& path, std::size_t buffer_bytes,
                                      std::shared_ptr<InputMeter> meter = nullptr);

/// What messages call the input: the path, or "standard input" for "-".
std::string input_name(const std::string& path);

/// A stream whose beginning can be looked at before it is read.
class PeekStream final : public ByteStream {
 public:
  explicit PeekStream(std::unique_ptr<ByteStream> source) : source_(std::move(source)) {}

  /// The next `bytes` bytes, fewer only at the end. Valid until the next call.
  std::string_view peek(std::size_t bytes);
  /// Forgets bytes that peek() returned. REQUIRES: they are there.
  void skip(std::size_t bytes) { used_ += bytes; }

  std::size_t read(char* to, std::size_t room) override;

 private:
  std::unique_ptr<ByteStream> source_;
  RawVector<char> ahead_;
  std::size_t used_ = 0;
};

}  // namespace csreport
