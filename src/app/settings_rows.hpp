#pragma once
// Every key of csreport.toml: one row each. The reader, docs/configuration.md and `csreport init` read these rows;
// there is no second list. The keys of options are made from the option table.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/options.hpp"
#include "app/toml_text.hpp"
#include "csreport/compute/catalogue.hpp"

namespace csreport {

enum class SettingType {
  truth,
  text,
  value,  ///< a text, number or date: what an option takes
  names,  ///< a text, or a list of texts: a number would hardly be one
  texts,  ///< a text, number or date, or a list of them
  pairs   ///< the same, or a table of such values
};
/// "a text, or a list of texts".
std::string_view setting_type_name(SettingType type);

/// The file that is read.
struct SettingsSource {
  std::string name;                              ///< for messages
  std::string folder;                            ///< its paths count from here; empty: the working directory
  enum { named, found } how = named;             ///< by --config, or found beside the data
  std::vector<std::string_view> set_aside = {};  ///< options whose values there are of no use to this run
};

/// A key that was found, with a value of the row's type.
struct FoundSetting {
  const TomlEntry& entry;
  const SettingsSource& source;
  std::vector<std::string> names;  ///< what stands for the row's NAME parts, in order
  std::size_t index = 0;           ///< of the [[table]] it stands in
  /// Ends the run: what is wrong, behind the file's name and the place of the part.
  enum class Part { key, value };
  std::function<void(const std::string& what, const std::string& hint, TomlPlace place)> on_refusal;

  [[noreturn]] void refuse(const std::string& what, const std::string& hint, Part part = Part::value) const;
  [[nodiscard]] std::vector<std::string> texts() const;  ///< of `value` and `texts`: one or several
  [[nodiscard]] std::string beside_file() const;         ///< of a path: counted from the file's folder
};

/// The row of the catalogue, of any number in the id where it has one; refuses a name that is none.
const MetricRow& metric_named(const std::string& id, const FoundSetting& found, FoundSetting::Part part);

struct SettingRow {
  std::string key;      ///< "period", "words.TOPIC.WORD", "sla[].metric": capitals stand for any name
  std::string section;  ///< title in the docs and in init
  SettingType type = SettingType::text;
  std::string meaning;
  std::string initial;     ///< what holds without it, in words
  std::string example;     ///< a value; its names stand in `sample_key`
  std::string sample_key;  ///< the key with names for the capitals; empty: `key` is one
  std::function<void(const FoundSetting&, Options&)> read;
  bool required = false;  ///< within its table
};

/// In the order of the docs: rows of one table stand together.
const std::vector<SettingRow>& setting_rows();

/// "schedules.NAME.zone" in its parts.
std::vector<std::string> key_parts(const std::string& key);
/// Whether a part stands for any name.
bool is_placeholder(const std::string& part);

/// docs/configuration.md.
std::string configuration_reference();

}  // namespace csreport
