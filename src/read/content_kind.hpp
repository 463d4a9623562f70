#pragma once
// What a file is, by its first bytes: compressed, a table, or something that people take for one.

#include <string>
#include <string_view>

namespace csreport {

enum class Compression { none, gzip, zstd };
Compression compression_of(std::string_view head);

/// Throws Error(input_invalid) with advice when `head` (raw bytes) begins a spreadsheet, a PDF, ...
void refuse_other_formats(std::string_view head, const std::string& name);

/// The same for text, after decoding: web pages, XML, binary data, nothing at all.
void refuse_other_texts(std::string_view head, const std::string& name);

/// True when the text can only be meant as JSON: it begins like an object or a list, or the file's
/// name says so.
bool is_json(std::string_view head, std::string_view path);

}  // namespace csreport
