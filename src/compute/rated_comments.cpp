#include "compute/rated_comments.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

namespace csreport {
namespace {

/// An answer with a comment, by its place among the observed ones.
struct Commented {
  std::size_t subject = 0;
  double badness = 0;    // see Answers::badness()
  std::uint32_t at = 0;  // seconds since 1970; 0 without a date
};

/// Of a scale of numbers, "1-5" or "0-10:9"; 0 of words.
double lowest_of(const RatingColumn& column) { return std::strtod(column.scale.c_str(), nullptr); }

bool is_of_survey(const Subjects& subjects, std::size_t i) {
  return !subjects.survey_rows.empty() && subjects.survey_rows[i] != kNoRow;
}

/// The answers of one metric in the current period.
class Answers {
 public:
  Answers(const DetailQuery& query, const MetricRow& row, const Subjects& subjects)
      : query_(query), subjects_(subjects), question_(*population_row(row.population).question) {}

  [[nodiscard]] std::string_view comment(std::size_t i) const {
    return is_of_survey(subjects_, i) ? query_.data.surveys.comments[subjects_.survey_rows[i]]
                                      : query_.data.tickets.comments[subjects_.ticket_rows[i]];
  }
  [[nodiscard]] const RatingColumn& ratings(std::size_t i) const {
    return is_of_survey(subjects_, i) ? rating_column(query_.data.surveys, question_)
                                      : rating_column(query_.data.tickets, question_);
  }
  [[nodiscard]] Rating rating(std::size_t i) const {
    return ratings(i)[is_of_survey(subjects_, i) ? subjects_.survey_rows[i] : subjects_.ticket_rows[i]];
  }
  [[nodiscard]] std::uint32_t time(std::size_t i) const {
    if (is_of_survey(subjects_, i)) {
      if (const auto at = query_.data.surveys.answered_at[subjects_.survey_rows[i]]) return *at;
    }
    if (subjects_.ticket_rows[i] == kNoRow) return 0;
    const auto at = ticket_answer_time(query_.data.tickets, query_.evidence.facts(), subjects_.ticket_rows[i]);
    return at == InstantColumn::kMissing ? 0 : at;
  }
  [[nodiscard]] std::string ticket(std::size_t i) const {
    const Dataset& data = query_.data;
    if (is_of_survey(subjects_, i)) {
      const Key named = data.surveys.ticket.empty() ? Key{} : data.surveys.ticket[subjects_.survey_rows[i]];
      if (!named.absent()) return key_text(named, data.keys);
    }
    const std::uint32_t row = subjects_.ticket_rows[i];
    return row == kNoRow || data.tickets.id.empty() ? std::string() : key_text(data.tickets.id[row], data.keys);
  }
  /// 0 for the best of its scale, 1 for the worst; of a scale of words 0, 0.5 and 1.
  [[nodiscard]] double badness(std::size_t i) const {
    const Rating given = rating(i);
    const RatingColumn& column = ratings(i);
    const double low = lowest_of(column);
    if (given.score && column.highest && *column.highest > low) {
      const double share = (*given.score - low) / (*column.highest - low);
      return column.low_is_good ? share : 1 - share;
    }
    switch (given.rating_class) {
      case RatingClass::bad: return 1;
      case RatingClass::neutral: return 0.5;
      case RatingClass::none:
      case RatingClass::good:
      case RatingClass::offered:
      case RatingClass::unoffered:
      case RatingClass::invalid: break;
    }
    return 0;
  }

 private:
  const DetailQuery& query_;
  const Subjects& subjects_;
  Question question_;
};

}  // namespace

std::vector<const MetricRow*> commented_metrics(const std::function<const MetricRow*(std::string_view id)>& computable,
                                                const Dataset& data) {
  constexpr std::array<std::string_view, 3> kRated = {"csat", "nps", "ces"};
  std::vector<const MetricRow*> rows;
  for (const std::string_view id : kRated) {
    const MetricRow* const row = computable(id);
    if (row == nullptr) continue;
    const Question question = *population_row(row->population).question;
    const bool beside_tickets = data.tickets.comments.present() && rating_column(data.tickets, question).present();
    const bool beside_answers = data.surveys.comments.present() && rating_column(data.surveys, question).present();
    if (beside_tickets || beside_answers) rows.push_back(row);
  }
  return rows;
}

namespace {
RatedComments rated_comments(const DetailQuery& query, const MetricRow& row, std::size_t most) {
  const Observations observations = query.observe(row);
  const Subjects subjects = query.current(observations).subjects.all();
  const Answers answers(query, row, subjects);
  std::vector<Commented> found;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    if (!answers.comment(i).empty()) found.push_back({i, answers.badness(i), answers.time(i)});
  }
  const auto listed = static_cast<std::ptrdiff_t>(std::min(most, found.size()));
  std::partial_sort(found.begin(), found.begin() + listed, found.end(), [](const Commented& a, const Commented& b) {
    return std::tuple(-a.badness, b.at, a.subject) < std::tuple(-b.badness, a.at, b.subject);
  });
  const Dimension* const agents = query.data.tickets.dimension("agent");
  std::vector<std::uint32_t> agent_codes;
  if (agents != nullptr) agent_codes = GroupCodes(row, query.data, *agents).of(subjects);
  RatedComments comments{.metric = row.id, .n = static_cast<std::int64_t>(found.size()), .comments = {}};
  for (auto one = found.begin(); one != found.begin() + listed; ++one) {
    const Rating rating = answers.rating(one->subject);
    comments.comments.push_back(
        {.ticket = answers.ticket(one->subject),
         .rating_class = rating.rating_class,
         .score = rating.score,
         .highest = answers.ratings(one->subject).highest,
         .text = std::string(answers.comment(one->subject)),
         .agent = agents == nullptr ? std::string() : std::string(agents->names.text(agent_codes[one->subject])),
         .at = to_instant(one->at)});
  }
  return comments;
}
}  // namespace

RatedComments rated_comments(const DetailQuery& query, const std::vector<const MetricRow*>& rows, std::size_t most) {
  RatedComments of_most;
  for (const MetricRow* row : rows) {
    RatedComments one = rated_comments(query, *row, most);
    if (one.n > of_most.n) of_most = std::move(one);
  }
  return of_most;
}

}  // namespace csreport
