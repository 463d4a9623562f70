// What customers wrote beside their ratings, in their own words.

#include <algorithm>
#include <cmath>

#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

/// "2 of 5", or what the word of the scale means.
Cell rating_cell(const RatedComment& comment) {
  if (comment.score && comment.highest && std::floor(*comment.score) == *comment.score) {
    return Message{"number.part_of",
                   {{"part", Count{static_cast<std::int64_t>(*comment.score)}},
                    {"whole", Count{static_cast<std::int64_t>(*comment.highest)}}}};
  }
  switch (comment.rating_class) {
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
  figure.title = words("figure.comments.title");
  figure.subtitle =
      Message{"figure.comments.subtitle",
              {{"n", Count{rated.n}}, {"shown", Count{static_cast<std::int64_t>(rated.comments.size())}}}};
  if (by_tickets) figure.columns.push_back({"ticket", words("figure.oldest.ticket"), ColumnKind::words, {}});
  figure.columns.push_back({"rating", metric_words(*find_metric(rated.metric)), ColumnKind::words, {}});
  figure.columns.push_back({"comment", words("figure.comments.comment"), ColumnKind::words, {}});
  if (by_agents) figure.columns.push_back({"agent", dimension_words("agent"), ColumnKind::words, {}});
  for (const RatedComment& comment : rated.comments) {
    FigureRow row{.kind = FigureRowKind::normal, .head = rating_cell(comment), .remark = {}, .cells = {}};
    if (by_tickets) {
      row.head = comment.ticket.empty() ? Cell{Message{"label.none", {}}} : Cell{Name{comment.ticket}};
      row.cells.push_back(rating_cell(comment));
    }
    row.cells.emplace_back(Name{.text = comment.text, .dimension = {}, .whole = true});
    if (by_agents) row.cells.push_back(comment.agent.empty() ? Cell{} : Cell{Name{comment.agent, "agent"}});
    figure.rows.push_back(std::move(row));
  }
  return {{.id = "customer_comments", .content = std::move(figure)}};
}

}  // namespace csreport
