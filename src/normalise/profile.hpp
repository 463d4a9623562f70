#pragma once
// Vendor profiles: data that say what a product's columns are called and what its words mean. The
// built-in ones and users' own have the same JSON format (docs/profiles.md).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "csreport/core/dataset.hpp"
#include "normalise/fields.hpp"
#include "normalise/headers.hpp"

namespace csreport {

/// Canonical word ("solved") by folded spelling ("resolved").
using Vocabulary = std::map<std::string, std::string, std::less<>>;
/// Vocabularies by topic: status, channel, role, via, flag, call_outcome, direction, sentiment, agent_state, rating.
using Vocabularies = std::map<std::string, Vocabulary, std::less<>>;

struct Alias {
  HeaderName name;
  std::optional<DurationUnit> unit;  ///< fixed by the profile
};

struct ProfileKind {
  RecordKind kind = RecordKind::tickets;
  std::vector<std::string> list_names;
  std::vector<std::vector<std::string>> recognise;  ///< alternatives; folded headers that must all be there
  std::map<Field, std::vector<Alias>> fields;       ///< headers in order of preference
  std::vector<std::string> ignored;                 ///< folded headers, known and not used
  std::vector<std::string> missing;                 ///< folded words for "no value"
  std::optional<std::string> time_zone;             ///< of times without a zone, when the product fixes it
  Vocabularies words;
};

struct Profile {
  std::string id;
  std::string title;
  std::string source;
  std::vector<ProfileKind> kinds;
  std::vector<std::string> missing;
  Vocabularies words;

  [[nodiscard]] const ProfileKind* kind(RecordKind wanted) const;
};

/// Parses a profile; `name` is the file for messages. Throws Error(usage) with line and column for
/// malformed JSON, and naming the key for an unknown key, field, kind, unit or a wrong type.
Profile parse_profile(std::string_view json, const std::string& name);

/// All built-in profiles, generic first; parsed once.
const std::vector<Profile>& builtin_profiles();

/// A built-in id or the path of a profile file. Throws Error(usage) with the nearest ids.
Profile load_profile(const std::string& id_or_path);

}  // namespace csreport
