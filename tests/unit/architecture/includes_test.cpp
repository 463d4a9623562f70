// The arrows between the stages, read from the #include lines (DESIGN 1).

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "support/catch.hpp"

namespace {

using Arrows = std::map<std::string, std::set<std::string>>;

/// What each stage may include besides itself.
const Arrows kAllowed = {
    {"core", {}},
    {"read", {"core"}},
    {"normalise", {"read", "core"}},
    {"compute", {"core"}},
    {"compare", {"compute", "core"}},
    {"conclude", {"compare", "compute", "core"}},
    {"report", {"conclude", "compare", "compute", "core"}},
    {"render", {"report", "core"}},
    {"app", {"core", "read", "normalise", "compute", "compare", "conclude", "report", "render"}},
};

/// The stage of an included header of ours: "csreport/read/x.hpp" and "read/x.hpp" are both of read.
std::string stage_of(std::string path) {
  if (path.starts_with("csreport/")) path = path.substr(9);
  const std::string stage = path.substr(0, path.find('/'));
  return kAllowed.contains(stage) ? stage : "";
}

std::set<std::string> included_stages(const std::filesystem::path& file) {
  std::set<std::string> stages;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (!line.starts_with("#include \"")) continue;
    const std::string path = line.substr(10, line.find('"', 10) - 10);
    if (const std::string stage = stage_of(path); !stage.empty()) stages.insert(stage);
  }
  return stages;
}

template <typename Visit>
void for_each_source(const std::string& root, Visit visit) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const auto extension = entry.path().extension();
    if (extension == ".hpp" || extension == ".cpp") visit(entry.path());
  }
}

const std::string kSource = CSREPORT_SOURCE_DIR;

}  // namespace

TEST_CASE("no stage includes a stage that it must not know") {
  for (const auto& [stage, allowed] : kAllowed) {
    for (const std::string& root : {kSource + "/src/" + stage, kSource + "/include/csreport/" + stage}) {
      if (!std::filesystem::exists(root)) continue;
      for_each_source(root, [&, &own = stage, &may = allowed](const std::filesystem::path& file) {
        for (const std::string& included : included_stages(file)) {
          INFO(file.string() << " includes " << included);
          CHECK((included == own || may.contains(included)));
        }
      });
    }
  }
}

TEST_CASE("every folder of src is a known stage") {
  for (const auto& entry : std::filesystem::directory_iterator(kSource + "/src")) {
    if (!entry.is_directory()) continue;
    INFO(entry.path().string());
    CHECK(kAllowed.contains(entry.path().filename().string()));
  }
}

TEST_CASE("public headers show no third-party library") {
  const std::set<std::string> libraries = {"absl", "fmt", "nlohmann", "simdjson", "CLI", "zlib.h", "zstd.h"};
  for_each_source(kSource + "/include", [&](const std::filesystem::path& file) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
      if (!line.starts_with("#include ")) continue;
      const std::string path = line.substr(10, line.size() - 11);
      INFO(file.string() << ": " << line);
      CHECK_FALSE(libraries.contains(path.substr(0, path.find('/'))));
    }
  });
}

TEST_CASE("only app reads a clock, the environment or the locale") {
  for (const auto& [stage, allowed] : kAllowed) {
    if (stage == "app") continue;
    for_each_source(kSource + "/src/" + stage, [](const std::filesystem::path& file) {
      std::ifstream stream(file);
      for (std::string line; std::getline(stream, line);) {
        INFO(file.string() << ": " << line);
        for (const char* word :
             {"getenv", "system_clock::now", "setlocale", "std::time(", "localtime(", "localtime_r(", "strftime"}) {
          CHECK(line.find(word) == std::string::npos);
        }
      }
    });
  }
}
