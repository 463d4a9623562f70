#include "app/mail_addresses.hpp"

#include <algorithm>

#include "csreport/core/text.hpp"

namespace csreport {
namespace {

constexpr std::size_t kLongestAddress = 254;
constexpr std::size_t kLongestName = 200;

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_local_part(std::string_view text) {
  const auto allowed = [](char c) {
    return is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
  };
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), allowed) && text.front() != '.' &&
         text.back() != '.' && text.find("..") == std::string_view::npos;
}

bool is_domain(std::string_view text) {
  const auto allowed = [](char c) { return is_alphanumeric(c) || c == '-' || c == '.'; };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed) && is_alphanumeric(text.front()) &&
         is_alphanumeric(text.back()) && text.find("..") == std::string_view::npos;
}

bool is_address(std::string_view text) {
  const auto at = text.rfind('@');
  return at != std::string_view::npos && text.size() <= kLongestAddress && is_local_part(text.substr(0, at)) &&
         is_domain(text.substr(at + 1));
}

bool has_controls(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// Without its quotes, in which a backslash stands before a quote or itself.
std::string unquoted(std::string_view name) {
  if (name.size() < 2 || name.front() != '"' || name.back() != '"') return std::string(name);
  name = name.substr(1, name.size() - 2);
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '\\' && i + 1 < name.size()) ++i;
    text += name[i];
  }
  return text;
}

std::optional<MailAddress> parse_address(std::string_view text) {
  text = trim(text);
  MailAddress mail;
  if (text.ends_with('>')) {
    const auto open = text.rfind('<');
    if (open == std::string_view::npos) return std::nullopt;
    mail.name = unquoted(trim(text.substr(0, open)));
    text = trim(text.substr(open + 1, text.size() - open - 2));
  }
  if (!is_address(text) || has_controls(mail.name) || mail.name.size() > kLongestName) return std::nullopt;
  mail.address = text;
  return mail;
}

/// Where the next comma outside of quotes is.
std::size_t end_of_address(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && quoted) {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == ',' && !quoted) {
      return i;
    }
  }
  return text.size();
}

}  // namespace

std::optional<std::vector<MailAddress>> parse_addresses(std::string_view text) {
  std::vector<MailAddress> addresses;
  for (;;) {
    const std::size_t end = end_of_address(text);
    auto address = parse_address(text.substr(0, end));
    if (!address) return std::nullopt;
    addresses.push_back(std::move(*address));
    if (end == text.size()) return addresses;
    text.remove_prefix(end + 1);
  }
}

bool is_web_address(std::string_view text) {
  constexpr std::size_t kLongest = 2000;
  const auto scheme = text.find("://");
  const std::string name = lower_case(text.substr(0, scheme));
  if (scheme == std::string_view::npos || (name != "http" && name != "https") || text.size() > kLongest) return false;
  const auto host = text.substr(scheme + 3);
  const auto allowed = [](char c) { return c > ' ' && c < '\x7F' && c != '"' && c != '<' && c != '>'; };
  return !host.empty() && (is_alphanumeric(host.front()) || host.front() == '[') &&
         std::all_of(host.begin(), host.end(), allowed);
}

}  // namespace csreport
