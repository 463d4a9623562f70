#include "compute/rated_comments.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <span>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace csreport {
namespace {

/// A comment that stands beside an answer of one question.
struct Commented {
  std::uint64_t source = 0;  // the row that it was written in, see Answers::source()
  std::size_t subject = 0;
  double badness = 0;    // see Answers::badness()
  std::uint32_t at = 0;  // seconds since 1970; 0 without a date
};

/// Worst first, then newest.
bool goes_before(const Commented& a, const Commented& b) {
  return std::tuple(-a.badness, b.at, a.source) < std::tuple(-b.badness, a.at, b.source);
}

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

  /// Of one row the answers to all questions stand beside one comment.
  [[nodiscard]] std::uint64_t source(std::size_t i) const {
    constexpr std::uint64_t kOfSurveys = std::uint64_t{1} << 32U;
    return is_of_survey(subjects_, i) ? kOfSurveys + subjects_.survey_rows[i] : subjects_.ticket_rows[i];
  }
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
  /// The ticket's key; absent where the answer belongs to none.
  [[nodiscard]] Key ticket_key(std::size_t i) const {
    const Dataset& data = query_.data;
    if (is_of_survey(subjects_, i) && !data.surveys.ticket.empty())
      return data.surveys.ticket[subjects_.survey_rows[i]];
    const std::uint32_t row = subjects_.ticket_rows[i];
    return row == kNoRow || data.tickets.id.empty() ? Key{} : data.tickets.id[row];
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

/// The rows in which a text of a ticket (by the bits of its key) stands.
using SourcesOfTexts = std::map<std::pair<std::uint64_t, std::string_view>, std::vector<std::uint64_t>>;

/// One question: its answers of the current period that have a comment, the first `most` in the order of quoting.
class AskedQuestion {
 public:
  AskedQuestion(const DetailQuery& query, const MetricRow& row, std::size_t most)
      : row_(row),
        observations_(query.observe(row)),
        subjects_(query.current(observations_).subjects.all()),
        answers_(query, row, subjects_) {
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
      if (!answers_.comment(i).empty())
        found_.push_back({answers_.source(i), i, answers_.badness(i), answers_.time(i)});
    }
    candidates_ = std::min(most, found_.size());
    std::partial_sort(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(candidates_), found_.end(),
                      goes_before);
    const Dimension* const agents = query.data.tickets.dimension("agent");
    if (agents != nullptr) {
      agent_names_ = &agents->names;
      agent_codes_ = GroupCodes(row, query.data, *agents).of(subjects_);
    }
  }

  /// One comment of one ticket may stand in several rows, an answer to another question in each. Those get the source
  /// of the first one; two answers to one question never share theirs. Call it for the questions in turn.
  void share_sources(SourcesOfTexts& known) {
    const auto places = [&](const Commented& one) -> std::vector<std::uint64_t>* {
      const Key ticket = answers_.ticket_key(one.subject);
      return ticket.absent() ? nullptr : &known[{ticket.bits, answers_.comment(one.subject)}];
    };
    std::unordered_set<std::uint64_t> own;
    for (const Commented& one : found_) own.insert(one.source);
    for (Commented& one : found_) {
      auto* const sources = places(one);
      if (sources == nullptr || std::find(sources->begin(), sources->end(), one.source) != sources->end()) continue;
      const auto free =
          std::find_if(sources->begin(), sources->end(), [&](std::uint64_t source) { return !own.contains(source); });
      if (free != sources->end()) {
        own.insert(*free);
        one.source = *free;
      } else {
        sources->push_back(one.source);
      }
    }
  }

  [[nodiscard]] std::string_view metric() const { return row_.id; }
  [[nodiscard]] const std::vector<Commented>& found() const { return found_; }
  [[nodiscard]] std::span<const Commented> candidates() const { return std::span(found_).first(candidates_); }
  [[nodiscard]] GivenRating rating(const Commented& one) const {
    const Rating rating = answers_.rating(one.subject);
    return {.metric = row_.id,
            .rating_class = rating.rating_class,
            .score = rating.score,
            .highest = answers_.ratings(one.subject).highest};
  }
  /// Without its ratings.
  [[nodiscard]] RatedComment comment(const Commented& one) const {
    return {
        .ticket = answers_.ticket(one.subject),
        .ratings = {},
        .text = std::string(answers_.comment(one.subject)),
        .agent = agent_names_ == nullptr ? std::string() : std::string(agent_names_->text(agent_codes_[one.subject])),
        .at = to_instant(one.at)};
  }

 private:
  const MetricRow& row_;
  Observations observations_;
  Subjects subjects_;
  Answers answers_;
  std::vector<Commented> found_;
  std::size_t candidates_ = 0;
  const Dictionary* agent_names_ = nullptr;
  std::vector<std::uint32_t> agent_codes_;
};

using AskedQuestions = std::vector<std::unique_ptr<AskedQuestion>>;

std::size_t count_sources(const AskedQuestions& questions) {
  if (questions.size() == 1) return questions.front()->found().size();
  std::vector<std::uint64_t> sources;
  for (const auto& question : questions) {
    for (const Commented& one : question->found()) sources.push_back(one.source);
  }
  std::sort(sources.begin(), sources.end());
  return static_cast<std::size_t>(std::unique(sources.begin(), sources.end()) - sources.begin());
}

/// The questions in turn, each with its next one that was not chosen yet; in the order of quoting.
std::vector<Commented> choose(const AskedQuestions& questions, std::size_t most) {
  std::vector<Commented> chosen;
  std::vector<std::size_t> next(questions.size(), 0);
  for (bool any = true; any && chosen.size() < most;) {
    any = false;
    for (std::size_t i = 0; i < questions.size() && chosen.size() < most; ++i) {
      const auto worst = questions[i]->candidates();
      const auto is_chosen = [&](const Commented& one) {
        return std::any_of(chosen.begin(), chosen.end(), [&](const Commented& c) { return c.source == one.source; });
      };
      while (next[i] < worst.size() && is_chosen(worst[next[i]])) ++next[i];
      if (next[i] == worst.size()) continue;
      chosen.push_back(worst[next[i]]);
      any = true;
    }
  }
  return chosen;
}

/// The answers of all questions beside it.
RatedComment quoted(const AskedQuestions& questions, std::uint64_t source, double& worst) {
  RatedComment comment;
  for (const auto& question : questions) {
    const auto one = std::find_if(question->found().begin(), question->found().end(),
                                  [&](const Commented& found) { return found.source == source; });
    if (one == question->found().end()) continue;
    auto ratings = std::move(comment.ratings);
    if (ratings.empty()) comment = question->comment(*one);
    ratings.push_back(question->rating(*one));
    comment.ratings = std::move(ratings);
    worst = std::max(worst, one->badness);
  }
  return comment;
}

}  // namespace

RatedComments rated_comments(const DetailQuery& query, const std::vector<const MetricRow*>& rows, std::size_t most) {
  AskedQuestions questions;
  RatedComments comments;
  for (const MetricRow* row : rows) {
    auto question = std::make_unique<AskedQuestion>(query, *row, most);
    if (question->found().empty()) continue;
    comments.metrics.push_back(row->id);
    questions.push_back(std::move(question));
  }
  if (questions.size() > 1) {
    SourcesOfTexts known;
    for (const auto& question : questions) question->share_sources(known);
  }
  comments.n = static_cast<std::int64_t>(count_sources(questions));
  std::vector<std::pair<Commented, RatedComment>> listed;
  for (Commented one : choose(questions, most)) {
    RatedComment comment = quoted(questions, one.source, one.badness);
    listed.emplace_back(one, std::move(comment));
  }
  std::sort(listed.begin(), listed.end(), [](const auto& a, const auto& b) { return goes_before(a.first, b.first); });
  for (auto& [place, comment] : listed) comments.comments.push_back(std::move(comment));
  return comments;
}

}  // namespace csreport
