// The tables of kinds and fields keep to their own rules.

#include "normalise/kinds.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "csreport/compute/catalogue.hpp"
#include "csreport/normalise/normalise.hpp"
#include "normalise/profile.hpp"
#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("every kind of records has one row, and the generic profile knows it") {
  const std::vector<RecordKind> kinds = input_kinds();
  REQUIRE(kinds.size() == kRecordKinds);
  for (std::size_t i = 0; i < kRecordKinds; ++i) {
    const auto kind = static_cast<RecordKind>(i);
    CAPTURE(record_kind_name(kind));
    CHECK(std::count(kinds.begin(), kinds.end(), kind) == 1);
    CHECK(kind_row(kind).kind == kind);
    CHECK(builtin_profiles().front().kind(kind) != nullptr);
  }
  CHECK(input_kind_choices() == "tickets, messages, surveys, reviews, sessions, customers or indicators");
}

TEST_CASE("what a kind needs are fields that it has") {
  for (const KindRow& row : kind_rows()) {
    CAPTURE(record_kind_name(row.kind));
    CHECK_FALSE(row.required.empty());
    for (const AnyOf& group : row.required) {
      CHECK_FALSE(group.empty());
      for (const Field field : group) CHECK(belongs_to(field_row(field), row.kind));
    }
  }
}

TEST_CASE("fields stand in the order of their enum, have ids of their own and belong to a kind") {
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < field_rows().size(); ++i) {
    const FieldRow& row = field_rows()[i];
    CAPTURE(row.id);
    CHECK(static_cast<std::size_t>(row.field) == i);
    CHECK(ids.insert(row.id).second);
    CHECK(row.kinds != 0);
  }
  CHECK(static_cast<std::size_t>(Field::indicator_group) + 1 == field_rows().size());
}

TEST_CASE("fields of which one is needed are named as a person would") {
  CHECK(describe(kind_row(RecordKind::tickets).required[0]) == "created_at");
  CHECK(describe(kind_row(RecordKind::messages).required[2]) == "role, author or status");
  CHECK(describe(kind_row(RecordKind::customers).required[1]) == "customer_since or customer_until");
}

TEST_CASE("inspect promises no metric that there is not") {
  for (const FieldRow& row : field_rows()) {
    std::istringstream parts{std::string(row.enables)};
    for (std::string part; std::getline(parts >> std::ws, part, ',');) {
      CAPTURE(row.id, part);
      const bool is_prose = part.find(' ') != std::string::npos;  // "groups by channel"
      CHECK((is_prose || find_metric(part) != nullptr));
    }
  }
}
