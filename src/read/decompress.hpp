#pragma once
// Decoders of compressed streams. Checksums are verified; a stream that ends early or is damaged
// throws Error(input_invalid): half an export must not look like a whole one.

#include <memory>
#include <string>

#include "read/byte_stream.hpp"

namespace csreport {

/// gzip with any number of members. `name` is for messages.
std::unique_ptr<ByteStream> gunzip(std::unique_ptr<ByteStream> source, std::string name);
/// zstd with any number of frames.
std::unique_ptr<ByteStream> unzstd(std::unique_ptr<ByteStream> source, std::string name);

}  // namespace csreport
