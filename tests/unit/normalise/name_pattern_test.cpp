#include "normalise/name_pattern.hpp"

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("a star in a name stands for any characters, also for none") {
  struct Row {
    const char* pattern;
    const char* name;
    bool fits;
  };
  constexpr Row kRows[] = {{"botty", "Botty ", true},
                           {"botty", "Botty 2", false},
                           {"noreply*", "NoReply@x.org", true},
                           {"noreply*", "noreply", true},
                           {"noreply*", "my noreply", false},
                           {"*@bots.org", "one@bots.org", true},
                           {"*@bots.org", "bots.org", false},
                           {"*bot*", "The Robot 7", true},
                           {"*bot*", "Robert", false},
                           {"a*a", "a", false},
                           {"a*a", "aa", true},
                           {"a*b*c", "aXbYc", true},
                           {"a*b*c", "acb", false},
                           {"*bc", "abcbc", true},
                           {"a*b*b", "ab", false},
                           {"*", "Ann", true},
                           {"Бот*", "БОТ-помощник", true},
                           {"", "Ann", false}};
  for (const Row& row : kRows) {
    INFO(row.pattern << " / " << row.name);
    CHECK(fits_name(row.pattern, row.name) == row.fits);
  }
}
