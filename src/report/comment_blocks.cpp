// What customers wrote beside their ratings, in their own words.

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

/// A score of its scale, or what the word of the scale means.
Cell rating_cell(const GivenRating& rating) {
  if (rating.score && rating.highest) {
    return Quantity{.kind = QuantityKind::rating, .value = rating.score, .highest = *rating.highest};
  }
  switch (rating.rating_class) {
    case RatingClass::bad: return Message{"figure.answers.class_1", {}};
    case RatingClass::neutral: return Message{"figure.answers.class_2", {}};
    case RatingClass::good: return Message{"figure.answers.class_3", {}};
    case RatingClass::none:
    case RatingClass::offered:
    case RatingClass::unoffered:
    case RatingClass::invalid: break;
  }
  return {};
}

/// Nothing where the customer did not answer this question.
Cell rating_cell(const RatedComment& comment, std::string_view metric) {
  const auto given = std::find_if(comment.ratings.begin(), comment.ratings.end(),
                                  [&](const GivenRating& rating) { return rating.metric == metric; });
  return given == comment.ratings.end() ? Cell{} : rating_cell(*given);
}

}  // namespace

std::vector<Block> customer_comments(const Report& report) {
  const RatedComments& rated = report.details.comments;
  if (rated.comments.empty()) return {};
  const auto any = [&](std::string RatedComment::*text) {
    return std::any_of(rated.comments.begin(), rated.comments.end(),
                       [&](const RatedComment& one) { return !(one.*text).empty(); });
  };
  const bool by_tickets = any(&RatedComment::ticket);
  const bool by_agents = any(&RatedComment::agent);
  Figure figure;
  figure.of_customers = true;
  figure.title = words("figure.comments.title");
  figure.subtitle =
      Message{"figure.comments.subtitle",
              {{"n", Count{rated.n}}, {"shown", Count{static_cast<std::int64_t>(rated.comments.size())}}}};
  if (by_tickets) figure.columns.push_back({"ticket", words("figure.oldest.ticket"), ColumnKind::words, {}});
  for (const std::string_view metric : rated.metrics) {
    figure.columns.push_back({std::string(metric), metric_words(*find_metric(metric)), ColumnKind::numbers, {}});
  }
  figure.columns.push_back({"comment", words("figure.comments.comment"), ColumnKind::words, {}});
  if (by_agents) figure.columns.push_back({"agent", dimension_words("agent"), ColumnKind::words, {}});
  for (const RatedComment& comment : rated.comments) {
    std::vector<Cell> cells;
    if (by_tickets)
      cells.push_back(comment.ticket.empty() ? Cell{Message{"label.none", {}}} : Cell{Name{comment.ticket}});
    for (const std::string_view metric : rated.metrics) cells.push_back(rating_cell(comment, metric));
    cells.emplace_back(Name{.text = comment.text, .dimension = {}, .whole = true});
    if (by_agents) cells.push_back(comment.agent.empty() ? Cell{} : Cell{Name{comment.agent, "agent"}});
    FigureRow row{.kind = FigureRowKind::normal, .head = std::move(cells.front()), .remark = {}, .cells = {}};
    row.cells.assign(std::make_move_iterator(cells.begin() + 1), std::make_move_iterator(cells.end()));
    figure.rows.push_back(std::move(row));
  }
  return {{.id = "customer_comments", .content = std::move(figure)}};
}

}  // namespace csreport
