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

TEST_CASE("a link is an address of the web with a host, in ASCII", "[app]") {
  for (const char* good : {"https://example.com", "http://example.com/week.html?a=1&b=2", "HTTPS://localhost:8080/x",
                           "https://[::1]/week.html", "https://192.0.2.1/"}) {
    CAPTURE(good);
    CHECK(is_web_address(good));
  }
  for (const char* bad :
       {"", "week.html", "javascript:alert(1)", "file:///etc/passwd", "https://", "http:///week", "http://?x",
        "https://:80", "https://@x", "https://example.com/a b", "https://example.com/\"x",
        "https://example.com/\u202Egnp.exe", "https://example.com/\nBcc: a@example.com"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_web_address(bad));
  }
}
