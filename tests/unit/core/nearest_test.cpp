#include "csreport/core/nearest.hpp"

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("edits are counted without regard to case, a swap of neighbours is one") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("period", "Period") == 0);
  CHECK(edit_distance("peroid", "period") == 1);
  CHECK(edit_distance("--perod", "--period") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("the nearest words come first and strangers are left out") {
  const std::string_view known[] = {"--compare", "--period", "--profile", "--where"};
  CHECK(nearest_words("--preiod", known) == std::vector<std::string>{"--period"});
  CHECK(nearest_words("--xyz", known).empty());
  const std::string_view headers[] = {"Created", "Created at", "Solved at"};
  CHECK(nearest_words("created", headers, 2) == std::vector<std::string>{"Created", "Created at"});
}

TEST_CASE("a hint lists one, two or three words") {
  const std::vector<std::string> three{"a", "b", "c"};
  CHECK(did_you_mean({}) == "");
  CHECK(did_you_mean(std::span(three).first(1)) == "did you mean a?");
  CHECK(did_you_mean(std::span(three).first(2)) == "did you mean a or b?");
  CHECK(did_you_mean(three) == "did you mean a, b or c?");
}
