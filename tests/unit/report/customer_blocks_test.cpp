// What customers wrote, and whose problem their contacts are: what stands in the cells.
#include "support/catch.hpp"
#include "support/figure_cells.hpp"
#include "support/sample_report.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

Report report_with(Details details, ReasonSettings reasons = {}, std::string layout = "team") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.layout = std::move(layout);
  inputs.details = std::move(details);
  inputs.reasons = std::move(reasons);
  return build_report(std::move(inputs));
}

RatedComment comment(std::string ticket, std::optional<double> score, RatingClass of, std::string text,
                     std::string agent = {}) {
  const auto highest = score ? std::optional(5.0) : std::nullopt;
  return {.ticket = std::move(ticket),
          .ratings = {{.metric = "csat", .rating_class = of, .score = score, .highest = highest}},
          .text = std::move(text),
          .agent = std::move(agent),
          .at = sample::week_start(0)};
}

/// Category 1 to 3 of the sample; it has nine.
Details counted_categories() {
  Details details;
  details.reasons = {{.category = "Category 1", .n = 300, .customers = 250, .hard = 3, .second = "App", .second_n = 90},
                     {.category = "Category 2", .n = 200, .customers = 20, .hard = 40, .second = {}, .second_n = 0},
                     {.category = "Category 3", .n = 100, .customers = 99, .hard = 7, .second = {}, .second_n = 0}};
  return details;
}

std::string heads_of(const Figure& figure) {
  std::string heads;
  for (const FigureRow& row : figure.rows) heads += (heads.empty() ? "" : ", ") + in_english(row.head);
  return heads;
}

}  // namespace

TEST_CASE("a comment stands whole beside its rating, with the ticket and the agent", "[comments]") {
  Details details;
  const std::string text = "I waited for two days and nobody could tell me when the parcel would come.";
  details.comments = {.metrics = {"csat"},
                      .n = 31,
                      .comments = {comment("4711", 1, RatingClass::bad, text, "Ann"),
                                   comment("4712", std::nullopt, RatingClass::bad, "No."),
                                   comment("", 2.5, RatingClass::neutral, "So so")}};
  const Report report = report_with(std::move(details));
  const Figure& figure = figure_of(report, "customer_comments");
  CHECK(column_ids(figure) == "ticket csat comment agent");
  CHECK(in_english(figure.subtitle) == "3 of 31 comments, worst and newest first");
  REQUIRE(figure.rows.size() == 3);
  CHECK(in_english(figure.rows[0].head) == "4711");
  CHECK(in_english(cell_of(figure, figure.rows[0], "csat")) == "1\u00A0of\u00A05");
  CHECK(in_english(cell_of(figure, figure.rows[0], "agent")) == "Ann");
  const auto& quoted = std::get<Name>(cell_of(figure, figure.rows[0], "comment"));
  CHECK(quoted.text == text);
  CHECK(quoted.whole);
  CHECK(in_english(cell_of(figure, figure.rows[1], "csat")) == "unsatisfied");
  CHECK(in_english(cell_of(figure, figure.rows[2], "csat")) == "2.5\u00A0of\u00A05");
  CHECK(in_english(figure.rows[2].head) == "Not named");
}

TEST_CASE("answers without tickets are told by their ratings", "[comments]") {
  Details details;
  details.comments = {.metrics = {"csat"}, .n = 1, .comments = {comment("", 3, RatingClass::bad, "Slow")}};
  const Report report = report_with(std::move(details));
  const Figure& figure = figure_of(report, "customer_comments");
  CHECK(column_ids(figure) == "csat comment");
  CHECK(in_english(figure.rows[0].head) == "3\u00A0of\u00A05");
}

TEST_CASE("a comment stands beside the answers to all questions, each in a column of its own", "[comments]") {
  Details details;
  RatedComment both = comment("7", 2, RatingClass::bad, "Late");
  both.ratings.push_back({.metric = "nps", .rating_class = RatingClass::bad, .score = 0, .highest = 10});
  RatedComment of_nps = comment("8", 3, RatingClass::neutral, "Fine");
  of_nps.ratings = {{.metric = "nps", .rating_class = RatingClass::neutral, .score = 8, .highest = 10}};
  details.comments = {.metrics = {"csat", "nps"}, .n = 2, .comments = {both, of_nps}};
  const Report report = report_with(std::move(details));
  const Figure& figure = figure_of(report, "customer_comments");
  CHECK(column_ids(figure) == "ticket csat nps comment");
  CHECK(in_english(cell_of(figure, figure.rows[0], "csat")) == "2\u00A0of\u00A05");
  CHECK(in_english(cell_of(figure, figure.rows[0], "nps")) == "0\u00A0of\u00A010");
  CHECK(in_english(cell_of(figure, figure.rows[1], "csat")).empty());
  CHECK(in_english(cell_of(figure, figure.rows[1], "nps")) == "8\u00A0of\u00A010");
  // A number for whoever reads the JSON.
  CHECK(std::get<Quantity>(cell_of(figure, figure.rows[0], "nps")).value == 0.0);
  CHECK(figure.of_customers);
}

TEST_CASE("without agents there is no column of them, and clients are not shown what their customers wrote",
          "[comments]") {
  Details details;
  details.comments = {.metrics = {"csat"}, .n = 1, .comments = {comment("1", 5, RatingClass::good, "Good")}};
  CHECK(column_ids(figure_of(report_with(details), "customer_comments")) == "ticket csat comment");
  CHECK(find_figure(report_with(details, {}, "customer"), "customer_comments") == nullptr);
  CHECK(find_figure(report_with(details, {}, "executive"), "customer_comments") == nullptr);
  CHECK(find_figure(report_with({}), "customer_comments") == nullptr);
}

TEST_CASE("a reason names its customers, its tickets of high priority, what most of it is about and the department",
          "[reasons]") {
  ReasonSettings settings;
  settings.second_level = "Place";
  settings.departments = {{"category 2", "Finance"}};
  const Report report = report_with(counted_categories(), settings);
  const Figure& figure = figure_of(report, "top_reasons");
  CHECK(column_ids(figure) == "category previous tickets share change csat customers hard second department");
  CHECK(in_english(figure.columns[8].title) == "Place");
  const auto& first = figure.rows[0];
  CHECK(in_english(first.head) == "Category 1");
  CHECK(in_english(cell_of(figure, first, "customers")) == "250");
  CHECK(in_english(cell_of(figure, first, "hard")) == "3");
  CHECK(in_english(cell_of(figure, first, "second")) == "App (90)");
  CHECK(in_english(cell_of(figure, first, "department")).empty());
  CHECK(in_english(cell_of(figure, figure.rows[1], "department")) == "Finance");
  CHECK(figure.notes.empty());
  // Customers of several categories cannot be added up.
  const auto& others = figure.rows[5];
  CHECK(others.kind == FigureRowKind::quiet);
  CHECK(std::holds_alternative<std::monostate>(cell_of(figure, others, "customers")));
}

TEST_CASE("the reasons say which priorities count as high, and when none does", "[reasons]") {
  Details details = counted_categories();
  details.hard_priorities = {"Urgent", "1 - High"};
  const Report report = report_with(details);
  REQUIRE(figure_of(report, "top_reasons").notes.size() == 1);
  CHECK(in_english(figure_of(report, "top_reasons").notes[0]) == "High priority: Urgent, 1 - High.");
  details.hard_priorities->assign(9, "P1");
  const Report many = report_with(details);
  CHECK(in_english(figure_of(many, "top_reasons").notes[0]) == "High priority: P1, P1, P1, P1, P1, P1, P1, P1, ….");
  details.hard_priorities->clear();
  for (CategoryCount& reason : details.reasons) reason.hard.reset();
  const Report none = report_with(details);
  CHECK(in_english(figure_of(none, "top_reasons").notes[0]) ==
        "No priority of these tickets counts as high: hard_priorities of csreport.toml names those that do.");
  CHECK(figure_of(report_with(details, {}, "executive"), "top_reasons").notes.empty());
}

TEST_CASE("a department stands whole", "[reasons]") {
  ReasonSettings settings;
  const std::string name = "Customer service for the southern regions, second floor";
  settings.departments = {{"category 2", name}};
  const Report report = report_with(counted_categories(), settings);
  const Figure& figure = figure_of(report, "top_reasons");
  CHECK(in_english(cell_of(figure, figure.rows[1], "department")) == name);
}

TEST_CASE("columns that would say nothing are not there, nor is anything of it on the page of one sheet", "[reasons]") {
  Details details;
  details.reasons = {{.category = "Category 1", .n = 300, .customers = 250, .hard = {}, .second = {}, .second_n = 0}};
  CHECK(column_ids(figure_of(report_with(details), "top_reasons")) ==
        "category previous tickets share change csat customers");
  CHECK(column_ids(figure_of(report_with(details, {}, "executive"), "top_reasons")) ==
        "category previous tickets share change csat");
}

TEST_CASE("by severity those with the most tickets of high priority come first, and the title claims no largest",
          "[reasons]") {
  ReasonSettings settings;
  settings.by_severity = true;
  const Report report = report_with(counted_categories(), settings);
  const Figure& figure = figure_of(report, "top_reasons");
  CHECK(heads_of(figure).starts_with("Category 2, Category 3, Category 1, "));
  CHECK(in_english(figure.title) == "Reasons for contact");
  CHECK(in_english(figure.subtitle) == "Tickets created by category, of 9 those with the most of high priority first");
  Details without = counted_categories();
  for (CategoryCount& category : without.reasons) category.hard.reset();
  const Report by_volume = report_with(std::move(without), settings);
  CHECK(heads_of(figure_of(by_volume, "top_reasons")).starts_with("Category 1, "));
}
