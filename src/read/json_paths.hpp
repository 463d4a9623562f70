#pragma once
// The columns of JSON records: a tree of member names whose leaves are columns. Built from the sample,
// then only looked up.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/json_scan.hpp"

namespace csreport {

/// A member as records are expected to write it: `"name":`, followed by the same member as the last time.
struct alignas(64) JsonMember {
  std::array<char, kJsonScanBytes> text{};  ///< NUL, where nothing fits: too long for this, or escaped
  std::uint32_t mask = 1;                   ///< a bit for each byte of the text
  std::int32_t bytes = 0;
  std::int32_t column = -1;
  std::int32_t first = -1;      ///< the child that began the last object
  std::int32_t successor = -1;  ///< the sibling that came next the last time
};

class JsonPaths {
 public:
  static constexpr int kRoot = 0;
  static constexpr int kNone = -1;

  JsonPaths() : nodes_(1), members_(1) {}

  /// The member `name` of `node`; kNone when it is not known and the tree is closed.
  int child(int node, std::string_view name);
  /// The same, and remembers that it followed `previous`, or began the object when that is kNone.
  int child_after(int node, int previous, std::string_view name);
  /// REQUIRES: not kNone.
  [[nodiscard]] const JsonMember& member(int node) const { return members_[static_cast<std::size_t>(node)]; }
  /// The column of `node`, created when the tree is open; kNone otherwise.
  int column(int node);
  /// No new names from now on.
  void close() noexcept { open_ = false; }

  [[nodiscard]] std::size_t columns() const noexcept { return column_nodes_.size(); }
  /// True when the column's member was also seen as an object: `"agent":null` beside `"agent":{...}`.
  [[nodiscard]] bool has_members(std::size_t column) const {
    return !nodes_[static_cast<std::size_t>(column_nodes_[column])].children.empty();
  }
  /// The name of a member of the record itself; empty for what lies deeper, and for kNone.
  [[nodiscard]] std::string_view top_name(int node) const {
    if (node == kNone || nodes_[static_cast<std::size_t>(node)].parent != kRoot) return {};
    return nodes_[static_cast<std::size_t>(node)].name;
  }
  /// "via.channel": the names from the root to the column.
  [[nodiscard]] std::string path(std::size_t column) const;

 private:
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const noexcept { return std::hash<std::string_view>{}(name); }
  };
  struct Node {
    std::string name;
    int parent = kNone;
    std::unordered_map<std::string, int, NameHash, std::equal_to<>> children;
  };
  int create(int parent, std::string_view name);

  std::vector<Node> nodes_;
  std::vector<JsonMember> members_;  ///< the part of each node that every record needs
  std::vector<int> column_nodes_;
  bool open_ = true;
};

}  // namespace csreport
