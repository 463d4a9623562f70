#pragma once
// Messages into words: the template of the language with its slots filled. Names from the data stay
// apart from our own words, so that a page can isolate them.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/report/report.hpp"
#include "render/number_format.hpp"

namespace csreport {

/// Labels from the data are cut here; the whole text is in the JSON.
inline constexpr std::size_t kLongestName = 40;
std::string shown_name(std::string_view name);

/// The name of a group of a dimension as it is shown: of our own ones (weekdays, channels) in the language, else the
/// text from the data, cut.
std::string group_name(std::string_view dimension, std::string_view name, const Language& language,
                       std::size_t longest = kLongestName);

/// The same where nothing says of which dimension it is: "priority high", "plan gold". Names of the dimensions without
/// words for it in "group_of" (channels, teams, agents, categories) say by themselves what they are.
std::string introduced_name(std::string_view dimension, std::string_view name, const Language& language);

/// A phrase with its slots filled; a count chooses the plural form.
std::string phrase_text(const Phrase& phrase, const Language& language);
/// Its parts one after the other: "strict, 30 days".
std::string phrases_text(const Phrases& phrases, const Language& language);

struct SentencePart {
  std::string text;
  bool is_name = false;  ///< from the data, already cut
};
using Sentence = std::vector<SentencePart>;

/// What the slots need besides the message.
struct Wording {
  const Language& language;
  NumberFormat numbers;
  const TimeZone& zone;
};

Sentence sentence_of(const Message& message, const Wording& wording);
Sentence sentence_of(const Note& note, const Wording& wording);
/// One after the other.
Sentence joined(Sentence first, const Sentence& second);
/// One slot of a message as its sentence shows it.
std::string argument_text(const Argument& argument, const Wording& wording);
/// Without the distinction: for titles and for tests.
std::string plain_text(const Sentence& sentence);

/// The advice of the user, else that of the language for the rule; empty: there is none.
std::string alert_advice(const Alert& alert, const Language& language);
/// Of each of the alerts in a list; empty where one above has the same, and of a missed target without an own one.
std::vector<std::string> alert_advices(std::span<const Alert> alerts, const Language& language);

/// "85% or more", "below 1m", "30s–1m": what a target asks for, in a sentence. In a table "≥ 85%", "< 1m".
enum class LimitWords { sentence, table };
std::string limit_words(const Target& target, const MetricRow& row, LimitWords style, const Wording& wording);

/// The metric's title on the page, with its channel class: "First response time, live channels".
std::string line_title(const MetricLine& line, const Language& language);

}  // namespace csreport
