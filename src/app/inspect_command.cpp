// `csreport inspect`: how each file is understood, in words, with the questions that are open.

#include <algorithm>

#include "fmt/format.h"

#include "app/commands.hpp"
#include "app/terminal_text.hpp"

namespace csreport {
namespace {

constexpr std::size_t kHeaderWidth = 40;
constexpr std::size_t kExampleBytes = 40;

/// Code points, which is close enough to columns for lining up.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = width_of(text);
  return used < width ? text + std::string(width - used, ' ') : text;
}

std::string cut(std::string_view text) {
  if (text.size() <= kExampleBytes) return std::string(text);
  std::size_t end = kExampleBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "...";
}

std::string line(std::string_view name, std::string_view text) {
  return text.empty() ? "" : fmt::format("  {:<14}{}\n", name, text);
}

std::string container_text(const Detection& detection) {
  std::string text = detection.container;
  if (!detection.delimiter.empty()) text += fmt::format(", separator {}", detection.delimiter);
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
  text += line("profile", file.profile_reason.empty() ? file.profile : fmt::format("{} - {}", file.profile, file.profile_reason));
  return text;
}

std::size_t widest_header(const Inspection& file) {
  std::size_t widest = 0;
  for (const auto& column : file.columns) widest = std::max(widest, width_of(terminal_safe(column.header)));
  return std::min(widest, kHeaderWidth);
}

std::string column_line(const Inspection::Column& column, std::size_t width) {
  std::string text = fmt::format("    {}  ", padded(column.header, width));
  text += column.field.empty() ? "not used" : column.field;
  if (!column.reading.empty()) text += fmt::format(" ({})", column.reading);
  if (!column.reason.empty()) text += fmt::format(": {}", column.reason);
  std::string examples;
  for (const std::string& example : column.examples) examples += (examples.empty() ? "" : " | ") + cut(example);
  text += '\n';
  if (!examples.empty()) text += fmt::format("    {}  e.g. {}\n", std::string(width, ' '), examples);
  return text;
}

std::string columns_text(const Inspection& file, bool used) {
  std::string text;
  for (const auto& column : file.columns) {
    if (column.field.empty() != used) text += column_line(column, widest_header(file));
  }
  return text.empty() ? "" : fmt::format("  columns {}\n{}", used ? "in use" : "not used", text);
}

std::string open_questions(const Inspection& file) {
  std::string text;
  if (!file.problem.empty()) text += fmt::format("  problem       {}\n", file.problem);
  if (!file.missing_fields.empty()) {
    std::string fields;
    for (const std::string& field : file.missing_fields) fields += (fields.empty() ? "" : ", ") + field;
    text += fmt::format("  not found     {}\n", fields);
    text += "                a column under another name is given by --map FIELD=HEADER\n";
  }
  return text.empty() ? "  this file can be used as it is\n" : text;
}

}  // namespace

std::string inspect_text(const InputPlan& plan) {
  std::string text;
  for (const Inspection& file : inspect(plan.normalise)) {
    if (!text.empty()) text += '\n';
    text += fmt::format("{}\n", file.path == kStandardStream ? "standard input" : file.path);
    text += file_text(file) + columns_text(file, /*used=*/true) + columns_text(file, /*used=*/false) + open_questions(file);
  }
  return terminal_safe(text);
}

}  // namespace csreport
