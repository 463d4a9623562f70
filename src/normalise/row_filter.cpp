#include "normalise/row_filter.hpp"

#include <algorithm>

#include "csreport/core/text.hpp"

namespace csreport {

RowFilter::RowFilter(const FilterPlan& plan, const Lexicon& lexicon) : lexicon_(lexicon), of_calls_(plan.of_calls) {
  for (const FilterPlan::Column& column : plan.columns) columns_.push_back({&column, {}, {}});
}

RowVerdict RowFilter::meets_conditions(const FilterPlan::Column& column, std::string_view text) const {
  const auto canonical = [&](std::string_view word) {
    if (column.is_channel) {
      if (const auto known = lexicon_.word("channel", word)) return std::string(*known);
    }
    return fold_identity(word);
  };
  const std::string value = canonical(text);
  bool any_equal = false;
  bool wants_equal = false;
  for (const Condition* condition : column.conditions) {
    const bool same = value == canonical(condition->value);
    if (!condition->equal && same) return {RowState::filtered};
    wants_equal = wants_equal || condition->equal;
    any_equal = any_equal || (condition->equal && same);
  }
  if (any_equal || !wants_equal) return {};
  return {RowState::filtered, lexicon_.is_missing(text)};
}

RowVerdict RowFilter::judge(const FilterPlan::Column& column, std::string_view text) const {
  switch (column.kind) {
    case FilterPlan::Kind::conditions: return meets_conditions(column, text);
    case FilterPlan::Kind::requester:
      return {names_requester(*column.names, text, column.strip_plus_tags) ? RowState::excluded_requester
                                                                           : RowState::used};
    case FilterPlan::Kind::tags: return {names_tag(*column.names, text) ? RowState::excluded_tag : RowState::used};
  }
  return {};
}

RowVerdict RowFilter::judge(FilteredColumn& column, const RecordBatch& batch, std::size_t record) const {
  const auto code = column.texts.code(batch.cell(record, column.plan->batch_column));
  while (column.verdicts.size() <= code) {
    const auto next = static_cast<std::uint32_t>(column.verdicts.size());
    column.verdicts.push_back(judge(*column.plan, column.texts.text(next)));
  }
  return column.verdicts[code];
}

RowVerdict RowFilter::judge(const RecordBatch& batch, std::size_t record) {
  RowVerdict verdict;
  for (FilteredColumn& column : columns_) {
    const RowVerdict judged = judge(column, batch, record);
    if (judged.state != RowState::used && !judged.unsaid) return judged;
    if (judged.unsaid) verdict = judged;
  }
  return verdict;
}

LegParts RowFilter::failed(const RecordBatch& batch, std::size_t record) {
  LegParts parts = 0;
  for (FilteredColumn& column : columns_) {
    const RowState state = judge(column, batch, record).state;
    if (state == RowState::used) continue;
    if (state != RowState::filtered) return kNoLeg;
    parts = static_cast<LegParts>(parts | leg_part(column.plan->part));
  }
  return parts;
}

bool names_requester(const std::vector<std::string>& names, std::string_view requester, bool strip_plus_tags) {
  const std::string person = fold_person(requester, strip_plus_tags);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    const std::string wanted = fold_person(name, strip_plus_tags);
    return wanted.starts_with('@') ? person.size() > wanted.size() && person.ends_with(wanted) : person == wanted;
  });
}

bool names_tag(const std::vector<std::string>& names, std::string_view tags) {
  constexpr std::string_view kMarks = ",;|[]\"";
  const std::string_view between = tags.find_first_of(kMarks) == std::string_view::npos ? " \t" : kMarks;
  const auto is_named = [&](std::string_view tag) {
    const std::string folded = fold_identity(tag);
    return !folded.empty() && std::any_of(names.begin(), names.end(),
                                          [&](const std::string& name) { return fold_identity(name) == folded; });
  };
  if (is_named(tags)) return true;  // one tag of several words
  while (!tags.empty()) {
    const std::size_t end = std::min(tags.find_first_of(between), tags.size());
    if (is_named(tags.substr(0, end))) return true;
    tags.remove_prefix(std::min(end + 1, tags.size()));
  }
  return false;
}

}  // namespace csreport
