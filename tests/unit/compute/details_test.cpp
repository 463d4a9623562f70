// What layouts list beyond metrics, against plain loops over the same tickets and against the metrics themselves.
#include "csreport/compute/details.hpp"

#include <algorithm>
#include <random>
#include <string>

#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::uint32_t kDay = 86400;
constexpr std::uint32_t kWeek = 7 * kDay;

/// Tickets of three weeks; some still open, some of no channel, some left out.
Dataset random_dataset(std::mt19937_64& random, std::size_t rows) {
  Dataset data;
  data.has_tickets = true;
  TicketTable& tickets = data.tickets;
  tickets.rows = rows;
  Dimension& channel = tickets.dimensions.emplace_back();
  channel.id = "channel";
  for (const char* name : {"chat", "email"}) channel.names.intern(name);
  tickets.csat.scale = "1-5";
  tickets.csat.meanings.push_back({});
  for (int score = 1; score <= 5; ++score) {
    const auto of = score >= 4 ? RatingClass::good : score == 3 ? RatingClass::neutral : RatingClass::bad;
    tickets.csat.meanings.push_back({of, static_cast<double>(score)});
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const auto created = static_cast<std::uint32_t>(100 * kWeek + random() % (3 * kWeek));
    tickets.state.push_back(random() % 9 == 0 ? RowState::spam : RowState::used);
    tickets.id.push_back(make_key(std::to_string(1000 + row), data.keys));
    tickets.created_at.push_back(created);
    const auto solved = created + static_cast<std::uint32_t>(random() % (2 * kWeek));
    random() % 3 == 0 ? tickets.solved_at.push_missing() : tickets.solved_at.push_back(solved);
    tickets.rated_at.push_back(solved);
    tickets.csat.codes.push_back(static_cast<std::uint32_t>(random() % 6));
    channel.codes.push_back(static_cast<std::uint32_t>(random() % 3));
  }
  data.first_event = to_instant(100 * kWeek);
  data.horizon = to_instant(105 * kWeek);
  return data;
}

Period week_of(std::uint32_t number) {
  return {to_instant(number * kWeek), to_instant((number + 1) * kWeek), Grain::week, std::to_string(number), false};
}

std::vector<Period> days_of(std::uint32_t week) {
  std::vector<Period> days;
  for (std::uint32_t day = 0; day < 7; ++day) {
    const std::uint32_t start = week * kWeek + day * kDay;
    days.push_back({to_instant(start), to_instant(start + kDay), Grain::day, std::to_string(day), false});
  }
  return days;
}

struct Run {
  Dataset data;
  ComputeOptions options;
  Details details;
};

Run run_of(unsigned seed, std::size_t rows) {
  std::mt19937_64 random(seed);
  Run run{random_dataset(random, rows), {}, {}};
  run.options.current = week_of(102);
  run.options.previous = week_of(101);
  run.details = compute_details(run.data, run.options,
                                {.open_tickets = true, .oldest = 4, .answers = true, .parts = days_of(102)});
  return run;
}

bool is_open(const TicketTable& tickets, std::size_t row, std::uint32_t at) {
  const auto solved = tickets.solved_at[row];
  return tickets.state[row] == RowState::used && *tickets.created_at[row] < at && (!solved || *solved >= at);
}

double value_of(const Snapshot& snapshot, std::string_view id) {
  const auto found = std::find_if(snapshot.metrics.begin(), snapshot.metrics.end(),
                                  [&](const MetricSnapshot& metric) { return metric.row->id == id; });
  return found->current.value.value_or(-1);
}

}  // namespace

TEST_CASE("open tickets are those of the backlog, by age, the oldest by their ids", "[details]") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const Run run = run_of(seed, 400);
    INFO("seed " << seed);
    const std::uint32_t end = 103 * kWeek;
    std::vector<std::pair<std::uint32_t, std::string>> open;
    std::array<std::int64_t, 5> by_age{};
    for (std::size_t row = 0; row < run.data.tickets.rows; ++row) {
      if (!is_open(run.data.tickets, row, end)) continue;
      const std::uint32_t age = end - *run.data.tickets.created_at[row];
      open.emplace_back(age, std::to_string(1000 + row));
      ++by_age[age < kDay ? 0 : age < 3 * kDay ? 1 : age < 7 * kDay ? 2 : age < 30 * kDay ? 3 : 4];
    }
    std::stable_sort(open.begin(), open.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    REQUIRE(run.details.open);
    CHECK(run.details.open->n == static_cast<std::int64_t>(open.size()));
    CHECK(run.details.open->by_age == by_age);
    REQUIRE(run.details.open->oldest.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
      CHECK(run.details.open->oldest[i].id == open[i].second);
      CHECK(run.details.open->oldest[i].time == Seconds{open[i].first});
    }
    CHECK(value_of(compute(run.data, run.options), "backlog") == static_cast<double>(run.details.open->n));
  }
}

TEST_CASE("where the data ends inside the period, ages are told as of its last event", "[details]") {
  Run run = run_of(1, 400);
  run.data.horizon = to_instant(102 * kWeek + 3 * kDay);
  run.details = compute_details(run.data, run.options, {.open_tickets = true, .oldest = 1});
  REQUIRE(run.details.open);
  std::uint32_t oldest = 103 * kWeek;  // the earliest creation among those open at the end
  for (std::size_t row = 0; row < run.data.tickets.rows; ++row) {
    if (is_open(run.data.tickets, row, 103 * kWeek)) oldest = std::min(oldest, *run.data.tickets.created_at[row]);
  }
  CHECK(run.details.open->oldest.front().time == Seconds{102 * kWeek + 3 * kDay - oldest});
}

TEST_CASE("answers are counted by score and channel, all of them first", "[details]") {
  const Run run = run_of(4, 500);
  std::vector<std::int64_t> all(5);
  std::array<std::int64_t, 3> by_channel{};
  const TicketTable& tickets = run.data.tickets;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const auto at = *tickets.rated_at[row];
    const auto score = tickets.csat.codes[row];
    if (tickets.state[row] != RowState::used || score == 0 || at < 102 * kWeek || at >= 103 * kWeek) continue;
    ++all[score - 1];
    ++by_channel[tickets.dimensions.front().codes[row]];
  }
  const auto& answers = run.details.answers;
  REQUIRE(answers.size() == 4);
  CHECK(answers[0].group.empty());
  CHECK(answers[0].counts == all);
  CHECK(answers[0].good == all[3] + all[4]);
  CHECK(answers[0].bad == all[0] + all[1]);
  CHECK(answers[1].n >= answers[2].n);
  CHECK(answers[3].group == kNoneGroup);
  CHECK(answers[3].n == by_channel[0]);
  CHECK(answers[1].n + answers[2].n + answers[3].n == answers[0].n);
  const Snapshot snapshot = compute(run.data, run.options);
  CHECK(value_of(snapshot, "csat") == Approx(static_cast<double>(answers[0].good) / static_cast<double>(answers[0].n)));
}

TEST_CASE("the flow of the days adds up to that of the week", "[details]") {
  const Run run = run_of(5, 600);
  const auto& flow = run.details.flow;
  REQUIRE(flow.size() == 7);
  std::int64_t created = 0;
  std::int64_t solved = 0;
  std::int64_t before = 0;
  for (std::size_t row = 0; row < run.data.tickets.rows; ++row) before += is_open(run.data.tickets, row, 102 * kWeek);
  CHECK(run.details.open_before == before);
  CHECK(flow[0].open == before + flow[0].created - flow[0].solved);
  for (std::size_t day = 0; day < flow.size(); ++day) {
    INFO("day " << day);
    created += flow[day].created;
    solved += flow[day].solved;
    const auto end = static_cast<std::uint32_t>(102 * kWeek + (day + 1) * kDay);
    std::int64_t open = 0;
    for (std::size_t row = 0; row < run.data.tickets.rows; ++row) open += is_open(run.data.tickets, row, end) ? 1 : 0;
    CHECK(flow[day].open == open);
    if (day > 0) CHECK(flow[day].open == flow[day - 1].open + flow[day].created - flow[day].solved);
  }
  const Snapshot snapshot = compute(run.data, run.options);
  CHECK(value_of(snapshot, "tickets_created") == static_cast<double>(created));
  CHECK(value_of(snapshot, "tickets_solved") == static_cast<double>(solved));
}

TEST_CASE("what was not asked for, or is not in the data, is not there", "[details]") {
  Run run = run_of(6, 50);
  const Details nothing = compute_details(run.data, run.options, {});
  CHECK(!nothing.open);
  CHECK(nothing.answers.empty());
  CHECK(nothing.flow.empty());
  run.data.tickets.id.clear();
  const Details without_ids = compute_details(run.data, run.options, {.open_tickets = true, .oldest = 4});
  CHECK(without_ids.open->n == run.details.open->n);
  CHECK(without_ids.open->oldest.empty());
  Dataset empty;
  CHECK(!compute_details(empty, run.options, {.open_tickets = true, .answers = true, .parts = days_of(102)}).open);
}

TEST_CASE("lists name the tickets behind a metric, those that wait longest first", "[details]") {
  Run run = run_of(7, 400);
  Dataset& data = run.data;
  TicketTable& tickets = data.tickets;
  std::mt19937_64 random(8);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const std::uint32_t created = *tickets.created_at[row];
    random() % 2 == 0 ? tickets.first_response_at.push_missing()
                      : tickets.first_response_at.push_back(created + static_cast<std::uint32_t>(random() % kDay));
  }
  constexpr std::uint32_t kEnd = 103 * kWeek;
  std::vector<std::pair<std::uint32_t, std::string>> waiting;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const auto replied = tickets.first_response_at[row];
    if (!is_open(tickets, row, kEnd) || (replied && *replied < kEnd)) continue;
    waiting.emplace_back(kEnd - *tickets.created_at[row], std::to_string(1000 + row));
  }
  std::stable_sort(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  const Details details = compute_details(data, run.options, {.listed = 6});
  REQUIRE(details.lists.size() == 2);  // no promises and no log
  CHECK(details.lists[0].metric == "awaiting_first_reply");
  CHECK(details.lists[0].n == static_cast<std::int64_t>(waiting.size()));
  REQUIRE(details.lists[0].tickets.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(details.lists[0].tickets[i].id == waiting[i].second);
    CHECK(details.lists[0].tickets[i].time == Seconds{waiting[i].first});
  }
  CHECK(details.lists[1].metric == "slowest_first_reply");
  const Snapshot snapshot = compute(data, run.options);
  CHECK(static_cast<double>(details.lists[1].tickets.front().time.count()) ==
        value_of(snapshot, "slowest_first_reply"));
  CHECK(details.lists[0].n == static_cast<std::int64_t>(value_of(snapshot, "awaiting_first_reply")));
}

TEST_CASE("comments are those of the period, the worst first, then the newest, with the agent who is credited",
          "[details]") {
  Run run = run_of(9, 300);
  TicketTable& tickets = run.data.tickets;
  Dimension& agent = tickets.dimensions.emplace_back();
  agent.id = "agent";
  for (const char* name : {"Ann", "Bob"}) agent.names.intern(name);
  tickets.csat.highest = 5;
  struct Expected {
    double score;
    std::uint32_t at;
    std::string id;
    std::string agent;
  };
  std::vector<Expected> expected;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const std::string text = row % 3 == 0 ? "" : "comment " + std::to_string(row);
    tickets.comments.append(text, std::vector<std::uint32_t>{static_cast<std::uint32_t>(text.size())});
    agent.codes.push_back(static_cast<std::uint32_t>(row % 3));
    const auto score = tickets.csat.codes[row];
    const std::uint32_t at = *tickets.rated_at[row];
    const bool counts = tickets.state[row] == RowState::used && score != 0 && !text.empty();
    if (!counts || at < 102 * kWeek || at >= 103 * kWeek) continue;
    expected.push_back({static_cast<double>(score), at, std::to_string(1000 + row), row % 3 == 1 ? "Ann" : "Bob"});
  }
  std::stable_sort(expected.begin(), expected.end(), [](const Expected& a, const Expected& b) {
    return a.score != b.score ? a.score < b.score : a.at > b.at;
  });
  const Details details = compute_details(run.data, run.options, {.comments = 10});
  CHECK(details.comments.metrics == std::vector<std::string_view>{"csat"});
  CHECK(details.comments.n == static_cast<std::int64_t>(expected.size()));
  REQUIRE(expected.size() > 10);
  REQUIRE(details.comments.comments.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) {
    CAPTURE(i);
    const RatedComment& comment = details.comments.comments[i];
    REQUIRE(comment.ratings.size() == 1);
    CHECK(comment.ratings[0].score == expected[i].score);
    CHECK(comment.ratings[0].highest == 5.0);
    CHECK(comment.at == to_instant(expected[i].at));
    CHECK(comment.ticket == expected[i].id);
    CHECK(comment.agent == expected[i].agent);
    CHECK(comment.text == "comment " + std::to_string(std::stoul(expected[i].id) - 1000));
  }
  CHECK(compute_details(run.data, run.options, {}).comments.comments.empty());
}

TEST_CASE("a category's customers are counted once each, with its hard tickets and what most of them are about",
          "[details]") {
  Dataset data;
  data.has_tickets = true;
  TicketTable& tickets = data.tickets;
  Dimension category{.id = "category", .names = {}, .codes = {}};
  Dimension priority{.id = "priority", .names = {}, .codes = {}};
  Dimension place{.id = "Place", .names = {}, .codes = {}};
  const auto add = [&](const char* of, const char* customer, const char* how, const char* where, RowState state) {
    tickets.state.push_back(state);
    tickets.created_at.push_back(102 * kWeek + kDay);
    category.codes.push_back(category.names.intern(of));
    tickets.requester.push_back(tickets.requesters.intern(customer));
    priority.codes.push_back(priority.names.intern(how));
    place.codes.push_back(place.names.intern(where));
    ++tickets.rows;
  };
  add("Login", "ann", "Urgent", "Web", RowState::used);
  add("Login", "ann", "low", "App", RowState::used);
  add("Login", "bob", "high", "App", RowState::used);
  add("Login", "", "low", "", RowState::used);
  add("Login", "eve", "high", "App", RowState::spam);
  add("Billing", "ann", "low", "", RowState::used);
  add("", "ann", "1 - High", "Web", RowState::used);
  add("Other", "", "", "", RowState::used);
  add("Wording", "", "Non-urgent", "", RowState::used);
  add("Wording", "", "P1 - Urgent", "", RowState::used);
  add("Wording", "", "medium high", "", RowState::used);
  tickets.dimensions = {category, priority, place};
  data.first_event = to_instant(100 * kWeek);
  data.horizon = to_instant(105 * kWeek);
  ComputeOptions options;
  options.current = week_of(102);
  options.work.hard_priorities = {"high", "urgent"};
  const Details details = compute_details(data, options, {.reasons = true, .second_level = "Place"});
  const auto& reasons = details.reasons;
  CHECK(details.hard_priorities == std::vector<std::string>{"Urgent", "high", "1 - High", "P1 - Urgent"});
  REQUIRE(reasons.size() == 5);
  const auto& none = reasons[0];
  CHECK(none.category == kNoneGroup);
  CHECK(none.n == 1);
  CHECK(none.hard == 1);
  const auto& login = reasons[1];
  CHECK(login.category == "Login");
  CHECK(login.n == 4);
  CHECK(login.customers == 2);
  CHECK(login.hard == 2);
  CHECK(login.second == "App");
  CHECK(login.second_n == 2);
  const auto& billing = reasons[2];
  CHECK(billing.customers == 1);
  CHECK(billing.hard == 0);
  CHECK(billing.second.empty());
  const auto& other = reasons[3];  // of nobody known, of no priority: that is not 0
  CHECK_FALSE(other.customers);
  CHECK_FALSE(other.hard);
  CHECK(reasons[4].hard == 1);  // of "P1 - Urgent" alone
  tickets.dimensions = {place};
  CHECK(compute_details(data, options, {.parts = days_of(102), .reasons = true}).reasons.empty());
  tickets.requester = {};
  tickets.dimensions = {category, place};
  CHECK_FALSE(compute_details(data, options, {.reasons = true}).hard_priorities);
  const auto bare = compute_details(data, options, {.reasons = true}).reasons;
  CHECK_FALSE(bare[1].customers);
  CHECK_FALSE(bare[1].hard);
  CHECK(bare[1].second.empty());
}

TEST_CASE("peers are named with all their agents", "[details]") {
  Run run = run_of(10, 20);
  TicketTable& tickets = run.data.tickets;
  Dimension agent{.id = "agent", .names = {}, .codes = {}};
  Dimension peers{.id = std::string(kPeers), .names = {}, .codes = {}};
  for (const char* name : {"Ann", "Bob", "Eve"}) agent.names.intern(name);
  for (const char* name : {"chat", "email", "phone"}) peers.names.intern(name);
  tickets.dimensions.push_back(agent);
  tickets.dimensions.push_back(peers);
  tickets.peers_of_agents = {0, 2, 1, 2};
  tickets.peer_work = {{}, {.channel = "chat", .shift = ""}, {.channel = "email", .shift = ""}, {}};
  const Details details = compute_details(run.data, run.options, {.peers = true});
  REQUIRE(details.peers.size() == 2);
  CHECK(details.peers[0].name == "chat");
  CHECK(details.peers[0].agents == std::vector<std::string>{"Bob"});
  CHECK(details.peers[1].name == "email");
  CHECK(details.peers[1].work.channel == "email");
  CHECK(details.peers[1].agents == std::vector<std::string>{"Ann", "Eve"});
}

namespace {

/// Answers of one kind, one a row of a survey file: scores with their comments.
void add_answers(Dataset& data, RatingColumn& column,
                 std::initializer_list<std::pair<std::uint32_t, const char*>> given) {
  for (const auto& [code, text] : given) {
    SurveyTable& surveys = data.surveys;
    column.codes.resize(surveys.rows);
    column.codes.push_back(code);
    surveys.state.push_back(RowState::used);
    surveys.ticket.emplace_back();
    surveys.answered_at.push_back(102 * kWeek + static_cast<std::uint32_t>(surveys.rows));
    const std::string_view words = text;
    surveys.comments.append(words, std::vector<std::uint32_t>{static_cast<std::uint32_t>(words.size())});
    ++surveys.rows;
  }
}

Dataset surveyed() {
  Dataset data;
  data.has_surveys = true;
  for (RatingColumn* column : {&data.surveys.csat, &data.surveys.nps}) column->meanings.push_back({});
  data.surveys.csat.scale = "good/bad";
  data.surveys.csat.meanings.push_back({RatingClass::bad, std::nullopt});
  data.surveys.csat.meanings.push_back({RatingClass::good, std::nullopt});
  data.surveys.nps.scale = "0-10";
  data.surveys.nps.highest = 10;
  for (int score = 0; score <= 10; ++score) {
    const auto of = score >= 9 ? RatingClass::good : score >= 7 ? RatingClass::neutral : RatingClass::bad;
    data.surveys.nps.meanings.push_back({of, static_cast<double>(score)});
  }
  data.first_event = to_instant(100 * kWeek);
  data.horizon = to_instant(105 * kWeek);
  return data;
}

std::string texts_of(const RatedComments& rated) {
  std::string texts;
  for (const RatedComment& comment : rated.comments) texts += (texts.empty() ? "" : ", ") + comment.text;
  return texts;
}

}  // namespace

TEST_CASE("comments of a survey file are those of each question, its worst first", "[details]") {
  Dataset data = surveyed();
  add_answers(data, data.surveys.csat, {{2, "good"}, {1, "bad"}});
  add_answers(data, data.surveys.nps, {{11, "ten"}, {4, "three"}, {1, "zero"}, {5, ""}});
  data.surveys.csat.codes.resize(data.surveys.rows);
  ComputeOptions options;
  options.current = week_of(102);
  const auto listed = [&](std::size_t most) { return compute_details(data, options, {.comments = most}).comments; };
  CHECK(listed(10).metrics == std::vector<std::string_view>{"csat", "nps"});
  CHECK(listed(10).n == 5);
  CHECK(texts_of(listed(10)) == "zero, bad, three, ten, good");
  CHECK(texts_of(listed(2)) == "zero, bad");        // one of each
  CHECK(texts_of(listed(3)) == "zero, bad, good");  // in turn, although "three" is worse
  const RatedComments all = listed(10);
  REQUIRE(all.comments[0].ratings.size() == 1);
  CHECK(all.comments[0].ratings[0].metric == "nps");
  CHECK(all.comments[0].ratings[0].score == 0.0);
  CHECK(all.comments[1].ratings[0].metric == "csat");
  data.surveys.nps.codes = {};
  CHECK(texts_of(listed(10)) == "bad, good");
  options.current = week_of(103);
  CHECK(listed(10).comments.empty());
}

TEST_CASE("a comment beside answers to two questions is one comment with both", "[details]") {
  Dataset data = surveyed();
  add_answers(data, data.surveys.nps, {{11, "all well"}, {3, "too slow"}});
  data.surveys.csat.codes.push_back(2);
  data.surveys.csat.codes.push_back(1);
  ComputeOptions options;
  options.current = week_of(102);
  const RatedComments rated = compute_details(data, options, {.comments = 10}).comments;
  CHECK(rated.n == 2);
  CHECK(texts_of(rated) == "too slow, all well");
  REQUIRE(rated.comments[0].ratings.size() == 2);
  CHECK(rated.comments[0].ratings[0].rating_class == RatingClass::bad);
  CHECK(rated.comments[0].ratings[1].score == 2.0);
}

TEST_CASE("a comment of a ticket in a row for each question is one comment with both answers", "[details]") {
  Dataset data = surveyed();
  add_answers(data, data.surveys.nps, {{3, "too slow"}, {3, "too slow"}, {4, "too slow"}});
  add_answers(data, data.surveys.csat, {{1, "too slow"}, {1, "too slow"}, {1, "too slow"}, {1, "other words"}});
  data.surveys.nps.codes.resize(data.surveys.rows);
  for (std::size_t row = 0; row < data.surveys.rows; ++row) {
    // NPS of ticket 7, of ticket 8 and of none; CSAT of ticket 7 twice, of none, of ticket 8 in other words.
    constexpr std::uint64_t kTickets[] = {7, 8, 0, 7, 7, 0, 8};
    if (kTickets[row] != 0) data.surveys.ticket[row] = key_of_number(kTickets[row]);
  }
  ComputeOptions options;
  options.current = week_of(102);
  const RatedComments rated = compute_details(data, options, {.comments = 10}).comments;
  CHECK(rated.n == 5);  // of six answers: of two to one question of a ticket the newer counts
  REQUIRE(rated.comments.size() == 5);
  std::size_t both = 0;
  for (const RatedComment& comment : rated.comments) {
    if (comment.ratings.size() == 1) continue;
    ++both;
    CHECK(comment.ticket == "7");
    CHECK(comment.ratings[0].rating_class == RatingClass::bad);
    CHECK(comment.ratings[1].score == 2.0);
  }
  CHECK(both == 1);
}
