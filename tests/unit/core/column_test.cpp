#include "csreport/core/column.hpp"

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("an absent column reads as missing everywhere") {
  const InstantColumn column;
  CHECK_FALSE(column.present());
  CHECK_FALSE(column[0].has_value());
}

TEST_CASE("a code column widens without changing its codes") {
  CodeColumn codes;
  for (const std::uint32_t code : {1U, 255U, 256U, 65535U, 65536U}) codes.push_back(code);
  CHECK(codes[0] == 1);
  CHECK(codes[1] == 255);
  CHECK(codes[2] == 256);
  CHECK(codes[3] == 65535);
  CHECK(codes[4] == 65536);
  CHECK(codes[5] == Dictionary::kNone);
}

TEST_CASE("texts stand one behind the other, and a row without one is empty") {
  TextColumn column;
  CHECK_FALSE(column.present());
  CHECK(column[0].empty());
  column.resize(2);
  column.append("onethree", std::vector<std::uint32_t>{3, 0, 5});
  column.resize(6);
  CHECK(column.size() == 6);
  CHECK(column[0].empty());
  CHECK(column[2] == "one");
  CHECK(column[3].empty());
  CHECK(column[4] == "three");
  CHECK(column[5].empty());
  CHECK(column[6].empty());
  column.append("end", std::vector<std::uint32_t>{3});
  CHECK(column[6] == "end");
}

TEST_CASE("ids keep their leading zeros and all their digits") {
  SharedDictionary texts;
  for (const char* id : {"1030820361033", "0012", "9007199254740993", "0", "INC0010112", "99999999999999999999999"}) {
    CHECK(key_text(make_key(id, texts), texts) == id);
  }
  CHECK(make_key("12", texts) != make_key("0012", texts));
  CHECK(make_key("", texts).absent());
}

TEST_CASE("a dictionary keeps its texts while it grows") {
  Dictionary names;
  const auto first = names.intern("Anna");
  const auto view = names.text(first);
  for (int i = 0; i < 20'000; ++i) names.intern("agent " + std::to_string(i));
  CHECK(view == "Anna");
  CHECK(names.intern("Anna") == first);
  CHECK(names.intern("") == Dictionary::kNone);
  CHECK(names.find("nobody") == std::nullopt);
}
