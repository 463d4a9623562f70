// What all readers share: batches, and the three steps in a row for those who read on one thread.

#include "csreport/read/record_reader.hpp"

#include <algorithm>

namespace csreport {

void RecordBatch::restart(std::size_t width, std::size_t capacity) {
  width_ = width;
  capacity_ = capacity;
  constexpr std::size_t kApart = 8;
  stride_ = capacity + kApart;
  if (cells_.size() < width * stride_) cells_.resize(width * stride_);
  lines_.clear();
  lines_.reserve(capacity);
}

ReadCounts& ReadCounts::operator+=(const ReadCounts& other) noexcept {
  records += other.records;
  rejected += other.rejected;
  blank += other.blank;
  return *this;
}

void RecordReader::settle(RecordChunk& chunk) {
  counts_ += chunk.counts;
  chunk.counts = {};
  log_->absorb(std::move(chunk.log));
  chunk.log = {};
}

std::size_t RecordReader::expected_records() const noexcept {
  if (sample_bytes_ == 0) return 0;
  constexpr double kShortRecord = 64;  // where the first ones are shorter, the others may not be
  const double bytes =
      static_cast<double>(sample_bytes_) / static_cast<double>(std::max<std::size_t>(sample_records_, 1));
  const double records = static_cast<double>(meter_->size) / std::max(bytes, kShortRecord);
  return static_cast<std::size_t>(records * 1.05);  // records differ in length
}

bool RecordReader::next(RecordBatch& batch) {
  for (;;) {
    if (chunk_ && parse(*chunk_, batch)) return true;
    if (chunk_) settle(*chunk_);
    if (!chunk_) chunk_ = make_chunk();
    if (!take(*chunk_)) return false;
  }
}

}  // namespace csreport
