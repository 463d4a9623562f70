#include "render/sentence.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "render/period_words.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

std::string class_words(const std::string& channel_class, const Language& language) {
  const auto* words = language.find("channel_class." + channel_class);
  return words != nullptr ? *words : shown_name(channel_class);
}

std::string of_class(std::string_view pattern, std::string name, const std::string& channel_class,
                     const Language& language) {
  if (channel_class.empty()) return name;
  return fill_slots(language.text(pattern),
                    {{"metric", std::move(name)}, {"class", class_words(channel_class, language)}});
}

/// Of a metric that stands alone.
std::string metric_title(const MetricName& name, const Language& language) {
  const bool head = name.place == NamePlace::table_head;
  const auto* words = language.find((head ? "metric_short." : "metric_title.") + std::string(name.row->id));
  const std::string_view own = head ? name.row->short_title : name.row->title;
  return of_class("metric_of_class.title", words != nullptr ? *words : std::string(own), name.group, language);
}

std::string metric_words(const MetricName& name, const Language& language) {
  if (name.place == NamePlace::table_head || name.place == NamePlace::title) return metric_title(name, language);
  const std::string id(name.row->id);
  const auto* words = language.find((name.place == NamePlace::inside ? "metric." : "metric_start.") + id);
  return of_class("metric_of_class.sentence", words != nullptr ? *words : std::string(name.row->short_title),
                  name.group, language);
}

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& names, const Language& language) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += language.text(i + 1 == names.size() ? "list.last" : "list.separator");
    list += names[i];
  }
  return list;
}

/// To the nearest 5 %: more would claim more than the arithmetic knows.
double rounded_share(double share) { return std::round(share * 20) / 20; }

struct SlotWriter {
  const Wording& wording;

  SentencePart operator()(const MetricName& name) const { return {metric_words(name, wording.language)}; }
  SentencePart operator()(const MetricNames& names) const {
    std::vector<std::string> words;
    for (const MetricName& name : names.names) words.push_back(metric_words(name, wording.language));
    return {listed(words, wording.language)};
  }
  SentencePart operator()(const ValueRange& range) const {
    return {wording.numbers.range(*range.row, range.low, range.high, range.n)};
  }
  SentencePart operator()(const RoughShare& share) const {
    return {wording.numbers.share(rounded_share(share.share), 0)};
  }
  SentencePart operator()(const AgentHours& time) const {
    const double hours = time.hours < 10 ? std::round(time.hours * 2) / 2 : std::round(time.hours);
    return {wording.numbers.number(hours, std::floor(hours) == hours ? 0 : 1)};
  }
  SentencePart operator()(const Amount& amount) const {
    if (amount.beside) return {wording.numbers.value_beside(*amount.row, amount.value, *amount.beside)};
    return {wording.numbers.value(*amount.row, amount.value, amount.value.n)};
  }
  SentencePart operator()(const Difference& difference) const {
    return {wording.numbers.difference(*difference.row, difference.change, difference.n, difference.base)};
  }
  SentencePart operator()(const Limit& limit) const {
    return {limit_words(limit.target, *limit.row, LimitWords::sentence, wording)};
  }
  SentencePart operator()(const Count& count) const { return {wording.numbers.number(static_cast<double>(count.n))}; }
  SentencePart operator()(const PeriodName& name) const {
    return {period_name(name.period, wording.zone, wording.language)};
  }
  SentencePart operator()(const ShortPeriod& part) const {
    return {part.of_week ? weekday_name(part.period, wording.zone, wording.language)
                         : axis_name(part.period, wording.zone, wording.language)};
  }
  SentencePart operator()(const PeriodSpan& span) const {
    const bool empty = span.period.start == span.period.end;  // all of no data has no days
    return {empty ? period_name(span.period, wording.zone, wording.language, YearOfWeek::without)
                  : describe_period(span.period, wording.zone)};
  }
  SentencePart operator()(const Words& words) const { return {words.text}; }
  SentencePart operator()(const Name& name) const { return {shown_name(name.text), /*is_name=*/true}; }
};

std::string_view template_of(const Message& message, const Language& language) {
  for (const auto& [slot, argument] : message.args) {
    if (const auto* count = std::get_if<Count>(&argument)) return language.plural(message.key, count->n);
  }
  return language.text(message.key);
}

void append(Sentence& sentence, SentencePart part) {
  if (part.text.empty()) return;
  if (!sentence.empty() && !part.is_name && !sentence.back().is_name) {
    sentence.back().text += part.text;
  } else {
    sentence.push_back(std::move(part));
  }
}

}  // namespace

std::string shown_name(std::string_view name) { return cut_characters(name, kLongestName, "…"); }

Sentence sentence_of(const Message& message, const Wording& wording) {
  Sentence sentence;
  std::string_view text = template_of(message, wording.language);
  while (!text.empty()) {
    const auto open = text.find('{');
    append(sentence, {std::string(text.substr(0, open))});
    if (open == std::string_view::npos) break;
    const auto close = text.find('}', open);
    const auto slot = text.substr(open + 1, close - open - 1);
    const auto argument =
        std::find_if(message.args.begin(), message.args.end(), [&](const auto& arg) { return arg.first == slot; });
    if (argument != message.args.end()) append(sentence, std::visit(SlotWriter{wording}, argument->second));
    text.remove_prefix(close + 1);
  }
  return sentence;
}

Sentence sentence_of(const Note& note, const Wording& wording) {
  const auto* message = std::get_if<Message>(&note);
  if (message == nullptr) return {{std::get<std::string>(note)}};
  return message->key.empty() ? Sentence{} : sentence_of(*message, wording);
}

std::string argument_text(const Argument& argument, const Wording& wording) {
  return std::visit(SlotWriter{wording}, argument).text;
}

std::string plain_text(const Sentence& sentence) {
  std::string text;
  for (const SentencePart& part : sentence) text += part.text;
  return text;
}

std::string alert_advice(const Alert& alert, const Language& language) {
  if (!alert.advice.empty()) return alert.advice;
  const auto* words = language.find("advice." + alert.id);
  return words != nullptr ? *words : std::string();
}

std::string limit_words(const Target& target, const MetricRow& row, LimitWords style, const Wording& wording) {
  static constexpr std::array<const char*, 5> kNames = {"below", "at_most", "above", "at_least", "between"};
  const std::string name = kNames[static_cast<std::size_t>(target.op)];
  const bool counts = row.unit == Unit::count && row.headline == Headline::count;
  const std::string path = style == LimitWords::table ? "limit_short." : counts ? "limit_count." : "limit.";
  return fill_slots(wording.language.text(path + name), {{"value", wording.numbers.limit(row, target.low)},
                                                         {"high", wording.numbers.limit(row, target.high)}});
}

std::string line_title(const MetricLine& line, const Language& language) {
  const auto* title = language.find("metric_title." + std::string(line.row->id));
  return of_class("metric_of_class.title", title != nullptr ? *title : std::string(line.row->title), line.group,
                  language);
}

}  // namespace csreport
