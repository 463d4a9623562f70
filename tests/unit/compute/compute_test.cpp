// The whole stage on random tickets against the plain way of saying the same: each ticket asked by
// itself, each period and group by a loop over all of them.
#include "csreport/compute/compute.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::uint32_t kDay = 86400;
constexpr std::uint32_t kWeek = 7 * kDay;

Dataset random_dataset(std::mt19937_64& random, std::size_t rows) {
  Dataset data;
  data.has_tickets = true;
  TicketTable& tickets = data.tickets;
  tickets.rows = rows;
  for (const char* id : {"channel", "team"}) {
    Dimension& dimension = tickets.dimensions.emplace_back();
    dimension.id = id;
    for (const char* name : {"a", "b", "c"}) dimension.names.intern(name);
    dimension.codes.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) dimension.codes.set(row, static_cast<std::uint32_t>(random() % 4));
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const auto created = static_cast<std::uint32_t>(100 * kWeek + random() % (9 * kWeek));
    tickets.state.push_back(random() % 9 == 0 ? RowState::spam : RowState::used);
    tickets.created_at.push_back(created);
    const auto reply = created + static_cast<std::uint32_t>(random() % kDay) - 60;  // some before the creation
    random() % 5 == 0 ? tickets.first_response_at.push_missing() : tickets.first_response_at.push_back(reply);
    const auto solved = created + static_cast<std::uint32_t>(random() % (2 * kWeek));
    random() % 4 == 0 ? tickets.solved_at.push_missing() : tickets.solved_at.push_back(solved);
    tickets.reopens.push_back(static_cast<std::uint16_t>(random() % 3));
  }
  data.first_event = to_instant(100 * kWeek);
  data.horizon = to_instant(111 * kWeek);
  return data;
}

ComputeOptions weeks(std::size_t n, bool series_of_all) {
  ComputeOptions options;
  for (std::uint32_t i = 0; i < n; ++i) {
    options.trend.push_back({.start = to_instant((101 + i) * kWeek),
                             .end = to_instant((102 + i) * kWeek),
                             .grain = Grain::week,
                             .label = std::to_string(i)});
  }
  options.current = options.trend.back();
  options.previous = options.trend[n - 3];
  options.group_series = series_of_all;
  return options;
}

/// The times that one metric measures, of one period; `group` counts only those of a channel.
std::vector<double> plain_values(const Dataset& data, const std::string& metric, const Period& period,
                                 std::optional<std::uint32_t> group) {
  std::vector<double> values;
  const TicketTable& tickets = data.tickets;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] != RowState::used) continue;
    if (group && tickets.dimensions[0].codes[row] != *group) continue;
    const auto end = metric == "frt" ? tickets.first_response_at[row] : tickets.solved_at[row];
    const std::uint32_t created = *tickets.created_at[row];
    if (!end || *end < created || !period.contains(to_instant(*end))) continue;
    values.push_back(*end - created);
  }
  std::sort(values.begin(), values.end());
  return values;
}

std::optional<double> median_of(const std::vector<double>& sorted) {
  if (sorted.empty()) return std::nullopt;
  const double low = sorted[(sorted.size() - 1) / 2];
  return low + 0.5 * (sorted[sorted.size() / 2] - low);
}

const MetricSnapshot& metric_of(const Snapshot& snapshot, std::string_view id) {
  return *std::find_if(snapshot.metrics.begin(), snapshot.metrics.end(),
                       [&](const MetricSnapshot& metric) { return metric.row->id == id; });
}

void check_series(const std::vector<SeriesPoint>& series, const Dataset& data, const ComputeOptions& options,
                  const std::string& metric, std::optional<std::uint32_t> group) {
  REQUIRE(series.size() == options.trend.size());
  for (std::size_t i = 0; i < series.size(); ++i) {
    INFO("period " << i);
    const auto values = plain_values(data, metric, options.trend[i], group);
    CHECK(series[i].n == static_cast<std::int64_t>(values.size()));
    CHECK(series[i].value == median_of(values));
  }
}

/// Everything of a snapshot that the two ways of computing could make different.
std::string text_of(const Snapshot& snapshot) {
  std::string text;
  const auto add = [&](const MetricValue& value) {
    text += std::to_string(value.n) + " " + std::to_string(value.value.value_or(-1)) + " ";
    if (value.stats) text += std::to_string(value.stats->p90) + " " + std::to_string(value.stats->standard_deviation);
    for (const auto& excluded : value.excluded) text += excluded.reason + std::to_string(excluded.n);
  };
  for (const MetricSnapshot& metric : snapshot.metrics) {
    text += "\n" + std::string(metric.row->id) + ": ";
    add(metric.current);
    if (metric.previous) add(*metric.previous);
    for (const SeriesPoint& point : metric.series) text += std::to_string(point.value.value_or(-1)) + " ";
    for (const DimensionSnapshot& by : metric.by) {
      for (const GroupSnapshot& group : by.groups) {
        text += "\n  " + by.dimension + "=" + group.group + ": ";
        add(group.current);
        for (const SeriesPoint& point : group.series) text += std::to_string(point.value.value_or(-1)) + " ";
      }
    }
  }
  return text;
}

}  // namespace

TEST_CASE("trends of medians are those of the plain definition, for all and for each group") {
  constexpr unsigned kSeed = 20261129;
  std::mt19937_64 random(kSeed);
  for (const std::size_t rows : {std::size_t{1}, std::size_t{30}, std::size_t{1500}, std::size_t{9000}}) {
    const Dataset data = random_dataset(random, rows);
    const ComputeOptions options = weeks(6, /*series_of_all=*/true);
    const Snapshot snapshot = compute(data, options);
    for (const std::string id : {"frt", "resolution_time"}) {
      INFO("seed " << kSeed << ", " << rows << " rows, " << id);
      const MetricSnapshot& metric = metric_of(snapshot, id);
      check_series(metric.series, data, options, id, std::nullopt);
      for (const GroupSnapshot& group : metric.by[0].groups) {
        const auto code = data.tickets.dimensions[0].names.find(group.group).value_or(Dictionary::kNone);
        INFO("channel " << group.group);
        check_series(group.series, data, options, id, code);
      }
    }
  }
}

TEST_CASE("one thread or several, the snapshot is the same") {
  constexpr unsigned kSeed = 20261130;
  INFO("seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const Dataset data = random_dataset(random, 70000);  // more than one range of rows
  ComputeOptions options = weeks(6, /*series_of_all=*/true);
  const std::string alone = text_of(compute(data, options));
  options.threads = 4;
  CHECK(text_of(compute(data, options)) == alone);
}

TEST_CASE("a metric has the same numbers alone as among all others") {
  constexpr unsigned kSeed = 20261201;
  INFO("seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const Dataset data = random_dataset(random, 3000);
  ComputeOptions options = weeks(5, /*series_of_all=*/false);
  const Snapshot all = compute(data, options);
  for (const MetricRow& row : metric_catalogue()) {
    INFO(row.id);
    options.metrics = {std::string(row.id)};
    Snapshot expected = all;
    std::erase_if(expected.metrics, [&](const MetricSnapshot& metric) { return metric.row != &row; });
    CHECK(text_of(compute(data, options)) == text_of(expected));
  }
}

TEST_CASE("groups of dimensions that are too many to be counted together have the same trends") {
  constexpr unsigned kSeed = 20261202;
  INFO("seed " << kSeed);
  std::mt19937_64 random(kSeed);
  Dataset data = random_dataset(random, 4000);
  const ComputeOptions options = weeks(6, /*series_of_all=*/true);
  const Snapshot few = compute(data, options);
  Dimension& many = data.tickets.dimensions.emplace_front();  // taken first, and too large by itself
  many.id = "language";
  for (int i = 0; i < 300; ++i) many.names.intern(std::to_string(i));
  many.codes.resize(data.tickets.rows);
  for (std::size_t row = 0; row < data.tickets.rows; ++row)
    many.codes.set(row, static_cast<std::uint32_t>(random() % 301));
  Snapshot more = compute(data, options);
  for (MetricSnapshot& metric : more.metrics) {
    std::erase_if(metric.by, [](const DimensionSnapshot& by) { return by.dimension == "language"; });
  }
  CHECK(text_of(more) == text_of(few));
}
