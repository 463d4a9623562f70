#pragma once
// What a mail program reads of the e-mails that we write: head, parts, decoded. Not for anybody else's.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct ReadMail {
  std::vector<std::pair<std::string, std::string>> fields;  ///< unfolded
  std::vector<std::string> types;                           ///< of the parts
  std::vector<std::string> parts;                           ///< decoded

  [[nodiscard]] std::string field(std::string_view name) const {
    for (const auto& [key, value] : fields) {
      if (key == name) return value;
    }
    return {};
  }
};

inline std::string decode_quoted_printable(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'A' + 10; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
    } else if (text[i + 1] == '\n') {
      ++i;
    } else {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    }
  }
  return out;
}

/// Fields as "Name: value" up to the first empty line.
inline std::vector<std::pair<std::string, std::string>> read_fields(std::string_view& text) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (line.empty()) break;
    if (line.front() == ' ') {
      fields.back().second += line;
    } else {
      const auto colon = line.find(": ");
      fields.emplace_back(line.substr(0, colon), colon == std::string_view::npos ? "" : line.substr(colon + 2));
    }
  }
  return fields;
}

inline ReadMail read_mail(std::string_view text) {
  ReadMail mail;
  mail.fields = read_fields(text);
  const std::string type = mail.field("Content-Type");
  const auto begin = type.find("boundary=\"") + 10;
  const std::string mark = "--" + type.substr(begin, type.find('"', begin) - begin);
  for (auto at = text.find(mark); at != std::string_view::npos;) {
    std::string_view rest = text.substr(at + mark.size());
    if (rest.substr(0, 2) == "--") break;
    rest.remove_prefix(1);
    const auto next = text.find("\n" + mark, at + 1);
    std::string_view part = text.substr(at + mark.size() + 1, next - at - mark.size() - 1);
    const auto fields = read_fields(part);
    mail.types.push_back(fields.front().second);
    mail.parts.push_back(decode_quoted_printable(part));
    at = next == std::string_view::npos ? next : next + 1;
  }
  return mail;
}
