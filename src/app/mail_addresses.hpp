#pragma once
// Addresses as people write them, in options and csreport.toml.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/render/renderer.hpp"

namespace csreport {

inline constexpr std::string_view kAddressForm =
    "ann@example.com or \"Ann Example <ann@example.com>\"; a name with a comma stands in quotes";

/// "ann@example.com, \"Example, Ann\" <a@example.com>": one or several. Nothing where one of them is none: an address
/// is plain ASCII, a name any text without control characters.
std::optional<std::vector<MailAddress>> parse_addresses(std::string_view text);

/// Whether mail programs can be asked to open it: http or https, a host, ASCII without spaces.
bool is_web_address(std::string_view text);
inline constexpr std::string_view kWebAddressForm = "an address such as https://example.com/week.html";

}  // namespace csreport
