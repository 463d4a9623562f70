#pragma once
// Which kind of records a file holds and which product wrote it, from its headers alone.

#include <optional>
#include <string>
#include <vector>

#include "normalise/profile.hpp"

namespace csreport {

struct Recognised {
  RecordKind kind = RecordKind::tickets;
  std::string kind_reason;
  const Profile* vendor = nullptr;  ///< nullptr: only the generic names
  std::string profile_reason;
};

/// `forced` is the profile of --profile, `kind` the one of "messages=FILE".
Recognised recognise(const std::vector<std::string>& headers, std::optional<RecordKind> kind, const Profile* forced);

}  // namespace csreport
