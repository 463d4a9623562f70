#include "read/json_paths.hpp"

#include <algorithm>

namespace csreport {
namespace {

JsonMember as_written(std::string_view name) {
  JsonMember member;
  const auto special = [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; };
  if (name.size() + 3 > member.text.size() || std::any_of(name.begin(), name.end(), special)) return member;
  const std::string text = '"' + std::string(name) + "\":";
  text.copy(member.text.data(), text.size());
  member.bytes = static_cast<std::int32_t>(text.size());
  member.mask = static_cast<std::uint32_t>((std::uint64_t{1} << text.size()) - 1);
  return member;
}

}  // namespace

int JsonPaths::child(int node, std::string_view name) {
  if (node == kNone) return kNone;
  const auto& children = nodes_[static_cast<std::size_t>(node)].children;
  if (const auto found = children.find(name); found != children.end()) return found->second;
  return open_ ? create(node, name) : kNone;
}

int JsonPaths::child_after(int node, int previous, std::string_view name) {
  const int found = child(node, name);
  if (found == kNone) return kNone;
  auto& member = members_[static_cast<std::size_t>(previous == kNone ? node : previous)];
  (previous == kNone ? member.first : member.successor) = found;
  return found;
}

int JsonPaths::create(int parent, std::string_view name) {
  const int created = static_cast<int>(nodes_.size());
  nodes_[static_cast<std::size_t>(parent)].children.emplace(name, created);
  nodes_.push_back({.name = std::string(name), .parent = parent, .children = {}});
  members_.push_back(as_written(name));
  return created;
}

int JsonPaths::column(int node) {
  if (node == kNone) return kNone;
  auto& column = members_[static_cast<std::size_t>(node)].column;
  if (column == kNone && open_) {
    column = static_cast<std::int32_t>(column_nodes_.size());
    column_nodes_.push_back(node);
  }
  return column;
}

std::string JsonPaths::path(std::size_t column) const {
  std::vector<const std::string*> names;
  for (int node = column_nodes_[column]; node != kRoot; node = nodes_[static_cast<std::size_t>(node)].parent) {
    names.push_back(&nodes_[static_cast<std::size_t>(node)].name);
  }
  std::string text;
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    if (name != names.rbegin()) text += '.';
    text += **name;
  }
  return text;
}

}  // namespace csreport
