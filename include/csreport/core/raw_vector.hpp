#pragma once
// Buffers that are written before they are read: a vector whose new elements hold no value yet. Zeros would have to be
// written, and every page of the buffer with them be fetched from the system, even where nothing follows.

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace csreport {

/// Leaves new elements as they are where none is given a value.
template <typename Value>
struct RawAllocator : std::allocator<Value> {
  static_assert(std::is_trivially_default_constructible_v<Value> && std::is_trivially_destructible_v<Value>);

  using std::allocator<Value>::allocator;
  template <typename Other>
  struct rebind {
    using other = RawAllocator<Other>;
  };

  template <typename Element>
  void construct(Element* place) noexcept {
    ::new (static_cast<void*>(place)) Element;
  }
  template <typename Element, typename... Arguments>
  void construct(Element* place, Arguments&&... arguments) {
    ::new (static_cast<void*>(place)) Element(std::forward<Arguments>(arguments)...);
  }
};

template <typename Value>
using RawVector = std::vector<Value, RawAllocator<Value>>;

}  // namespace csreport
