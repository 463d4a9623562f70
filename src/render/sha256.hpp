#pragma once
// SHA-256 (FIPS 180-4) and Base64 (RFC 4648), for one thing: the hash of the page's style in its
// Content-Security-Policy. Not for secrets.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace csreport {

std::array<std::uint8_t, 32> sha256(std::string_view bytes);
std::string base64(std::span<const std::uint8_t> bytes);

}  // namespace csreport
