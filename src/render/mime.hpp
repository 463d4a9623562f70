#pragma once
// What an e-mail is made of: header fields and bodies in 7-bit lines of at most 76 characters (RFC 5322, 2045, 2047).
// Lines end in LF, as programs that take mail on standard input expect.

#include <string>
#include <string_view>

#include "csreport/core/time_zone.hpp"
#include "csreport/render/renderer.hpp"

namespace csreport {

/// "Name: text", folded, other characters as encoded words. Control characters become blanks, so that no text makes a
/// field of its own.
std::string mail_field(std::string_view name, std::string_view text);

/// "Name: Ann Example <ann@example.com>, ...". REQUIRES: plain addresses.
std::string mail_field(std::string_view name, const std::vector<MailAddress>& addresses);

/// "Sun, 15 Nov 2026 23:59:59 +0200".
std::string mail_date(Instant instant, const TimeZone& zone);

/// Nothing that a mail server takes for the end, for the begin of another mail or for a boundary ("=_" never occurs).
std::string quoted_printable(std::string_view text);

}  // namespace csreport
