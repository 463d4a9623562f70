#pragma once
// What all parts of the JSON are made of.

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace csreport {

using Json = nlohmann::ordered_json;

/// null where there is none, or none that JSON can hold.
Json number(const std::optional<double>& value);
/// null for the empty text.
Json text_or_null(std::string_view text);

struct Member {
  const char* key;
  Json value;
};
/// An object with these members, moved in: a list in braces would be copied, twice.
template <std::size_t N>
Json object_of(Member (&&members)[N]) {
  Json::object_t object;
  object.reserve(N);
  for (Member& member : members) object.emplace_back(member.key, std::move(member.value));
  return object;
}

}  // namespace csreport
