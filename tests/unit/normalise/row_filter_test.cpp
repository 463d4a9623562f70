#include "normalise/row_filter.hpp"

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("a requester is left out by the same text, or by the domain of the address", "[filter]") {
  const std::vector<std::string> names = {"Test User", "@Example.com", "qa@shop.test"};
  for (const char* left_out : {"test user", " TEST USER ", "anna@example.com", "QA@shop.test"}) {
    INFO(left_out);
    CHECK(names_requester(names, left_out));
  }
  for (const char* kept : {"", "Test", "Test User 2", "anna@example.com.test", "@example.com", "anna@notexample.com",
                           "anna@sub.example.com"}) {
    INFO(kept);
    CHECK_FALSE(names_requester(names, kept));
  }
}

TEST_CASE("a tag is found among others, however they are separated", "[filter]") {
  const std::vector<std::string> names = {"test", "not a customer"};
  for (const char* left_out : {"test", "Test", "vip test", "vip,test", "vip; test;x", "a|TEST|b", R"(["vip","test"])",
                               R"(["test"])", "not a customer", "vip, Not a customer"}) {
    INFO(left_out);
    CHECK(names_tag(names, left_out));
  }
  for (const char* kept : {"", "tests", "latest", "vip", "test_a", "vip,test a", "a customer", "[]"}) {
    INFO(kept);
    CHECK_FALSE(names_tag(names, kept));
  }
}
