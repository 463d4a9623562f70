#include "render/sentence.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "csreport/render/words.hpp"
#include "render/metric_words.hpp"
#include "render/period_words.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

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

/// Whole hours, below ten with a half, below one in tenths: any work is more than 0.
double rounded_hours(double hours) {
  if (hours <= 0) return 0;
  const double steps = hours < 1 ? 10 : hours < 10 ? 2 : 1;
  return std::max(std::round(hours * steps) / steps, hours < 1 ? 0.1 : 0.0);
}

struct SlotWriter {
  const Wording& wording;

  SentencePart operator()(const MetricName& name) const { return {metric_in_sentence(name, wording.language)}; }
  SentencePart operator()(const MetricNames& names) const {
    std::vector<std::string> words;
    for (const MetricName& name : names.names) words.push_back(metric_in_sentence(name, wording.language));
    return {listed(words, wording.language)};
  }
  SentencePart operator()(const ValueRange& range) const {
    return {wording.numbers.range(*range.row, range.low, range.high, range.n, range.beside)};
  }
  SentencePart operator()(const RoughShare& share) const {
    return {wording.numbers.share(rounded_share(share.share), 0)};
  }
  SentencePart operator()(const AgentHours& time) const {
    const double hours = rounded_hours(time.hours);
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
                  : period_days(span.period, wording.zone, wording.language)};
  }
  SentencePart operator()(const Phrase& phrase) const { return {phrase_text(phrase, wording.language)}; }
  SentencePart operator()(const Name& name) const {
    if (name.whole) return {name.text, /*is_name=*/true};
    return {name.introduced ? introduced_name(name.dimension, name.text, wording.language)
                            : group_name(name.dimension, name.text, wording.language),
            /*is_name=*/true};
  }
};

/// Ids of dimensions, as compute lists them, in the words of the language where it has some: "категория, канал".
std::string dimension_names(std::string_view ids, const Language& language) {
  constexpr std::string_view kBetween = ", ";
  std::string names;
  for (;;) {
    const auto end = ids.find(kBetween);
    const auto id = ids.substr(0, end);
    const auto* const words = language.find(fmt::format("dimension_inside.{}", id));
    names += words != nullptr ? *words : std::string(id);
    if (end == std::string_view::npos) return names;
    names += language.text("list.separator");
    ids.remove_prefix(end + kBetween.size());
  }
}

struct PhraseSlotWriter {
  const Language& language;
  const NumberFormat numbers{language};

  std::string operator()(std::int64_t n) const { return numbers.number(static_cast<double>(n)); }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::chrono::seconds length) const {
    return numbers.duration(static_cast<double>(length.count()));
  }
  std::string operator()(const Dates& days) const {
    std::vector<std::string> dates;
    for (const auto day : days) dates.push_back(date_words(day, language));
    return listed(dates, language);
  }
};

std::string_view template_of(const Message& message, const Language& language) {
  for (const auto& [slot, argument] : message.args) {
    if (const auto* count = std::get_if<Count>(&argument)) return language.plural(message.key, count->n);
  }
  return language.text(message.key);
}

/// Languages may begin a sentence with the metric's name that English has inside.
SentencePart slot_words(const Argument& argument, bool first, const Wording& wording) {
  const auto* name = std::get_if<MetricName>(&argument);
  if (name == nullptr || !first || name->place != NamePlace::inside) return std::visit(SlotWriter{wording}, argument);
  MetricName start = *name;
  start.place = NamePlace::sentence_start;
  return {metric_in_sentence(start, wording.language)};
}

void append(Sentence& sentence, SentencePart part) {
  if (part.text.empty()) return;
  if (sentence.empty() || part.is_name) return sentence.push_back(std::move(part));
  std::string& before = sentence.back().text;
  const std::size_t bytes = before.size();
  append_words(before, part.text);
  if (!sentence.back().is_name) return;
  part.text = before.substr(bytes);
  before.resize(bytes);
  if (!part.text.empty()) sentence.push_back(std::move(part));
}

}  // namespace

std::string shown_name(std::string_view name) { return cut_characters(name, kLongestName, "…"); }

std::string group_name(std::string_view dimension, std::string_view name, const Language& language,
                       std::size_t longest) {
  const auto* words = language.find(fmt::format("group_name.{}.{}", dimension, name));
  return words != nullptr ? *words : cut_characters(name, longest, "…");
}

std::string introduced_name(std::string_view dimension, std::string_view name, const Language& language) {
  const std::string shown = group_name(dimension, name, language);
  if (const auto* words = language.find(fmt::format("group_of.{}", dimension)))
    return fill_slots(*words, {{"name", shown}});
  if (language.find(fmt::format("dimension.{}", dimension)) != nullptr) return shown;
  return fill_slots(language.text("group_of_column"), {{"dimension", shown_name(dimension)}, {"name", shown}});
}

std::string phrase_text(const Phrase& phrase, const Language& language) {
  if (phrase.empty()) return {};
  const PhraseSlotWriter words{language};
  Slots slots;
  std::optional<std::int64_t> counted;
  for (const auto& [name, slot] : phrase.slots) {
    const auto* const n = std::get_if<std::int64_t>(&slot);
    if (n != nullptr && !counted) counted = *n;
    const auto* const text = std::get_if<std::string>(&slot);
    const bool of_dimensions = text != nullptr && name == "columns";
    slots.emplace_back(name, of_dimensions ? dimension_names(*text, language) : std::visit(words, slot));
  }
  return fill_slots(counted ? language.plural(phrase.key, *counted) : language.text(phrase.key), slots);
}

std::string phrases_text(const Phrases& phrases, const Language& language) {
  std::string text;
  for (const Phrase& phrase : phrases) {
    if (!text.empty()) text += language.text("label.list_separator");
    text += phrase_text(phrase, language);
  }
  return text;
}

std::string in_words(const Phrase& phrase, std::string_view language) {
  return phrase_text(phrase, Language::load(language));
}

std::string in_words(const Phrases& phrases, std::string_view language) {
  return phrases_text(phrases, Language::load(language));
}

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
    if (argument != message.args.end()) append(sentence, slot_words(argument->second, sentence.empty(), wording));
    text.remove_prefix(close + 1);
  }
  return sentence;
}

Sentence joined(Sentence first, const Sentence& second) {
  for (const SentencePart& part : second) append(first, part);
  return first;
}

Sentence sentence_of(const Note& note, const Wording& wording) {
  if (const auto* phrase = std::get_if<Phrase>(&note)) return {{phrase_text(*phrase, wording.language)}};
  const auto* message = std::get_if<Message>(&note);
  if (message == nullptr) return {{std::get<std::string>(note)}};
  return message->key.empty() ? Sentence{} : sentence_of(*message, wording);
}

std::string argument_text(const Argument& argument, const Wording& wording) {
  return std::visit(SlotWriter{wording}, argument).text;
}

std::vector<std::string> report_languages() { return Language::codes(); }

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

std::vector<std::string> alert_advices(std::span<const Alert> alerts, const Language& language) {
  std::vector<std::string> advices;
  for (const Alert& alert : alerts) {
    // A missed target stands in a table of its own with what was asked for.
    const bool shown = alert.id != "target_missed" || !alert.advice.empty();
    std::string advice = shown ? alert_advice(alert, language) : std::string();
    if (std::find(advices.begin(), advices.end(), advice) != advices.end()) advice.clear();
    advices.push_back(std::move(advice));
  }
  return advices;
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
  return with_class(metric_title(*line.row, language), line.group, language);
}

}  // namespace csreport
