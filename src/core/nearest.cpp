#include "csreport/core/nearest.hpp"

#include <algorithm>
#include <utility>

namespace csreport {
namespace {

constexpr std::size_t kFar = static_cast<std::size_t>(-1);

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

/// How far `known` is from what was typed, kFar when it was hardly meant.
std::size_t distance(const std::string& typed, std::string_view known) {
  const std::string other = lower(known);
  const std::size_t edits = edit_distance(typed, other);
  if (edits * 3 <= std::max(typed.size(), other.size())) return edits;
  const bool contained = typed.size() >= 3 && other.size() >= 3 &&
                         (other.find(typed) != std::string::npos ||
                          typed.find(other) != std::string::npos);
  return contained ? edits : kFar;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the optimal string alignment table are enough.
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

std::vector<std::string> nearest_words(std::string_view word, std::span<const std::string_view> known,
                                       std::size_t most) {
  const std::string typed = lower(word);
  std::vector<std::pair<std::size_t, std::string_view>> found;
  for (const std::string_view candidate : known) {
    const std::size_t far = distance(typed, candidate);
    if (far != kFar) found.emplace_back(far, candidate);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> words;
  for (const auto& [far, candidate] : found) {
    if (words.size() == most) break;
    words.emplace_back(candidate);
  }
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
