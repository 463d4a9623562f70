#include "app/progress_bar.hpp"

#include <atomic>
#include <string>

#include "app/stage_clock.hpp"
#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("the progress line says how far, how fast and how long still") {
  CHECK(progress_line("a.csv", 0, 1'000'000'000, 0) == "a.csv  0% [>                   ]  0 MB/s");
  CHECK(progress_line("a.csv", 430'000'000, 1'000'000'000, 2) ==
        "a.csv  43% [========>           ]  215 MB/s, 3 s left");
  CHECK(progress_line("a.csv", 1'000'000'000, 100'000'000'000, 10) ==
        "a.csv  1% [>                   ]  100 MB/s, 17 min left");
  CHECK(progress_line("a.csv", 1'000'000, 1'000'000, 1) == "a.csv  100% [====================]  1 MB/s, 1 s left");
}

TEST_CASE("of an input without a known size it says what came so far") {
  CHECK(progress_line("standard input", 120'000'000, 0, 2) == "standard input  120 MB, 60 MB/s");
}

TEST_CASE("the bar is silent before its time and wipes its line at the end") {
  const auto meter = std::make_shared<InputMeter>();
  meter->size = 100;
  std::string quick;
  {
    ProgressBar bar([&](std::string_view text) { quick += text; });
    bar.begin_input("a.csv", meter);
  }
  CHECK(quick.empty());

  std::atomic<int> writes{0};
  std::string slow;
  {
    ProgressBar bar([&](std::string_view text) { slow += text, ++writes; }, std::chrono::milliseconds{1});
    bar.begin_input("a\x1b[2J.csv", meter);
    while (writes == 0) std::this_thread::yield();
  }
  CHECK(slow.starts_with("\r\x1b[Ka\\x1B[2J.csv  0% ["));
  CHECK(slow.ends_with("\r\x1b[K"));
}

TEST_CASE("timings are a table with speeds of the stages that go over all rows") {
  Timings timings;
  timings.stages = {{"read", 2.0, 3.5}, {"settle", 0.1, 0.1}, {"compute", 0.5, 0.9}};
  timings.rows = 1'000'000;
  timings.bytes = 250'000'000;
  timings.threads = 2;
  timings.peak_bytes = 140'000'000;
  CHECK(timings_text(timings) ==
        "timings: 1000000 rows, 250.0 MB, 2 threads, peak memory 140.0 MB\n"
        "  read        2.000 s wall     3.500 s CPU  500000 rows/s  125.0 MB/s\n"
        "  settle      0.100 s wall     0.100 s CPU\n"
        "  compute     0.500 s wall     0.900 s CPU  2000000 rows/s  500.0 MB/s\n"
        "  total       2.600 s wall     4.500 s CPU  384615 rows/s  96.2 MB/s");
}

TEST_CASE("the clock measures stages one after the other") {
  StageClock clock;
  clock.begin("read");
  clock.begin("compute");
  clock.end();
  const Timings timings = clock.timings();
  REQUIRE(timings.stages.size() == 2);
  CHECK(timings.stages[0].stage == "read");
  CHECK(timings.stages[1].stage == "compute");
  CHECK(timings.wall_seconds() >= 0);
  CHECK(timings.peak_bytes > 1'000'000);
}
