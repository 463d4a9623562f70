#include "render/mime.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include <fmt/format.h>

#include "render/sha256.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostLine = 76;
constexpr std::string_view kEncodedBegin = "=?UTF-8?B?";
constexpr std::string_view kEncodedEnd = "?=";
constexpr std::size_t kMostEncodedBytes = 39;  // 52 characters of Base64, 64 with the frame: a line with "Subject: "

/// One line, valid UTF-8; control characters become U+FFFD, as everywhere.
std::string one_line(std::string_view text) {
  std::string line;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = next_character(text, position);
    const bool blank = c == 0x00A0 || c == U'\t' || c == U'\n' || c == U'\r';
    if (c == 0x2060) continue;
    if (!blank) {
      append_utf8(is_unsafe_character(c) ? kReplacement : c, line);
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; }) &&
         text.find("=?") == std::string_view::npos;
}

/// Words that a reader puts together again without the blanks between them; none splits a character.
std::vector<std::string> encoded_words(std::string_view text) {
  std::vector<std::string> words;
  std::string part;
  const auto flush = [&] {
    if (part.empty()) return;
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(part.data());
    words.push_back(fmt::format("{}{}{}", kEncodedBegin, base64({bytes, part.size()}), kEncodedEnd));
    part.clear();
  };
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    next_character(text, position);
    if (part.size() + position - begin > kMostEncodedBytes) flush();
    part += text.substr(begin, position - begin);
  }
  flush();
  return words;
}

std::vector<std::string> plain_words(std::string_view text) {
  constexpr std::size_t kMostWord = 900;  // a line has at most 998
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min({text.find(' '), text.size(), kMostWord});
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(end < text.size() && text[end] == ' ' ? end + 1 : end);
  }
  return words;
}

std::string folded(std::string_view name, const std::vector<std::string>& words) {
  std::string field = fmt::format("{}:", name);
  std::size_t used = field.size();
  for (const std::string& word : words) {
    const bool fits = used + 1 + word.size() <= kMostLine;
    const bool first = used == name.size() + 1;
    field += fits || first ? " " : "\n ";
    used = (fits || first ? used : 0) + 1 + word.size();
    field += word;
  }
  return field + '\n';
}

/// A display name as it is, in quotes, or encoded.
std::vector<std::string> display_name(std::string_view given) {
  const std::string name = one_line(given);
  if (!is_plain(name)) return encoded_words(name);
  if (name.find_first_of("()<>[]:;@\\,.\"") == std::string::npos) return plain_words(name);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return {quoted + '"'};
}

}  // namespace

std::string mail_field(std::string_view name, std::string_view text) {
  const std::string line = one_line(text);
  return folded(name, is_plain(line) ? plain_words(line) : encoded_words(line));
}

std::string mail_field(std::string_view name, const std::vector<MailAddress>& addresses) {
  std::vector<std::string> words;
  for (const MailAddress& one : addresses) {
    const bool named = !one.name.empty();
    for (std::string& word : display_name(one.name)) words.push_back(std::move(word));
    words.push_back(
        fmt::format("{}{}{}{}", named ? "<" : "", one.address, named ? ">" : "", &one == &addresses.back() ? "" : ","));
  }
  return folded(name, words);
}

std::string mail_date(Instant instant, const TimeZone& zone) {
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto local = zone.to_local(instant);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{local - day};
  const auto offset = zone.offset_at(instant).count() / 60;
  return fmt::format("{}, {} {} {:04} {:02}:{:02}:{:02} {}{:02}{:02}", kDays[std::chrono::weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count(), offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 4);
  std::size_t used = 0;  // of the line
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += '\n';
      used = 0;
      continue;
    }
    const bool last = i + 1 == text.size() || text[i + 1] == '\n';
    const bool begins = used == 0;
    const bool plain = c > 0x20 && c < 0x7F && c != '=' && !(begins && (c == '.' || text.substr(i, 5) == "From "));
    const bool blank = c == ' ' && !last;
    const std::size_t needs = plain || blank ? 1 : 3;
    if (used + needs > (last ? kMostLine : kMostLine - 1)) {
      out += "=\n";
      used = 0;
      --i;  // again, as the first of a line
      continue;
    }
    if (plain || blank) {
      out += c;
    } else {
      out += fmt::format("={:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    used += needs;
  }
  return out;
}

}  // namespace csreport
