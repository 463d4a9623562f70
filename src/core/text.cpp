#include "csreport/core/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace csreport {
namespace {

constexpr std::array<std::string_view, 3> kWideSpaces = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};

bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Lower case of a two-byte UTF-8 letter, given and returned as its code point.
std::uint32_t lower_code_point(std::uint32_t c) {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;  // Latin-1
  if (c >= 0x100 && c <= 0x17F) {                            // Latin Extended-A: pairs
    const bool odd_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (c == 0x130 || c == 0x131 || c == 0x138 || c == 0x149 || c == 0x178 || c == 0x17F) return c;
    return (c % 2 == 1) == odd_upper ? c + 1 : c;
  }
  if (c >= 0x391 && c <= 0x3A9) return c + 0x20;  // Greek
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;  // Cyrillic
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  return c;
}

}  // namespace

std::string_view trim(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
    for (const std::string_view space : kWideSpaces) {
      if (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
      if (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
    }
  }
  return text;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto byte = static_cast<unsigned char>(lower[i]);
    if (byte >= 'A' && byte <= 'Z') {
      lower[i] = static_cast<char>(byte + 0x20);
    } else if (byte >= 0xC3 && byte <= 0xD1 && i + 1 < lower.size()) {
      const auto next = static_cast<unsigned char>(lower[i + 1]);
      const std::uint32_t c = lower_code_point(((byte & 0x1FU) << 6U) | (next & 0x3FU));
      lower[i] = static_cast<char>(0xC0U | (c >> 6U));
      lower[i + 1] = static_cast<char>(0x80U | (c & 0x3FU));
      ++i;
    }
  }
  return lower;
}

std::string fold_identity(std::string_view text) { return lower_case(trim(text)); }

namespace {
/// At least seven digits with what people write between them, and a sign that these are no address and no number of a
/// customer: 192.168.11.5 and 1000-12345 stay as they are.
bool is_phone_number(std::string_view text) {
  constexpr std::size_t kFewestDigits = 7;
  const bool marked =
      text.starts_with('+') || text.starts_with("00") || text.find_first_of("( ") != std::string_view::npos;
  if (!marked) return false;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (std::string_view(" +-()./").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return digits >= kFewestDigits;
}
}  // namespace

std::string fold_person(std::string_view text, bool strip_plus_tag) {
  std::string person = fold_identity(text);
  if (is_phone_number(person)) {
    std::erase_if(person, [](char c) { return c < '0' || c > '9'; });
    return person;
  }
  const std::size_t at = person.rfind('@');
  const std::size_t plus = person.find('+');
  const bool tagged = strip_plus_tag && at != std::string::npos && plus > 0 && plus < at;
  return tagged ? person.erase(plus, at - plus) : person;
}

std::string fold_word(std::string_view text) {
  std::string folded;
  bool gap = false;
  const std::string lower = lower_case(trim(text));
  const bool negative = lower.size() > 1 && lower[0] == '-' && lower[1] >= '0' && lower[1] <= '9';
  if (negative) folded += '-';  // "-101" is another rating than "101"
  for (const char c : lower) {
    if (is_ascii_space(c) || c == '_' || c == '-' || c == '.') {
      gap = true;
      continue;
    }
    if (gap && !folded.empty()) folded += ' ';
    gap = false;
    folded += c;
  }
  return folded;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return std::min(above[b.size()], limit + 1);
}

std::vector<std::string> nearest_words(std::string_view word, std::span<const std::string> candidates,
                                       std::size_t most) {
  const std::string folded = fold_word(word);
  // Of a short word two edits leave nothing: at most half of it may be wrong.
  const std::size_t limit = std::max(std::min<std::size_t>(2, folded.size() / 2), folded.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : candidates) {
    const std::string other = fold_word(candidate);
    const std::size_t distance = edit_distance(folded, other, limit);
    const bool part = folded.size() >= 4 && other.find(folded) != std::string::npos;
    if (distance <= limit || part) near.emplace_back(part ? std::min(distance, limit) : distance, candidate);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> words;
  for (std::size_t i = 0; i < near.size() && i < most; ++i) words.push_back(near[i].second);
  return words;
}

std::string did_you_mean(std::span<const std::string> words) {
  if (words.empty()) return {};
  std::string text = "did you mean ";
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text + '?';
}

}  // namespace csreport
