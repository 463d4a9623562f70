#include "render/headline.hpp"

#include <initializer_list>

#include "render/metric_words.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

bool fits(const Sentence& sentence) {
  std::size_t characters = 0;
  for (const SentencePart& part : sentence) characters += count_characters(part.text);
  return characters <= kLongestHeadline;
}

/// "headline.fell" -> "headline_short.fell"; as it is where the language has no shorter one.
Message in_fewer_words(const Message& message, std::string_view form, const Language& language) {
  const std::string key = std::string(form) + message.key.substr(message.key.find('.'));
  Message shorter = message;
  if (language.find(key) != nullptr) shorter.key = key;
  return shorter;
}

Message with_short_name(Message message, const Language& language) {
  for (auto& [slot, argument] : message.args) {
    const auto* name = std::get_if<MetricName>(&argument);
    if (name == nullptr) continue;
    const auto* of_class = language.find("channel_class_short." + name->group);
    MetricName in_short = *name;
    in_short.place = NamePlace::table_head;
    argument = Name{of_class != nullptr ? metric_short_title(*name->row, language) + " " + *of_class
                                        : metric_in_sentence(in_short, language)};
  }
  return message;
}

/// The first that fits, else the last.
Sentence first_that_fits(std::initializer_list<Message> wordings, const Wording& wording) {
  Sentence sentence;
  for (const Message& one : wordings) {
    sentence = sentence_of(one, wording);
    if (fits(sentence)) break;
  }
  return sentence;
}

}  // namespace

Sentence headline_of(const Note& headline, const Wording& wording) {
  const auto* message = std::get_if<Message>(&headline);
  if (message == nullptr) return sentence_of(headline, wording);
  const Message shorter = in_fewer_words(*message, "headline_short", wording.language);
  const Message bare = in_fewer_words(*message, "headline_bare", wording.language);
  return first_that_fits(
      {*message, shorter, with_short_name(shorter, wording.language), bare, with_short_name(bare, wording.language)},
      wording);
}

Sentence subject_of(const Note& headline, const Wording& wording) {
  const auto* message = std::get_if<Message>(&headline);
  if (message == nullptr) return sentence_of(headline, wording);
  const Message shorter = in_fewer_words(*message, "headline_short", wording.language);
  return first_that_fits({*message, shorter, with_short_name(shorter, wording.language)}, wording);
}

}  // namespace csreport
