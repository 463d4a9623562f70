#include "render/line_break.hpp"

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("a line may end between ideographs, and between one and a word", "[render]") {
  CHECK(may_break_between(U'客', U'户'));
  CHECK(may_break_between(U'客', U'C'));
  CHECK(may_break_between(U'T', U'客'));
  CHECK(may_break_between(U'，', U'客'));
  CHECK(may_break_between(U'客', U'（'));
  CHECK(may_break_between(U'客', U'8'));
}

TEST_CASE("words of other scripts have no break inside", "[render]") {
  CHECK_FALSE(may_break_between(U'a', U'b'));
  CHECK_FALSE(may_break_between(U'я', U'з'));
  CHECK_FALSE(may_break_between(U'8', U'1'));
  CHECK_FALSE(may_break_between(U'-', U'1'));
}

TEST_CASE("closing marks begin no line and opening ones end none", "[render]") {
  for (const char32_t mark : std::u32string_view(U"，。、；：！？）」』》〉】”’…％%).,:;!?]})ーっ々–-/")) {
    CAPTURE(static_cast<unsigned>(mark));
    CHECK_FALSE(may_break_between(U'客', mark));
    CHECK_FALSE(may_cut_between(U'客', mark));
  }
  for (const char32_t mark : std::u32string_view(U"（「『《〈【“‘([{")) {
    CAPTURE(static_cast<unsigned>(mark));
    CHECK_FALSE(may_break_between(mark, U'客'));
    CHECK_FALSE(may_cut_between(mark, U'客'));
  }
}

TEST_CASE("a number stays with what it counts", "[render]") {
  CHECK_FALSE(may_break_between(U'3', U'个'));
  CHECK(may_break_between(U'3', U'（'));
  CHECK(may_cut_between(U'3', U'个'));
}

TEST_CASE("joiners and what changes a character hold it", "[render]") {
  CHECK_FALSE(may_break_between(U'客', U'\u00A0'));
  CHECK_FALSE(may_break_between(U'\u00A0', U'客'));
  CHECK_FALSE(may_break_between(U'–', U'\u2060'));
  CHECK_FALSE(may_break_between(U'\u2060', U'客'));
  CHECK_FALSE(may_cut_between(U'\U0001F469', U'\u200D'));
  CHECK_FALSE(may_cut_between(U'\U0001F44D', U'\U0001F3FD'));
  CHECK_FALSE(may_cut_between(U'か', U'\u3099'));
}

TEST_CASE("the longest unit at the begin of a text counts", "[render]") {
  CHECK(unit_bytes("小时14分", {"小时", "小"}) == 6);
  CHECK(unit_bytes("天空", {"小时", "天"}) == 3);
  CHECK(unit_bytes("工单", {"小时", "天"}) == 0);
  CHECK(unit_bytes("", {"小时"}) == 0);
}
