#include "render/sha256.hpp"

#include <string>

#include <fmt/format.h>

#include "support/catch.hpp"

using namespace csreport;

namespace {
std::string hex_digest(std::string_view text) {
  std::string out;
  for (const auto byte : sha256(text)) out += fmt::format("{:02x}", byte);
  return out;
}
std::string base64_of(std::string_view text) {
  const std::vector<std::uint8_t> bytes(text.begin(), text.end());
  return base64(bytes);
}
}  // namespace

TEST_CASE("SHA-256 gives the digests published by NIST", "[render]") {
  CHECK(hex_digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex_digest("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnop"
                   "qrlmnopqrsmnopqrstnopqrstu") == "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  CHECK(hex_digest(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("Base64 gives the values of RFC 4648", "[render]") {
  const char* const cases[][2] = {{"", ""},
                                  {"f", "Zg=="},
                                  {"fo", "Zm8="},
                                  {"foo", "Zm9v"},
                                  {"foob", "Zm9vYg=="},
                                  {"fooba", "Zm9vYmE="},
                                  {"foobar", "Zm9vYmFy"}};
  for (const auto& [text, encoded] : cases) CHECK(base64_of(text) == encoded);
}
