#include "app/mail_addresses.hpp"

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("addresses are read as people write them", "[app]") {
  const auto two = parse_addresses("Ann Ērgle <ann@example.com>, bob.x+y@mail.example.com");
  REQUIRE(two);
  CHECK(*two == std::vector<MailAddress>{{"Ann Ērgle", "ann@example.com"}, {"", "bob.x+y@mail.example.com"}});
  CHECK(*parse_addresses("\"Example, \\\"A\\\" Ann\" <a@example.com>") ==
        std::vector<MailAddress>{{"Example, \"A\" Ann", "a@example.com"}});
  CHECK(*parse_addresses("<a@b>") == std::vector<MailAddress>{{"", "a@b"}});
}

TEST_CASE("what is no address is refused, and so is what would make a line of its own", "[app]") {
  for (const char* text :
       {"", "ann", "ann@", "@example.com", "a b@example.com", "Example, Ann <a@example.com>", "a@example.com,",
        "a@example.com\nBcc: b@example.com", "x\ny <a@example.com>", "a@exämple.com", "a@b@c", "ann@example.com>",
        "..@example.com", "a@-example.com", "a@example..com", "<a@example.com", "a@example.com b@example.com"}) {
    INFO(text);
    CHECK_FALSE(parse_addresses(text));
  }
}
