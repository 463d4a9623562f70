#include "csreport/core/parallel.hpp"

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("every piece of work is done once, whatever the number of threads") {
  for (const unsigned threads : {0U, 1U, 2U, 16U}) {
    std::vector<std::atomic<int>> done(100);
    run_parallel(threads, done.size(), [&](std::size_t piece) { ++done[piece]; });
    for (const auto& times : done) CHECK(times == 1);
  }
}

TEST_CASE("one thread does the pieces in order") {
  std::vector<std::size_t> order;
  run_parallel(1, 4, [&](std::size_t piece) { order.push_back(piece); });
  CHECK(order == std::vector<std::size_t>{0, 1, 2, 3});
}

TEST_CASE("what a piece throws reaches the caller, of several the earliest") {
  for (const unsigned threads : {1U, 2U, 16U}) {
    std::string what;
    try {
      run_parallel(threads, 16, [](std::size_t piece) { throw std::runtime_error(std::to_string(piece)); });
    } catch (const std::runtime_error& error) {
      what = error.what();
    }
    CHECK(what == "0");
  }
}

TEST_CASE("no pieces, no work") {
  run_parallel(4, 0, [](std::size_t) { FAIL("there is no piece"); });
  CHECK(usable_processors() >= 1);
}
