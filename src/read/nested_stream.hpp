#pragma once
// The entries of a list inside JSON records as a text of their own: one object a line, each with the id of its outer
// record in front. So the reader of JSON lines reads the comments of tickets like any other file. What is no valid
// record is left out: whoever reads the records themselves rejects it.

#include <memory>
#include <string>

#include "csreport/read/record_reader.hpp"
#include "read/byte_stream.hpp"
#include "read/text_window.hpp"

namespace csreport {

/// `window` holds the beginning of the JSON text.
std::unique_ptr<ByteStream> nested_records(TextWindow window, const ReadOptions& options, NestedList nested);

}  // namespace csreport
