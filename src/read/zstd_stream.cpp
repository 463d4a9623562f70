// zstd frames, one after the other, skippable ones included. The window is limited to 128 MiB, the
// library's own limit for streams, so that a small file cannot ask for gigabytes of memory.

#include <fmt/format.h>
#include <zstd.h>

#include <array>
#include <new>

#include "csreport/core/error.hpp"
#include "read/decompress.hpp"

namespace csreport {
namespace {

class ZstdStream final : public ByteStream {
 public:
  ZstdStream(std::unique_ptr<ByteStream> source, std::string name)
      : source_(std::move(source)), name_(std::move(name)), state_(::ZSTD_createDStream()) {
    if (state_ == nullptr) throw std::bad_alloc();
  }
  ~ZstdStream() override { ::ZSTD_freeDStream(state_); }
  ZstdStream(const ZstdStream&) = delete;
  ZstdStream& operator=(const ZstdStream&) = delete;

  std::size_t read(char* to, std::size_t room) override {
    ZSTD_outBuffer out{to, room, 0};
    while (out.pos == 0) {
      if (in_.pos == in_.size && !load()) {
        // What the decoder still holds comes out before the end is judged.
        const std::size_t before = out.pos;
        if (inside_frame_) decode(out);
        if (out.pos > before) break;
        if (!inside_frame_) return 0;
        throw Error(ExitCode::input_invalid, fmt::format("{}: the zstd stream is cut off", name_),
                    "copy or export the file again");
      }
      decode(out);
    }
    return out.pos;
  }

 private:
  void decode(ZSTD_outBuffer& out) {
    const std::size_t result = ::ZSTD_decompressStream(state_, &out, &in_);
    if (::ZSTD_isError(result) != 0) {
      throw Error(ExitCode::input_invalid,
                  fmt::format("{}: the zstd stream is damaged: {}", name_, ::ZSTD_getErrorName(result)),
                  "copy or export the file again; long-distance windows above 128 MiB are not supported");
    }
    inside_frame_ = result != 0;
  }

  bool load() {
    const std::size_t got = source_->read(raw_.data(), raw_.size());
    in_ = {raw_.data(), got, 0};
    return got > 0;
  }

  std::unique_ptr<ByteStream> source_;
  std::string name_;
  ZSTD_DStream* state_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  std::array<char, 64 * 1024> raw_;
  bool inside_frame_ = true;
};

}  // namespace

std::unique_ptr<ByteStream> unzstd(std::unique_ptr<ByteStream> source, std::string name) {
  return std::make_unique<ZstdStream>(std::move(source), std::move(name));
}

}  // namespace csreport
