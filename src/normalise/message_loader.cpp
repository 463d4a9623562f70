#include "normalise/column_loaders.hpp"

namespace csreport {
namespace {

constexpr EnumCells<AuthorRole>::Name kRoleNames[] = {
    {"customer", AuthorRole::customer}, {"agent", AuthorRole::agent}, {"automatic", AuthorRole::automatic}};

/// A cell reader with the batch column it reads; absent when the file has no such column.
template <typename Cells>
struct At {
  std::size_t column = 0;
  std::unique_ptr<Cells> cells;
  explicit operator bool() const { return cells != nullptr; }
};

class MessageLoader : public Loader {
 public:
  MessageLoader(LoadState& state, LoadPlan plan)
      : state_(state), messages_(state.data.messages), plan_(std::move(plan)), begin_(messages_.rows) {
    state_.data.has_messages = true;
    for (const BoundColumn& bound : plan_.binding.columns) bind(bound);
    // Without an author's name, the address stands for the person.
    if (!author_) std::swap(author_, author_email_);
  }

  void load(const RecordBatch& batch) override {
    const std::size_t before = messages_.rows;
    for (std::size_t record = 0; record < batch.records(); ++record) load_row(batch, record);
    rejected_ += static_cast<std::int64_t>(batch.records() - (messages_.rows - before));
  }

  RowRange finish() override {
    if (sent_) state_.count_times(sent_.cells->reader());
    return {begin_, messages_.rows, rejected_};
  }

 private:
  void bind(const BoundColumn& bound) {
    // The fields of other kinds end in `default`; a new field of messages must not.
    if (!belongs_to(field_row(bound.field), RecordKind::messages)) return;
    const std::size_t column = plan_.batch_column(bound.column);
    switch (bound.field) {
      case Field::ticket_id: ticket_ = {column, std::make_unique<ColumnCells>(plan_.file, bound)}; break;
      case Field::message_id: id_column_ = column; break;
      case Field::sent_at: sent_ = {column, std::make_unique<TimeCells>(plan_.file, bound)}; break;
      case Field::role:
        role_ = {column,
                 std::make_unique<EnumCells<AuthorRole>>(plan_.file, bound, "role", kRoleNames, AuthorRole::unknown)};
        break;
      case Field::is_public:
        public_ = {column, std::make_unique<EnumCells<Flag>>(plan_.file, bound, "flag", kFlagNames, Flag::unknown)};
        break;
      case Field::automatic:
        automatic_ = {column, std::make_unique<EnumCells<Flag>>(plan_.file, bound, "flag", kFlagNames, Flag::unknown)};
        break;
      case Field::author:
        author_ = {column, std::make_unique<NameCells>(plan_.file, bound, messages_.author_names)};
        break;
      case Field::author_email:
        author_email_ = {column, std::make_unique<NameCells>(plan_.file, bound, messages_.author_names)};
        break;
      default: break;  // fields of the other kinds
    }
  }

  void load_row(const RecordBatch& batch, std::size_t record) {
    const auto at = [&](std::size_t column) { return CellAt{batch.cell(record, column), batch.lines()[record]}; };
    const CellAt ticket = at(ticket_.column);
    if (ticket_.cells->is_missing(ticket.text)) {
      return ticket_.cells->complain(ticket, "missing_ticket_id", "the id of a ticket", Consequence::row_rejected);
    }
    std::uint32_t sent = 0;
    const CellAt time = at(sent_.column);
    switch (sent_.cells->read(time.text, sent)) {
      case CellState::value: break;
      case CellState::missing:
        return sent_.cells->complain(time, "missing_sent_at", sent_.cells->expected(), Consequence::row_rejected);
      case CellState::invalid:
        return sent_.cells->complain(time, "invalid_sent_at", sent_.cells->expected(), Consequence::row_rejected);
    }
    messages_.state.push_back(RowState::used);
    messages_.ticket.push_back(make_key(trim(ticket.text), state_.data.keys));
    messages_.id.push_back(id_column_ ? read_key(at(*id_column_), plan_.file.lexicon, state_.data.keys) : Key{});
    messages_.sent_at.push_back(sent);
    AuthorRole role = role_ ? role_.cells->read(at(role_.column)) : AuthorRole::unknown;
    if (automatic_ && automatic_.cells->read(at(automatic_.column)) == Flag::yes) role = AuthorRole::automatic;
    messages_.role.push_back(role);
    messages_.is_public.push_back(public_ ? public_.cells->read(at(public_.column)) : Flag::unknown);
    messages_.author.push_back(author_ ? author_.cells->read(at(author_.column)) : Dictionary::kNone);
    ++messages_.rows;
  }

  LoadState& state_;
  MessageTable& messages_;
  LoadPlan plan_;
  std::size_t begin_;
  std::int64_t rejected_ = 0;
  At<ColumnCells> ticket_;
  std::optional<std::size_t> id_column_;
  At<TimeCells> sent_;
  At<EnumCells<AuthorRole>> role_;
  At<EnumCells<Flag>> public_;
  At<EnumCells<Flag>> automatic_;
  At<NameCells> author_;
  At<NameCells> author_email_;
};

}  // namespace

std::unique_ptr<Loader> make_message_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<MessageLoader>(state, std::move(plan));
}

}  // namespace csreport
