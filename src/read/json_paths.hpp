#pragma once
// The columns of JSON records: a tree of member names whose leaves are columns. Built from the sample,
// then only looked up.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace csreport {

class JsonPaths {
 public:
  static constexpr int kRoot = 0;
  static constexpr int kNone = -1;

  JsonPaths() : nodes_(1) {}

  /// The member `name` of `node`; kNone when it is not known and the tree is closed.
  int child(int node, std::string_view name);
  /// The column of `node`, created when the tree is open; kNone otherwise.
  int column(int node);
  /// No new names from now on.
  void close() noexcept { open_ = false; }

  [[nodiscard]] std::size_t columns() const noexcept { return column_nodes_.size(); }
  /// True when the column's member was also seen as an object: `"agent":null` beside `"agent":{...}`.
  [[nodiscard]] bool has_members(std::size_t column) const {
    return !nodes_[static_cast<std::size_t>(column_nodes_[column])].order.empty();
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
    int column = kNone;
    std::vector<int> order;    ///< children as they first appeared
    std::size_t expected = 0;  ///< index in `order`: records repeat their order, so the next is known
    std::unordered_map<std::string, int, NameHash, std::equal_to<>> children;  ///< to indexes in `order`
  };

  std::vector<Node> nodes_;
  std::vector<int> column_nodes_;
  bool open_ = true;
};

}  // namespace csreport
