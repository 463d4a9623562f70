#include "render/xlsx_library.hpp"

#include "csreport/core/error.hpp"
#include "support/catch.hpp"

namespace csreport {
namespace {

TEST_CASE("the library of workbooks is loaded when it is asked for", "[xlsx]") {
  CHECK(xlsx_library().workbook_new != nullptr);
  CHECK(&xlsx_library() == &xlsx_library());
}

TEST_CASE("without the library of workbooks the error names it and what to install", "[xlsx]") {
  try {
    (void)load_xlsx_library("libnosuchlibrary.so.1");
    FAIL("loaded");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::output_unwritable);
    CHECK(std::string(error.what()) ==
          "workbooks need libxlsxwriter: libnosuchlibrary.so.1: cannot open shared object file: No such file or "
          "directory");
    CHECK(error.hint() == "install it (Debian: libxlsxwriter4), or ask for another format, such as -o report.csv");
  }
}

TEST_CASE("a library without a function of workbooks is refused", "[xlsx]") {
  CHECK_THROWS_AS(load_xlsx_library("libc.so.6"), Error);
}

}  // namespace
}  // namespace csreport
