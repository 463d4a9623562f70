// `csreport inspect`: how each file is understood, in words, with the questions that are open.

#include <algorithm>
#include <map>

#include "fmt/format.h"

#include "app/commands.hpp"
#include "app/terminal_text.hpp"
#include "app/text_layout.hpp"
#include "csreport/render/words.hpp"

namespace csreport {
namespace {

constexpr std::size_t kHeaderWidth = 40;
constexpr std::size_t kExampleBytes = 40;

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = text_width(text);
  return used < width ? text + std::string(width - used, ' ') : text;
}

std::string cut(std::string_view text) {
  if (text.size() <= kExampleBytes) return std::string(text);
  std::size_t end = kExampleBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "...";
}

constexpr std::size_t kTextColumn = 16;

std::string line(std::string_view name, std::string_view text) {
  return text.empty() ? "" : hanging_lines(name, text, kTextColumn);
}

std::string container_text(const Detection& detection) {
  std::string text = detection.container;
  if (!detection.delimiter.empty()) text += fmt::format(", separator \"{}\"", detection.delimiter);
  if (!detection.list_name.empty()) text += fmt::format(", records in \"{}\"", detection.list_name);
  if (!detection.line_ending.empty()) text += fmt::format(", line ends {}", detection.line_ending);
  if (!detection.compression.empty()) text += fmt::format(", {}", detection.compression);
  if (detection.header_line > 1) text += fmt::format(", header in line {}", detection.header_line);
  return text;
}

std::string file_text(const Inspection& file) {
  std::string text = line("format", container_text(file.detection));
  text += line("encoding", file.detection.encoding);
  for (const std::string& reason : file.detection.reasons) text += line("", reason);
  text += line("records", file.recognised ? fmt::format("{} - {}", record_kind_name(file.kind), file.kind_reason)
                                          : "not recognised");
  text += line("profile",
               file.profile_reason.empty() ? file.profile : fmt::format("{} - {}", file.profile, file.profile_reason));
  return text;
}

std::size_t widest_header(const Inspection& file) {
  std::size_t widest = 0;
  for (const auto& column : file.columns) widest = std::max(widest, text_width(terminal_safe(column.header)));
  return std::min(widest, kHeaderWidth);
}

std::string column_line(const Inspection::Column& column, std::size_t width, std::string_view common_reason) {
  std::string meaning = column.field.empty() ? "" : column.field;
  if (!column.reading.empty()) meaning += fmt::format(" ({})", in_words(column.reading));
  if (!column.reason.empty() && column.reason != common_reason) {
    meaning += meaning.empty() ? column.reason : fmt::format(": {}", column.reason);
  }
  std::string examples;
  for (const std::string& example : column.examples) examples += (examples.empty() ? "" : " | ") + cut(example);
  std::string text = hanging_lines("  " + padded(column.header, width), meaning.empty() ? "-" : meaning, width + 6);
  if (!examples.empty()) text += hanging_lines("", "e.g. " + examples, width + 6);
  return text;
}

/// What most columns have in common is said once; empty when there is no such reason.
std::string common_reason(const Inspection& file, bool used) {
  std::map<std::string, int> counts;
  for (const auto& column : file.columns) {
    if (column.field.empty() != used) ++counts[column.reason];
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most != counts.end() && most->second > 2 ? most->first : "";
}

std::string columns_text(const Inspection& file, bool used) {
  const std::string reason = common_reason(file, used);
  std::string text;
  for (const auto& column : file.columns) {
    if (column.field.empty() != used) text += column_line(column, widest_header(file), reason);
  }
  if (text.empty()) return {};
  std::string title = used ? "  columns in use" : "  columns not used";
  if (!reason.empty()) title += fmt::format(" ({}, unless said otherwise)", reason);
  return title + '\n' + text;
}

std::string open_questions(const Inspection& file) {
  std::string text = file.problem.empty() ? "  this file can be used as it is\n" : line("problem", file.problem);
  std::string_view head = "not found";
  for (const std::string& field : file.missing_fields) {
    text += line(head, field);
    head = "";
  }
  if (!file.missing_fields.empty()) text += line("", "(a column under another name: --map FIELD=HEADER)");
  return text;
}

}  // namespace

std::string inspect_text(const InputPlan& plan) {
  std::string text;
  for (const Inspection& file : inspect(plan.normalise)) {
    if (!text.empty()) text += '\n';
    text += fmt::format("{}\n", file.path == kStandardStream ? "standard input" : file.path);
    text +=
        file_text(file) + columns_text(file, /*used=*/true) + columns_text(file, /*used=*/false) + open_questions(file);
  }
  return terminal_safe(text);
}

}  // namespace csreport
