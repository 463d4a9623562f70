// The look-ahead half of byte_stream.hpp.

#include <algorithm>
#include <cstring>

#include "read/byte_stream.hpp"

namespace csreport {

std::string_view PeekStream::peek(std::size_t bytes) {
  ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(used_));
  used_ = 0;
  std::size_t filled = ahead_.size();
  while (filled < bytes) {
    ahead_.resize(bytes);
    const std::size_t got = source_->read(ahead_.data() + filled, bytes - filled);
    filled += got;
    if (got == 0) break;
  }
  ahead_.resize(filled);
  return {ahead_.data(), std::min(bytes, ahead_.size())};
}

std::size_t PeekStream::read(char* to, std::size_t room) {
  if (used_ == ahead_.size()) {
    if (!ahead_.empty()) RawVector<char>().swap(ahead_);
    used_ = 0;
    return source_->read(to, room);
  }
  const std::size_t bytes = std::min(room, ahead_.size() - used_);
  std::memcpy(to, ahead_.data() + used_, bytes);
  used_ += bytes;
  return bytes;
}

}  // namespace csreport
