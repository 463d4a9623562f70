#include "compute/groups.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace csreport {
namespace {

/// Answers "which group?" for the subjects of one metric and dimension.
class GroupCodes {
 public:
  GroupCodes(const Dataset& data, const Dimension& dimension)
      : dimension_(dimension), is_agent_(dimension.id == "agent") {
    for (const auto& own : data.surveys.dimensions) {
      if (own.id == dimension.id) survey_codes_ = &own.codes;
    }
  }

  [[nodiscard]] std::uint32_t operator()(const Subject& subject) const {
    if (is_agent_ && subject.agent != Subject::kTicketsAgent) return subject.agent;
    if (subject.survey_row != kNoRow && survey_codes_ != nullptr) {
      if (const auto own = (*survey_codes_)[subject.survey_row]; own != Dictionary::kNone) return own;
    }
    return subject.ticket_row == kNoRow ? Dictionary::kNone : dimension_.codes[subject.ticket_row];
  }

 private:
  const Dimension& dimension_;
  bool is_agent_;
  const CodeColumn* survey_codes_ = nullptr;
};

/// One period's values, ordered by group: those of code c lie in [begin[c], begin[c + 1]).
template <typename T>
struct ByGroup {
  std::vector<std::size_t> begin;
  std::vector<T> items;

  [[nodiscard]] std::span<T> of(std::uint32_t code) {
    return {items.data() + begin[code], begin[code + 1] - begin[code]};
  }
};

/// A counting sort; keeps the order within a group.
template <typename T>
ByGroup<T> split(const std::vector<T>& items, const std::vector<Subject>& subjects,
                 const GroupCodes& code_of, std::size_t codes) {
  std::vector<std::uint32_t> code(items.size());
  ByGroup<T> groups{std::vector<std::size_t>(codes + 1, 0), std::vector<T>(items.size())};
  for (std::size_t i = 0; i < items.size(); ++i) {
    code[i] = code_of(subjects[i]);
    ++groups.begin[code[i] + 1];
  }
  std::partial_sum(groups.begin.begin(), groups.begin.end(), groups.begin.begin());
  std::vector<std::size_t> next(groups.begin.begin(), groups.begin.end() - 1);
  for (std::size_t i = 0; i < items.size(); ++i) groups.items[next[code[i]]++] = items[i];
  return groups;
}

/// The groups of one period, folded on request.
class SlotGroups {
 public:
  SlotGroups(const MetricRow& row, SlotObservations& slot, const GroupCodes& code_of, std::size_t codes)
      : row_(row),
        values_(split(slot.values, slot.subjects, code_of, codes)),
        excluded_(split(slot.excluded, slot.excluded_subjects, code_of, codes)) {}

  [[nodiscard]] bool has(std::uint32_t code) {
    return !values_.of(code).empty() || !excluded_.of(code).empty();
  }
  MetricValue value(std::uint32_t code) {
    MetricValue value = fold_values(row_, values_.of(code));
    const auto excluded = excluded_.of(code);
    value.excluded = count_exclusions({excluded.begin(), excluded.end()});
    return value;
  }

 private:
  const MetricRow& row_;
  ByGroup<double> values_;
  ByGroup<Exclusion> excluded_;
};

void add_series(const MetricRow& row, const GroupCodes& code_of, std::size_t codes,
                Observations& observations, const std::vector<std::uint32_t>& group_codes,
                std::vector<GroupSnapshot>& groups) {
  const Slots& slots = observations.slots();
  for (const std::size_t slot : slots.trend()) {
    SlotGroups period(row, observations.by_slot()[slot], code_of, codes);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const MetricValue value = period.value(group_codes[g]);
      groups[g].series.push_back({slots.period(slot).label, value.value, value.n});
    }
  }
}

/// Largest first, equal ones by name, "(none)" last.
bool display_order(const GroupSnapshot& a, const GroupSnapshot& b) {
  const bool a_none = a.group == kNoneGroup;
  const bool b_none = b.group == kNoneGroup;
  if (a_none != b_none) return b_none;
  return a.current.n != b.current.n ? a.current.n > b.current.n : a.group < b.group;
}

}  // namespace

std::vector<ExcludedCount> count_exclusions(const std::vector<Exclusion>& excluded) {
  std::array<std::int64_t, kExclusions> counts{};
  for (const Exclusion reason : excluded) ++counts[static_cast<std::size_t>(reason)];
  std::vector<ExcludedCount> result;
  for (std::size_t i = 0; i < kExclusions; ++i) {
    if (counts[i] == 0) continue;
    result.push_back({std::string(exclusion_name(static_cast<Exclusion>(i))), counts[i]});
  }
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.reason < b.reason; });
  return result;
}

DimensionSnapshot fold_groups(const MetricRow& row, const Dataset& data, const Dimension& dimension,
                              Observations& observations, bool series) {
  if (dimension.id == "agent" && !row.by_agent) return {dimension.id, {}};
  const GroupCodes code_of(data, dimension);
  const Slots& slots = observations.slots();
  const std::size_t codes = dimension.names.size();
  SlotGroups current(row, observations.by_slot()[slots.current()], code_of, codes);
  std::optional<SlotGroups> previous;
  if (slots.previous()) previous.emplace(row, observations.by_slot()[*slots.previous()], code_of, codes);

  DimensionSnapshot result{dimension.id, {}};
  std::vector<std::uint32_t> group_codes;
  for (std::uint32_t code = 0; code < codes; ++code) {
    if (!current.has(code) && !(previous && previous->has(code))) continue;
    GroupSnapshot group;
    group.group = code == Dictionary::kNone ? kNoneGroup : dimension.names.text(code);
    group.current = current.value(code);
    if (previous) group.previous = previous->value(code);
    result.groups.push_back(std::move(group));
    group_codes.push_back(code);
  }
  if (series) add_series(row, code_of, codes, observations, group_codes, result.groups);
  std::sort(result.groups.begin(), result.groups.end(), display_order);
  return result;
}

}  // namespace csreport
