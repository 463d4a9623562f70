#include "conclude/kinship.hpp"

#include <set>
#include <string>

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("kin are metrics of the catalogue, each of one family") {
  std::set<std::string_view> seen;
  for (const Kin& kin : kinships()) {
    CHECK(kin[1] != "");  // nobody is kin of itself alone
    for (const std::string_view id : kin) {
      if (id.empty()) continue;
      CAPTURE(id);
      CHECK(find_metric(id) != nullptr);
      CHECK(seen.insert(id).second);
    }
  }
}

TEST_CASE("all forms of satisfaction are of one family, in which satisfaction speaks first") {
  CHECK(head_of_kin(*find_metric("csat_net")) == "csat");
  CHECK(head_of_kin(*find_metric("csat")) == "csat");
  CHECK(place_among_kin(*find_metric("csat")) == 0);
  CHECK(place_among_kin(*find_metric("csat_mean")) == 1);
  CHECK(head_of_kin(*find_metric("iqs")) == "iqs");
  CHECK(place_among_kin(*find_metric("iqs")) == 0);
}

TEST_CASE("the number that a user chooses makes no other family") {
  MetricRow row;
  row.id = "share_within_60s";
  CHECK(head_of_kin(row) == "frt");
  row.id = "resolved_within_48h";
  CHECK(head_of_kin(row) == "resolution_time");
  row.id = "reopened_within_14d";
  CHECK(head_of_kin(row) == "reopen_rate");
  CHECK(head_of_kin(*find_metric("handoffs")) == "transfer_rate");
}
