#include "normalise/profile.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "csreport/core/embedded.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"
#include "csreport/core/time_zone.hpp"
#include "csreport/normalise/normalise.hpp"

namespace csreport {
namespace {

using Json = nlohmann::ordered_json;

/// Reads one profile; every complaint names the file and the key.
class ProfileParser {
 public:
  explicit ProfileParser(std::string name) : name_(std::move(name)) {}

  Profile parse(std::string_view text) {
    Json json;
    try {
      json = Json::parse(text);
    } catch (const Json::parse_error& error) {
      fail("is not valid JSON", line_at(text, error.byte));
    }
    if (!json.is_object()) fail("must be a JSON object");
    Profile profile;
    for (const auto& [key, value] : json.items()) {
      if (key == "profile")
        profile.id = text_of(value, key);
      else if (key == "title")
        profile.title = text_of(value, key);
      else if (key == "source")
        profile.source = text_of(value, key);
      else if (key == "kinds")
        for (const Json& kind : list_of(value, key)) profile.kinds.push_back(parse_kind(kind));
      else if (key == "missing")
        profile.missing = folded_list(value, key);
      else if (key == "words")
        profile.words = parse_words(value);
      else
        fail_unknown("key", key, {"profile", "title", "source", "kinds", "missing", "words"});
    }
    if (profile.id.empty()) fail("needs a key \"profile\" with its id");
    return profile;
  }

 private:
  [[noreturn]] void fail(const std::string& what, const std::string& detail = {}) const {
    throw Error(ExitCode::usage, "profile " + name_ + ": " + what, "see docs/profiles.md for the format", detail);
  }
  [[noreturn]] void fail_unknown(const std::string& what, const std::string& word,
                                 const std::vector<std::string>& known) const {
    const auto near = nearest_words(word, known, 1);
    fail("unknown " + what + " \"" + word + "\"" + (near.empty() ? "" : ", did you mean \"" + near[0] + "\"?"));
  }

  /// "line 4, column 24: {"kind": ..." from the count of bytes up to the fault.
  static std::string line_at(std::string_view text, std::size_t bytes) {
    const std::size_t fault = std::min(bytes == 0 ? 0 : bytes - 1, text.size());
    const std::string_view before = text.substr(0, fault);
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
    const std::string_view line = text.substr(start, text.find('\n', start) - start);
    return "line " + std::to_string(std::count(before.begin(), before.end(), '\n') + 1) + ", column " +
           std::to_string(fault - start + 1) + ": " + valid_utf8(line.substr(0, 80));
  }
  std::string zone_name_of(const Json& value, const std::string& key) const {
    const std::string name = text_of(value, key);
    try {
      static_cast<void>(TimeZone::load(name));
    } catch (const Error& error) {
      throw Error(error.code(), "profile " + name_ + ": " + error.what(), error.hint());
    }
    return name;
  }
  std::string text_of(const Json& value, const std::string& key) const {
    if (!value.is_string()) fail("\"" + key + "\" must be a text");
    return value.get<std::string>();
  }
  const Json& list_of(const Json& value, const std::string& key) const {
    if (!value.is_array()) fail("\"" + key + "\" must be a list");
    return value;
  }
  std::vector<std::string> text_list(const Json& value, const std::string& key) const {
    std::vector<std::string> texts;
    for (const Json& item : list_of(value, key)) texts.push_back(text_of(item, key));
    return texts;
  }
  std::vector<std::string> folded_list(const Json& value, const std::string& key) const {
    auto texts = text_list(value, key);
    for (std::string& text : texts) text = fold_identity(text);
    return texts;
  }

  RecordKind parse_kind_name(const std::string& word) const {
    std::vector<std::string> known;
    for (const RecordKind kind : input_kinds()) {
      if (record_kind_name(kind) == word) return kind;
      known.emplace_back(record_kind_name(kind));
    }
    fail_unknown("kind", word, known);
  }

  ProfileKind parse_kind(const Json& json) const {
    if (!json.is_object()) fail("each of \"kinds\" must be an object");
    ProfileKind kind;
    if (!json.contains("kind")) fail("each of \"kinds\" needs a key \"kind\"");
    kind.kind = parse_kind_name(text_of(json["kind"], "kind"));
    for (const auto& [key, value] : json.items()) {
      if (key == "kind")
        continue;
      else if (key == "list")
        kind.list_names = text_list(value, key);
      else if (key == "recognise")
        kind.recognise = parse_recognise(value);
      else if (key == "fields")
        kind.fields = parse_fields(value, kind.kind);
      else if (key == "ignore")
        for (const auto& header : text_list(value, key)) kind.ignored.push_back(fold_word(header));
      else if (key == "missing")
        kind.missing = folded_list(value, key);
      else if (key == "time_zone")
        kind.time_zone = zone_name_of(value, key);
      else if (key == "words")
        kind.words = parse_words(value);
      else
        fail_unknown("key", key, {"kind", "list", "recognise", "fields", "ignore", "missing", "time_zone", "words"});
    }
    return kind;
  }

  std::vector<std::vector<std::string>> parse_recognise(const Json& json) const {
    std::vector<std::vector<std::string>> alternatives;
    for (const Json& alternative : list_of(json, "recognise")) {
      auto headers = text_list(alternative, "recognise");
      for (std::string& header : headers) header = fold_word(header);
      alternatives.push_back(std::move(headers));
    }
    return alternatives;
  }

  Alias parse_alias(const Json& json) const {
    if (json.is_string()) return {read_header(json.get<std::string>()), std::nullopt};
    if (!json.is_object() || !json.contains("header") || !json.contains("unit")) {
      fail("a field's header is a text or an object with \"header\" and \"unit\"");
    }
    const std::string word = text_of(json["unit"], "unit");
    const auto unit = parse_duration_unit(word);
    if (!unit) fail_unknown("unit", word, {"ms", "s", "min", "h", "d"});
    return {read_header(text_of(json["header"], "header")), unit};
  }

  std::map<Field, std::vector<Alias>> parse_fields(const Json& json, RecordKind kind) const {
    if (!json.is_object()) fail("\"fields\" must be an object");
    std::map<Field, std::vector<Alias>> fields;
    for (const auto& [id, headers] : json.items()) {
      const FieldRow* row = find_field(id);
      if (row == nullptr || !belongs_to(*row, kind)) {
        std::vector<std::string> known;
        for (const FieldRow& other : field_rows())
          if (belongs_to(other, kind)) known.emplace_back(other.id);
        fail_unknown("field", id, known);
      }
      for (const Json& alias : list_of(headers, id)) fields[row->field].push_back(parse_alias(alias));
    }
    return fields;
  }

  Vocabularies parse_words(const Json& json) const {
    if (!json.is_object()) fail("\"words\" must be an object");
    Vocabularies topics;
    for (const auto& [topic, words] : json.items()) {
      if (!words.is_object()) fail("\"words\" of \"" + topic + "\" must be an object");
      for (const auto& [canonical, spellings] : words.items()) {
        topics[topic].emplace(fold_word(canonical), canonical);
        for (const std::string& spelling : text_list(spellings, canonical)) {
          topics[topic].emplace(fold_word(spelling), canonical);
        }
      }
    }
    return topics;
  }

  std::string name_;
};

std::string read_text_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ExitCode::input_unreadable, "cannot read profile " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<Profile> parse_builtin() {
  std::vector<Profile> parsed;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.starts_with("profiles/")) parsed.push_back(parse_profile(file.text, std::string(file.path)));
  }
  std::stable_partition(parsed.begin(), parsed.end(), [](const Profile& p) { return p.id == "generic"; });
  return parsed;
}

}  // namespace

const ProfileKind* Profile::kind(RecordKind wanted) const {
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [wanted](const ProfileKind& k) { return k.kind == wanted; });
  return found == kinds.end() ? nullptr : &*found;
}

Profile parse_profile(std::string_view json, const std::string& name) { return ProfileParser(name).parse(json); }

const std::vector<Profile>& builtin_profiles() {
  static const std::vector<Profile> kProfiles = parse_builtin();
  return kProfiles;
}

Profile load_profile(const std::string& id_or_path) {
  std::vector<std::string> ids;
  for (const Profile& profile : builtin_profiles()) {
    if (profile.id == id_or_path) return profile;
    ids.push_back(profile.id);
  }
  if (std::filesystem::exists(id_or_path)) return parse_profile(read_text_file(id_or_path), id_or_path);
  const auto near = nearest_words(id_or_path, ids, 1);
  throw Error(ExitCode::usage, "unknown profile '" + id_or_path + "'",
              near.empty() ? "give one of `csreport profiles` or the path of a profile file"
                           : "did you mean '" + near[0] + "'?");
}

std::vector<WordTopic> word_topics() {
  const Profile& generic = builtin_profiles().front();
  std::map<std::string, std::set<std::string>> words;
  const auto add = [&words](const Vocabularies& vocabularies) {
    for (const auto& [topic, vocabulary] : vocabularies) {
      for (const auto& [spelling, word] : vocabulary) words[topic].insert(word);
    }
  };
  add(generic.words);
  for (const ProfileKind& kind : generic.kinds) add(kind.words);
  std::vector<WordTopic> topics;
  for (const auto& [id, known] : words) topics.push_back({id, {known.begin(), known.end()}});
  return topics;
}

std::vector<ProfileInfo> profiles() {
  std::vector<ProfileInfo> infos;
  for (const Profile& profile : builtin_profiles()) {
    infos.push_back(
        {profile.id, profile.title, profile.source, std::string(embedded_file("profiles/" + profile.id + ".json"))});
  }
  return infos;
}

}  // namespace csreport
