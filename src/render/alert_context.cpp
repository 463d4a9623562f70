// The alerts that fired as the templates see them.
#include <fmt/format.h>

#include "render/block_context.hpp"

namespace csreport {
namespace {

using Object = TemplateValue::Object;
using List = TemplateValue::List;

TemplateValue alert_context(const Alert& alert, std::string advice, const ContextSource& source) {
  List sentences;
  for (const Message& message : alert.text) {
    sentences.push_back(Object{{"gap", sentences.empty() ? std::string() : source.text("list.sentences")},
                               {"sentence", sentence_context(sentence_of(message, source.wording))}});
  }
  return Object{{"severity", source.text(fmt::format("severity.{}", severity_name(alert.severity)))},
                {"kind", std::string(severity_name(alert.severity))},
                {"sentences", std::move(sentences)},
                {"advice", std::move(advice)}};
}

}  // namespace

TemplateValue block_context(const AlertList& block, const ContextSource& source) {
  List items;
  std::vector<std::string> advices = alert_advices(block.alerts, source.language());
  for (std::size_t i = 0; i < block.alerts.size(); ++i)
    items.push_back(alert_context(block.alerts[i], std::move(advices[i]), source));
  const auto more = static_cast<std::int64_t>(block.more);
  return Object{{"items", std::move(items)},
                {"more", more == 0 ? std::string()
                                   : fill_slots(source.language().plural("label.more_alerts", more),
                                                {{"n", source.numbers().number(static_cast<double>(more))}})}};
}

}  // namespace csreport
