#include "read/text_window.hpp"

#include <algorithm>
#include <cstring>

namespace csreport {

void TextWindow::fill() {
  if (at_end_) return;
  if (buffer_.size() - end_ < step_) {
    // Moving is worth it only when it frees much: with a tiny step every byte would move the rest.
    const std::size_t used = end_ - begin_;
    if (begin_ >= used) {
      if (used > 0) std::memmove(buffer_.data(), buffer_.data() + begin_, used);
      begin_ = 0;
      end_ = used;
    }
    if (buffer_.size() - end_ < step_) buffer_.resize(std::max(buffer_.size() * 2, end_ + step_));
  }
  const std::size_t got = source_->read(buffer_.data() + end_, std::min(step_, buffer_.size() - end_));
  end_ += got;
  if (got == 0) at_end_ = true;
}

}  // namespace csreport
