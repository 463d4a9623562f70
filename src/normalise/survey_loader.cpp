// Survey answers: every record is a row.

#include <algorithm>

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

enum class SurveyKind : std::uint8_t { unknown, csat, nps, ces };
constexpr WordName<SurveyKind> kKindNames[] = {
    {"csat", SurveyKind::csat}, {"nps", SurveyKind::nps}, {"ces", SurveyKind::ces}};

class SurveyLoader final : public Loader {
 public:
  SurveyLoader(LoadState& state, LoadPlan plan)
      : Loader(state, std::move(plan)), surveys_(state.data.surveys), begin_(surveys_.rows) {
    state_.data.has_surveys = true;
    const auto& where = plan_.binding.where;
    lacks_filtered_column_ =
        std::any_of(where.begin(), where.end(), [](const auto& column) { return !column.has_value(); });
    // Dimensions first: creating one moves the others.
    for (const BoundColumn& bound : plan_.binding.columns) {
      if (!is_dimension(bound.field)) continue;
      dimension_of(state_.data.tickets, std::string(field_row(bound.field).id));
      if (bound.field != Field::category && bound.field != Field::priority) add_own_dimension(bound);
    }
    for (const BoundColumn& bound : plan_.binding.columns) add_column(bound);
    if (const BoundColumn* const score = plan_.binding.find(Field::score)) add_score(*score);  // behind its kind
  }

  RowRange finish() override {
    const std::size_t rows = surveys_.rows;
    for (CodeColumn* column :
         {&surveys_.csat.codes, &surveys_.nps.codes, &surveys_.ces.codes, &state_.score_codes, &surveys_.respondent}) {
      if (column->present()) column->resize(rows);
    }
    pad(rows, surveys_.comment_words, surveys_.contacts_needed, surveys_.resolved, surveys_.survey_sent,
        surveys_.sentiment);
    pad(rows, state_.response_ids);
    for (auto& own : surveys_.dimensions) own.codes.resize(rows);
    if (surveys_.answered_at.present()) surveys_.answered_at.resize(rows);
    return {begin_, rows, rejected_};
  }

 private:
  void begin_rows(const RowParts& parts) override {
    const std::size_t rows = surveys_.rows + parts.rows;
    begin_states(surveys_.state, surveys_.rows, parts);
    surveys_.ticket.resize(rows);
    state_.survey_asks_ticket.resize(rows, lacks_filtered_column_ ? 1 : 0);
    for (std::size_t i = 0; i < parts.unsaid.size(); ++i) {
      if (parts.unsaid[i] == 0) continue;
      surveys_.state[surveys_.rows + i] = RowState::used;
      state_.survey_asks_ticket[surveys_.rows + i] = 1;
    }
    kinds_.assign(parts.rows, SurveyKind::unknown);
  }
  void end_rows(const RowParts& parts) override { surveys_.rows += parts.rows; }

  void add_own_dimension(const BoundColumn& bound) {
    const std::string id(field_row(bound.field).id);
    auto& own = surveys_.dimensions;
    if (std::none_of(own.begin(), own.end(), [&](const auto& d) { return d.id == id; })) own.push_back({id, {}});
  }
  CodeColumn& own_dimension(const std::string& id) {
    auto& own = surveys_.dimensions;
    return std::find_if(own.begin(), own.end(), [&](const auto& d) { return d.id == id; })->codes;
  }

  void add_column(const BoundColumn& bound) {
    // The fields of other kinds end in `default`; a new field of surveys must not.
    if (!belongs_to(field_row(bound.field), RecordKind::surveys)) return;
    switch (bound.field) {
      case Field::ticket_id:
        on_append(plan_column(DecoderKind::key, bound, &state_.data.keys), [this](ColumnPart& part) {
          std::copy(part.keys.begin(), part.keys.end(),
                    surveys_.ticket.begin() + static_cast<std::ptrdiff_t>(surveys_.rows));
        });
        return;
      case Field::answered_at:
        surveys_.answered_at.resize(surveys_.rows);
        on_append(plan_column(DecoderKind::time, bound), [this](ColumnPart& part) {
          surveys_.answered_at.resize(surveys_.rows);
          surveys_.answered_at.append(part.cells);
        });
        return;
      case Field::csat: return on_ratings(bound, state_.survey_csat, surveys_.csat.codes, surveys_.rows);
      case Field::nps: return on_ratings(bound, state_.survey_nps, surveys_.nps.codes, surveys_.rows);
      case Field::ces: return on_ratings(bound, state_.survey_ces, surveys_.ces.codes, surveys_.rows);
      case Field::score: return;  // when the column of its kind is known
      case Field::survey_kind:
        on_words<SurveyKind>(
            bound, judge_by_topic<SurveyKind>(voice(bound), plan_.log, "survey_kind", kKindNames, SurveyKind::unknown),
            [this](SurveyKind kind, std::size_t i) { kinds_[i] = kind; });
        return;
      case Field::respondent:
        on_append(plan_column(people(), bound, &surveys_.respondents), [this](ColumnPart& part) {
          surveys_.respondent.resize(surveys_.rows);
          surveys_.respondent.append(part.cells);
        });
        return;
      case Field::agent:
      case Field::team:
      case Field::channel: return add_dimension(bound);
      case Field::comment: return on_comments(bound, surveys_.comment_words, surveys_.comments, surveys_.rows);
      case Field::sentiment:
        return on_enum<Sentiment>(bound, "sentiment", kSentimentNames, surveys_.sentiment, surveys_.rows);
      case Field::survey_sent: return on_marks(bound, surveys_.survey_sent, surveys_.rows);
      case Field::resolved: return on_flags(bound, surveys_.resolved, surveys_.rows);
      case Field::contacts_needed: return on_values(DecoderKind::count, bound, surveys_.contacts_needed, surveys_.rows);
      case Field::response_id: return on_keys(bound, state_.response_ids, surveys_.rows);
      default: return;  // fields of the other kinds
    }
  }

  /// Names go into the tickets' dimension, so that one group is one group in both tables.
  void add_dimension(const BoundColumn& bound) {
    const std::string id(field_row(bound.field).id);
    Dictionary& names = dimension_of(state_.data.tickets, id).names;
    on_codes(bound, bound.field == Field::channel ? judge_channels(lexicon(), names) : judge_names(lexicon(), names),
             own_dimension(id), surveys_.rows);
  }

  /// A score belongs to the question of its row; without one it waits until all values are known.
  struct Question {
    RatingTexts* texts;
    CodeColumn* codes;
  };
  Question question_of(SurveyKind kind) {
    switch (kind) {
      case SurveyKind::csat: return {&state_.survey_csat, &surveys_.csat.codes};
      case SurveyKind::nps: return {&state_.survey_nps, &surveys_.nps.codes};
      case SurveyKind::ces: return {&state_.survey_ces, &surveys_.ces.codes};
      case SurveyKind::unknown: break;
    }
    return {&state_.survey_score, &state_.score_codes};
  }
  void add_score(const BoundColumn& bound) {
    const auto keep_text = [](std::string_view text, std::uint64_t) { return std::string(text); };
    on_words<std::string>(bound, keep_text, [this](const std::string& text, std::size_t i) {
      const Question question = question_of(kinds_[i]);
      const std::uint32_t code = question.texts->intern(text);
      ++question.texts->counts[code];
      const std::size_t row = surveys_.rows + i;
      if (question.codes->size() <= row) question.codes->resize(row + 1);
      question.codes->set(row, code);
    });
  }

  SurveyTable& surveys_;
  std::size_t begin_;
  bool lacks_filtered_column_ = false;  // one that --where asks for
  std::vector<SurveyKind> kinds_;       // of the chunk
};

}  // namespace

std::unique_ptr<Loader> make_survey_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<SurveyLoader>(state, std::move(plan));
}

}  // namespace csreport
