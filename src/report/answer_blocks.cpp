// How satisfaction answers are spread, one bar a channel.

#include <algorithm>
#include <cmath>

#include "csreport/core/dataset.hpp"
#include "csreport/core/distributions.hpp"
#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::int64_t kFewestForBar = 30;
constexpr std::size_t kMostChannels = 12;

double share_of(std::int64_t part, const AnswerSpread& spread) {
  return static_cast<double>(part) / static_cast<double>(spread.n);
}

/// A share as the page writes it; of few answers in words.
Cell share_cell(std::int64_t part, const AnswerSpread& spread) {
  if (spread.n < kFewestForShare) return Message{"number.part_of", {{"part", Count{part}}, {"whole", Count{spread.n}}}};
  return Quantity{QuantityKind::share, share_of(part, spread), spread.n};
}

FigureRow row_of(Cell head, const AnswerSpread& spread) {
  FigureRow row{.kind = FigureRowKind::normal, .head = std::move(head), .remark = {}, .cells = {}};
  const bool few = spread.n < kFewestForBar;
  if (few) row.kind = FigureRowKind::quiet;
  row.cells = {few ? Cell{Message{"figure.answers.few", {}}} : Cell{Drawing{Spread{spread.counts}}},
               share_cell(spread.good, spread), share_cell(spread.bad, spread),
               Quantity{QuantityKind::count, static_cast<double>(spread.n), spread.n}};
  return row;
}

/// The channels from `first` on as one.
AnswerSpread together(const std::vector<AnswerSpread>& spreads, std::size_t first) {
  AnswerSpread sum{.group = {}, .counts = std::vector<std::int64_t>(spreads.front().counts.size())};
  for (std::size_t i = first; i < spreads.size(); ++i) {
    for (std::size_t step = 0; step < sum.counts.size(); ++step) sum.counts[step] += spreads[i].counts[step];
    sum.n += spreads[i].n;
    sum.good += spreads[i].good;
    sum.bad += spreads[i].bad;
  }
  return sum;
}

/// Whether chance does not explain the difference to all other channels: the test of two shares, times the number of
/// channels among which the worst was sought (Bonferroni).
bool is_clearly_worse(const AnswerSpread& worst, const AnswerSpread& all, std::size_t compared) {
  constexpr double kLevel = 0.05;
  const auto others = static_cast<double>(all.n - worst.n);
  const auto n = static_cast<double>(worst.n);
  const double pooled = share_of(all.bad, all);
  const double error = std::sqrt(pooled * (1 - pooled) * (1 / n + 1 / others));
  if (others <= 0 || error <= 0) return false;
  const double apart = share_of(worst.bad, worst) - static_cast<double>(all.bad - worst.bad) / others;
  return apart > 0 && normal_two_sided(apart / error) * static_cast<double>(compared) <= kLevel;
}

/// The channel with the largest share of bad answers, where several can be compared and it is clearly larger.
Note title_of(const std::vector<AnswerSpread>& spreads) {
  const AnswerSpread* worst = nullptr;
  std::size_t compared = 0;
  for (const AnswerSpread& spread : spreads) {
    if (spread.group.empty() || spread.group == kNoneGroup || spread.n < kFewestForBar) continue;
    ++compared;
    if (worst == nullptr || share_of(spread.bad, spread) > share_of(worst->bad, *worst)) worst = &spread;
  }
  if (compared < 2 || !is_clearly_worse(*worst, spreads.front(), compared)) return words("figure.answers.title");
  return Message{"figure.answers.worst", {{"name", Name{worst->group, "channel"}}}};
}

}  // namespace

std::vector<Block> answer_spread(const Report& report) {
  const auto& spreads = report.details.answers;
  if (spreads.empty() || spreads.front().n < kFewestForBar) return {};
  const bool five = spreads.front().counts.size() == 5;
  Figure figure;
  figure.title = title_of(spreads);
  figure.subtitle = words(five ? "figure.answers.subtitle_five" : "figure.answers.subtitle");
  figure.columns = {{"channel", dimension_words("channel"), ColumnKind::words, {}},
                    {"answers", words("figure.answers.spread"), ColumnKind::drawing, {}},
                    {"satisfied", words("figure.answers.satisfied"), ColumnKind::numbers, {}},
                    {"unsatisfied", words("figure.answers.unsatisfied"), ColumnKind::numbers, {}},
                    {"n", words("label.n"), ColumnKind::numbers, {}}};
  for (std::size_t step = 1; step <= spreads.front().counts.size(); ++step) {
    figure.legend.push_back(words((five ? "figure.answers.score_" : "figure.answers.class_") + std::to_string(step)));
  }
  const bool one_channel = spreads.size() == 2 && spreads.back().n == spreads.front().n;  // it would stand there twice
  if (!one_channel) figure.rows.push_back(row_of(Message{"figure.answers.all", {}}, spreads.front()));
  const std::size_t end = spreads.size() > kMostChannels + 2 ? kMostChannels + 1 : spreads.size();
  for (std::size_t i = 1; i < end; ++i) {
    figure.rows.push_back(row_of(group_head("channel", spreads[i].group), spreads[i]));
  }
  if (end < spreads.size()) figure.rows.push_back(row_of(others_head(spreads.size() - end), together(spreads, end)));
  return {{.id = "answer_spread", .content = std::move(figure)}};
}

}  // namespace csreport
