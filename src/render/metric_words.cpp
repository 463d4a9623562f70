#include "render/metric_words.hpp"

#include <algorithm>

#include "csreport/core/text.hpp"
#include "render/sentence.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The id of a metric with any number in it, as the messages name it: "share_within_Ns" and "120". Ids without a
/// number stay as they are.
struct NumberedId {
  std::string key;
  std::string number;
};
NumberedId numbered(std::string_view id) {
  const auto* const begin = std::find_if(id.begin(), id.end(), is_digit);
  const auto* const end = std::find_if_not(begin, id.end(), is_digit);
  if (begin == end) return {std::string(id), {}};
  return {std::string(id.begin(), begin) + "N" + std::string(end, id.end()), std::string(begin, end)};
}

/// The words of the language for the row, else the row's own.
std::string words_of(const MetricRow& row, std::string_view group, std::string_view own, const Language& language) {
  const NumberedId id = numbered(row.id);
  const auto* words = language.find(std::string(group) + "." + id.key);
  return words != nullptr ? fill_slots(*words, {{"n", id.number}}) : std::string(own);
}

/// A title inside a sentence: without its capital letter, which abbreviations keep ("CSAT", "SLA").
std::string inside_sentence(const std::string& title) {
  std::size_t second = 0;
  if (title.empty()) return title;
  next_character(title, second);
  const std::string first = title.substr(0, second);
  std::size_t end = second;
  if (end < title.size()) next_character(title, end);
  const std::string next = title.substr(second, end - second);
  return lower_case(next) == next ? lower_case(first) + title.substr(second) : title;
}

std::string group_words(const MetricName& name, const Language& language) {
  if (language.find("group_of." + name.dimension) != nullptr) {
    return introduced_name(name.dimension, name.group, language);
  }
  const auto* words = language.find("channel_class." + name.group);
  return words != nullptr ? *words : shown_name(name.group);
}

std::string of_group(std::string_view pattern, std::string words, const MetricName& name, const Language& language) {
  if (name.group.empty()) return words;
  // "Satisfaction (CSAT)" and "(chat)" share one pair of brackets where a language has a pattern for it.
  for (const std::string_view bracket : {")", "\uFF09"}) {
    if (!words.ends_with(bracket) || language.find("metric_of_class.bracketed") == nullptr) continue;
    words.resize(words.size() - bracket.size());
    pattern = "metric_of_class.bracketed";
  }
  return fill_slots(language.text(pattern), {{"metric", std::move(words)}, {"class", group_words(name, language)}});
}

/// English has names of its own for many metrics; all others, and the other languages, say the title.
std::string sentence_name(const MetricName& name, const Language& language) {
  const bool inside = name.place == NamePlace::inside;
  const std::string id(name.row->id);
  if (const auto* own = language.find((inside ? "metric." : "metric_start.") + id)) return *own;
  const bool of_user = find_metric(id) == nullptr && find_parameter_form(id) == nullptr;
  if (of_user) return std::string(name.row->short_title);
  const std::string title = metric_title(*name.row, language);
  return inside ? inside_sentence(title) : title;
}

}  // namespace

std::string metric_title(const MetricRow& row, const Language& language) {
  return words_of(row, "metric_title", row.title, language);
}

std::string metric_short_title(const MetricRow& row, const Language& language) {
  return words_of(row, "metric_short", row.short_title, language);
}

std::string metric_definition(const MetricRow& row, const Language& language) {
  return words_of(row, "definition", row.definition, language);
}

std::string metric_in_sentence(const MetricName& name, const Language& language) {
  if (name.place == NamePlace::table_head)
    return of_group("metric_of_class.title", metric_short_title(*name.row, language), name, language);
  if (name.place == NamePlace::title)
    return of_group("metric_of_class.title", metric_title(*name.row, language), name, language);
  return of_group("metric_of_class.sentence", sentence_name(name, language), name, language);
}

std::string with_class(std::string title, const std::string& channel_class, const Language& language) {
  return of_group("metric_of_class.title", std::move(title), {.group = channel_class}, language);
}

}  // namespace csreport
