#pragma once
// The files of a zip archive that we wrote. Not for anybody else's.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <zlib.h>

/// By name, inflated; empty when it is no archive.
inline std::map<std::string, std::string> read_zip(std::string_view zip) {
  const auto number = [&](std::size_t at, int bytes) {
    std::uint32_t value = 0;
    for (int i = bytes - 1; i >= 0; --i) {
      value = value << 8U | static_cast<unsigned char>(zip[at + static_cast<std::size_t>(i)]);
    }
    return value;
  };
  std::map<std::string, std::string> files;
  const auto end = zip.rfind("PK\x05\x06");
  if (end == std::string_view::npos) return files;
  std::size_t at = number(end + 16, 4);
  while (zip.substr(at, 4) == std::string_view("PK\x01\x02", 4)) {
    const std::size_t packed = number(at + 20, 4), size = number(at + 24, 4);
    const std::size_t name = number(at + 28, 2), extra = number(at + 30, 2), comment = number(at + 32, 2);
    const std::size_t local = number(at + 42, 4);
    const std::size_t data = local + 30 + number(local + 26, 2) + number(local + 28, 2);
    std::string text(size, '\0');
    z_stream stream = {};
    inflateInit2(&stream, -MAX_WBITS);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zip.data() + data));
    stream.avail_in = static_cast<uInt>(packed);
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(size);
    inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    files[std::string(zip.substr(at + 46, name))] = std::move(text);
    at += 46 + name + extra + comment;
  }
  return files;
}
