// Runs every case of the tables beside this file through the program's own run() and looks up the
// expected values in the JSON that it wrote.

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "cases/case_table.hpp"
#include "csreport/app/run.hpp"
#include "support/catch.hpp"
#include "support/readable.hpp"
#include "support/scratch_folder.hpp"

using namespace csreport_tests;
using Json = nlohmann::json;

namespace {

/// cases.txt and the other tables of the folder, by their names.
std::vector<std::filesystem::path> tables() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(CSREPORT_SOURCE_DIR "/tests/cases")) {
    if (entry.path().extension() == ".txt") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool has_option(const Case& item, const std::string& option) {
  return std::find(item.options.begin(), item.options.end(), option) != item.options.end();
}

/// Writes the inputs, runs, and returns the exit code; `json` is set when a report was written.
int run_case(const Case& item, Json& json) {
  const csreport::test::ScratchFolder folder;
  std::vector<std::string> words = {"csreport"};
  for (const InputFile& input : item.files) {
    const std::string kind = input.name.substr(0, input.name.find('.'));
    const std::string path = folder.put(input.name, input.text);
    if (kind != "csreport") words.push_back(kind + "=" + path);  // csreport.toml is found beside the others
  }
  words.insert(words.end(), item.options.begin(), item.options.end());
  if (!has_option(item, "--period")) words.insert(words.end(), {"--period", "all"});
  const std::string output = folder / "out.json";
  words.insert(words.end(), {"-o", output});
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  const int code = csreport::run(static_cast<int>(argv.size()), argv.data());
  std::ifstream file(output);
  if (file) json = Json::parse(file);
  return code;
}

/// Follows "frt.by.agent.Ann.value" below metrics, or "/inputs/0/profile" from the top.
const Json* look_up(const Json& json, const std::string& path) {
  const char separator = path[0] == '/' ? '/' : '.';
  const Json* at = separator == '/' ? &json : &json.at("metrics");
  std::istringstream parts(separator == '/' ? path.substr(1) : path);
  for (std::string part; std::getline(parts, part, separator);) {
    if (at->is_array()) {
      const std::size_t index = std::stoul(part);
      if (index >= at->size()) return nullptr;
      at = &(*at)[index];
    } else {
      if (!at->is_object() || !at->contains(part)) return nullptr;
      at = &(*at)[part];
    }
  }
  return at;
}

bool is_met(const Json* found, const Expectation& expected) {
  if (expected.value == "absent") return found == nullptr;
  if (found == nullptr) return false;
  if (expected.value == "null") return found->is_null();
  if (found->is_string()) return readable(found->get<std::string>()) == expected.value;
  if (found->is_boolean()) return expected.value == (found->get<bool>() ? "true" : "false");
  if (!found->is_number()) return false;
  return std::abs(found->get<double>() - std::stod(expected.value)) <= expected.tolerance;
}

}  // namespace

TEST_CASE("every hand-computed case comes out exactly", "[cases]") {
  for (const auto& table : tables()) {
    const std::string name = table.filename().string();
    const auto cases = read_case_table(table.string());
    REQUIRE_FALSE(cases.empty());
    for (const Case& item : cases) {
      INFO(name << ":" << item.line << ": case " << item.id << ": " << item.title);
      Json json;
      const int code = run_case(item, json);
      CHECK(code == item.exit_code);
      if (code != item.exit_code) continue;
      CHECK((!item.expectations.empty() || item.exit_code != 0));
      for (const Expectation& expected : item.expectations) {
        const Json* found = look_up(json, expected.path);
        INFO(name << ":" << expected.line << ": " << expected.path << " should be " << expected.value << " and is "
                  << (found == nullptr ? "absent" : found->dump()));
        CHECK(is_met(found, expected));
      }
    }
  }
}

TEST_CASE("every case has an id of its own", "[cases]") {
  std::set<std::string> ids;
  for (const auto& table : tables()) {
    for (const Case& item : read_case_table(table.string())) {
      INFO(item.id);
      CHECK(ids.insert(item.id).second);
    }
  }
}
