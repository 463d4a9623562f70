#include "csreport/core/column.hpp"

#include <functional>
#include <memory>
#include <numeric>

#include "absl/container/flat_hash_map.h"

namespace csreport {

/// Texts live in fixed blocks, so that views into them stay valid while the dictionary grows.
struct Dictionary::Index {
  static constexpr std::size_t kBlockBytes = 64 * 1024;

  std::vector<std::unique_ptr<char[]>> blocks;
  std::size_t block_used = kBlockBytes;  // of the last ordinary block; full = none yet
  char* block = nullptr;
  std::vector<std::string_view> texts{std::string_view{}};
  absl::flat_hash_map<std::string_view, std::uint32_t> codes;

  std::string_view keep(std::string_view text) {
    if (text.size() > kBlockBytes / 4) {
      blocks.push_back(std::make_unique<char[]>(text.size()));
      text.copy(blocks.back().get(), text.size());
      return {blocks.back().get(), text.size()};
    }
    if (block_used + text.size() > kBlockBytes) {
      blocks.push_back(std::make_unique<char[]>(kBlockBytes));
      block = blocks.back().get();
      block_used = 0;
    }
    char* const place = block + block_used;
    text.copy(place, text.size());
    block_used += text.size();
    return {place, text.size()};
  }
};

Dictionary::Dictionary() : index_(std::make_unique<Index>()) {}
Dictionary::Dictionary(Dictionary&&) noexcept = default;
Dictionary& Dictionary::operator=(Dictionary&&) noexcept = default;
Dictionary::~Dictionary() = default;

Dictionary::Dictionary(const Dictionary& other) : Dictionary() {
  for (std::uint32_t code = 1; code < other.size(); ++code) intern(other.text(code));
}
Dictionary& Dictionary::operator=(const Dictionary& other) {
  if (this != &other) *this = Dictionary(other);
  return *this;
}

std::uint32_t Dictionary::intern(std::string_view text) {
  if (text.empty()) return kNone;
  if (const auto found = index_->codes.find(text); found != index_->codes.end()) {
    return found->second;
  }
  const auto code = static_cast<std::uint32_t>(index_->texts.size());
  const std::string_view kept = index_->keep(text);
  index_->texts.push_back(kept);
  index_->codes.emplace(kept, code);
  return code;
}

std::optional<std::uint32_t> Dictionary::find(std::string_view text) const {
  if (text.empty()) return kNone;
  const auto found = index_->codes.find(text);
  if (found == index_->codes.end()) return std::nullopt;
  return found->second;
}

std::string_view Dictionary::text(std::uint32_t code) const { return index_->texts[code]; }
std::size_t Dictionary::size() const noexcept { return index_->texts.size(); }

std::size_t CodeColumn::size() const noexcept {
  return std::visit([](const auto& codes) { return codes.size(); }, codes_);
}

std::uint32_t CodeColumn::operator[](std::size_t row) const noexcept {
  return std::visit(
      [row](const auto& codes) -> std::uint32_t { return row < codes.size() ? codes[row] : Dictionary::kNone; },
      codes_);
}

template <typename Wider>
void CodeColumn::widen() {
  codes_ = std::visit(
      [](const auto& codes) {
        std::vector<Wider> wider;
        wider.reserve(codes.capacity());
        wider.assign(codes.begin(), codes.end());
        return wider;
      },
      codes_);
}

void CodeColumn::widen_for(std::uint32_t code) {
  if (code > 0xFFFF) {
    if (codes_.index() != 2) widen<std::uint32_t>();
  } else if (code > 0xFF && codes_.index() == 0) {
    widen<std::uint16_t>();
  }
}

void CodeColumn::push_back(std::uint32_t code) { append({&code, 1}); }

void CodeColumn::append(std::span<const std::uint32_t> added) {
  if (added.empty()) return;
  widen_for(std::reduce(added.begin(), added.end(), std::uint32_t{0}, std::bit_or<>()));  // as wide as the largest
  std::visit(
      [added](auto& codes) {
        using Code = typename std::decay_t<decltype(codes)>::value_type;
        const std::size_t before = codes.size();
        codes.resize(before + added.size());
        Code* const to = codes.data() + before;
        for (std::size_t i = 0; i < added.size(); ++i) to[i] = static_cast<Code>(added[i]);
      },
      codes_);
}

void CodeColumn::set(std::size_t row, std::uint32_t code) {
  widen_for(code);
  std::visit(
      [row, code](auto& codes) { codes[row] = static_cast<typename std::decay_t<decltype(codes)>::value_type>(code); },
      codes_);
}

void CodeColumn::reserve(std::size_t rows) {
  std::visit([rows](auto& codes) { codes.reserve(rows); }, codes_);
}

void CodeColumn::resize(std::size_t rows) {
  std::visit([rows](auto& codes) { codes.resize(rows); }, codes_);
}

namespace {
constexpr std::uint64_t kTextBit = std::uint64_t{1} << 63;

std::optional<std::uint64_t> plain_number(std::string_view text) {
  if (text.empty() || text.size() > 18 || (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number;
}
}  // namespace

Key make_key(std::string_view text, SharedDictionary& dictionary) {
  if (text.empty()) return {};
  if (const auto number = plain_number(text)) return key_of_number(*number);
  return {kTextBit | dictionary.intern(text)};
}

std::string key_text(Key key, const SharedDictionary& dictionary) {
  if (key.absent()) return {};
  if ((key.bits & kTextBit) != 0) {
    return std::string(dictionary.text(static_cast<std::uint32_t>(key.bits & ~kTextBit)));
  }
  return std::to_string(key.bits - 1);
}

}  // namespace csreport
