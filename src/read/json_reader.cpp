#include "csreport/core/error.hpp"
#include "read/readers.hpp"
namespace csreport {
std::unique_ptr<RecordReader> make_json_reader(ReaderInput input) {
  throw Error(ExitCode::input_invalid, input.path + ": JSON");
}
}
