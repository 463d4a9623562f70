#include "read/content_kind.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csreport/core/error.hpp"

namespace csreport {
namespace {

constexpr std::string_view kBlank = " \t\r\n\v\f\x1E";

struct Magic {
  std::string_view bytes;
  std::string_view what;
  std::string_view hint;
};

constexpr std::string_view kSpreadsheetHint = "open it in the spreadsheet program and export it as CSV";
constexpr std::string_view kUnpackHint = "unpack it and give the CSV or JSON file";
constexpr Magic kFiles[] = {
    {std::string_view("PK\x03\x04", 4), "a spreadsheet (xlsx) or a zip archive, not CSV or JSON",
     "export the spreadsheet as CSV, or unpack the archive and give the file in it"},
    {std::string_view("PK\x05\x06", 4), "an empty zip archive", "export again"},
    {"%PDF", "a PDF document, not CSV or JSON", "export the data as CSV instead of printing the page"},
    {"\xD0\xCF\x11\xE0", "an old Excel file (xls), not CSV or JSON", kSpreadsheetHint},
    {"SQLite format 3", "an SQLite database, not CSV or JSON", "export the table as CSV"},
    {"PAR1", "a Parquet file, not CSV or JSON", "export the table as CSV"},
    {"BZh", "compressed with bzip2", kUnpackHint},
    {"\xFD"
     "7zXZ",
     "compressed with xz", kUnpackHint},
    {"7z\xBC\xAF", "a 7-Zip archive", kUnpackHint},
    {"Rar!", "a RAR archive", kUnpackHint},
    {"\x89PNG", "an image", "give a CSV or JSON export"},
    {"{\\rtf", "an RTF document, not CSV or JSON", "export the data as CSV"},
};
constexpr Magic kTexts[] = {
    {"<!doctype html", "a web page, perhaps a login page saved as CSV", "log in, then export again"},
    {"<html", "a web page, perhaps a login page or a table saved as a page", "log in, then export as CSV"},
    {"<head", "a web page", "export as CSV"},
    {"<table", "a table saved as a web page", "export as CSV"},
    {"<?xml", "XML, not CSV or JSON", "choose CSV or JSON when exporting"},
};

bool begins_with(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  return std::equal(lower.begin(), lower.end(), text.begin(), [](char want, char have) {
    return (have >= 'A' && have <= 'Z' ? have - 'A' + 'a' : have) == want;
  });
}

[[noreturn]] void refuse(const std::string& name, std::string_view what, std::string_view hint) {
  throw Error(ExitCode::input_invalid, fmt::format("{}: is {}", name, what), std::string(hint));
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != '\x1E' && c != '\x1B';
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool named_json(std::string_view path) {
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (ends_with(path, packed)) path.remove_suffix(packed.size());
  }
  return ends_with(path, ".json") || ends_with(path, ".ndjson") || ends_with(path, ".jsonl");
}

}  // namespace

Compression compression_of(std::string_view head) {
  if (head.substr(0, 2) == "\x1F\x8B") return Compression::gzip;
  if (head.substr(0, 4) == "\x28\xB5\x2F\xFD") return Compression::zstd;
  // A skippable frame, which tools put in front of their own: 0x184D2A50 to 5F, little-endian.
  if (head.size() >= 4 && (head[0] & '\xF0') == '\x50' && head.substr(1, 3) == "\x2A\x4D\x18") return Compression::zstd;
  return Compression::none;
}

void refuse_other_formats(std::string_view head, const std::string& name) {
  for (const auto& row : kFiles) {
    if (head.substr(0, row.bytes.size()) == row.bytes) refuse(name, row.what, row.hint);
  }
}

void refuse_other_texts(std::string_view head, const std::string& name) {
  const std::size_t first = head.find_first_not_of(kBlank);
  if (first == std::string_view::npos) refuse(name, "empty", "check that the export has finished, and export again");
  const auto text = head.substr(first);
  for (const auto& row : kTexts) {
    if (begins_with(text, row.bytes)) refuse(name, row.what, row.hint);
  }
  const auto looked_at = text.substr(0, 4096);
  const auto controls = std::count_if(looked_at.begin(), looked_at.end(), is_control);
  if (controls * 10 > static_cast<std::ptrdiff_t>(looked_at.size())) {
    refuse(name, "binary data, not CSV or JSON", "give a CSV or JSON export");
  }
}

bool is_json(std::string_view head, std::string_view path) {
  if (named_json(path)) return true;
  const std::size_t first = head.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return false;
  const std::size_t second = head.find_first_not_of(kBlank, first + 1);
  const char next = second == std::string_view::npos ? '\0' : head[second];
  if (head[first] == '{') return next == '"' || next == '}';
  if (head[first] == '[') return next == '{' || next == ']' || next == '[';
  return false;
}

}  // namespace csreport
