#include "read/json_clean_record.hpp"

#include <cstring>

#include "read/json_scan.hpp"

namespace csreport {
namespace {

// The compiler's own judgement is against functions of this size.
#define CSREPORT_INLINE [[gnu::always_inline]] inline

using Place = const char*;
/// Something that JsonRecord must judge.
constexpr Place kDoubt = nullptr;
constexpr int kMaxDepth = 32;  // deeper nesting is rare; bounds the recursion

bool is_blank(char c) { return c <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\r'); }
bool ends_value(char c) { return (c == ',') | (c == '}') | (c == ']'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::uint32_t first_four(const char* at) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, at, 4);
  return bytes;
}

/// 0 when no known escape stands there.
std::size_t escape_bytes(const char* at) {
  if (*at != '\\') return 0;
  switch (at[1]) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't': return 2;
    case 'u': return is_hex(at[2]) && is_hex(at[3]) && is_hex(at[4]) && is_hex(at[5]) ? 6 : 0;
    default: return 0;
  }
}

/// A recursive descent whose functions take the place where something begins and return the place behind it. Objects
/// and lists begin, and members and items end, in front of `limit_`; what lies between two such looks (a name, a
/// colon, a word, one step of a scan) is shorter than the margin behind it, so nothing else looks at the end.
class Walk {
 public:
  Walk(std::string_view text, LinesInside lines, JsonPaths& paths, JsonCells& cells)
      : begin_(text.data()),
        limit_(text.data() + text.size() - JsonCleanRecord::kMargin),
        lines_(lines),
        paths_(paths),
        cells_(cells) {}

  Place object(Place at, int node, int depth);

 private:
  struct Scalar {
    JsonCell cell;
    Place end = kDoubt;
  };
  struct Items {
    Place end = kDoubt;
    bool scalars = false;
    bool containers = false;
  };
  /// What counts in an object in a list.
  struct Entry {
    std::string_view id{};
    JsonCell value;
  };

  Place name(Place at, int node, int likely, int& child);
  Place any_name(Place at, std::string_view& text) const;
  Place value(Place at, int node, int depth);
  Place list(Place at, int node, int depth);
  Items list_items(Place at, int node, int depth);
  Place list_item(Place at, int node, int depth, Items& items);
  Place list_entry(Place at, int node, int depth);
  Place entry_member(Place at, Entry& entry, int depth);
  Scalar scalar(Place at) const;
  Scalar string(Place at) const;
  Scalar bare(Place at) const;
  static Place number_end(Place at);
  [[nodiscard]] Place blanks(Place at) const;
  [[nodiscard]] JsonCell list_cell(Place begin, const Items& items) const {
    return {JsonCell::Kind::list, offset(begin), static_cast<std::size_t>(items.end - begin)};
  }
  [[nodiscard]] int column(int node) const {
    return node == JsonPaths::kNone ? JsonPaths::kNone : paths_.member(node).column;
  }
  [[nodiscard]] std::size_t offset(Place at) const { return static_cast<std::size_t>(at - begin_); }

  Place begin_;
  Place limit_;
  LinesInside lines_;
  JsonPaths& paths_;
  JsonCells& cells_;
};

/// Past blanks. At a line end that may not be there it stays, where nothing fits.
CSREPORT_INLINE Place Walk::blanks(Place at) const {
  while (is_blank(*at) && at < limit_ && (lines_ == LinesInside::yes || *at == ' ' || *at == '\t')) ++at;
  return at;
}

Place Walk::object(Place at, int node, int depth) {
  if (at >= limit_) return kDoubt;
  at = blanks(at + 1);
  if (*at == '}') return at + 1;
  int child = JsonPaths::kNone;
  for (int likely = node == JsonPaths::kNone ? JsonPaths::kNone : paths_.member(node).first;;) {
    at = name(at, node, likely, child);
    if (at == kDoubt) return kDoubt;
    at = value(blanks(at), child, depth);
    if (at == kDoubt || at >= limit_) return kDoubt;
    if (*at != ',') at = blanks(at);
    if (*at != ',') return *at == '}' ? at + 1 : kDoubt;
    at = blanks(at + 1);
    likely = child == JsonPaths::kNone ? JsonPaths::kNone : paths_.member(child).successor;
  }
}

/// From the opening quote to behind the colon. `child` is the previous member, then the one found.
CSREPORT_INLINE Place Walk::name(Place at, int node, int likely, int& child) {
  if (likely != JsonPaths::kNone) {
    const auto& member = paths_.member(likely);
    if (json_scan::equal(at, member.text.data(), member.mask)) [[likely]] {
      child = likely;
      return at + member.bytes;
    }
  }
  std::string_view text;
  at = any_name(at, text);
  if (at != kDoubt) child = paths_.child_after(node, child, text);
  return at;
}

Place Walk::any_name(Place at, std::string_view& text) const {
  if (*at != '"') return kDoubt;
  const auto found = string(at + 1);
  if (found.end == kDoubt || found.cell.kind != JsonCell::Kind::plain) return kDoubt;
  text = {at + 1, found.cell.size};
  at = blanks(found.end);
  return *at == ':' ? at + 1 : kDoubt;
}

CSREPORT_INLINE Place Walk::value(Place at, int node, int depth) {
  if (*at == '{') return depth < kMaxDepth ? object(at, node, depth + 1) : kDoubt;
  if (*at == '[') return depth < kMaxDepth ? list(at, node, depth + 1) : kDoubt;
  const auto found = scalar(at);
  if (node != JsonPaths::kNone && found.end != kDoubt) cells_.store(paths_.member(node).column, found.cell);
  return found.end;
}

CSREPORT_INLINE Walk::Scalar Walk::scalar(Place at) const { return *at == '"' ? string(at + 1) : bare(at); }

/// Words and whole numbers in front of a comma or bracket; null, numbers and true come in any order, so
/// nothing branches on which it is.
CSREPORT_INLINE Walk::Scalar Walk::bare(Place at) const {
  const std::size_t digits = json_scan::digits(at);
  const std::uint32_t word = first_four(at);
  const bool null = word == first_four("null");
  const bool yes = word == first_four("true");
  const bool no = (word == first_four("fals")) & (at[4] == 'e');
  const bool whole = (digits - 1 < 15) & ((*at != '0') | (digits == 1));
  const std::size_t size = digits + 4 * std::size_t{null} + 4 * std::size_t{yes} + 5 * std::size_t{no};
  const bool known = null | yes | no | whole;
  Place end = at + size;
  if (!(known & ends_value(*end)) && (whole || !known)) [[unlikely]] {
    end = number_end(at);
    if (end == kDoubt) return {};
  }
  return {{JsonCell::Kind::plain, offset(at), null ? 0 : static_cast<std::size_t>(end - at)}, end};
}

CSREPORT_INLINE Walk::Scalar Walk::string(Place at) const {
  const Place begin = at;
  auto kind = JsonCell::Kind::plain;
  for (;;) {
    const std::size_t plain = json_scan::plain_bytes(at);
    at += plain;
    if (plain < kJsonScanBytes && *at == '"') break;
    if (at >= limit_) return {};
    if (plain == kJsonScanBytes) continue;
    kind = JsonCell::Kind::escaped;
    const std::size_t escape = escape_bytes(at);
    if (escape == 0) return {};
    at += escape;
  }
  return {{kind, offset(begin), static_cast<std::size_t>(at - begin)}, at + 1};
}

/// Numbers with sixteen digits in a row are left to the judge.
Place Walk::number_end(Place at) {
  at += *at == '-';
  const std::size_t whole = json_scan::digits(at);
  if (whole == 0 || whole == 16 || (*at == '0' && whole > 1)) return kDoubt;
  at += whole;
  const auto more_digits = [&at] {
    const std::size_t count = json_scan::digits(at);
    at += count;
    return count > 0 && count < 16;
  };
  if (*at == '.') {
    ++at;
    if (!more_digits()) return kDoubt;
  }
  if (*at == 'e' || *at == 'E') {
    ++at;
    at += *at == '+' || *at == '-';
    if (!more_digits()) return kDoubt;
  }
  return at;
}

Place Walk::list(Place at, int node, int depth) {
  const auto items = list_items(at, node, depth);
  if (items.end != kDoubt && (items.scalars || !items.containers)) cells_.store(column(node), list_cell(at, items));
  return items.end;
}

Walk::Items Walk::list_items(Place at, int node, int depth) {
  if (at >= limit_) return {};
  Items items;
  at = blanks(at + 1);
  if (*at == ']') return {at + 1};
  for (;;) {
    at = list_item(at, node, depth, items);
    if (at == kDoubt || at >= limit_) return {};
    at = blanks(at);
    if (*at != ',') break;
    at = blanks(at + 1);
  }
  if (*at == ']') items.end = at + 1;
  return items;
}

CSREPORT_INLINE Place Walk::list_item(Place at, int node, int depth, Items& items) {
  if (depth >= kMaxDepth) return kDoubt;
  const bool container = *at == '{' || *at == '[';
  (container ? items.containers : items.scalars) = true;
  if (!container) return scalar(at).end;
  return *at == '{' ? list_entry(at, node, depth + 1) : list_items(at, JsonPaths::kNone, depth + 1).end;
}

/// {"id": 27642, "value": "745"} in a list is the member "27642" of the list's name.
Place Walk::list_entry(Place at, int node, int depth) {
  if (at >= limit_) return kDoubt;
  Entry entry;
  at = blanks(at + 1);
  while (*at != '}') {
    at = entry_member(at, entry, depth);
    if (at == kDoubt || at >= limit_) return kDoubt;
    at = blanks(at);
    if (*at == '}') break;
    if (*at != ',') return kDoubt;
    at = blanks(at + 1);
    if (*at == '}') return kDoubt;
  }
  if (entry.id.data() != nullptr && entry.value.kind != JsonCell::Kind::absent)
    cells_.store(column(paths_.child(node, entry.id)), entry.value);
  return at + 1;
}

/// An id that is not written as it is (escaped, or null) is left to the judge.
Place Walk::entry_member(Place at, Entry& entry, int depth) {
  std::string_view key;
  at = any_name(at, key);
  if (at == kDoubt) return kDoubt;
  at = blanks(at);
  if (*at == '{') return value(at, JsonPaths::kNone, depth);
  if (*at == '[') {
    if (depth >= kMaxDepth) return kDoubt;
    const auto items = list_items(at, JsonPaths::kNone, depth + 1);
    if (key == "value" && items.end != kDoubt && !items.containers) entry.value = list_cell(at, items);
    return items.end;
  }
  const auto found = scalar(at);
  if (found.end == kDoubt) return kDoubt;
  if (key == "value") entry.value = found.cell;
  if (key == "id") {
    if (found.cell.kind != JsonCell::Kind::plain || *at == 'n') return kDoubt;
    entry.id = {begin_ + found.cell.begin, found.cell.size};
  }
  return found.end;
}

#undef CSREPORT_INLINE

}  // namespace

std::size_t JsonCleanRecord::parse(std::string_view text, LinesInside lines) {
  if (text.size() <= kMargin || text.front() != '{') return 0;
  cells_->begin_record();
  Walk walk(text, lines, *paths_, *cells_);
  const char* const end = walk.object(text.data(), JsonPaths::kRoot, 0);
  return end == kDoubt ? 0 : static_cast<std::size_t>(end - text.data());
}

}  // namespace csreport
