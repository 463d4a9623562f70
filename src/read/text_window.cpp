#include "read/text_window.hpp"

#include <algorithm>
#include <cstring>

namespace csreport {

void TextWindow::fill() {
  if (at_end_) return;
  // What is left goes to the front, so that the same cached bytes are read into again and again; but only
  // when as much was consumed: with a tiny step every byte would move the rest.
  const std::size_t used = end_ - begin_;
  if (begin_ >= used) {
    if (used > 0 && begin_ > 0) std::memmove(buffer_.data(), buffer_.data() + begin_, used);
    begin_ = 0;
    end_ = used;
  }
  if (buffer_.size() - end_ < step_) buffer_.resize(std::max(buffer_.size() * 2, end_ + step_));
  const std::size_t got = source_->read(buffer_.data() + end_, std::min(step_, buffer_.size() - end_));
  end_ += got;
  if (got == 0) at_end_ = true;
}

std::size_t TextWindow::take(char* to, std::size_t room) {
  const std::size_t loaded = text().size();
  if (loaded == 0) {
    if (buffer_.capacity() > 0) RawVector<char>().swap(buffer_);
    begin_ = end_ = 0;
    const std::size_t got = at_end_ ? 0 : source_->read(to, room);
    position_ += got;
    if (got == 0) at_end_ = true;
    return got;
  }
  const std::size_t bytes = std::min(room, loaded);
  std::memcpy(to, text().data(), bytes);
  consume(bytes);
  return bytes;
}

}  // namespace csreport
