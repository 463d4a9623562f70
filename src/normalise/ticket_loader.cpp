#include <algorithm>
#include <array>

#include "normalise/column_loaders.hpp"
#include "normalise/row_filter.hpp"

namespace csreport {

std::size_t LoadPlan::batch_column(std::size_t file_column) const {
  return static_cast<std::size_t>(std::find(selected.begin(), selected.end(), file_column) - selected.begin());
}

Dimension& dimension_of(TicketTable& tickets, const std::string& id) {
  static constexpr std::array<std::string_view, 5> kOrder = {"channel", "team", "agent", "category", "priority"};
  const auto rank = [](std::string_view name) {
    return std::find(kOrder.begin(), kOrder.end(), name) - kOrder.begin();
  };
  auto& dimensions = tickets.dimensions;
  const auto known = std::find_if(dimensions.begin(), dimensions.end(), [&](const Dimension& d) { return d.id == id; });
  if (known != dimensions.end()) return *known;
  const auto place =
      std::find_if(dimensions.begin(), dimensions.end(), [&](const Dimension& d) { return rank(d.id) > rank(id); });
  return *dimensions.insert(place, Dimension{id, {}, {}});
}

namespace {

constexpr EnumCells<CallOutcome>::Name kOutcomeNames[] = {{"answered", CallOutcome::answered},
                                                          {"abandoned", CallOutcome::abandoned},
                                                          {"blocked", CallOutcome::blocked},
                                                          {"callback", CallOutcome::callback},
                                                          {"other", CallOutcome::other}};
constexpr EnumCells<Direction>::Name kDirectionNames[] = {{"inbound", Direction::inbound},
                                                          {"outbound", Direction::outbound}};

/// A status word is a status or a reason not to count the row.
struct StatusMeaning {
  Status status = Status::unknown;
  RowState state = RowState::used;
};
constexpr EnumCells<StatusMeaning>::Name kStatusNames[] = {{"new", {Status::new_}},
                                                           {"open", {Status::open}},
                                                           {"pending", {Status::pending}},
                                                           {"hold", {Status::hold}},
                                                           {"solved", {Status::solved}},
                                                           {"closed", {Status::closed}},
                                                           {"deleted", {Status::unknown, RowState::deleted}},
                                                           {"spam", {Status::unknown, RowState::spam}},
                                                           {"merged", {Status::unknown, RowState::merged}}};

class TicketLoader : public Loader {
 public:
  TicketLoader(LoadState& state, LoadPlan plan)
      : state_(state), tickets_(state.data.tickets), plan_(std::move(plan)), filter_(plan_), begin_(tickets_.rows) {
    state_.data.has_tickets = true;
    // Dimensions first: creating one moves the others.
    for (const BoundColumn& bound : plan_.binding.columns) {
      if (is_dimension(bound.field)) dimension_of(tickets_, std::string(field_row(bound.field).id));
    }
    for (const ExtraColumn& extra : plan_.binding.group_by) dimension_of(tickets_, extra.id);
    for (const BoundColumn& bound : plan_.binding.columns) add_column(bound);
    for (const ExtraColumn& extra : plan_.binding.group_by) add_group_column(extra);
  }

  void load(const RecordBatch& batch) override {
    choose_rows(batch);
    outcome_.assign(kept_.size(), CallOutcome::none);
    for (const auto& column : columns_) column(batch);
    if (has_outcome_) {
      tickets_.outcome.resize(tickets_.rows, CallOutcome::none);
      tickets_.outcome.insert(tickets_.outcome.end(), outcome_.begin(), outcome_.end());
    }
    tickets_.rows += kept_.size();
  }

  RowRange finish() override {
    pad_columns();
    for (const TimeCells* times : time_cells_) state_.count_times(times->reader());
    return {begin_, tickets_.rows, rejected_};
  }

 private:
  using LoadColumn = std::function<void(const RecordBatch&)>;

  [[nodiscard]] CellAt cell(const RecordBatch& batch, std::size_t kept, std::size_t column) const {
    return {batch.cell(kept_[kept], column), batch.lines()[kept_[kept]]};
  }

  /// Only rows with a creation time are tickets; the others are rejected.
  void choose_rows(const RecordBatch& batch) {
    kept_.clear();
    for (std::size_t record = 0; record < batch.records(); ++record) {
      const CellAt created{batch.cell(record, created_column_), batch.lines()[record]};
      std::uint32_t seconds = 0;
      switch (created_cells_->read(created.text, seconds)) {
        case CellState::value: break;
        case CellState::missing:
          created_cells_->complain(created, "missing_created_at", created_cells_->expected(),
                                   Consequence::row_rejected);
          ++rejected_;
          continue;
        case CellState::invalid:
          created_cells_->complain(created, "invalid_created_at", created_cells_->expected(),
                                   Consequence::row_rejected);
          ++rejected_;
          continue;
      }
      tickets_.created_at.push_back(seconds);
      kept_.push_back(record);
      const bool filtered = filter_.active() && !filter_.keeps(batch, record);
      tickets_.state.push_back(filtered ? RowState::filtered : RowState::used);
    }
  }

  // --- one column each ---------------------------------------------------------------------------

  template <typename Read>
  void for_kept(std::size_t column, Read read) {
    columns_.push_back([this, column, read](const RecordBatch& batch) mutable {
      for (std::size_t i = 0; i < kept_.size(); ++i) read(cell(batch, i, column), tickets_.rows + i);
    });
  }

  template <typename Cells, typename TableColumn>
  void add_values(std::size_t column, std::shared_ptr<Cells> cells, TableColumn& target) {
    target.resize(tickets_.rows);
    for_kept(column, [cells, &target](const CellAt& at, std::size_t) { cells->read_into(target, at); });
  }
  void add_times(std::size_t column, const BoundColumn& bound, InstantColumn& target) {
    auto cells = std::make_shared<TimeCells>(plan_.file, bound);
    time_cells_.push_back(cells.get());
    add_values(column, std::move(cells), target);
  }
  void add_durations(std::size_t column, const BoundColumn& bound, DurationColumn& target) {
    add_values(column, std::make_shared<DurationCells>(plan_.file, bound), target);
  }
  void add_counts(std::size_t column, const BoundColumn& bound, CountColumn& target) {
    add_values(column, std::make_shared<CountCells>(plan_.file, bound), target);
  }

  template <typename Cells>
  void add_codes(std::size_t column, std::shared_ptr<Cells> cells, CodeColumn& target) {
    target.resize(tickets_.rows);
    for_kept(column, [cells, &target](const CellAt& at, std::size_t) { target.push_back(cells->read(at)); });
  }
  void add_dimension(std::size_t column, const BoundColumn& bound) {
    Dimension& dimension = dimension_of(tickets_, std::string(field_row(bound.field).id));
    if (bound.field == Field::channel) {
      add_codes(column, std::make_shared<ChannelCells>(plan_.file, bound, dimension.names), dimension.codes);
    } else {
      add_codes(column, std::make_shared<NameCells>(plan_.file, bound, dimension.names), dimension.codes);
    }
  }
  void add_group_column(const ExtraColumn& extra) {
    if (const FieldRow* row = find_field(extra.id); row != nullptr && is_dimension(row->field)) return;
    BoundColumn bound;
    bound.header = extra.id;
    Dimension& dimension = dimension_of(tickets_, extra.id);
    add_codes(plan_.batch_column(extra.column), std::make_shared<NameCells>(plan_.file, bound, dimension.names),
              dimension.codes);
  }
  void add_ratings(std::size_t column, RatingTexts& texts, RatingColumn& target) {
    add_codes(column, std::make_shared<RatingCells>(texts), target.codes);
  }

  void add_flags(std::size_t column, const BoundColumn& bound, std::vector<Flag>& target) {
    auto cells = std::make_shared<EnumCells<Flag>>(plan_.file, bound, "flag", kFlagNames, Flag::unknown);
    target.resize(tickets_.rows, Flag::unknown);
    for_kept(column, [cells, &target](const CellAt& at, std::size_t) { target.push_back(cells->read(at)); });
  }
  /// A row that is marked leaves the metrics. A column such as "merged into" marks by any value.
  void add_state_flag(std::size_t column, const BoundColumn& bound, RowState marked, bool any_value_marks) {
    auto cells = std::make_shared<WordCells<char>>(plan_.file, bound);
    for_kept(column, [this, cells, marked, any_value_marks](const CellAt& at, std::size_t row) {
      const char is_marked = cells->read(at, [&](std::string_view text) -> char {
        if (cells->is_missing(text)) return 0;
        const auto word = cells->lexicon().word("flag", text);
        return (word ? *word == "yes" : any_value_marks) ? 1 : 0;
      });
      if (is_marked != 0 && tickets_.state[row] == RowState::used) tickets_.state[row] = marked;
    });
  }
  void add_status(std::size_t column, const BoundColumn& bound) {
    auto cells = std::make_shared<EnumCells<StatusMeaning>>(plan_.file, bound, "status", kStatusNames, StatusMeaning{});
    tickets_.status.resize(tickets_.rows, Status::unknown);
    for_kept(column, [this, cells](const CellAt& at, std::size_t row) {
      const StatusMeaning meaning = cells->read(at);
      tickets_.status.push_back(meaning.status);
      if (tickets_.state[row] == RowState::used) tickets_.state[row] = meaning.state;
    });
  }
  void add_direction(std::size_t column, const BoundColumn& bound) {
    auto cells =
        std::make_shared<EnumCells<Direction>>(plan_.file, bound, "direction", kDirectionNames, Direction::unknown);
    tickets_.direction.resize(tickets_.rows, Direction::unknown);
    for_kept(column, [this, cells](const CellAt& at, std::size_t) { tickets_.direction.push_back(cells->read(at)); });
  }

  /// The outcome's own column wins over the yes-or-no columns.
  void add_outcome(std::size_t column, const BoundColumn& bound) {
    has_outcome_ = true;
    auto cells =
        std::make_shared<EnumCells<CallOutcome>>(plan_.file, bound, "call_outcome", kOutcomeNames, CallOutcome::none);
    for_kept(column, [this, cells](const CellAt& at, std::size_t row) {
      const CallOutcome outcome = cells->read(at);
      if (outcome != CallOutcome::none) outcome_[row - tickets_.rows] = outcome;
    });
  }
  void add_outcome_flag(std::size_t column, const BoundColumn& bound, CallOutcome if_yes, CallOutcome if_no) {
    has_outcome_ = true;
    auto cells = std::make_shared<EnumCells<Flag>>(plan_.file, bound, "flag", kFlagNames, Flag::unknown);
    for_kept(column, [this, cells, if_yes, if_no](const CellAt& at, std::size_t row) {
      CallOutcome& outcome = outcome_[row - tickets_.rows];
      const Flag flag = cells->read(at);
      if (outcome == CallOutcome::none && flag != Flag::unknown) outcome = flag == Flag::yes ? if_yes : if_no;
    });
  }

  void add_key(std::size_t column) {
    for_kept(column, [this](const CellAt& at, std::size_t) {
      tickets_.id.push_back(read_key(at, plan_.file.lexicon, state_.data.keys));
    });
  }
  void add_requester(std::size_t column, const BoundColumn& bound) {
    add_codes(column, std::make_shared<IdentityCells>(plan_.file, bound, tickets_.requester_names), tickets_.requester);
  }

  void add_column(const BoundColumn& bound) {
    const std::size_t column = plan_.batch_column(bound.column);
    switch (bound.field) {
      case Field::ticket_id: return add_key(column);
      case Field::created_at:
        created_column_ = column;
        created_cells_ = std::make_unique<TimeCells>(plan_.file, bound);
        time_cells_.push_back(created_cells_.get());
        return;
      case Field::first_response_at: return add_times(column, bound, tickets_.first_response_at);
      case Field::solved_at: return add_times(column, bound, tickets_.solved_at);
      case Field::closed_at: return add_times(column, bound, tickets_.closed_at);
      case Field::updated_at: return add_times(column, bound, tickets_.updated_at);
      case Field::rated_at: return add_times(column, bound, tickets_.rated_at);
      case Field::first_response_time: return add_durations(column, bound, tickets_.first_response_time);
      case Field::resolution_time: return add_durations(column, bound, tickets_.resolution_time);
      case Field::talk_time: return add_durations(column, bound, tickets_.talk_time);
      case Field::hold_time: return add_durations(column, bound, tickets_.hold_time);
      case Field::after_call_work_time: return add_durations(column, bound, tickets_.after_call_work_time);
      case Field::handle_time: return add_durations(column, bound, tickets_.handle_time);
      case Field::queue_time: return add_durations(column, bound, tickets_.queue_time);
      case Field::replies: return add_counts(column, bound, tickets_.replies);
      case Field::customer_replies: return add_counts(column, bound, tickets_.customer_replies);
      case Field::reopens: return add_counts(column, bound, tickets_.reopens);
      case Field::channel:
      case Field::team:
      case Field::agent:
      case Field::category:
      case Field::priority: return add_dimension(column, bound);
      case Field::requester: return add_requester(column, bound);
      case Field::status: return add_status(column, bound);
      case Field::direction: return add_direction(column, bound);
      case Field::call_outcome: return add_outcome(column, bound);
      case Field::abandoned: return add_outcome_flag(column, bound, CallOutcome::abandoned, CallOutcome::answered);
      case Field::answered: return add_outcome_flag(column, bound, CallOutcome::answered, CallOutcome::abandoned);
      case Field::escalated: return add_flags(column, bound, tickets_.escalated);
      case Field::first_contact_resolved: return add_flags(column, bound, tickets_.first_contact_resolved);
      case Field::spam: return add_state_flag(column, bound, RowState::spam, /*any_value_marks=*/false);
      case Field::deleted: return add_state_flag(column, bound, RowState::deleted, /*any_value_marks=*/false);
      case Field::merged: return add_state_flag(column, bound, RowState::merged, /*any_value_marks=*/true);
      case Field::csat: return add_ratings(column, state_.ticket_csat, tickets_.csat);
      case Field::nps: return add_ratings(column, state_.ticket_nps, tickets_.nps);
      case Field::ces: return add_ratings(column, state_.ticket_ces, tickets_.ces);
      case Field::first_resolution_time:
      case Field::organization:
      case Field::subject:
      case Field::tags:
      case Field::csat_comment:
      case Field::survey_sent: return;  // understood, but no metric needs it yet
      case Field::message_id:
      case Field::sent_at:
      case Field::role:
      case Field::is_public:
      case Field::author:
      case Field::author_email:
      case Field::automatic:
      case Field::response_id:
      case Field::answered_at:
      case Field::score:
      case Field::survey_kind:
      case Field::comment:
      case Field::respondent: return;  // of other kinds
    }
  }

  void pad_columns() {
    const std::size_t rows = tickets_.rows;
    for (InstantColumn* column : {&tickets_.first_response_at, &tickets_.solved_at, &tickets_.closed_at,
                                  &tickets_.updated_at, &tickets_.rated_at}) {
      if (column->present()) column->resize(rows);
    }
    for (DurationColumn* column :
         {&tickets_.first_response_time, &tickets_.resolution_time, &tickets_.talk_time, &tickets_.hold_time,
          &tickets_.after_call_work_time, &tickets_.handle_time, &tickets_.queue_time}) {
      if (column->present()) column->resize(rows);
    }
    for (CountColumn* column : {&tickets_.replies, &tickets_.customer_replies, &tickets_.reopens}) {
      if (column->present()) column->resize(rows);
    }
    for (CodeColumn* column : {&tickets_.requester, &tickets_.csat.codes, &tickets_.nps.codes, &tickets_.ces.codes}) {
      if (column->present()) column->resize(rows);
    }
    for (Dimension& dimension : tickets_.dimensions) dimension.codes.resize(rows);
    if (!tickets_.status.empty()) tickets_.status.resize(rows, Status::unknown);
    if (!tickets_.outcome.empty()) tickets_.outcome.resize(rows, CallOutcome::none);
    if (!tickets_.direction.empty()) tickets_.direction.resize(rows, Direction::unknown);
    if (!tickets_.escalated.empty()) tickets_.escalated.resize(rows, Flag::unknown);
    if (!tickets_.first_contact_resolved.empty()) tickets_.first_contact_resolved.resize(rows, Flag::unknown);
    tickets_.id.resize(rows);
  }

  LoadState& state_;
  TicketTable& tickets_;
  LoadPlan plan_;
  RowFilter filter_;
  std::size_t begin_;
  std::size_t created_column_ = 0;
  std::unique_ptr<TimeCells> created_cells_;
  std::vector<const TimeCells*> time_cells_;  // owned by the columns below
  std::vector<LoadColumn> columns_;
  std::vector<std::size_t> kept_;     // records of the batch that became rows
  std::vector<CallOutcome> outcome_;  // of the batch
  bool has_outcome_ = false;
  std::int64_t rejected_ = 0;
};

}  // namespace

std::unique_ptr<Loader> make_ticket_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<TicketLoader>(state, std::move(plan));
}

}  // namespace csreport
