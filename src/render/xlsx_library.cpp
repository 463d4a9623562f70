#include "render/xlsx_library.hpp"

#include <dlfcn.h>

#include <fmt/format.h>

#include "csreport/core/error.hpp"

namespace csreport {
namespace {

[[noreturn]] void throw_unusable() {
  const char* const reason = ::dlerror();
  throw Error(ExitCode::output_unwritable,
              fmt::format("workbooks need libxlsxwriter: {}", reason != nullptr ? reason : "it cannot be loaded"),
              "install it (Debian: libxlsxwriter4), or ask for another format, such as -o report.csv");
}

template <typename Function>
void look_up(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr) throw_unusable();
}

}  // namespace

XlsxLibrary load_xlsx_library(const std::string& file) {
  void* const library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);  // kept until the end
  if (library == nullptr) throw_unusable();
  XlsxLibrary functions;
#define CSREPORT_XLSX_FIND(name) look_up(library, #name, functions.name);
  CSREPORT_XLSX_FUNCTIONS(CSREPORT_XLSX_FIND)
#undef CSREPORT_XLSX_FIND
  return functions;
}

const XlsxLibrary& xlsx_library() {
  static const XlsxLibrary functions = load_xlsx_library(CSREPORT_XLSX_LIBRARY);
  return functions;
}

}  // namespace csreport
