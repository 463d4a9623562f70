#include "csreport/core/text.hpp"

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("a hint lists one, two or three words", "[text]") {
  const std::vector<std::string> three{"a", "b", "c"};
  CHECK(did_you_mean({}) == "");
  CHECK(did_you_mean(std::span(three).first(1)) == "did you mean a?");
  CHECK(did_you_mean(std::span(three).first(2)) == "did you mean a or b?");
  CHECK(did_you_mean(three) == "did you mean a, b or c?");
}

TEST_CASE("the nearest words come first and strangers are left out", "[text]") {
  const std::vector<std::string> options{"--compare", "--period", "--profile", "--where"};
  CHECK(nearest_words("--preiod", options) == std::vector<std::string>{"--period"});
  CHECK(nearest_words("--xyzxyz", options).empty());
}
