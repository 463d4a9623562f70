#pragma once
// What a page or a Markdown text is made of, without its words: to prove that hostile words change
// nothing. A strict scanner of our own output, not a parser of anybody's HTML.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// Tags with their attribute names in order, one a line; text is left out. A "<" that begins no tag,
/// or an attribute without double quotes, is reported as such.
inline std::string html_skeleton(std::string_view page) {
  std::string out;
  std::size_t at = 0;
  while ((at = page.find('<', at)) != std::string_view::npos) {
    std::size_t i = at + 1;
    bool quoted = false;
    std::string tag;
    for (; i < page.size() && (quoted || page[i] != '>'); ++i) {
      if (page[i] == '"')
        quoted = !quoted;
      else if (!quoted)
        tag += page[i];
    }
    out += tag + "\n";
    if (tag == "style") i = page.find("</style>", i) - 1;
    at = i + 1;
  }
  return out;
}

/// The first tag that is not closed in order; empty for a well-formed page.
inline std::string unbalanced_tag(std::string_view page) {
  static constexpr std::string_view kVoid[] = {"!doctype", "meta"};
  std::vector<std::string> open;
  const std::string skeleton = html_skeleton(page);
  for (std::size_t at = 0; at < skeleton.size();) {
    const auto end = skeleton.find('\n', at);
    const std::string tag = skeleton.substr(at, end - at);
    at = end + 1;
    const std::string name = tag.substr(0, tag.find_first_of(" /", 1));
    if (std::find(std::begin(kVoid), std::end(kVoid), name) != std::end(kVoid) || tag.back() == '/') continue;
    if (name.front() != '/') {
      open.push_back(name);
    } else if (open.empty() || open.back() != name.substr(1)) {
      return name;
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

inline std::vector<std::string> attribute_values(const std::string& page, const std::string& name) {
  std::vector<std::string> values;
  const std::string mark = " " + name + "=\"";
  for (auto at = page.find(mark); at != std::string::npos; at = page.find(mark, at)) {
    at += mark.size();
    values.push_back(page.substr(at, page.find('"', at) - at));
  }
  return values;
}

/// The characters of each line that could be markup; words, numbers and numeric entities left out.
inline std::string markdown_skeleton(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "& ") continue;  // begins no entity
    if (text.substr(i, 2) == "&#") {
      const auto end = text.find(';', i);
      if (end != std::string_view::npos && end - i <= 6) {
        i = end;
        continue;
      }
    }
    if (std::string_view("|`<>[]*#!\\~{}$^&@\n\r\t").find(text[i]) != std::string_view::npos) out += text[i];
  }
  return out;
}
