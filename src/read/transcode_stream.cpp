// Conversion to UTF-8 while reading. UTF-16 and Windows-1252 are our own, because iconv stops at the
// bytes that Windows-1252 leaves undefined; every other name goes to iconv.

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "csreport/core/error.hpp"
#include "read/encoding.hpp"

namespace csreport {
namespace {

constexpr char32_t kUnknown = 0xFFFD;

/// 0x80 to 0x9F of Windows-1252; the rest equals Latin-1.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, kUnknown, 0x201A,   0x0192, 0x201E,   0x2026,   0x2020, 0x2021,   0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152,   kUnknown, 0x017D, kUnknown, kUnknown, 0x2018, 0x2019,   0x201C, 0x201D, 0x2022,
    0x2013, 0x2014,   0x02DC,   0x2122, 0x0161,   0x203A,   0x0153, kUnknown, 0x017E, 0x0178};

/// Turns a piece of input into UTF-8. Returns how many bytes it used; the rest comes again with more
/// input behind it, or for the last time with `at_end`, when all must be used.
class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual std::size_t decode(std::string_view in, bool at_end, std::string& out) = 0;
};

class Windows1252 final : public Decoder {
 public:
  std::size_t decode(std::string_view in, bool /*at_end*/, std::string& out) override {
    for (const char c : in) {
      const auto byte = static_cast<unsigned char>(c);
      append_utf8(out, byte >= 0x80 && byte <= 0x9F ? kWindows1252[byte - 0x80U] : char32_t{byte});
    }
    return in.size();
  }
};

class Utf16 final : public Decoder {
 public:
  explicit Utf16(bool big_endian) : low_(big_endian ? 1 : 0) {}

  std::size_t decode(std::string_view in, bool at_end, std::string& out) override {
    std::size_t i = 0;
    for (; i + 1 < in.size(); i += 2) {
      const char32_t unit = unit_at(in, i);
      if (unit < 0xD800 || unit > 0xDBFF) {
        append_utf8(out, unit);  // a low surrogate alone becomes U+FFFD there
        continue;
      }
      if (i + 3 >= in.size()) {
        if (!at_end) return i;
        append_utf8(out, kUnknown);
        continue;
      }
      const char32_t low = unit_at(in, i + 2);
      if (low < 0xDC00 || low > 0xDFFF) {
        append_utf8(out, kUnknown);
        continue;
      }
      append_utf8(out, 0x10000U + ((unit - 0xD800U) << 10) + (low - 0xDC00U));
      i += 2;
    }
    if (at_end && i < in.size()) {
      append_utf8(out, kUnknown);  // half a unit
      i = in.size();
    }
    return i;
  }

 private:
  [[nodiscard]] char32_t unit_at(std::string_view in, std::size_t i) const {
    const auto low = static_cast<unsigned char>(in[i + low_]);
    const auto high = static_cast<unsigned char>(in[i + 1 - low_]);
    return (char32_t{high} << 8) | low;
  }

  std::size_t low_;
};

class Iconv final : public Decoder {
 public:
  explicit Iconv(const std::string& name) : converter_(::iconv_open("UTF-8", name.c_str())) {
    if (converter_ == reinterpret_cast<iconv_t>(-1)) {
      throw Error(ExitCode::usage, fmt::format("unknown encoding \"{}\"", name),
                  "use utf-8, utf-16le, utf-16be, windows-1252 or a name that `iconv -l` lists");
    }
  }
  ~Iconv() override { ::iconv_close(converter_); }
  Iconv(const Iconv&) = delete;
  Iconv& operator=(const Iconv&) = delete;

  std::size_t decode(std::string_view in, bool at_end, std::string& out) override {
    char* from = const_cast<char*>(in.data());  // iconv's signature; it does not write
    std::size_t left = in.size();
    while (left > 0) {
      std::array<char, 4096> room;
      char* to = room.data();
      std::size_t free = room.size();
      const std::size_t result = ::iconv(converter_, &from, &left, &to, &free);
      const int reason = errno;
      out.append(room.data(), room.size() - free);
      if (result != static_cast<std::size_t>(-1) || reason == E2BIG) continue;
      if (reason == EINVAL && !at_end) break;  // cut inside a character
      append_utf8(out, kUnknown);
      ++from;
      --left;
    }
    return in.size() - left;
  }

 private:
  iconv_t converter_;
};

class TranscodeStream final : public ByteStream {
 public:
  TranscodeStream(std::unique_ptr<ByteStream> source, std::unique_ptr<Decoder> decoder)
      : source_(std::move(source)), decoder_(std::move(decoder)) {}

  std::size_t read(char* to, std::size_t room) override {
    while (used_ == decoded_.size() && !at_end_) refill();
    const std::size_t bytes = std::min(room, decoded_.size() - used_);
    std::memcpy(to, decoded_.data() + used_, bytes);
    used_ += bytes;
    return bytes;
  }

 private:
  void refill() {
    constexpr std::size_t kStep = 64 * 1024;
    decoded_.clear();
    used_ = 0;
    const std::size_t kept = raw_.size();
    raw_.resize(kept + kStep);
    const std::size_t got = source_->read(raw_.data() + kept, kStep);
    raw_.resize(kept + got);
    at_end_ = got == 0;
    raw_.erase(0, decoder_->decode(raw_, at_end_, decoded_));
  }

  std::unique_ptr<ByteStream> source_;
  std::unique_ptr<Decoder> decoder_;
  std::string raw_;      ///< not yet decoded
  std::string decoded_;  ///< not yet handed out from used_
  std::size_t used_ = 0;
  bool at_end_ = false;
};

std::unique_ptr<Decoder> decoder_for(const std::string& name) {
  if (name == "windows-1252") return std::make_unique<Windows1252>();
  if (name == "utf-16le") return std::make_unique<Utf16>(/*big_endian=*/false);
  if (name == "utf-16be") return std::make_unique<Utf16>(/*big_endian=*/true);
  return std::make_unique<Iconv>(name);
}

}  // namespace

std::unique_ptr<ByteStream> to_utf8(std::unique_ptr<ByteStream> source, const Encoding& encoding) {
  if (encoding.name == "utf-8") return source;
  return std::make_unique<TranscodeStream>(std::move(source), decoder_for(encoding.name));
}

}  // namespace csreport
