#include "read/json_paths.hpp"

namespace csreport {

int JsonPaths::child(int node, std::string_view name) {
  if (node == kNone) return kNone;
  auto& parent = nodes_[static_cast<std::size_t>(node)];
  if (parent.expected < parent.order.size()) {
    const int likely = parent.order[parent.expected];
    if (nodes_[static_cast<std::size_t>(likely)].name == name) {
      parent.expected = (parent.expected + 1) % parent.order.size();
      return likely;
    }
  }
  if (const auto found = parent.children.find(name); found != parent.children.end()) {
    const auto index = static_cast<std::size_t>(found->second);
    parent.expected = (index + 1) % parent.order.size();
    return parent.order[index];
  }
  if (!open_) return kNone;
  const int created = static_cast<int>(nodes_.size());
  parent.children.emplace(name, static_cast<int>(parent.order.size()));
  parent.order.push_back(created);
  parent.expected = 0;
  Node fresh;
  fresh.name = name;
  fresh.parent = node;
  nodes_.push_back(std::move(fresh));
  return created;
}

int JsonPaths::column(int node) {
  if (node == kNone) return kNone;
  auto& leaf = nodes_[static_cast<std::size_t>(node)];
  if (leaf.column == kNone && open_) {
    leaf.column = static_cast<int>(column_nodes_.size());
    column_nodes_.push_back(node);
  }
  return leaf.column;
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
