#include "read/json_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>

#include "read/json_tokens.hpp"

namespace csreport {
namespace {

constexpr std::string_view kBlank = " \t\r\n\x1E";
constexpr std::size_t kListDepth = 3;  // objects around a list: {"data":{"tickets":{"nodes":[

/// Names that help desks give to the list of records, the more specific first.
constexpr std::string_view kListNames[] = {
    "tickets",  "conversations", "results",   "result",  "data",    "items", "records", "issues", "cases", "calls",
    "contacts", "messages",      "responses", "surveys", "ratings", "chats", "value",   "rows",   "nodes"};

struct List {
  std::string path;
  std::string name;
  std::size_t offset = 0;  ///< behind the [
  std::size_t bytes = 0;   ///< as far as the head shows
  std::size_t depth = 0;
  bool empty = false;
};

struct FirstObject {
  std::vector<List> lists;         ///< of objects, or empty
  bool has_id = false;             ///< it has a name of its own: rather a record than an envelope
  std::optional<std::size_t> end;  ///< behind it, when it is valid and complete
};

/// Walks the members of the object and of the objects in it, noting the lists.
FirstObject look_at_object(std::string_view text) {
  FirstObject found;
  JsonTokens tokens(text);
  std::vector<std::string> path;
  std::string key;
  for (;;) {
    const auto token = tokens.next();
    switch (token.kind) {
      case JsonToken::Kind::key:
        key = token.text;
        if (path.size() == 1 && key == "id") found.has_id = true;
        break;
      case JsonToken::Kind::begin_object:
        if (path.size() >= kListDepth) {
          tokens.skip_container();
        } else {
          path.push_back(key);
        }
        break;
      case JsonToken::Kind::end_object: path.pop_back(); break;
      case JsonToken::Kind::begin_array: {
        const std::size_t first = text.find_first_not_of(kBlank, token.at + 1);
        const char begin = first == std::string_view::npos ? ']' : text[first];
        tokens.skip_container();
        if (begin != '{' && begin != ']') break;
        std::string name;
        for (std::size_t i = 1; i < path.size(); ++i) name += path[i] + ".";
        found.lists.push_back({name + key, key, token.at + 1, tokens.position() - token.at, path.size(), begin == ']'});
        break;
      }
      case JsonToken::Kind::end: found.end = tokens.position(); return found;
      case JsonToken::Kind::fault: return found;
      case JsonToken::Kind::end_array:
      case JsonToken::Kind::string:
      case JsonToken::Kind::number:
      case JsonToken::Kind::boolean:
      case JsonToken::Kind::null: break;
    }
  }
}

struct Choice {
  const List* list = nullptr;
  std::string_view why;
  bool given = false;  ///< by the user or the profile
};

/// Names that the user or the profile gave, then known names, then the longest list.
Choice choose_list(const FirstObject& object, const std::vector<std::string>& names) {
  using Rank = std::tuple<bool, int, std::ptrdiff_t, std::size_t, std::size_t>;  // smaller is better
  Choice best;
  Rank best_rank;
  for (const auto& list : object.lists) {
    const auto given =
        std::find_if(names.begin(), names.end(), [&](const auto& n) { return n == list.name || n == list.path; });
    const auto known = std::find(std::begin(kListNames), std::end(kListNames), list.name);
    Rank rank{list.empty, 2, 0, list.depth, ~list.bytes};
    std::string_view why = "it is the longest list of objects";
    if (given != names.end()) {
      rank = {list.empty, 0, given - names.begin(), list.depth, ~list.bytes};
      why = "its name was given";
    } else if (known != std::end(kListNames)) {
      rank = {list.empty, 1, known - std::begin(kListNames), list.depth, ~list.bytes};
      why = "its name is a known one";
    } else if (list.empty || object.has_id) {
      continue;
    }
    if (best.list == nullptr || rank < best_rank) {
      best = {&list, why, given != names.end()};
      best_rank = rank;
    }
  }
  return best;
}

/// The first two lines that are not blank both begin with {.
bool lines_begin_objects(std::string_view text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) return false;
  const std::size_t second = text.find_first_not_of("\r\n", end);
  return second != std::string_view::npos && text[second] == '{';
}

JsonLayout sequence_of(std::string_view text, const FirstObject& object) {
  JsonLayout layout;
  const std::size_t next = object.end ? text.find_first_not_of(kBlank, *object.end) : std::string_view::npos;
  const auto first_line = text.substr(0, text.find_first_of("\r\n"));
  const bool own_line = object.end && *object.end <= first_line.size();
  if (object.end && next == std::string_view::npos) {
    layout.container = "json object";
    layout.reason = "one JSON object: it is the only record";
  } else if ((own_line && next > first_line.size()) || lines_begin_objects(text)) {
    layout.container = "ndjson";
    layout.single_line = true;
    layout.reason = "one JSON object a line";
  } else {
    layout.container = "json sequence";
    layout.reason = "JSON objects one after the other";
  }
  return layout;
}

}  // namespace

JsonLayout find_json_records(std::string_view head, const std::vector<std::string>& names) {
  const std::size_t first = std::min(head.find_first_not_of(kBlank), head.size());
  JsonLayout layout;
  if (head.substr(first, 1) == "[") {
    layout.shape = JsonLayout::Shape::list;
    layout.offset = first + 1;
    layout.container = "json array";
    layout.reason = "a JSON array";
    return layout;
  }
  const auto text = head.substr(first);
  const auto object = look_at_object(text);
  const auto choice = choose_list(object, names);
  // An object that others follow is a record, even when it holds a list (of messages, of tags).
  const bool followed =
      object.end ? text.find_first_not_of(kBlank, *object.end) != std::string_view::npos : lines_begin_objects(text);
  const bool envelope = choice.list != nullptr && (!followed || choice.given);
  if (!envelope) return sequence_of(text, object);
  layout.shape = JsonLayout::Shape::list;
  layout.offset = first + choice.list->offset;
  layout.open_objects = choice.list->depth;
  layout.container = "json object";
  layout.list_name = choice.list->path;
  layout.reason = fmt::format("records are the list \"{}\": {}", layout.list_name, choice.why);
  return layout;
}

}  // namespace csreport
