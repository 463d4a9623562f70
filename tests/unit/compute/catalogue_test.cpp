#include "csreport/compute/catalogue.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("metric ids are unique and spelled with small letters") {
  std::set<std::string_view> ids;
  for (const MetricRow& row : metric_catalogue()) {
    INFO(row.id);
    CHECK(ids.insert(row.id).second);
    CHECK(std::all_of(row.id.begin(), row.id.end(),
                      [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }));
    CHECK(find_metric(row.id) == &row);
  }
  CHECK(find_metric("first_responce_time") == nullptr);
}

TEST_CASE("every metric says in a whole sentence what it is") {
  for (const MetricRow& row : metric_catalogue()) {
    INFO(row.id);
    CHECK(row.definition.ends_with("."));
    CHECK_FALSE(row.title.empty());
    CHECK_FALSE(row.short_title.empty());
    CHECK_FALSE(row.formula.empty());
    CHECK_FALSE(row.needs.empty());
    CHECK_FALSE(row.source.empty());
  }
}

TEST_CASE("the metrics of one family stand together") {
  std::vector<Family> order;
  for (const MetricRow& row : metric_catalogue()) {
    if (order.empty() || order.back() != row.family) order.push_back(row.family);
  }
  CHECK(order == std::vector<Family>{Family::customers, Family::speed, Family::solving, Family::volume});
}

TEST_CASE("every metric has a hand-computed case") {
  std::ostringstream text;
  for (const auto& entry : std::filesystem::directory_iterator(CSREPORT_SOURCE_DIR "/tests/cases")) {
    if (entry.path().extension() == ".txt") text << std::ifstream(entry.path()).rdbuf();
  }
  for (const MetricRow& row : metric_catalogue()) {
    INFO(row.id);
    CHECK(text.str().find("expect " + std::string(row.id) + ".") != std::string::npos);
  }
}
