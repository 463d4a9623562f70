// Messages of tickets: a ticket's id and a time make a row.

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

constexpr WordName<AuthorRole> kRoleNames[] = {
    {"customer", AuthorRole::customer}, {"agent", AuthorRole::agent}, {"automatic", AuthorRole::automatic}};

class MessageLoader final : public Loader {
 public:
  MessageLoader(LoadState& state, LoadPlan plan)
      : Loader(state, std::move(plan)), messages_(state.data.messages), begin_(messages_.rows) {
    state_.data.has_messages = true;
    for (const BoundColumn& bound : plan_.binding.columns) add_column(bound);
    // Without an author's name, the address stands for the person.
    const BoundColumn* const author = plan_.binding.find(Field::author);
    if (const BoundColumn* const person = author != nullptr ? author : plan_.binding.find(Field::author_email))
      add_author(*person);
  }

  RowRange finish() override { return {begin_, messages_.rows, rejected_}; }

 private:
  void begin_rows(const RowParts& parts) override {
    const std::size_t rows = messages_.rows + parts.rows;
    messages_.sent_at.append(parts.time.cells);
    messages_.state.resize(rows, RowState::used);
    messages_.ticket.resize(rows);
    messages_.id.resize(rows);
    messages_.role.resize(rows, AuthorRole::unknown);
    messages_.is_public.resize(rows, Flag::unknown);
  }
  void end_rows(const RowParts& parts) override {
    messages_.rows += parts.rows;
    messages_.author.resize(messages_.rows);
  }

  void add_column(const BoundColumn& bound) {
    // The fields of other kinds end in `default`; a new field of messages must not.
    if (!belongs_to(field_row(bound.field), RecordKind::messages)) return;
    switch (bound.field) {
      case Field::ticket_id:
        rows_.ids.push_back(require_column(bound, "missing_ticket_id", {}, "the id of a ticket"));
        return add_keys(bound, messages_.ticket);
      case Field::message_id: return add_keys(bound, messages_.id);
      case Field::sent_at: rows_.time = require_column(bound, "missing_sent_at", "invalid_sent_at", {}); return;
      case Field::role:
        on_words<AuthorRole>(
            bound, judge_by_topic<AuthorRole>(voice(bound), plan_.log, "role", kRoleNames, AuthorRole::unknown),
            [this](AuthorRole role, std::size_t i) {
              AuthorRole& known = messages_.role[messages_.rows + i];
              if (known != AuthorRole::automatic) known = role;
            });
        return;
      case Field::automatic:
        on_words<Flag>(bound, judge_flags(bound), [this](Flag flag, std::size_t i) {
          if (flag == Flag::yes) messages_.role[messages_.rows + i] = AuthorRole::automatic;
        });
        return;
      case Field::is_public:
        on_words<Flag>(bound, judge_flags(bound),
                       [this](Flag flag, std::size_t i) { messages_.is_public[messages_.rows + i] = flag; });
        return;
      case Field::author:
      case Field::author_email: return;  // one of them, when all are known
      default: return;                   // fields of the other kinds
    }
  }

  WordMeanings<Flag>::Judge judge_flags(const BoundColumn& bound) {
    return judge_by_topic<Flag>(voice(bound), plan_.log, "flag", kFlagNames, Flag::unknown);
  }
  void add_keys(const BoundColumn& bound, std::vector<Key>& target) {
    on_append(plan_column(DecoderKind::key, bound, &state_.data.keys), [this, &target](ColumnPart& part) {
      std::copy(part.keys.begin(), part.keys.end(), target.begin() + static_cast<std::ptrdiff_t>(messages_.rows));
    });
  }
  void add_author(const BoundColumn& bound) {
    on_codes(bound, judge_names(lexicon(), messages_.author_names), messages_.author, messages_.rows);
  }

  MessageTable& messages_;
  std::size_t begin_;
};

}  // namespace

std::unique_ptr<Loader> make_message_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<MessageLoader>(state, std::move(plan));
}

}  // namespace csreport
