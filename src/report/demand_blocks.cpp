// What customers ask for: the reasons of their contacts by volume. The rows add up to all tickets.

#include <algorithm>
#include <string_view>

#include "csreport/core/dataset.hpp"
#include "csreport/core/text.hpp"
#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::size_t kTop = 5;
constexpr std::string_view kCategory = "category";

/// Some categories together: one, the others, those without one.
struct Reason {
  FigureRowKind kind = FigureRowKind::normal;
  Cell head;
  double now = 0;
  std::optional<double> before;
  const GroupComparison* csat = nullptr;
  const CategoryCount* detail = nullptr;
};

double now_of(const GroupComparison& group) { return group.values.current.value.value_or(0); }
double before_of(const GroupComparison& group) {
  return group.values.previous ? group.values.previous->value.value_or(0) : 0;
}

const CategoryCount* detail_of(const Report& report, const std::string& category) {
  const auto& all = report.details.reasons;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.category == category; });
  return found == all.end() ? nullptr : &*found;
}

/// Whether the reasons can be, and are to be, in the order of their hard tickets.
bool is_by_severity(const Report& report) {
  const auto& all = report.details.reasons;
  return report.reasons.by_severity &&
         std::any_of(all.begin(), all.end(), [](const CategoryCount& reason) { return reason.hard.value_or(0) > 0; });
}

struct Reasons {
  std::vector<Reason> rows;
  std::size_t categories = 0;
  double total = 0;
  bool compared = false;
  std::string first;      ///< the largest category
  bool was_first = true;  ///< also in the period before
};

Reasons reasons_of(const Report& report, const MetricComparison& created) {
  const DimensionComparison& by = *find_dimension(created, kCategory);
  const auto* csat = report.comparison.metric("csat");
  std::vector<const GroupComparison*> named;
  const GroupComparison* none = nullptr;
  for (const GroupComparison& group : by.groups) {
    if (group.values.group == kNoneGroup) {
      none = &group;
    } else if (now_of(group) > 0 || before_of(group) > 0) {
      named.push_back(&group);
    }
  }
  std::stable_sort(named.begin(), named.end(),
                   [](const GroupComparison* a, const GroupComparison* b) { return now_of(*a) > now_of(*b); });
  if (is_by_severity(report)) {
    const auto hard = [&](const GroupComparison* group) {
      const CategoryCount* const detail = detail_of(report, group->values.group);
      return detail == nullptr ? 0 : detail->hard.value_or(0);
    };
    std::stable_sort(named.begin(), named.end(), [&](const auto* a, const auto* b) { return hard(a) > hard(b); });
  }
  Reasons reasons;
  reasons.compared = created.previous.has_value();
  reasons.categories = named.size();
  reasons.total = created.current.value.value_or(0);
  const auto before = [&](double n) { return reasons.compared ? std::optional(n) : std::nullopt; };
  const std::size_t top = named.size() == kTop + 1 ? kTop + 1 : std::min(kTop, named.size());
  for (std::size_t i = 0; i < top; ++i) {
    reasons.rows.push_back({.kind = FigureRowKind::normal,
                            .head = Name{named[i]->values.group},
                            .now = now_of(*named[i]),
                            .before = before(before_of(*named[i])),
                            .csat = csat != nullptr ? find_group(*csat, kCategory, named[i]->values.group) : nullptr,
                            .detail = detail_of(report, named[i]->values.group)});
  }
  if (top < named.size()) {
    Reason other{.kind = FigureRowKind::quiet, .head = others_head(named.size() - top)};
    double earlier = 0;
    for (std::size_t i = top; i < named.size(); ++i) {
      other.now += now_of(*named[i]);
      earlier += before_of(*named[i]);
    }
    other.before = before(earlier);
    reasons.rows.push_back(std::move(other));
  }
  if (none != nullptr && (now_of(*none) > 0 || before_of(*none) > 0)) {
    reasons.rows.push_back({.kind = FigureRowKind::quiet,
                            .head = group_head(std::string(kCategory), none->values.group),
                            .now = now_of(*none),
                            .before = before(before_of(*none)),
                            .csat = csat != nullptr ? find_group(*csat, kCategory, kNoneGroup) : nullptr,
                            .detail = detail_of(report, std::string(kNoneGroup))});
  }
  reasons.first = named.front()->values.group;
  reasons.was_first = std::none_of(named.begin(), named.end(), [&](const GroupComparison* group) {
    return before_of(*group) > before_of(*named.front());
  });
  return reasons;
}

/// Names a category only where it is clearly the first of enough tickets.
Note title_of(const Reasons& reasons) {
  constexpr double kFewestTickets = 30;
  const bool tied = reasons.rows.size() > 1 && reasons.rows[1].kind == FigureRowKind::normal &&
                    reasons.rows[1].now == reasons.rows[0].now;
  if (reasons.total < kFewestTickets || tied) return words("figure.reasons.title");
  const double share = reasons.total > 0 ? reasons.rows.front().now / reasons.total : 0;
  static const MetricRow kShare{.id = "share", .unit = Unit::ratio, .headline = Headline::mean};
  const Amount amount{&kShare, MetricValue{.value = share, .n = static_cast<std::int64_t>(reasons.total)}};
  const bool now_first = reasons.compared && !reasons.was_first;
  return Message{now_first ? "figure.reasons.now_first" : "figure.reasons.first",
                 {{"name", Name{reasons.first}}, {"share", amount}}};
}

Cell change_cell(const MetricRow* row, const Reason& reason) {
  if (!reason.before) return {};
  Change change{.state = ChangeState::compared, .absolute = reason.now - *reason.before};
  if (*reason.before == 0) change.state = ChangeState::is_new;
  if (*reason.before != 0) change.relative = *change.absolute / *reason.before;
  return Movement{row, change, static_cast<std::int64_t>(reason.now), reason.before};
}

FigureRow row_of(const Reason& reason, const Reasons& reasons, const MetricComparison& created, bool rated) {
  FigureRow row{.kind = reason.kind, .head = reason.head, .remark = {}, .cells = {}};
  const bool drawn = reason.kind == FigureRowKind::normal;
  const auto total = static_cast<std::int64_t>(reasons.total);
  row.cells = {drawn ? Cell{Drawing{Bar{reason.now, reason.before, SignalState::normal}}} : Cell{},
               Quantity{QuantityKind::count, reason.now, total},
               Quantity{QuantityKind::share,
                        reasons.total > 0 ? std::optional(reason.now / reasons.total) : std::nullopt, total}};
  if (reasons.compared) row.cells.push_back(change_cell(created.row, reason));
  if (!rated) return row;
  const bool answered = reason.csat != nullptr && reason.csat->values.current.value;
  row.cells.push_back(answered ? Cell{Amount{find_metric("csat"), reason.csat->values.current}} : Cell{});
  return row;
}

Figure reasons_figure(const Report& report, const MetricComparison& created, const Reasons& reasons) {
  const auto* csat = report.comparison.metric("csat");
  const bool rated = csat != nullptr && has_named_values(*csat, kCategory);
  std::vector<double> lengths;
  for (const Reason& reason : reasons.rows) {
    if (reason.kind != FigureRowKind::normal) continue;
    lengths.push_back(reason.now);
    lengths.push_back(reason.before.value_or(0));
  }
  Figure figure;
  const bool by_severity = is_by_severity(report);
  figure.title = by_severity ? words("figure.reasons.title") : title_of(reasons);
  figure.subtitle = Message{by_severity ? "figure.reasons.hardest" : "figure.reasons.subtitle",
                            {{"n", Count{static_cast<std::int64_t>(reasons.categories)}}}};
  if (reasons.compared) figure.key = words("figure.reasons.key");
  figure.columns = {{"category", dimension_words("category"), ColumnKind::words, {}},
                    {"previous", words("figure.reasons.bars"), ColumnKind::drawing, axis_from_zero(lengths)},
                    {"tickets", words("figure.reasons.tickets"), ColumnKind::numbers, {}},
                    {"share", words("figure.reasons.share"), ColumnKind::numbers, {}}};
  if (reasons.compared) figure.columns.push_back({"change", words("label.change"), ColumnKind::numbers, {}});
  if (rated) figure.columns.push_back({"csat", words("figure.reasons.csat"), ColumnKind::numbers, {}});
  for (const Reason& reason : reasons.rows) figure.rows.push_back(row_of(reason, reasons, created, rated));
  return figure;
}

Cell count_cell(const std::optional<std::int64_t>& n) {
  return n ? Cell{Quantity{QuantityKind::count, static_cast<double>(*n), *n}} : Cell{};
}

/// "Login (12)": what most of the category's tickets are about.
Cell second_cell(const CategoryCount& reason) {
  if (reason.second.empty()) return {};
  return Message{"figure.reasons.most", {{"name", Name{reason.second}}, {"n", Count{reason.second_n}}}};
}

/// One more column, where some row has something in it. REQUIRES: the figure has a row for each of `rows`.
template <typename CellOf>
void add_column(const std::vector<Reason>& rows, FigureColumn column, CellOf cell_of, Figure& figure) {
  std::vector<Cell> cells;
  for (const Reason& reason : rows) cells.push_back(reason.detail == nullptr ? Cell{} : cell_of(*reason.detail));
  const auto says_something = [](const Cell& cell) { return !std::holds_alternative<std::monostate>(cell); };
  if (std::none_of(cells.begin(), cells.end(), says_something)) return;
  figure.columns.push_back(std::move(column));
  for (std::size_t i = 0; i < rows.size(); ++i) figure.rows[i].cells.push_back(std::move(cells[i]));
}

/// Which priorities "high" means.
void add_hard_note(const Details& details, Figure& figure) {
  constexpr std::size_t kMostNames = 8;
  if (!details.hard_priorities) return;
  std::string names;
  for (std::size_t i = 0; i < std::min(kMostNames, details.hard_priorities->size()); ++i) {
    names += (names.empty() ? "" : ", ") + (*details.hard_priorities)[i];
  }
  if (details.hard_priorities->size() > kMostNames) names += ", …";
  if (names.empty()) {
    figure.notes.push_back(words("figure.reasons.hard_none"));
  } else {
    figure.notes.push_back(
        Message{"figure.reasons.hard_are", {{"names", Name{.text = names, .dimension = {}, .whole = true}}}});
  }
}

void add_owners(const Report& report, const Reasons& reasons, Figure& figure) {
  add_column(
      reasons.rows, {"customers", words("figure.reasons.customers"), ColumnKind::numbers, {}},
      [](const CategoryCount& reason) { return count_cell(reason.customers); }, figure);
  add_column(
      reasons.rows, {"hard", words("figure.reasons.hard"), ColumnKind::numbers, {}},
      [](const CategoryCount& reason) { return count_cell(reason.hard); }, figure);
  add_hard_note(report.details, figure);
  add_column(reasons.rows, {"second", dimension_words(report.reasons.second_level), ColumnKind::words, {}}, second_cell,
             figure);
  const auto department = [&](const CategoryCount& reason) {
    const auto known = report.reasons.departments.find(fold_identity(reason.category));
    return known == report.reasons.departments.end()
               ? Cell{}
               : Cell{Name{.text = known->second, .dimension = {}, .whole = true}};
  };
  add_column(reasons.rows, {"department", words("figure.reasons.department"), ColumnKind::words, {}}, department,
             figure);
}

/// None where no ticket names a category, or all name the same one.
std::vector<Block> block_of_reasons(const Report& report, bool with_owners) {
  const auto* created = report.comparison.metric("tickets_created");
  if (created == nullptr || !created->current.value || !has_named_values(*created, kCategory)) return {};
  const Reasons reasons = reasons_of(report, *created);
  if (reasons.rows.size() < 2 || reasons.total <= 0) return {};
  Figure figure = reasons_figure(report, *created, reasons);
  if (with_owners) add_owners(report, reasons, figure);
  return {{.id = "top_reasons", .content = std::move(figure)}};
}

}  // namespace

std::vector<Block> top_reasons(const Report& report) { return block_of_reasons(report, /*with_owners=*/false); }

std::vector<Block> reasons_with_owners(const Report& report) { return block_of_reasons(report, /*with_owners=*/true); }

}  // namespace csreport
