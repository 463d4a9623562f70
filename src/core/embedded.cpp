#include "csreport/core/embedded.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace csreport {

std::string_view embedded_file(std::string_view path) {
  const auto files = embedded_files();
  const auto found = std::ranges::find(files, path, &EmbeddedFile::path);
  if (found == files.end()) throw std::logic_error("no embedded file " + std::string(path));
  return found->text;
}

}  // namespace csreport
