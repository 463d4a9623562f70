#include <algorithm>

#include "normalise/column_loaders.hpp"
#include "normalise/row_filter.hpp"

namespace csreport {
namespace {

enum class SurveyKind : std::uint8_t { unknown, csat, nps, ces };
constexpr EnumCells<SurveyKind>::Name kKindNames[] = {
    {"csat", SurveyKind::csat}, {"nps", SurveyKind::nps}, {"ces", SurveyKind::ces}};

class SurveyLoader : public Loader {
 public:
  SurveyLoader(LoadState& state, LoadPlan plan)
      : state_(state), surveys_(state.data.surveys), plan_(std::move(plan)), filter_(plan_), begin_(surveys_.rows) {
    state_.data.has_surveys = true;
    // Dimensions first: creating one moves the others.
    for (const BoundColumn& bound : plan_.binding.columns) {
      if (is_dimension(bound.field)) dimension_of(state_.data.tickets, std::string(field_row(bound.field).id));
    }
    for (const BoundColumn& bound : plan_.binding.columns) bind(bound);
  }

  void load(const RecordBatch& batch) override {
    for (std::size_t record = 0; record < batch.records(); ++record) load_row(batch, record);
  }

  RowRange finish() override {
    const std::size_t rows = surveys_.rows;
    for (CodeColumn* column :
         {&surveys_.csat.codes, &surveys_.nps.codes, &surveys_.ces.codes, &state_.score_codes, &surveys_.respondent}) {
      if (column->present()) column->resize(rows);
    }
    for (auto& own : surveys_.dimensions) own.codes.resize(rows);
    if (surveys_.answered_at.present()) surveys_.answered_at.resize(rows);
    if (answered_) state_.count_times(answered_->reader());
    return {begin_, rows};
  }

 private:
  using ReadCell = std::function<void(const CellAt&, std::size_t row)>;

  CodeColumn& own_dimension(const std::string& id) {
    auto& own = surveys_.dimensions;
    const auto known = std::find_if(own.begin(), own.end(), [&](const auto& d) { return d.id == id; });
    if (known != own.end()) return known->codes;
    own.push_back({id, {}});
    return own.back().codes;
  }

  void bind(const BoundColumn& bound) {
    const std::size_t column = plan_.batch_column(bound.column);
    switch (bound.field) {
      case Field::ticket_id:
        readers_.emplace_back(column, [this](const CellAt& at, std::size_t row) {
          surveys_.ticket[row] = read_key(at, plan_.file.lexicon, state_.data.keys);
        });
        return;
      case Field::answered_at: {
        answered_ = std::make_shared<TimeCells>(plan_.file, bound);
        surveys_.answered_at.resize(surveys_.rows);
        readers_.emplace_back(column, [this](const CellAt& at, std::size_t row) {
          surveys_.answered_at.resize(row);
          answered_->read_into(surveys_.answered_at, at);
        });
        return;
      }
      case Field::csat: return bind_rating(column, state_.survey_csat, surveys_.csat.codes);
      case Field::nps: return bind_rating(column, state_.survey_nps, surveys_.nps.codes);
      case Field::ces: return bind_rating(column, state_.survey_ces, surveys_.ces.codes);
      case Field::score: score_column_ = column; return;
      case Field::survey_kind:
        kind_column_ = column;
        kind_ =
            std::make_unique<EnumCells<SurveyKind>>(plan_.file, bound, "survey_kind", kKindNames, SurveyKind::unknown);
        return;
      case Field::respondent: {
        auto cells = std::make_shared<IdentityCells>(plan_.file, bound, surveys_.respondent_names);
        readers_.emplace_back(column, [this, cells](const CellAt& at, std::size_t row) {
          set_code(surveys_.respondent, row, cells->read(at));
        });
        return;
      }
      case Field::agent:
      case Field::team:
      case Field::channel: return bind_dimension(column, bound);
      case Field::response_id:
      case Field::comment:
      case Field::survey_sent: return;  // understood, but no metric needs it yet
      case Field::created_at:
      case Field::first_response_at:
      case Field::first_response_time:
      case Field::first_resolution_time:
      case Field::resolution_time:
      case Field::solved_at:
      case Field::closed_at:
      case Field::updated_at:
      case Field::rated_at:
      case Field::status:
      case Field::category:
      case Field::priority:
      case Field::requester:
      case Field::organization:
      case Field::subject:
      case Field::tags:
      case Field::csat_comment:
      case Field::reopens:
      case Field::replies:
      case Field::customer_replies:
      case Field::escalated:
      case Field::first_contact_resolved:
      case Field::talk_time:
      case Field::hold_time:
      case Field::after_call_work_time:
      case Field::handle_time:
      case Field::queue_time:
      case Field::call_outcome:
      case Field::answered:
      case Field::abandoned:
      case Field::direction:
      case Field::spam:
      case Field::deleted:
      case Field::merged:
      case Field::message_id:
      case Field::sent_at:
      case Field::role:
      case Field::is_public:
      case Field::author:
      case Field::author_email:
      case Field::automatic: return;  // of other kinds
    }
  }

  void bind_rating(std::size_t column, RatingTexts& texts, CodeColumn& codes) {
    readers_.emplace_back(column, [cells = RatingCells(texts), &codes](const CellAt& at, std::size_t row) mutable {
      set_code(codes, row, cells.read(at));
    });
  }

  /// Names go into the tickets' dimension, so that one group is one group in both tables.
  void bind_dimension(std::size_t column, const BoundColumn& bound) {
    const std::string id(field_row(bound.field).id);
    own_dimension(id);
    const auto read_with = [&](auto cells) {
      readers_.emplace_back(column, [this, cells, id](const CellAt& at, std::size_t row) {
        set_code(own_dimension(id), row, cells->read(at));
      });
    };
    Dictionary& names = dimension_of(state_.data.tickets, id).names;
    if (bound.field == Field::channel) {
      read_with(std::make_shared<ChannelCells>(plan_.file, bound, names));
    } else {
      read_with(std::make_shared<NameCells>(plan_.file, bound, names));
    }
  }

  static void set_code(CodeColumn& column, std::size_t row, std::uint32_t code) {
    column.resize(row);
    column.push_back(code);
  }

  /// A score belongs to the question of its row; without one it waits until all values are known.
  void load_score(const CellAt& at, const CellAt& kind_cell, std::size_t row) {
    const SurveyKind kind = kind_ ? kind_->read(kind_cell) : SurveyKind::unknown;
    switch (kind) {
      case SurveyKind::csat: return set_code(surveys_.csat.codes, row, RatingCells(state_.survey_csat).read(at));
      case SurveyKind::nps: return set_code(surveys_.nps.codes, row, RatingCells(state_.survey_nps).read(at));
      case SurveyKind::ces: return set_code(surveys_.ces.codes, row, RatingCells(state_.survey_ces).read(at));
      case SurveyKind::unknown: return set_code(state_.score_codes, row, RatingCells(state_.survey_score).read(at));
    }
  }

  void load_row(const RecordBatch& batch, std::size_t record) {
    const auto at = [&](std::size_t column) { return CellAt{batch.cell(record, column), batch.lines()[record]}; };
    const std::size_t row = surveys_.rows++;
    const bool filtered = filter_.active() && !filter_.keeps(batch, record);
    surveys_.state.push_back(filtered ? RowState::filtered : RowState::used);
    surveys_.ticket.emplace_back();
    for (const auto& [column, read] : readers_) read(at(column), row);
    if (score_column_) load_score(at(*score_column_), at(kind_ ? kind_column_ : *score_column_), row);
  }

  LoadState& state_;
  SurveyTable& surveys_;
  LoadPlan plan_;
  RowFilter filter_;
  std::size_t begin_;
  std::vector<std::pair<std::size_t, ReadCell>> readers_;
  std::shared_ptr<TimeCells> answered_;
  std::optional<std::size_t> score_column_;
  std::size_t kind_column_ = 0;
  std::unique_ptr<EnumCells<SurveyKind>> kind_;
};

}  // namespace

std::unique_ptr<Loader> make_survey_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<SurveyLoader>(state, std::move(plan));
}

}  // namespace csreport
