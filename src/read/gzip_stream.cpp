// gzip by zlib. Members may follow one another (`cat a.gz b.gz`); zero padding behind the last one is
// what tapes leave and is ignored, anything else there is an error.

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>

#include "csreport/core/error.hpp"
#include "read/decompress.hpp"

namespace csreport {
namespace {

class GzipStream final : public ByteStream {
 public:
  GzipStream(std::unique_ptr<ByteStream> source, std::string name)
      : source_(std::move(source)), name_(std::move(name)) {
    constexpr int kGzipOnly = 15 + 16;
    if (::inflateInit2(&state_, kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~GzipStream() override { ::inflateEnd(&state_); }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  std::size_t read(char* to, std::size_t room) override {
    state_.next_out = reinterpret_cast<Bytef*>(to);
    const auto space = static_cast<uInt>(std::min<std::size_t>(room, std::numeric_limits<uInt>::max()));
    state_.avail_out = space;
    while (state_.avail_out == space && !finished_) inflate_some();
    return space - state_.avail_out;
  }

 private:
  void inflate_some() {
    if (state_.avail_in == 0 && !load()) {
      if (between_members_) {
        finished_ = true;
        return;
      }
      throw Error(ExitCode::input_invalid, fmt::format("{}: the gzip stream is cut off", name_),
                  "copy or export the file again");
    }
    if (between_members_ && !begin_member()) return;
    const int result = ::inflate(&state_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      ::inflateReset(&state_);
      between_members_ = true;
    } else if (result == Z_MEM_ERROR) {
      throw std::bad_alloc();
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      throw Error(
          ExitCode::input_invalid,
          fmt::format("{}: the gzip stream is damaged: {}", name_, state_.msg != nullptr ? state_.msg : "bad data"),
          "copy or export the file again");
    }
  }

  /// Skips padding; true when a member follows in the loaded bytes.
  bool begin_member() {
    while (state_.avail_in > 0 && *state_.next_in == 0 && !first_) {
      ++state_.next_in;
      --state_.avail_in;
    }
    if (state_.avail_in == 0) return false;
    first_ = false;
    between_members_ = false;
    return true;
  }

  bool load() {
    const std::size_t got = source_->read(raw_.data(), raw_.size());
    state_.next_in = reinterpret_cast<Bytef*>(raw_.data());
    state_.avail_in = static_cast<uInt>(got);
    return got > 0;
  }

  std::unique_ptr<ByteStream> source_;
  std::string name_;
  z_stream state_{};
  std::array<char, 64 * 1024> raw_;
  bool between_members_ = true;
  bool first_ = true;
  bool finished_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> gunzip(std::unique_ptr<ByteStream> source, std::string name) {
  return std::make_unique<GzipStream>(std::move(source), std::move(name));
}

}  // namespace csreport
