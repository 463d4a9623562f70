// The entry of the stage: bytes -> decompressed -> decoded -> CSV or JSON.

#include <algorithm>

#include "fmt/format.h"

#include "csreport/core/error.hpp"
#include "read/content_kind.hpp"
#include "read/decompress.hpp"
#include "read/encoding.hpp"
#include "read/nested_stream.hpp"
#include "read/readers.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMagicBytes = 16;

std::unique_ptr<PeekStream> open_plain(const std::string& path, const ReadOptions& options, Detection& detection,
                                       std::shared_ptr<InputMeter> meter) {
  const auto name = input_name(path);
  auto stream = std::make_unique<PeekStream>(open_file(path, options.buffer_bytes, std::move(meter)));
  switch (compression_of(stream->peek(kMagicBytes))) {
    case Compression::none: break;
    case Compression::gzip:
      detection.compression = "gzip";
      stream = std::make_unique<PeekStream>(gunzip(std::move(stream), name));
      break;
    case Compression::zstd:
      detection.compression = "zstd";
      stream = std::make_unique<PeekStream>(unzstd(std::move(stream), name));
      break;
  }
  refuse_other_formats(stream->peek(kMagicBytes), name);
  return stream;
}

std::unique_ptr<ByteStream> decode(std::unique_ptr<PeekStream> stream, const ReadOptions& options,
                                   Detection& detection) {
  auto encoding = detect_encoding(stream->peek(kHeadBytes), options.encoding);
  stream->skip(encoding.bom_bytes);
  detection.encoding = encoding.name + (encoding.bom_bytes > 0 ? " with BOM" : "");
  detection.reasons.push_back(std::move(encoding.reason));
  return to_utf8(std::move(stream), encoding);
}

}  // namespace

std::unique_ptr<RecordReader> open_records(const std::string& path, const ReadOptions& options, DiagnosticLog& log) {
  Detection detection;
  auto meter = std::make_shared<InputMeter>();
  auto plain = open_plain(path, options, detection, meter);
  auto text = decode(std::move(plain), options, detection);
  TextWindow window(std::move(text), std::max<std::size_t>(options.buffer_bytes, 1));
  window.fill_to(kHeadBytes);
  const auto head = window.text().substr(0, kHeadBytes);
  refuse_other_texts(head, input_name(path));
  const bool json = !options.delimiter && is_json(head, path);
  if (options.nested) {
    if (!json) throw Error(ExitCode::input_invalid, input_name(path) + ": is no JSON and has no nested records");
    TextWindow entries(nested_records(std::move(window), options, *options.nested),
                       std::max<std::size_t>(options.buffer_bytes, 1));
    entries.fill_to(kHeadBytes);
    const std::string name = fmt::format("{} ({})", path, options.nested->list);
    return make_json_reader({name, std::move(entries), std::move(detection), options, &log, std::move(meter)});
  }
  ReaderInput input{path, std::move(window), std::move(detection), options, &log, std::move(meter)};
  return json ? make_json_reader(std::move(input)) : make_csv_reader(std::move(input));
}

}  // namespace csreport
