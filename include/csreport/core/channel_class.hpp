#pragma once
// Which channels answer while the customer is there. Their times are of another kind than those of channels in which
// customers wait, so pages do not pool the two.

#include <string_view>

namespace csreport {

inline constexpr std::string_view kLiveClass = "live";
inline constexpr std::string_view kWaitingClass = "waiting";

/// Of a channel by its own name ("chat"), as normalise writes it: "live" or "waiting".
constexpr std::string_view class_of_channel(std::string_view channel) {
  return channel == "chat" || channel == "phone" ? kLiveClass : kWaitingClass;
}

}  // namespace csreport
