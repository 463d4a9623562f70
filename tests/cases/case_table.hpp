#pragma once
// Reads tests/cases/cases.txt: the notation is described in README.md beside it.

#include <optional>
#include <string>
#include <vector>

namespace csreport_tests {

struct Expectation {
  std::string path;
  std::string value;
  double tolerance = 0;
  std::size_t line = 0;
};

struct InputFile {
  std::string name;  ///< "tickets.csv"
  std::string text;
};

struct Case {
  std::string id;
  std::string title;
  std::size_t line = 0;
  std::vector<InputFile> files;
  std::vector<std::string> options;
  std::vector<Expectation> expectations;
  int exit_code = 0;
};

/// Throws std::runtime_error with the line for a directive that it does not know.
std::vector<Case> read_case_table(const std::string& path);

}  // namespace csreport_tests
