// Messages of tickets: a ticket's id and a time make a row. A row with a status tells the ticket's history besides; one
// that says nothing is an event of that history and no message.

#include <algorithm>

#include "csreport/core/text.hpp"
#include "normalise/loaders.hpp"
#include "normalise/name_pattern.hpp"
#include "normalise/status_words.hpp"

namespace csreport {
namespace {

constexpr WordName<AuthorRole> kRoleNames[] = {
    {"customer", AuthorRole::customer}, {"agent", AuthorRole::agent}, {"automatic", AuthorRole::automatic}};

/// What a chunk's rows say of the ticket's status, one cell a row.
struct StatusPart {
  std::vector<char> given;  // the cell is not empty
  std::vector<StatusMeaning> status;
  std::vector<char> has_text;

  void restart(std::size_t rows) {
    given.assign(rows, 0);
    status.assign(rows, {});
    has_text.assign(rows, 0);
  }
};

class MessageLoader final : public Loader {
 public:
  MessageLoader(LoadState& state, LoadPlan plan)
      : Loader(state, std::move(plan)),
        messages_(state.data.messages),
        statuses_(state.data.statuses),
        begin_(messages_.rows),
        first_event_(statuses_.rows),
        has_status_(plan_.binding.find(Field::status) != nullptr) {
    for (const BoundColumn& bound : plan_.binding.columns) add_column(bound);
    // Without an author's name, the address stands for the person.
    const BoundColumn* const author = plan_.binding.find(Field::author);
    const BoundColumn* const person = author != nullptr ? author : plan_.binding.find(Field::author_email);
    if (person != nullptr) add_author(*person);
    for (const Field field : {Field::author, Field::author_email}) {
      if (const BoundColumn* const named = plan_.binding.find(field)) add_bots(*named);
    }
    has_texts_ = plan_.binding.find(Field::message_text) != nullptr;
    role_tells_ = person == nullptr && !has_texts_;
  }

  RowRange finish() override {
    const bool only_events = messages_.rows == begin_ && statuses_.rows > first_event_;
    if (!only_events) state_.data.has_messages = true;
    return {begin_, messages_.rows, rejected_, first_event_, statuses_.rows};
  }

 private:
  void begin_rows(const RowParts& parts) override {
    const std::size_t rows = messages_.rows + parts.rows;
    messages_.sent_at.append(parts.time.cells);
    messages_.state.resize(rows, RowState::used);
    messages_.ticket.resize(rows);
    messages_.id.resize(rows);
    messages_.role.resize(rows, AuthorRole::unknown);
    messages_.is_public.resize(rows, Flag::unknown);
    if (has_status_) part_.restart(parts.rows);
  }
  void end_rows(const RowParts& parts) override {
    messages_.author.resize(messages_.rows + parts.rows);
    if (!messages_.text_mark.empty()) messages_.text_mark.resize(messages_.rows + parts.rows);
    messages_.rows += has_status_ ? sort_out_events(parts.rows) : parts.rows;
  }

  void add_column(const BoundColumn& bound) {
    // The fields of other kinds end in `default`; a new field of messages must not.
    if (!belongs_to(field_row(bound.field), RecordKind::messages)) return;
    switch (bound.field) {
      case Field::ticket_id:
        rows_.ids.push_back(require_column(bound, "missing_ticket_id", {}, "expected.ticket_id"));
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
      case Field::via: return add_via(bound);
      case Field::is_public:
        on_words<Flag>(bound, judge_flags(bound),
                       [this](Flag flag, std::size_t i) { messages_.is_public[messages_.rows + i] = flag; });
        return;
      case Field::status: return add_status(bound);
      case Field::message_text:
        on_append(plan_column(DecoderKind::mark, bound), [this](ColumnPart& part) {
          messages_.text_mark.resize(messages_.rows);
          messages_.text_mark.insert(messages_.text_mark.end(), part.cells.begin(), part.cells.end());
          if (!has_status_) return;
          for (std::size_t i = 0; i < part.cells.size(); ++i) part_.has_text[i] = part.cells[i] != 0 ? 1 : 0;
        });
        return;
      case Field::author:
      case Field::author_email: return;  // one of them, when all are known
      default: return;                   // fields of the other kinds
    }
  }

  /// What a trigger, an automation or a rule sent is nobody's (METRICS 2); any other way says nothing of who wrote it.
  void add_via(const BoundColumn& bound) {
    const auto judge = [this](std::string_view text, std::uint64_t) -> char {
      return lexicon().word("via", text) == "automatic" ? 1 : 0;
    };
    on_words<char>(bound, judge, [this](char automatic, std::size_t i) {
      if (automatic != 0) messages_.role[messages_.rows + i] = AuthorRole::automatic;
    });
  }

  void add_status(const BoundColumn& bound) {
    struct Meaning {
      bool given;
      StatusMeaning status;
    };
    const auto judge =
        [this, words = judge_by_topic<StatusMeaning>(voice(bound), plan_.log, "status", kStatusNames, StatusMeaning{})](
            std::string_view text, std::uint64_t line) {
          return Meaning{!lexicon().is_missing(text), words(text, line)};
        };
    on_words<Meaning>(bound, judge, [this](Meaning meaning, std::size_t i) {
      part_.given[i] = meaning.given ? 1 : 0;
      part_.status[i] = meaning.status;
    });
  }

  // --- statuses ----------------------------------------------------------------------------------

  /// Where the log has texts, who says nothing sends no message: its author changed the status. Without a column of
  /// authors or texts, only the role tells that somebody speaks. Logs without texts often name agents only: there a
  /// customer's row is what the customer wrote.
  [[nodiscard]] bool is_event(std::size_t i) const {
    if (part_.given[i] == 0) return false;
    if (has_texts_) return part_.has_text[i] == 0;
    const std::size_t row = messages_.rows + i;
    if (role_tells_) return messages_.role[row] == AuthorRole::unknown;
    return messages_.role[row] != AuthorRole::customer && messages_.author[row] == Dictionary::kNone;
  }

  /// Notes the statuses of the chunk and takes its events out of the messages; returns how many messages stay.
  std::size_t sort_out_events(std::size_t rows) {
    std::size_t kept = messages_.rows;
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t row = messages_.rows + i;
      const bool event = is_event(i);
      if (part_.given[i] != 0)
        add_status_row(row, part_.status[i], event ? StatusSource::event : StatusSource::message);
      if (event) continue;
      if (kept != row) move_message(row, kept);
      ++kept;
    }
    messages_.state.resize(kept);
    messages_.ticket.resize(kept);
    messages_.id.resize(kept);
    messages_.sent_at.resize(kept);
    messages_.role.resize(kept);
    messages_.is_public.resize(kept);
    messages_.author.resize(kept);
    if (!messages_.text_mark.empty()) messages_.text_mark.resize(kept);
    return kept - messages_.rows;
  }
  void add_status_row(std::size_t message, StatusMeaning status, StatusSource source) {
    statuses_.state.push_back(RowState::used);
    statuses_.ticket.push_back(messages_.ticket[message]);
    statuses_.at.push_back(*messages_.sent_at[message]);
    statuses_.status.push_back(status.status);
    statuses_.fate.push_back(status.state);
    statuses_.role.push_back(messages_.role[message]);
    statuses_.author.push_back(messages_.author[message]);
    statuses_.source.push_back(source);
    ++statuses_.rows;
  }
  void move_message(std::size_t from, std::size_t to) {
    messages_.ticket[to] = messages_.ticket[from];
    messages_.id[to] = messages_.id[from];
    messages_.sent_at.set(to, *messages_.sent_at[from]);
    messages_.role[to] = messages_.role[from];
    messages_.is_public[to] = messages_.is_public[from];
    messages_.author.set(to, messages_.author[from]);
    if (!messages_.text_mark.empty()) messages_.text_mark[to] = messages_.text_mark[from];
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

  /// Messages of the authors that --bot-authors names are automatic, whatever their role says.
  void add_bots(const BoundColumn& bound) {
    const auto& bots = plan_.options.bot_authors;
    if (bots.empty()) return;
    const auto judge = [&bots](std::string_view text, std::uint64_t) -> char {
      return std::any_of(bots.begin(), bots.end(), [&](const std::string& bot) { return fits_name(bot, text); });
    };
    on_words<char>(bound, judge, [this](char is_bot, std::size_t i) {
      if (is_bot != 0) messages_.role[messages_.rows + i] = AuthorRole::automatic;
    });
  }

  MessageTable& messages_;
  StatusTable& statuses_;
  std::size_t begin_;
  std::size_t first_event_;
  bool has_status_;
  bool has_texts_ = false;
  bool role_tells_ = false;
  StatusPart part_;
};

}  // namespace

std::unique_ptr<Loader> make_message_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<MessageLoader>(state, std::move(plan));
}

}  // namespace csreport
