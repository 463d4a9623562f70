#include "render/language.hpp"

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "csreport/core/embedded.hpp"
#include "csreport/core/error.hpp"
#include "render/held_words.hpp"
#include "render/plural_rules.hpp"

namespace csreport {
namespace {

constexpr std::string_view kFolder = "messages/";
constexpr std::string_view kEnding = ".json";
constexpr std::string_view kEnglish = "en";

void flatten(const nlohmann::json& json, const std::string& path,
             std::map<std::string, std::string, std::less<>>& texts) {
  if (json.is_string()) {
    texts.emplace(path, json.get<std::string>());
  } else if (json.is_array()) {
    std::size_t index = 0;
    for (const auto& item : json) flatten(item, fmt::format("{}.{}", path, index++), texts);
  } else if (json.is_object()) {
    for (const auto& [key, item] : json.items()) flatten(item, path.empty() ? key : path + "." + key, texts);
  } else {
    texts.emplace(path, json.dump());
  }
}

}  // namespace

std::vector<std::string> Language::codes() {
  std::vector<std::string> codes;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.substr(0, kFolder.size()) != kFolder) continue;
    const auto name = file.path.substr(kFolder.size());
    codes.emplace_back(name.substr(0, name.size() - kEnding.size()));
  }
  return codes;
}

const Language& Language::load(std::string_view code) {
  static std::mutex mutex;
  static std::map<std::string, Language, std::less<>> loaded;
  const std::lock_guard lock(mutex);
  if (const auto found = loaded.find(code); found != loaded.end()) return found->second;
  const auto known = codes();
  if (std::find(known.begin(), known.end(), code) == known.end()) {
    throw Error(ExitCode::usage, fmt::format("there is no language '{}'", code),
                fmt::format("use one of: {}", fmt::join(known, ", ")));
  }
  const auto json = embedded_file(fmt::format("{}{}{}", kFolder, code, kEnding));
  return loaded.emplace(code, Language(std::string(code), json)).first->second;
}

Language::Language(std::string code, std::string_view json) : code_(std::move(code)) {
  flatten(nlohmann::json::parse(json), "", texts_);
}

const Language& Language::held_together() const {
  static std::mutex mutex;
  static std::map<std::string, Language, std::less<>> held;
  const std::lock_guard lock(mutex);
  if (const auto found = held.find(code_); found != held.end()) return found->second;
  Language words = *this;
  for (auto& [path, text] : words.texts_) text = held_words(path, text);
  return held.emplace(code_, std::move(words)).first->second;
}

const std::string* Language::find(std::string_view path) const {
  const auto found = texts_.find(path);
  return found == texts_.end() ? nullptr : &found->second;
}

std::string_view Language::text(std::string_view path) const {
  if (const auto* found = find(path)) return *found;
  if (code_ != kEnglish) return load(kEnglish).text(path);
  throw std::logic_error(fmt::format("language {} has no text '{}'", code_, path));
}

std::string_view Language::plural(std::string_view path, std::int64_t n) const {
  if (const auto* found = find(path)) return *found;
  if (const auto* form = find(fmt::format("{}.{}", path, plural_category(code_, n)))) return *form;
  if (code_ != kEnglish) return load(kEnglish).plural(path, n);
  return text(fmt::format("{}.{}", path, plural_category(code_, n)));
}

std::vector<std::string> Language::paths() const {
  std::vector<std::string> paths;
  for (const auto& [path, text] : texts_) paths.push_back(path);
  return paths;
}

std::vector<std::pair<std::string, std::string>> Language::group(std::string_view path) const {
  std::vector<std::pair<std::string, std::string>> texts;
  const std::string prefix = std::string(path) + ".";
  for (auto at = texts_.lower_bound(prefix); at != texts_.end(); ++at) {
    if (at->first.compare(0, prefix.size(), prefix) != 0) break;
    const std::string key = at->first.substr(prefix.size());
    if (key.find('.') == std::string::npos) texts.emplace_back(key, at->second);
  }
  return texts;
}

void append_words(std::string& text, std::string_view more) {
  const bool abbreviated = text.ends_with('.') && !text.ends_with("..");
  if (abbreviated && more.starts_with('.') && !more.starts_with("..")) more.remove_prefix(1);
  text += more;
}

std::string fill_slots(std::string_view text, const Slots& slots) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('{');
    append_words(out, text.substr(0, open));
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const auto close = text.find('}');
    const auto name = close == std::string_view::npos ? std::string_view{} : text.substr(1, close - 1);
    const auto slot = std::find_if(slots.begin(), slots.end(), [&](const auto& s) { return s.first == name; });
    const std::size_t length = slot == slots.end() ? 1 : close + 1;
    out += slot == slots.end() ? text.substr(0, 1) : std::string_view(slot->second);
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace csreport
