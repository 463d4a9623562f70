// The scan behind clean_json_bytes.
//
// 64 bytes become bit masks: where quotes, backslashes, brackets and line ends are. Quotes behind an odd run of
// backslashes are taken out; the prefix-XOR of the others says for each byte whether it is inside a string. What is
// left are the brackets outside strings, a handful in a record, which are looked at one by one: a closing one must
// have the partner that a stack of bits remembers, an opening one must follow what a value may follow.

#include "read/json_clean_split.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

#include "core/vector_instructions.hpp"

namespace csreport {
namespace {

constexpr std::size_t kBlock = 64;
constexpr int kMaxDepth = 64;  // bits of the stack

struct Masks {
  std::uint64_t quotes = 0;
  std::uint64_t backslashes = 0;
  std::uint64_t brackets = 0;
  std::uint64_t line_ends = 0;
};

bool is_bracket(char c) { return c == '{' || c == '[' || c == '}' || c == ']'; }

Masks masks_portable(std::string_view block) {
  Masks m;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (block[i] == '"') m.quotes |= bit;
    if (block[i] == '\\') m.backslashes |= bit;
    if (is_bracket(block[i])) m.brackets |= bit;
    if (block[i] == '\n' || block[i] == '\r') m.line_ends |= bit;
  }
  return m;
}

#if defined(CSREPORT_HAS_SSE2)

/// Brackets differ from each other by the bits 0x20 (square or curly) and 0x06 (opening or closing).
Masks masks_sse2(const char* from) {
  Masks m;
  const auto add = [](std::uint64_t& mask, __m128i equal, unsigned at) {
    mask |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(equal))} << at;
  };
  for (unsigned i = 0; i < kBlock; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
    const auto equals = [](__m128i some, char wanted) { return _mm_cmpeq_epi8(some, _mm_set1_epi8(wanted)); };
    const __m128i curly = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    add(m.quotes, equals(bytes, '"'), i);
    add(m.backslashes, equals(bytes, '\\'), i);
    add(m.brackets, _mm_or_si128(equals(curly, '{'), equals(curly, '}')), i);
    add(m.line_ends, _mm_or_si128(equals(bytes, '\n'), equals(bytes, '\r')), i);
  }
  return m;
}

#endif

/// Which bytes are escaped; `carry` says whether the first is, and then whether the first of the next block is.
std::uint64_t escaped_bytes(std::uint64_t backslashes, std::uint64_t& carry) {
  std::uint64_t escaped = carry;
  carry = 0;
  for (std::uint64_t left = backslashes & ~escaped; left != 0;) {
    const std::uint64_t first = left & (~left + 1);
    if (first == std::uint64_t{1} << 63) {
      carry = 1;
      break;
    }
    escaped |= first << 1;
    left &= ~(first | first << 1);
  }
  return escaped;
}

std::uint64_t prefix_xor(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// The open brackets, and what may come next.
class Nesting {
 public:
  enum class Result : std::uint8_t { inside, complete, doubt };

  Result bracket(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == '{' || c == '[') return open(text, at);
    const std::uint64_t is_list = c == ']';
    if (depth_ == 0 || (lists_ & 1U) != is_list) return Result::doubt;
    lists_ >>= 1;
    return --depth_ == 0 ? Result::complete : Result::inside;
  }

 private:
  Result open(std::string_view text, std::size_t at) {
    if (depth_ == kMaxDepth || (depth_ > 0 && !may_follow(text, at))) return Result::doubt;
    lists_ = lists_ << 1 | (text[at] == '[' ? 1U : 0U);
    ++depth_;
    return Result::inside;
  }
  /// In an object a value follows a colon, in a list a comma or the list's beginning.
  [[nodiscard]] bool may_follow(std::string_view text, std::size_t at) const {
    const char before = text[text.find_last_not_of(" \t\r\n", at - 1)];
    return (lists_ & 1U) == 0 ? before == ':' : before == ',' || before == '[';
  }

  std::uint64_t lists_ = 0;  ///< a bit for each open bracket, the innermost is the lowest
  int depth_ = 0;
};

template <typename MakeMasks>
[[gnu::always_inline]] inline std::size_t scan(std::string_view text, LinesInside lines, const MakeMasks& make) {
  Nesting nesting;
  std::uint64_t inside = 0;   // all ones when the last byte was inside a string
  std::uint64_t escaped = 0;  // 1 when it was a backslash that escapes
  for (std::size_t at = 0; at < text.size(); at += kBlock) {
    const Masks m = make(text, at);
    const std::uint64_t quotes =
        (m.backslashes | escaped) == 0 ? m.quotes : m.quotes & ~escaped_bytes(m.backslashes, escaped);
    const std::uint64_t strings = prefix_xor(quotes) ^ inside;
    inside = std::uint64_t{0} - (strings >> 63);
    const std::uint64_t odd =
        (m.line_ends & (lines == LinesInside::yes ? strings : ~std::uint64_t{0})) | (m.backslashes & ~strings);
    for (std::uint64_t brackets = m.brackets & ~strings; brackets != 0; brackets &= brackets - 1) {
      const std::uint64_t bit = brackets & (~brackets + 1);
      if ((odd & (bit - 1)) != 0) return 0;
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(bit));
      const auto result = nesting.bracket(text, place);
      if (result == Nesting::Result::doubt) return 0;
      if (result == Nesting::Result::complete) return place + 1;
    }
    if (odd != 0) return 0;
  }
  return 0;
}

}  // namespace

std::size_t clean_json_bytes_portable(std::string_view text, LinesInside lines) {
  return scan(text, lines, [](std::string_view all, std::size_t at) { return masks_portable(all.substr(at, kBlock)); });
}

std::size_t clean_json_bytes(std::string_view text, LinesInside lines) {
#if defined(CSREPORT_HAS_SSE2)
  return scan(text, lines, [](std::string_view all, std::size_t at) {
    if (all.size() - at >= kBlock) return masks_sse2(all.data() + at);
    char padded[kBlock] = {};
    std::memcpy(padded, all.data() + at, all.size() - at);
    return masks_sse2(padded);
  });
#else
  return clean_json_bytes_portable(text, lines);
#endif
}

}  // namespace csreport
