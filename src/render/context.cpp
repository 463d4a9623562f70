#include "render/context.hpp"

#include <array>
#include <string>

#include <fmt/format.h>

#include "render/block_context.hpp"
#include "render/headline.hpp"
#include "render/period_words.hpp"

namespace csreport {
namespace {

using Object = TemplateValue::Object;
using List = TemplateValue::List;

/// The names by which templates ask for a block's kind, in the order of BlockContent.
constexpr std::array<const char*, std::variant_size_v<BlockContent>> kBlockNames = {
    "cards",      "metrics",  "trends", "groups", "definitions", "exclusions",
    "accounting", "readings", "notes",  "alerts", "changes",     "figure"};
constexpr std::array<const char*, 5> kScopeNames = {"scope.period", "scope.compared_with", "scope.clock", "scope.data",
                                                    "scope.only"};

TemplateValue section_block(const Block& block, const ContextSource& source) {
  Object object{{"block_id", block.id}};
  for (const char* name : kBlockNames) object[name] = TemplateValue();
  object[kBlockNames[block.content.index()]] =
      std::visit([&](const auto& content) { return block_context(content, source); }, block.content);
  return object;
}

TemplateValue section_context(const Section& section, const ContextSource& source) {
  List blocks;
  for (const Block& block : section.blocks) blocks.push_back(section_block(block, source));
  const auto* intro = source.language().find("intro." + section.id);
  return Object{{"id", section.id},
                {"title", source.text("section." + section.id)},
                {"titled", TemplateValue::truth(section.titled)},
                {"intro", intro != nullptr ? TemplateValue(*intro) : TemplateValue()},
                {"blocks", std::move(blocks)}};
}

List scope_context(const ContextSource& source) {
  List scope;
  for (const ScopeEntry& entry : source.report.header.scope) {
    scope.push_back(Object{{"first", TemplateValue::truth(scope.empty())},
                           {"title", scope_title(entry.fact, source)},
                           {"sentence", sentence_context(sentence_of(entry.text, source.wording))}});
  }
  return scope;
}

TemplateValue label_context(const Language& language) {
  Object labels;
  for (auto& [key, text] : language.group("label")) labels.emplace(key, text);
  return labels;
}

std::string footer(const ContextSource& source) {
  const Report& report = source.report;
  std::string text = fill_slots(source.language().text("label.made_by"),
                                {{"generator", fmt::format("{} {}", report.generator.name, report.generator.version)}});
  if (report.as_of) {
    const std::string time = date_and_time(*report.as_of, report.zone, source.language());
    text += source.text("label.gap");
    const std::string in_zone = fill_slots(source.language().text("label.time_in_zone"),
                                           {{"time", time}, {"zone", std::string(report.zone.name())}});
    text += fill_slots(source.language().text("label.data_until"), {{"time", in_zone}});
  }
  return text;
}

}  // namespace

TemplateValue sentence_context(const Sentence& sentence) {
  List parts;
  for (const SentencePart& part : sentence) {
    parts.push_back(Object{{"name", part.is_name ? TemplateValue(part.text) : TemplateValue()},
                           {"text", part.is_name ? TemplateValue() : TemplateValue(part.text)}});
  }
  return parts;
}

std::string trend_span(const ContextSource& source, std::size_t points) {
  const auto& trend = source.report.comparison.trend;
  const Grain grain = trend.empty() ? Grain::custom : trend.back().grain;
  const auto n = static_cast<std::int64_t>(points);
  return fill_slots(source.language().plural(fmt::format("trend_span.{}", grain_name(grain)), n),
                    {{"n", source.numbers().number(static_cast<double>(n))}});
}

std::string current_name(const ContextSource& source) {
  const Comparison& comparison = source.report.comparison;
  const std::string name = period_name(comparison.current, source.report.zone, source.language());
  const bool same =
      comparison.previous && period_name(*comparison.previous, source.report.zone, source.language()) == name;
  return same ? period_name(comparison.current, source.report.zone, source.language(), YearOfWeek::with) : name;
}

std::string previous_name(const ContextSource& source) {
  const Comparison& comparison = source.report.comparison;
  if (!comparison.previous) return {};
  const std::string name = period_name(*comparison.previous, source.report.zone, source.language());
  const bool same = period_name(comparison.current, source.report.zone, source.language()) == name;
  return same ? period_name(*comparison.previous, source.report.zone, source.language(), YearOfWeek::with) : name;
}

std::string scope_title(ScopeFact fact, const ContextSource& source) {
  return source.text(kScopeNames[static_cast<std::size_t>(fact)]);
}

std::string words_for(const ContextSource& source, std::string_view group, const std::string& id) {
  if (const auto* words = source.language().find(fmt::format("{}.{}", group, id))) return *words;
  std::string words = id;
  for (char& c : words) c = c == '_' ? ' ' : c;
  return words;
}

std::string report_title(const Report& report, const RenderOptions& options) {
  const Language& language = Language::load(options.language);
  return plain_text(headline_of(report.header.headline, {language, NumberFormat(language), report.zone}));
}

std::string report_subject(const Report& report, const RenderOptions& options) {
  const Language& language = Language::load(options.language);
  return plain_text(subject_of(report.header.headline, {language, NumberFormat(language), report.zone}));
}

TemplateValue template_context(const Report& report, const RenderOptions& options, DrawingStyle drawing) {
  const Language& words = Language::load(options.language);
  const Language& language = drawing == DrawingStyle::svg ? words.held_together() : words;
  const ContextSource source{report, options, {language, NumberFormat(language), report.zone}, drawing};
  const Sentence headline = headline_of(report.header.headline, source.wording);
  List lead;
  for (const Message& message : report.header.lead) {
    lead.push_back(Object{{"gap", lead.empty() ? std::string() : source.text("list.sentences")},
                          {"sentence", sentence_context(sentence_of(message, source.wording))}});
  }
  List sections;
  for (const Section& section : report.sections) sections.push_back(section_context(section, source));
  return Object{{"language", language.code()},
                {"layout", report.layout},
                {"label", label_context(language)},
                {"title", report_title(report, options)},
                {"headline", sentence_context(headline)},
                {"organisation", report.header.organisation},
                {"lead", std::move(lead)},
                {"scope", scope_context(source)},
                {"sections", std::move(sections)},
                {"footer", footer(source)}};
}

}  // namespace csreport
