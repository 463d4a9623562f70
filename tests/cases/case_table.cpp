#include "cases/case_table.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace csreport_tests {
namespace {

constexpr const char* kDay = "2026-03-02";

std::string strip(std::string text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

class TableReader {
 public:
  explicit TableReader(const std::string& path) : file_(path), path_(path) {
    if (!file_) throw std::runtime_error("cannot read " + path);
  }

  std::vector<Case> read() {
    for (std::string line; std::getline(file_, line);) {
      ++line_;
      if (line.empty() || line[0] == '#') continue;
      if (line.starts_with("  ")) {
        add_row(line.substr(2));
        continue;
      }
      const auto space = line.find(' ');
      directive(line.substr(0, space), space == std::string::npos ? "" : line.substr(space + 1));
    }
    return std::move(cases_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(path_ + ":" + std::to_string(line_) + ": " + what);
  }
  Case& current() {
    if (cases_.empty()) fail("a directive before the first case");
    return cases_.back();
  }
  InputFile& table() {
    if (current().files.empty()) fail("a row without a table");
    return current().files.back();
  }

  void directive(const std::string& name, const std::string& rest) {
    if (name == "case") return start_case(rest);
    constexpr std::array kTables = {"tickets", "messages", "surveys", "reviews", "sessions", "customers", "indicators"};
    if (std::find(kTables.begin(), kTables.end(), name) != kTables.end()) return start_table(name, rest);
    if (name == "statuses") return add_statuses(rest);
    if (name == "config") return current().files.push_back({"csreport.toml", ""});
    if (name == "repeat") return repeat_row(rest);
    if (name == "log") return add_log(rest);
    if (name == "json") return current().files.push_back({"tickets.json", rest});
    if (name == "bytes") return add_bytes(rest);
    if (name == "cut") return cut_last_line();
    if (name == "options") {
      for (const std::string& word : words_of(rest)) current().options.push_back(word);
      return;
    }
    if (name == "expect") return expect(rest);
    if (name == "exit") {
      current().exit_code = std::stoi(rest);
      return;
    }
    fail("unknown directive '" + name + "'");
  }

  void start_case(const std::string& rest) {
    const auto space = rest.find(' ');
    Case item;
    item.id = rest.substr(0, space);
    item.title = rest.substr(space + 1);
    item.line = line_;
    cases_.push_back(std::move(item));
  }
  void start_table(const std::string& kind, const std::string& header) {
    current().files.push_back({kind + ".csv", header + "\n"});
  }
  void add_row(const std::string& row) { table().text += row + "\n"; }

  /// "repeat 70 CELLS": rows with the ticket ids r1, r2, ... before the cells.
  void repeat_row(const std::string& rest) {
    const auto space = rest.find(' ');
    for (int left = std::stoi(rest.substr(0, space)); left > 0; --left) {
      table().text += "r" + std::to_string(++repeated_) + "," + rest.substr(space + 1) + "\n";
    }
  }
  void cut_last_line() { table().text.pop_back(); }

  /// "bytes tickets TEXT": the file as it is, with \r, \n and \xNN in it.
  void add_bytes(const std::string& rest) {
    const auto space = rest.find(' ');
    std::string text;
    for (std::size_t i = space + 1; i < rest.size(); ++i) {
      if (rest[i] != '\\' || i + 1 == rest.size()) {
        text += rest[i];
      } else if (rest[++i] == 'x') {
        text += static_cast<char>(std::stoi(rest.substr(i + 1, 2), nullptr, 16));
        i += 2;
      } else {
        text += rest[i] == 'n' ? '\n' : rest[i] == 'r' ? '\r' : rest[i];
      }
    }
    current().files.push_back({rest.substr(0, space) + ".csv", text});
  }

  /// "1: c 09:00, a 03-06 14:10 by Ann"
  void add_log(const std::string& rest) {
    const auto colon = rest.find(':');
    const std::string ticket = rest.substr(0, colon);
    if (current().files.empty() || current().files.back().name != "messages.csv") {
      start_table("messages", "ticket_id,sent_at,role,public,author");
    }
    std::istringstream messages(rest.substr(colon + 1));
    for (std::string message; std::getline(messages, message, ',');) add_message(ticket, strip(message));
  }
  /// "1: open 09:10, solved 03-06 14:10": events of a log that hold the ticket's status.
  void add_statuses(const std::string& rest) {
    const auto colon = rest.find(':');
    const std::string ticket = rest.substr(0, colon);
    if (current().files.empty() || current().files.back().name != "messages.csv") {
      start_table("messages", "ticket_id,sent_at,role,author,status");
    }
    std::istringstream changes(rest.substr(colon + 1));
    for (std::string change; std::getline(changes, change, ',');) {
      const auto words = words_of(change);
      if (words.size() < 2) fail("not a status: '" + change + "'");
      const std::string day = words.size() > 2 ? "2026-" + words[1] : std::string(kDay);
      table().text += ticket + "," + day + " " + words.back() + ",,," + words[0] + "\n";
    }
  }
  void add_message(const std::string& ticket, const std::string& message) {
    const auto words = words_of(message);
    if (words.size() < 2) fail("not a message: '" + message + "'");
    std::size_t next = 1;
    std::string day = kDay;
    if (words[next].find('-') != std::string::npos) {
      day = words[next].size() > 5 ? words[next] : std::string("2026-") + words[next];
      ++next;
    }
    const std::string time = words.at(next++);
    const std::string author = next < words.size() && words[next] == "by" ? words.at(next + 1) : "";
    const char kind = words[0][0];
    const std::string role = kind == 'c' ? "customer" : kind == 'x' ? "automatic" : "agent";
    table().text +=
        ticket + "," + day + " " + time + "," + role + "," + (kind == 'n' ? "false" : "true") + "," + author + "\n";
  }

  /// "PATH VALUE [+- TOLERANCE]"; the value may hold spaces.
  void expect(const std::string& rest) {
    const auto space = rest.find(' ');
    if (space == std::string::npos) fail("expect needs a path and a value");
    Expectation item{.path = rest.substr(0, space), .value = rest.substr(space + 1), .line = line_};
    if (const auto plus = item.value.find(" +- "); plus != std::string::npos) {
      item.tolerance = std::stod(item.value.substr(plus + 4));
      item.value.resize(plus);
    }
    current().expectations.push_back(std::move(item));
  }

  std::ifstream file_;
  std::string path_;
  std::size_t line_ = 0;
  int repeated_ = 0;
  std::vector<Case> cases_;
};

}  // namespace

std::vector<Case> read_case_table(const std::string& path) { return TableReader(path).read(); }

}  // namespace csreport_tests
