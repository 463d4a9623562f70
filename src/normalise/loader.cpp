// What the loaders of all kinds share.

#include <algorithm>
#include <array>

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

/// The columns whose value a call may have from a later leg.
LegPart part_of(const Binding& binding, std::size_t column) {
  const auto is = [&](Field field) {
    const BoundColumn* const bound = binding.find(field);
    return bound != nullptr && bound->column == column;
  };
  if (is(Field::agent)) return LegPart::agent;
  if (is(Field::status)) return LegPart::status;
  if (is(Field::call_outcome) || is(Field::answered) || is(Field::abandoned)) return LegPart::outcome;
  return LegPart::first;
}

FilterPlan plan_filter(const LoadPlan& plan, ColumnChoice& choice) {
  FilterPlan filter;
  filter.of_calls = plan.binding.find(Field::call_id) != nullptr;
  const BoundColumn* const channel = plan.binding.find(Field::channel);
  const auto& where = plan.options.where;
  for (std::size_t i = 0; i < where.size(); ++i) {
    const auto column = plan.binding.where[i];
    if (!column) continue;
    const std::size_t batch_column = choice.choose(*column);
    auto known = std::find_if(filter.columns.begin(), filter.columns.end(),
                              [&](const FilterPlan::Column& c) { return c.batch_column == batch_column; });
    if (known == filter.columns.end()) {
      FilterPlan::Column added;
      added.batch_column = batch_column;
      added.is_channel = channel != nullptr && channel->column == *column;
      added.part = part_of(plan.binding, *column);
      filter.columns.push_back(added);
      known = filter.columns.end() - 1;
    }
    known->conditions.push_back(&where[i]);
  }
  const auto leave_out = [&](Field field, FilterPlan::Kind kind, const std::vector<std::string>& names) {
    const BoundColumn* const bound = plan.binding.find(field);
    if (bound == nullptr || names.empty()) return;
    FilterPlan::Column column;
    column.batch_column = choice.choose(bound->column);
    column.kind = kind;
    column.names = &names;
    column.strip_plus_tags = plan.options.strip_plus_tags;
    filter.columns.push_back(column);
  };
  leave_out(Field::requester, FilterPlan::Kind::requester, plan.options.excluded_requesters);
  leave_out(Field::respondent, FilterPlan::Kind::requester, plan.options.excluded_requesters);
  leave_out(Field::tags, FilterPlan::Kind::tags, plan.options.excluded_tags);
  return filter;
}

}  // namespace

std::size_t ColumnChoice::choose(std::size_t file_column) {
  const auto chosen = std::find(columns_.begin(), columns_.end(), file_column);
  const auto place = static_cast<std::size_t>(chosen - columns_.begin());
  if (chosen == columns_.end()) columns_.push_back(file_column);
  return place;
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

Loader::Loader(LoadState& state, LoadPlan plan)
    : state_(state), plan_(std::move(plan)), filter_(plan_filter(plan_, choice_)) {}

std::unique_ptr<RowDecoder> Loader::make_decoder(std::size_t number) const {
  return std::make_unique<RowDecoder>(number, rows_, plan_.file, filter_);
}

void Loader::append(RowParts& parts) {
  begin_rows(parts);
  for (const auto& append_column : appenders_) append_column(parts);
  end_rows(parts);
  rejected_ += parts.rejected;
}

std::size_t Loader::plan_column(DecoderKind kind, const BoundColumn& bound, SharedDictionary* texts) {
  rows_.columns.push_back({choice_.choose(bound.column), kind, &bound, texts});
  return rows_.columns.size() - 1;
}

void Loader::on_append(std::size_t place, std::function<void(ColumnPart&)> use) {
  appenders_.push_back([place, use = std::move(use)](RowParts& parts) { use(parts.columns[place]); });
}

void Loader::on_codes(const BoundColumn& bound, WordMeanings<std::uint32_t>::Judge judge, CodeColumn& target,
                      const std::size_t& rows) {
  const std::size_t place = plan_column(DecoderKind::word, bound);
  target.reserve(rows + plan_.expected_rows);
  appenders_.push_back(
      [place, &target, &rows, meanings = WordMeanings<std::uint32_t>(std::move(judge))](RowParts& parts) mutable {
        ColumnPart& part = parts.columns[place];
        const auto known = meanings.learn(parts.decoder, part.words);
        for (std::uint32_t& cell : part.cells) cell = known[cell];
        target.resize(rows);
        target.append(part.cells);
      });
}

void Loader::on_agents(const BoundColumn& bound, CodeColumn& target, const std::size_t& rows) {
  on_codes(bound, judge_names(lexicon(), dimension_of(state_.data.tickets, "agent").names), target, rows);
}

void Loader::on_keys(const BoundColumn& bound, std::vector<Key>& target, const std::size_t& rows) {
  target.resize(rows);
  on_append(plan_column(DecoderKind::key, bound, &state_.data.keys), [&target, &rows](ColumnPart& part) {
    target.resize(rows);
    target.insert(target.end(), part.keys.begin(), part.keys.end());
  });
}

void Loader::on_marks(const BoundColumn& bound, std::vector<Flag>& target, const std::size_t& rows) {
  target.resize(rows, Flag::unknown);
  target.reserve(rows + plan_.expected_rows);
  const auto judge = [this](std::string_view text, std::uint64_t) {
    if (lexicon().is_missing(text)) return Flag::unknown;
    const auto word = lexicon().word("flag", text);
    return word && *word == "no" ? Flag::no : Flag::yes;
  };
  on_words<Flag>(bound, judge, [&target](Flag flag, std::size_t) { target.push_back(flag); });
}

void Loader::on_ratings(const BoundColumn& bound, RatingTexts& texts, CodeColumn& target, const std::size_t& rows) {
  const auto judge = [&texts](std::string_view text, std::uint64_t) { return texts.intern(text); };
  on_codes(bound, judge, target, rows);
  appenders_.push_back([&texts, place = rows_.columns.size() - 1](RowParts& parts) {
    for (const std::uint32_t code : parts.columns[place].cells) ++texts.counts[code];
  });
}

void Loader::on_comments(const BoundColumn& bound, CountColumn& words, TextColumn& texts, const std::size_t& rows) {
  on_values(DecoderKind::length, bound, words, rows);
  const std::size_t longest = plan_.options.comments;
  if (longest == 0) return;
  const std::size_t place = plan_column(DecoderKind::text, bound);
  rows_.columns[place].longest = longest;
  on_append(place, [&texts, &rows](ColumnPart& part) {
    texts.resize(rows);
    texts.append(part.texts, part.cells);
  });
}

const BoundColumn& Loader::bind_extra(const ExtraColumn& extra) {
  BoundColumn& bound = extras_.emplace_back();
  bound.column = extra.column;
  bound.header = extra.id;
  return bound;
}

}  // namespace csreport
