#include "normalise/headers.hpp"

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("headers give up their unit and their module") {
  struct Case {
    const char* header;
    const char* base;
    std::optional<DurationUnit> unit;
  };
  for (const Case& c : {Case{"First reply time (min)", "first reply time", DurationUnit::minutes},
                        {"First response time (in hrs)", "first response time", DurationUnit::hours},
                        {"talk_seconds", "talk", DurationUnit::seconds},
                        {"Time to close (HH:mm:ss)", "time to close", std::nullopt},
                        {"排队时长(秒)", "排队时长", DurationUnit::seconds},
                        {"Created Time (Ticket)", "created time", std::nullopt},
                        {"Category [list]", "category", std::nullopt},
                        {"minutes", "minutes", std::nullopt},
                        {"  Created_at ", "created at", std::nullopt}}) {
    INFO(c.header);
    CHECK(read_header(c.header).base == c.base);
    CHECK(read_header(c.header).unit == c.unit);
  }
}

TEST_CASE("a header fits an alias better without help") {
  const auto fit = [](const char* header, const char* alias) {
    return match_header(read_header(header), read_header(alias));
  };
  CHECK(fit("Created At", "created_at") == 3);
  CHECK(fit("First reply time (min)", "First reply time") == 2);
  CHECK(fit("talk_seconds", "Talk (sec)") == 1);
  CHECK(fit("First reply time", "First reply time (min)") == 0);
  CHECK(fit("Status", "Priority") == 0);
}
