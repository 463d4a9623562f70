#include "render/signal_context.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace csreport {
namespace {

using Object = TemplateValue::Object;
using List = TemplateValue::List;

/// Whether the block shows the metric channel by channel.
bool shows_channels_of(const Block& block, std::string_view metric) {
  constexpr std::pair<std::string_view, std::string_view> kFigures[] = {{"answer_spread", "csat"},
                                                                        {"channel_waits", "frt"}};
  return block.id == "by_channel" || std::find(std::begin(kFigures), std::end(kFigures),
                                               std::pair{std::string_view(block.id), metric}) != std::end(kFigures);
}

/// What shows the evidence of the finding: the parts of its change, or its channels, else its trend, else the table of
/// all metrics.
TemplateValue where_of(const Finding& finding, const ContextSource& source) {
  const auto place = [&](std::string anchor, const Section& section) {
    return Object{{"anchor", std::move(anchor)}, {"title", source.text("section." + section.id)}};
  };
  TemplateValue best;
  for (const Section& section : source.report.sections) {
    if (!best.is_true() && section.id == "metrics") best = place(section.id, section);
    if (finding.row == nullptr) continue;
    for (const Block& block : section.blocks) {
      if (block.id == "drivers_" + std::string(finding.row->id) && finding.group.empty())
        return place(block.id, section);
      if (finding.hidden && shows_channels_of(block, finding.row->id)) return place(section.id, section);
      const auto* trends = std::get_if<TrendFigures>(&block.content);
      for (std::size_t i = 0; trends != nullptr && i < trends->figures.size(); ++i) {
        const MetricLine& line = trends->figures[i];
        if (line.row == finding.row && line.group == finding.group)
          best = place(fmt::format("trend-{}", i + 1), section);
      }
    }
  }
  return best;
}

}  // namespace

std::string signal_words(const Signal& signal, const ContextSource& source) {
  if (signal.state == SignalState::none) return {};
  const std::string state(signal_state_name(signal.state));
  const auto* of_rule = source.language().find(fmt::format("signal.{}.{}", signal.rule, state));
  return of_rule != nullptr ? *of_rule : source.text("signal.usual." + state);
}

TemplateValue signal_context(const Signal& signal, const ContextSource& source) {
  if (signal.state == SignalState::none) return {};
  const std::string state(signal_state_name(signal.state));
  return Object{{"state", state},
                {"good", TemplateValue::truth(signal.state == SignalState::better)},
                {"bad", TemplateValue::truth(signal.state == SignalState::worse)},
                {"mark", source.text("signal_mark." + state)},
                {"words", signal_words(signal, source)}};
}

std::string standing_words(const Standing& standing, const ContextSource& source) {
  return source.text(fmt::format("{}_state.{}", standing.kind, standing.state));
}

TemplateValue standing_context(const Standing& standing, const ContextSource& source) {
  return Object{{"state", std::string(signal_state_name(standing.colour))},
                {"good", TemplateValue::truth(standing.colour == SignalState::better)},
                {"bad", TemplateValue::truth(standing.colour == SignalState::worse)},
                {"mark", source.text("state_mark." + standing.state)},
                {"words", standing_words(standing, source)}};
}

TemplateValue block_context(const ChangeList& block, const ContextSource& source) {
  List items;
  for (const Finding& finding : block.findings) {
    List support;
    for (const Message& message : finding.support) {
      support.push_back(Object{{"gap", support.empty() ? std::string() : source.text("list.sentences")},
                               {"sentence", sentence_context(sentence_of(message, source.wording))}});
    }
    const bool supported = !support.empty();
    items.push_back(Object{{"signal", signal_context({finding.state, finding.rule}, source)},
                           {"sentence", sentence_context(sentence_of(finding.sentence, source.wording))},
                           {"supported", TemplateValue::truth(supported)},
                           {"support", std::move(support)},
                           {"where", where_of(finding, source)}});
  }
  List actions;
  for (const Action& action : block.actions) {
    actions.push_back(Object{{"number", fmt::format("{}", actions.size() + 1)},
                             {"sentence", sentence_context(sentence_of(action.sentence, source.wording))},
                             {"evidence", sentence_context(sentence_of(action.evidence, source.wording))},
                             {"check", sentence_context(sentence_of(action.check_words, source.wording))}});
  }
  const bool acts = !actions.empty();
  const auto left_out = [&](std::size_t n) {
    return n == 0 ? std::string() : fill_slots(source.text("figure.goals.more"), {{"n", fmt::format("{}", n)}});
  };
  // Said once: the page that has the rest marks those beyond the findings too.
  const auto more = static_cast<std::int64_t>(block.further > 0 ? 0 : block.more);
  const std::size_t further = block.further > 0 ? block.further + block.more : 0;
  return Object{{"items", std::move(items)},
                {"acts", TemplateValue::truth(acts)},
                {"actions", std::move(actions)},
                {"further", left_out(further)},
                {"further_actions", left_out(block.further_actions)},
                {"more", more == 0 ? std::string()
                                   : fill_slots(source.language().plural("finding.more", more),
                                                {{"n", source.numbers().number(static_cast<double>(more))}})}};
}

}  // namespace csreport
